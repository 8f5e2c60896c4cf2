"""The competency questions and the rules, on two invented documents."""

from pathlib import Path

import pyoxigraph
import pytest

from newsgraph.server.questions import questions

GRAPH = Path(__file__).resolve().parents[2] / "graph"
SAMPLE = Path(__file__).parent / "sample.trig"
ANSWERS = Path(__file__).parent / "answers"  # a file a query: variables, then rows, IRIs cut short
BASE = "https://w3id.org/newsgraph/"
QUERIES = sorted((GRAPH / "queries").glob("*.rq"))
RULES = sorted((GRAPH / "rules").glob("*.rq"))

INFERRED = {
    "symmetric": ["halden-press partnersWith tresk-harbour-authority"],
    "inverse": ["tarn-robotics customerOf lumenor"],  # and no customer for the Lapwing
    "subproperty": ["mira-oduya worksFor tarn-robotics"],
    "transitive": [],
    "within": [],
    "domain": [],
    "range": [],
}


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(path=SAMPLE, format=pyoxigraph.RdfFormat.TRIG)
    return store


@pytest.fixture(scope="module")
def store_with_ontology() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(path=SAMPLE, format=pyoxigraph.RdfFormat.TRIG)
    graph = pyoxigraph.NamedNode(f"{BASE}graph/ontology")
    store.load(path=GRAPH / "ontology.ttl", format=pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
    return store


def ask(store: pyoxigraph.Store, path: Path) -> list[str]:
    found = store.query(path.read_text(encoding="utf-8"), use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    head = " | ".join(variable.value for variable in found.variables)
    return [head, *(" | ".join(cell(term) for term in row) for row in found)]


def answer(path: Path) -> list[str]:
    return (ANSWERS / f"{path.stem}.txt").read_text(encoding="utf-8").splitlines()


def cell(term: object) -> str:
    return "" if term is None else str(term.value).removeprefix(BASE)  # type: ignore[attr-defined]


def test_each_query_has_its_answer_here():
    assert [path.stem for path in QUERIES] == sorted(path.stem for path in ANSWERS.glob("*.txt"))


def test_each_query_is_listed_with_its_question():
    listed = (GRAPH / "queries" / "README.md").read_text(encoding="utf-8")
    rows = [line for line in listed.splitlines() if line.startswith("| [")]
    assert rows == [
        f"| [{question.title}]({question.name}.rq) | {question.description} |"
        for question in questions()
    ]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_answers_its_question(store, path):
    assert ask(store, path) == answer(path)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_the_ontology_beside_the_documents_changes_no_answer(store_with_ontology, path):
    assert ask(store_with_ontology, path) == answer(path)


@pytest.mark.parametrize("path", [*QUERIES, *RULES], ids=lambda path: path.stem)
def test_a_file_says_first_what_it_asks_or_infers(path):
    first, *_ = path.read_text(encoding="utf-8").split("\n\n")
    lines = [line.removeprefix("# ") for line in first.splitlines()]
    said = [line for line in lines if not line.startswith("premise:")]
    assert all(line.startswith("# ") for line in first.splitlines())
    assert "?" in said[0] if path.parent.name == "queries" else said[-1].endswith(".")


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_orders_its_rows(path):
    assert "\nORDER BY " in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_infers_what_is_not_yet_there(store_with_ontology, path):
    found = store_with_ontology.query(
        path.read_text(encoding="utf-8"), use_default_graph_as_union=True
    )
    triples = {" ".join(local(term.value) for term in triple) for triple in found}
    assert sorted(triples) == INFERRED[path.stem]


def local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]
