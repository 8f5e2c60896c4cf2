"""What holds of every graph: evidence re-reads from its source, and order changes nothing."""

import html
import json
import random
import re
from importlib import import_module
from pathlib import Path

import pytest

import newsgraph
from newsgraph.documents import read
from newsgraph.store.check import check
from newsgraph.store.dataset import Dataset

SPANS = """SELECT ?source ?start ?end ?exact {
  ?node oa:hasSource/dcterms:source ?source ; oa:hasSelector ?position, ?quote .
  ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact
}"""
OTHERS = {
    "unix.txt": "Harbour news\n\nNvidia acquired Mellanox in 2020\nfor $6.9 billion.\n\n"
    "“Lisa Su runs AMD,” said Jensen Huang, the chief executive of Nvidia.\n",
    "dos.txt": "Harbour news\r\n\r\nNvidia acquired Mellanox in 2020\r\nfor $6.9 billion.\r\n",
    "marked.txt": "\ufeffLisa Su is the chief executive of AMD. She denied that AMD would buy Intel.\n",
    "soft.txt": "Lisa Su is the chief exe\u00adcutive of AMD.\u00a0 AMD competes\twith Intel.\n",
    "wide.txt": "🚀 Lisa Su is the chief executive of AMD 🚀. 𝔘nd AMD competes with Intel.\n",
    "page.html": "<!doctype html><html><head><title>Deal &amp; more</title></head><body>"
    "<nav><a href='/'>Home</a></nav><article><h1>Deal</h1><p>Nvidia&nbsp;acquired "
    "<a href='/m'>Mellanox</a> in 2020 for <b>$6.9&#160;billion</b>.</p>\n<ul><li>Lisa Su is the "
    "<em>chief executive</em> of\nAMD.</li></ul><script>var a = 'Intel';</script></article></body></html>",
    "note.md": "# Deal\n\nNvidia **acquired** [Mellanox](https://a.example/m) in 2020.\n\n"
    "* Lisa Su is the *chief executive* of AMD.\n\n> AMD competes with Intel.\n",
    "feed.jsonl": json.dumps({"text": "Lisa Su is the chief executive of AMD.", "title": "One"})
    + "\n\n"
    + json.dumps({"text": "A line.\r\n\r\nAMD competes\nwith Intel “now”.", "date": "2031-02-09"})
    + "\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    for name, text in OTHERS.items():
        (folder / name).write_bytes(text.encode("utf-8"))
    return folder


@pytest.fixture(scope="module")
def spans(folder, tmp_path_factory, loaded_once):
    store = tmp_path_factory.mktemp("store") / "graph.db"
    with newsgraph.build([newsgraph.samples(), folder], to=store) as graph:
        assert not graph.report.errors
        return list(graph.query(SPANS))


def raw_text(source):
    """The text as read: of a file without its byte-order mark, of a JSON line its text."""
    path, _, line = source.partition(".jsonl:")
    if line:
        lines = Path(f"{path}.jsonl").read_text(encoding="utf-8").split("\n")
        return json.loads(lines[int(line) - 1])["text"]
    return Path(source).read_bytes().decode("utf-8-sig")


def spoken(raw, suffix):
    """What a reader of the raw passage reads, white space aside."""
    if suffix == ".html":
        raw = html.unescape(re.sub(r"<[^>]*>", "", raw))
    if suffix == ".md":
        raw = re.sub(r"\]\([^)]*\)|[*\[\]>]", "", raw)
    return re.sub(r"[\s\u00ad]+", "", raw)


def test_every_source_has_evidence(folder, spans):
    names = {Path(source).name for source, *_ in spans}
    texts = {p.name for p in newsgraph.samples().iterdir()} | set(OTHERS) - {"feed.jsonl"}
    assert names == texts | {"feed.jsonl:1", "feed.jsonl:3"}
    assert len(spans) > 200


def test_every_span_re_reads_from_the_raw_source(spans):
    raw = {source: raw_text(source) for source in {source for source, *_ in spans}}
    for source, start, end, exact in spans:
        passage = raw[source][start:end]
        assert spoken(passage, Path(source).suffix) == spoken(exact, ""), (source, start, end)
        assert passage.strip() == passage != ""


def test_in_a_plain_text_the_span_is_the_quote_but_for_white_space(spans):
    for source, start, end, exact in spans:
        if source.endswith(".txt"):
            passage = raw_text(source)[start:end].replace("\u00ad", "")
            assert " ".join(passage.split()) == exact


def exported(texts, folder, **how):
    folder.mkdir(exist_ok=True)
    with newsgraph.build(texts, to=folder / "graph.db", **how) as graph:
        assert not graph.report.errors
        return graph.export(folder / "graph.nq", "nq").read_bytes()


def test_the_order_of_the_texts_does_not_change_a_byte(folder, tmp_path, loaded_once):
    texts = sorted([*newsgraph.samples().iterdir(), *folder.iterdir()])
    shuffled = random.Random(7).sample(texts, len(texts))
    results = []
    for name, order in (("sorted", texts), ("shuffled", shuffled)):
        results.append(exported(order, tmp_path / name))
    assert results[0] == results[1]


def test_a_document_taken_out_leaves_the_graph_of_the_others(folder, tmp_path, loaded_once):
    alone = exported([folder / "unix.txt"], tmp_path / "one")
    exported([folder / "unix.txt", folder / "page.html"], tmp_path / "both")
    (page,) = read([folder / "page.html"])
    with newsgraph.Graph.open(tmp_path / "both" / "graph.db", read_only=False) as graph:
        graph.dataset.remove(page.iri)
        assert graph.export(tmp_path / "rest.nq", "nq").read_bytes() == alone


def test_the_number_of_workers_does_not_change_a_byte(folder, tmp_path, loaded_once):
    texts = [*sorted(newsgraph.samples().iterdir()), folder]
    alone = exported(texts, tmp_path / "alone")
    assert exported(texts, tmp_path / "two", workers=2) == alone


@pytest.mark.parametrize("size", [1, 8])
def test_the_size_of_a_batch_does_not_change_a_byte(
    size, folder, tmp_path, loaded_once, monkeypatch
):
    texts = [*sorted(newsgraph.samples().iterdir()), folder]
    usual = exported(texts, tmp_path / "usual")
    for module, name in (("pipeline", "BATCH"), ("annotate", "TOGETHER")):
        monkeypatch.setattr(import_module(f"newsgraph.mentions.{module}"), name, size)
    assert exported(texts, tmp_path / "small") == usual


def test_building_again_and_reading_anew_change_nothing_and_pins_survive(
    folder, tmp_path, loaded_once
):
    store = tmp_path / "graph.db"
    with newsgraph.build(folder, to=store) as graph:
        graph.same("Nvidia", "Mellanox")
        graph.different("AMD", "Intel")
        before = graph.export(tmp_path / "a.nq", "nq").read_bytes()
    assert b"graph/pins" in before
    for how in ({}, {"renew": True}, {"update": True, "prune": True}):
        assert exported(folder, tmp_path, **how) == before
    with newsgraph.Graph.open(store, read_only=False) as graph:
        gone = [d.source for d in graph.dataset.documents()]
        for source in gone:
            graph.remove(source)
        left = graph.export(tmp_path / "b.nq", "nq").read_bytes()
        assert b"graph/pins" in left
    assert exported(folder, tmp_path) == before


def test_a_text_that_changes_takes_the_place_of_what_it_was(tmp_path, loaded_once):
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("unix.txt", "marked.txt", "feed.jsonl"):
        (texts / name).write_text(OTHERS[name], encoding="utf-8")
    exported(texts, tmp_path)
    (texts / "unix.txt").write_text("AMD competes with Intel.\n", encoding="utf-8")
    (texts / "marked.txt").unlink()
    lines = OTHERS["feed.jsonl"].splitlines(keepends=True)
    moved = ['{"text": "Nvidia acquired Mellanox in 2020."}\n', *lines]  # all lines go down by one
    (texts / "feed.jsonl").write_text("".join(moved), encoding="utf-8")
    with newsgraph.build(texts, to=tmp_path / "graph.db", update=True, prune=True) as graph:
        report = graph.report
        assert sorted(Path(d.source).name for d in report.replaced) == ["unix.txt"]
        assert [Path(gone.source).name for gone in report.removed] == ["marked.txt"]
        assert len(report.added) == 2
        assert not check(graph.dataset).faults
        said = {d.iri for d in graph.dataset.documents()}
    fresh = exported(texts, tmp_path / "fresh")
    with Dataset.open(tmp_path / "fresh" / "graph.db", read_only=True) as dataset:
        assert set(dataset.document_iris()) == said
    assert fresh
