"""The competency questions on the sample briefs: rows that a reader of the briefs expects.

A file a question: rows that must be among the answers, documents by their file names, * for
what does not matter. What else is answered may change with what is read; these are plain in the texts.
"""

import fnmatch
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

import newsgraph
from newsgraph.graph import Graph
from newsgraph.server.questions import questions

EXPECTED = Path(__file__).parent / "briefs"
NONE_EXPECTED = {
    "most_connected",  # its figures move with every fact
    "contested",  # the briefs do not contradict each other
    "merged",  # nor do they write one name in two ways that need the ledger
    "partners_since",
    "this_week",  # they have no dates of publication
}
IDENTITY = "https://w3id.org/newsgraph/graph/identity"
MERGED = f"""
PREFIX : <https://w3id.org/newsgraph/entity/organization/>
PREFIX d: <https://w3id.org/newsgraph/document/>
PREFIX ng: <https://w3id.org/newsgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
INSERT DATA {{
  GRAPH d:1 {{ :tarn ng:partnersWith :lumenor . :tarn rdfs:label "Tarn" . :lumenor rdfs:label "Lumenor" }}
  GRAPH d:2 {{ :tarn-robotics ng:partnersWith :lumenor .
    :tarn-robotics rdfs:label "Tarn Robotics" . :lumenor rdfs:label "Lumenor" .
    :s rdf:subject :tarn-robotics ; rdf:object :lumenor ; rdf:predicate ng:partnersWith ;
      ng:status ng:asserted ; ng:date "2026" ; ng:inDocument d:2 }}
  GRAPH <{IDENTITY}> {{ :tarn-robotics owl:sameAs :tarn }}
}}
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    folder = tmp_path_factory.mktemp("briefs") / "graph.db"
    newsgraph.build(newsgraph.samples(), folder).close()
    graph = Graph.open(folder)
    sources = {d.iri: Path(d.source).name for d in graph.dataset.documents()}

    def rows(sparql: str) -> list[str]:
        found = graph.query(sparql)
        return [
            " | ".join("" if c is None else sources.get(str(c), str(c)) for c in row)
            for row in found
        ]

    return rows


@pytest.mark.model
@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_a_question_finds_what_the_briefs_say(ask, question):
    answers = ask(question.sparql)
    expected = EXPECTED / f"{question.name}.txt"
    rows = expected.read_text(encoding="utf-8").splitlines() if expected.exists() else []
    assert [row for row in rows if not fnmatch.filter(answers, row)] == []
    assert rows or question.name in NONE_EXPECTED


def test_there_are_at_least_twenty_questions_and_each_ends_in_a_question_mark():
    assert len(questions()) >= 20
    assert all(question.title.endswith("?") for question in questions())
    assert all("SELECT" in question.sparql for question in questions())


@pytest.fixture
def merged() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.update(MERGED)
    return store


def question(name: str) -> str:
    return next(q.sparql for q in questions() if q.name == name)


def test_two_names_of_one_entity_support_one_fact(merged):
    rows = list(merged.query(question("supported"), use_default_graph_as_union=True))
    assert [[term.value for term in row] for row in rows] == [
        ["Tarn", "partnersWith", "Lumenor", "2"]
    ]


def test_a_timeline_is_found_by_any_of_the_names(merged):
    sparql = question("company_timeline").replace('"Nvidia"', '"Tarn"')
    rows = list(merged.query(sparql, use_default_graph_as_union=True))
    assert [row["subject"].value for row in rows] == ["Tarn Robotics"]
