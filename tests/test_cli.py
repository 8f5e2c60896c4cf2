"""Building from the command line, wrong use, and what goes wrong as expected: one line each."""

import json
import subprocess
import sys

import pytest

import newsgraph

WHO = "SELECT ?who { ?person ng:ceoOf ?firm ; rdfs:label ?who }"


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


def test_build_reads_standard_input(run, news, tmp_path):
    assert run("build", "-", "--to", tmp_path / "graph.db", stdin=news.read_bytes()).code == 0
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
    (folder / "good.txt").write_text("Jensen Huang is the chief executive of Nvidia.\n")
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
        (
            ["--extractors", "crystal-ball"],
            "no extractor 'crystal-ball'; choose from encoder, lexicon, open",
        ),
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
