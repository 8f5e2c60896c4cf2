"""The commands that answer: query, export, draw, explain, validate, info, demo, and help."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import networkx
import pytest
import rdflib

import newsgraph
from newsgraph.cli.commands import app

WHO = "SELECT ?who { ?person ng:ceoOf ?firm ; rdfs:label ?who }"
COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands]


def test_a_table_has_the_names_of_the_columns(run, store):
    answer = run("query", store, "--sparql", WHO)
    assert (answer.code, answer.err) == (0, "")
    assert re.search(r"\bwho\b", answer.out)
    assert "Jensen Huang" in answer.out


def test_a_query_can_come_from_a_file(run, store, tmp_path):
    (tmp_path / "who.rq").write_text(WHO, encoding="utf-8")
    assert "Jensen Huang" in run("query", store, tmp_path / "who.rq").out


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "turtle"])
def test_an_answer_parses_in_its_format(run, store, form):
    construct = (
        "CONSTRUCT { ?p ng:ceoOf ?f ; rdfs:label ?who } { ?p ng:ceoOf ?f ; rdfs:label ?who }"
    )
    sparql = construct if form == "turtle" else WHO
    answer = run("query", store, "--sparql", sparql, "--format", form)
    assert (answer.code, answer.err) == (0, "")
    found = {
        "csv": lambda: list(csv.reader(io.StringIO(answer.out)))[1][0],
        "tsv": lambda: answer.out.splitlines()[1].strip('"'),
        "json": lambda: json.loads(answer.out)["results"]["bindings"][0]["who"]["value"],
        "turtle": lambda: str(
            next(
                rdflib.Graph()
                .parse(data=answer.out, format="turtle")
                .objects(None, rdflib.RDFS.label)
            )
        ),
    }[form]()
    assert found == "Jensen Huang"


def test_ask_answers_with_a_truth_value(run, store):
    answer = run("query", store, "--sparql", "ASK { ?s ng:ceoOf ?o }", "--format", "json")
    assert json.loads(answer.out)["boolean"] is True


@pytest.mark.filterwarnings("ignore:.*deprecated, use Dataset:DeprecationWarning")
@pytest.mark.parametrize("form", ["ttl", "trig", "nq", "jsonld"])
def test_rdf_parses_again_with_rdflib(run, store, form):
    written = run("export", store, "--format", form)
    assert (written.code, written.err) == (0, "")
    names = {"ttl": "turtle", "nq": "nquads", "jsonld": "json-ld"}
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=written.out, format=names.get(form, form))
    rows = graph.query("PREFIX ng: <https://w3id.org/newsgraph/ontology#> ASK { ?s ng:ceoOf ?o }")
    assert rows.askAnswer
    if form != "ttl":
        assert any("/document/" in str(g.identifier) for g in graph.graphs())


def test_graphml_parses_again_with_networkx(run, store):
    network = networkx.parse_graphml(run("export", store, "--format", "graphml").out)
    kinds = {data["label"]: data["kind"] for _, data in network.nodes(data=True)}
    assert kinds["Nvidia"] == "Organization"
    assert kinds["Jensen Huang"] == "Person"


def test_each_json_line_parses(run, store):
    lines = run("export", store, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines]


def test_draw_writes_one_page_and_says_where(run, store, tmp_path):
    drawn = run("draw", store, "--out", tmp_path / "graph.html")
    assert (drawn.code, drawn.out) == (0, "")
    assert drawn.complaint == f"wrote {tmp_path}/graph.html"
    assert "Jensen Huang" in (tmp_path / "graph.html").read_text(encoding="utf-8")


def test_draw_into_a_folder_that_is_missing_is_an_error(run, store, tmp_path):
    drawn = run("draw", store, "--out", tmp_path / "gone" / "graph.html")
    assert drawn.code == 1
    assert "make it first" in drawn.complaint


PAGES = {
    "plain.txt": "Intro.\n\nJensen Huang is the chief executive of Nvidia.\n",
    "crlf.txt": "Intro.\r\n\r\nJensen Huang is the chief\r\nexecutive of Nvidia.\r\n",
    "bom.txt": "\ufeffIntro.\n\nJensen Huang is the chief executive of Nvidia.\n",
    "page.html": "<html><body><p>Intro.</p><p>Jensen&nbsp;Huang is the <b>chief executive</b>"
    " of Nvidia.</p></body></html>",
    "note.md": "# Note\n\nJensen Huang is the **chief executive** of [Nvidia](https://a.example).\n",
}


@pytest.mark.parametrize("name", PAGES)
def test_explain_shows_the_sentence_and_where_it_stands(run, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(PAGES[name].encode("utf-8"))
    run("build", path, "--to", tmp_path / "graph.db")
    explained = run("explain", tmp_path / "graph.db", "Jensen Huang", "ceoOf", "Nvidia")
    assert (explained.code, explained.err) == (0, "")
    triple, said, *_ = explained.out.splitlines()
    assert triple == "Jensen Huang ceoOf Nvidia"
    assert re.fullmatch(r"  asserted, confidence [01]\.\d\d", said)
    assert "  “Jensen Huang is the chief executive of Nvidia.”" in explained.out
    found = re.search(r"^    (.+) \[(\d+):(\d+)\] by lexicon, entry (\S+)", explained.out, re.M)
    assert found
    assert (found[1], found[4].startswith("ceoOf-")) == (str(path), True)
    raw = path.read_bytes().decode("utf-8-sig")[int(found[2]) : int(found[3])]
    assert raw.startswith("Jensen")
    assert raw.endswith(("Nvidia.", ")."))  # in Markdown the address of the link is part of it
    if path.suffix == ".txt":
        assert " ".join(raw.split()) == "Jensen Huang is the chief executive of Nvidia."


def test_a_long_sentence_stays_on_one_line(run, tmp_path):
    sentence = f"Jensen Huang is the chief executive of Nvidia, {'a very ' * 40}large company."
    run("build", "-", "--to", tmp_path / "graph.db", stdin=sentence.encode())
    explained = run("explain", tmp_path / "graph.db", "Jensen Huang", "ceoOf", "Nvidia")
    assert f"  “{sentence}”\n" in explained.out


def test_the_graph_of_the_briefs_is_sound(run, briefs):
    checked = run("validate", briefs)
    assert (checked.code, checked.out) == (0, "")
    assert checked.complaint == "6 documents: sound, 0 findings"


def test_info_counts(run, store):
    counted = run("info", store)
    assert (counted.code, counted.err) == (0, "")
    assert re.search(r"documents\s+│ 1 ", counted.out)
    assert re.search(r"  ceoOf\s+│ 1 ", counted.out)


def test_the_demo_answers_and_writes_its_three_files(run, tmp_path):
    shown = run("demo", "--to", tmp_path)
    assert shown.code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["graph.db", "graph.html", "graph.ttl"]
    for expected in ("Jensen Huang", "planned", "denied", "Nvidia hasOrderBacklog 1000000000000"):
        assert expected in shown.out
    turtle = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert str(newsgraph.samples()) not in turtle  # the same on every computer


def test_the_demo_wants_a_folder(run, tmp_path):
    shown = run("demo", "--to", tmp_path / "gone")
    assert (shown.code, shown.out) == (1, "")
    assert "make it first" in shown.complaint


def test_the_version_is_printed(run):
    assert run("--version").out == f"newsgraph {newsgraph.__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example(run, command):
    shown = run(command, "--help")
    assert (shown.code, shown.err) == (0, "")
    assert re.search(rf"^  Example: newsgraph {command}\b", shown.out, re.M)


def test_help_names_every_command_and_loads_no_model():
    code = (
        "import sys; from newsgraph.cli import main\n"
        "try: main()\n"
        "finally: print(*{'spacy', 'rdflib', 'pyoxigraph', 'networkx'} & set(sys.modules), '.')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True
    )
    *listing, heavy = done.stdout.splitlines()
    assert {"build", "query", "draw", "export", "explain", "validate", "info"} <= set(COMMANDS)
    assert set(COMMANDS) <= {line.split()[0] for line in listing if line.strip()}
    assert heavy.split() == ["."]


def test_a_reader_that_stops_reading_gets_no_traceback(store):
    installed = Path(sys.executable).with_name("newsgraph")
    done = subprocess.run(
        ["sh", "-c", f'"{installed}" export "{store}" --format nq | head -n 1'],
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_terminal_that_knows_no_quotation_marks_gets_no_traceback(store):
    installed = Path(sys.executable).with_name("newsgraph")
    done = subprocess.run(
        [installed, "explain", store, "Jensen Huang", "ceoOf", "Nvidia"],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "?Jensen Huang is the chief executive of Nvidia.?" in done.stdout
