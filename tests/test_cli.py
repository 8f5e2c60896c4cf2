"""The commands, on real stores: what they print, what they complain of, how they end."""

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

NEWS = b"""Jensen Huang is the chief executive of Nvidia.

Nvidia acquired Mellanox in 2020 for $6.9 billion.
"""
WHO = "SELECT ?who { ?person ng:ceoOf ?firm ; rdfs:label ?who }"
COMMANDS = ("build", "query", "draw", "export", "explain", "validate", "info", "demo")


@pytest.fixture
def news(tmp_path):
    path = tmp_path / "news.txt"
    path.write_bytes(NEWS)
    return path


@pytest.fixture(scope="module")
def store(tmp_path_factory, run):
    """A store of NEWS alone, only to be read."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "news.txt").write_bytes(NEWS)
    assert run("build", folder / "news.txt", "--to", folder / "graph.db").code == 0
    return folder / "graph.db"


def leaders(run, store):
    answer = run("query", store, "--sparql", WHO, "--format", "csv")
    assert answer.code == 0
    return answer.out.split()[1:]


# build


def test_build_reads_files_and_says_so_on_stderr(run, news, tmp_path):
    built = run("build", news, "--to", tmp_path / "graph.db")
    assert (built.code, built.out) == (0, "")
    assert built.complaint == f"{tmp_path}/graph.db: 1 added, 0 unchanged"
    assert leaders(run, tmp_path / "graph.db") == ["Jensen", "Huang"]


def test_build_again_changes_nothing(run, news, tmp_path):
    for expected in ("1 added, 0 unchanged", "0 added, 1 unchanged"):
        assert run("build", news, "--to", tmp_path / "graph.db").complaint.endswith(expected)


def test_build_again_with_renew_reads_the_text_anew(run, news, tmp_path):
    run("build", news, "--to", tmp_path / "graph.db")
    before = run("export", tmp_path / "graph.db", "--format", "nq").out
    built = run("build", news, "--to", tmp_path / "graph.db", "--renew")
    assert built.complaint.endswith("1 added, 0 unchanged")
    assert run("export", tmp_path / "graph.db", "--format", "nq").out == before


def test_build_reads_standard_input(run, tmp_path):
    assert run("build", "-", "--to", tmp_path / "graph.db", stdin=NEWS).code == 0
    assert leaders(run, tmp_path / "graph.db") == ["Jensen", "Huang"]


def test_build_reads_a_document_of_each_json_line(run, tmp_path):
    lines = [
        {"text": "Lisa Su is the chief executive of AMD.", "title": "AMD"},
        {"text": "Jensen Huang is the chief executive of Nvidia.", "date": "2026-03-16"},
    ]
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    built = run("build", feed, "--to", tmp_path / "graph.db")
    assert built.complaint.endswith("2 added, 0 unchanged")
    explained = run("explain", tmp_path / "graph.db", "Lisa Su", "ceoOf", "AMD")
    assert f"{feed}:1 [0:38]" in explained.out


@pytest.fixture(scope="module")
def messy(tmp_path_factory):
    """A folder with one good text among those that nobody can read."""
    folder = tmp_path_factory.mktemp("messy")
    (folder / "good.txt").write_bytes(NEWS)
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "empty.txt").write_bytes(b" \r\n")
    (folder / "damaged.txt").write_bytes("Café – ".encode() + b"\xe2\x82 and so on")
    with (folder / "oneline.txt").open("wb") as file:
        file.truncate(0)
        for _ in range(50):
            file.write(b"Nvidia bought " * 71_429)  # 1 MB
    (folder / "broken.jsonl").write_text('{"text": 7}\n', encoding="utf-8")
    return folder


def test_build_names_each_text_it_cannot_read_and_builds_the_others(run, messy, tmp_path):
    built = run("build", messy, "--to", tmp_path / "graph.db")
    assert (built.code, built.out) == (1, "")
    complaints = {
        "binary.txt": "binary file, not text; convert it",
        "empty.txt": "is empty; give a file with text",
        "damaged.txt": "save it as UTF-8",
        "oneline.txt": "larger than 20,000,000 bytes; split it",
        "broken.jsonl:1": "write {",
    }
    lines = built.err.splitlines()
    assert len(lines) == len(complaints) + 1
    for name, remedy in complaints.items():
        (line,) = [line for line in lines if f"/{name}: " in line]
        assert line.startswith("newsgraph: ")
        assert remedy in line
    assert lines[-1].endswith("1 added, 0 unchanged, 5 not read")
    assert leaders(run, tmp_path / "graph.db") == ["Jensen", "Huang"]
    assert run("validate", tmp_path / "graph.db").code == 0


def test_a_text_that_cannot_be_read_leaves_a_store_as_it_was(run, news, messy, tmp_path):
    run("build", news, "--to", tmp_path / "graph.db")
    before = run("export", tmp_path / "graph.db", "--format", "nq").out
    built = run("build", messy / "binary.txt", tmp_path / "gone.txt", "--to", tmp_path / "graph.db")
    assert built.code == 1
    assert f"{tmp_path}/gone.txt: does not exist; check the path" in built.err
    assert run("export", tmp_path / "graph.db", "--format", "nq").out == before


def test_build_tells_of_lines_that_the_page_layout_does_not_place(run, tmp_path):
    brief = (newsgraph.samples() / "chip_orders.txt").read_text(encoding="utf-8")
    odd = brief.replace("What to Watch", "An Odd Title\n\nWhat to Watch")
    assert odd != brief
    (tmp_path / "odd.txt").write_text(odd, encoding="utf-8")
    built = run("build", tmp_path / "odd.txt", "--to", tmp_path / "graph.db")
    assert built.code == 0
    number = odd.splitlines().index("An Odd Title") + 1
    assert f"odd.txt:{number}: not placed by the page layout: An Odd Title" in built.err


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--model", "no_such_model"], "'no_such_model' is not installed"),
        (["--ontology", "nowhere"], "nowhere"),
        (["--gazetteer", "names.csv"], "names.csv"),
        (["--extractors", "crystal-ball"], "no extractor 'crystal-ball'; choose from lexicon"),
    ],
)
def test_a_build_that_cannot_start_leaves_no_store(run, news, tmp_path, options, complaint):
    built = run("build", news, "--to", tmp_path / "graph.db", *options)
    assert (built.code, built.out) == (1, "")
    assert complaint in built.complaint
    assert not (tmp_path / "graph.db").exists()


def test_build_does_not_touch_a_folder_that_is_no_store(run, news, tmp_path):
    built = run("build", news, "--to", tmp_path)
    assert built.code == 1
    assert "not a newsgraph store" in built.complaint
    assert [p.name for p in tmp_path.iterdir()] == ["news.txt"]


def test_a_store_that_another_process_writes_to_is_locked(run, store, news):
    with newsgraph.Graph.open(store, read_only=False):
        code = "import sys; from newsgraph.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, "build", news, "--to", store],
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("newsgraph: ")
    assert "another process is writing to this store; wait for its end" in done.stderr
    assert len(done.stderr.splitlines()) == 1


# wrong use and expected errors


@pytest.mark.parametrize("command", ["query", "draw", "export", "explain", "validate", "info"])
def test_a_store_that_is_missing_is_one_line_and_code_1(run, tmp_path, command, monkeypatch):
    monkeypatch.chdir(tmp_path)
    more = {"query": ["--sparql", WHO], "explain": ["*", "*", "*"]}
    asked = run(command, "gone.db", *more.get(command, []))
    assert (asked.code, asked.out) == (1, "")
    assert asked.complaint == (
        "newsgraph: gone.db: there is no store here; make one with: newsgraph build"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["build", "news.txt"], "Missing option '--to'"),
        (["build", "--to", "graph.db"], "Missing argument 'TEXTS"),
        (["query", "graph.db"], "give either a query file or --sparql"),
        (["query", "graph.db", "q.rq", "--sparql", WHO], "give either a query file or --sparql"),
        (["query", "graph.db", "--sparql", WHO, "--format", "xml"], "'xml' is not one of 'table'"),
        (["export", "graph.db", "--format", "rdf"], "'rdf' is not one of 'ttl'"),
        (["explain", "graph.db", "Nvidia"], "Missing argument 'RELATION'"),
        (["draw", "graph.db", "--min-confidence", "2"], "less than or equal to 1"),
        (["draw", "graph.db", "--top", "0"], "greater than or equal to 1"),
        (["draw", "graph.db", "--status", "certain"], "'certain' is not one of"),
        (["info", "graph.db", "--loud"], "No such option: --loud"),
        (["paint"], "No such command 'paint'"),
    ],
)
def test_wrong_use_is_code_2_and_says_what_is_wrong(run, arguments, complaint):
    used = run(*arguments)
    assert (used.code, used.out) == (2, "")
    *usage, error = used.err.strip().splitlines()
    assert usage[0].startswith("Usage: newsgraph")
    assert error.startswith("Error: ")
    assert complaint in error


@pytest.mark.parametrize(
    ("sparql", "complaint"),
    [
        ("SELECT ?s { ?s ?p", "query:1:18: not valid SPARQL"),
        ("SELECT * {\n ?s foo:bar ?o }", "query:2:"),
        ("DROP ALL", "DROP would change the graph"),
        ("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", "SERVICE is not allowed"),
    ],
)
def test_a_bad_query_is_one_line_with_its_place(run, store, sparql, complaint):
    asked = run("query", store, "--sparql", sparql)
    assert (asked.code, asked.out) == (1, "")
    assert complaint in asked.complaint


def test_a_query_file_that_is_missing_is_named(run, store):
    asked = run("query", store, "gone.rq")
    assert asked.code == 1
    assert asked.complaint == "newsgraph: gone.rq: there is no such query file"


def test_an_answer_that_has_no_such_form_is_an_error(run, store):
    asked = run("query", store, "--sparql", WHO, "--format", "turtle")
    assert (asked.code, asked.out) == (1, "")
    assert "it can be: csv, tsv, json" in asked.complaint


def test_an_unknown_name_is_told_with_what_is_near(run, store):
    asked = run("explain", store, "Nvidea", "*", "*")
    assert (asked.code, asked.out) == (1, "")
    assert asked.complaint.startswith('newsgraph: no "Nvidea" in the graph; near: Nvidia')


def test_an_unknown_relation_is_told_with_what_is_near(run, store):
    asked = run("explain", store, "*", "ceoof2", "*")
    assert (asked.code, asked.out) == (1, "")
    assert 'no relation "ceoof2"; near: ceoOf' in asked.complaint


def test_known_names_without_such_a_statement_are_code_1(run, store):
    asked = run("explain", store, "Mellanox", "ceoOf", "Nvidia")
    assert (asked.code, asked.out) == (1, "")
    assert "holds no such statement" in asked.complaint


def test_a_name_cannot_steer_the_terminal(run, store):
    asked = run("explain", store, "\x1b[31mred\nalert", "*", "*")
    assert "\x1b" not in asked.complaint


# query, export, draw, explain, validate, info, demo


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


# the command as installed


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
