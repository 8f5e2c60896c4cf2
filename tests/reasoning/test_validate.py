from itertools import permutations
from pathlib import Path

import pytest
from invented import (
    FJORD,
    MIRA,
    TARN,
    denial_graph,
    document,
    entity,
    graph,
    memory,
    statement,
    tarn_graph,
)
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from newsgraph.errors import VocabularyError
from newsgraph.model import Value
from newsgraph.reasoning.screen import screen
from newsgraph.reasoning.validate import validate
from newsgraph.store.dataset import Dataset
from newsgraph.store.quads import to_quads

GRAPH = Path(__file__).parents[2] / "graph"
SHAPES, ONTOLOGY = GRAPH / "shapes.ttl", GRAPH / "ontology.ttl"
SENTENCE = "The valley bought Fjordlight."


def unsound_graph():
    doc, valley = document(SENTENCE, "valley.txt"), entity("Place", "The valley")
    return graph(
        doc,
        statement(doc, valley, "acquires", FJORD, SENTENCE, confidence=1.5),
        statement(doc, FJORD, "hasMeasure", Value("number", "3"), SENTENCE),
        entities=[valley, FJORD],
    )


def test_a_sound_graph_conforms():
    dataset = memory(tarn_graph(), denial_graph(), ontology=ONTOLOGY)
    report = validate(dataset, SHAPES, ONTOLOGY)
    assert (report.conforms, report.documents, report.violations) == (True, 2, ())


def test_a_fault_names_its_document_node_and_words():
    made = unsound_graph()
    report = validate(memory(tarn_graph(), made), SHAPES, ONTOLOGY)
    assert not report.conforms
    assert {(v.source, v.document, v.evidence) for v in report.violations} == {
        ("valley.txt", made.document.iri, SENTENCE)
    }
    assert [(v.message, v.value) for v in report.violations if "confidence" in v.path] == [
        ("A statement does not have exactly one confidence from 0 to 1.", "1.5")
    ]
    assert any("subject of acquires" in v.message for v in report.violations)
    assert any("metric" in v.message for v in report.violations)
    assert {v.severity for v in report.violations} == {"Violation"}
    assert len(report.violations) == 3


def test_a_warning_is_reported_but_conforms(tmp_path):
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix ng: <https://w3id.org/newsgraph/ontology#> .
        <urn:shape> a sh:NodeShape ; sh:targetClass ng:Person ; sh:property [
            sh:path ng:ticker ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "No ticker." ] .""",
        encoding="utf-8",
    )
    report = validate(memory(tarn_graph()), shapes, ONTOLOGY)
    assert report.conforms
    assert [(v.severity, v.message) for v in report.violations] == [("Warning", "No ticker.")]
    assert "Mira Oduya may join" in report.violations[0].evidence


def test_an_empty_store_conforms():
    assert validate(Dataset.memory(), SHAPES, ONTOLOGY).conforms


NG, RDFS = "https://w3id.org/newsgraph/ontology#", "http://www.w3.org/2000/01/rdf-schema#"


def added(subject, predicate, object_):
    nodes = (NamedNode(iri) for iri in (subject, predicate, object_))
    return [*to_quads(tarn_graph(), "1"), Quad(*nodes)]


def without_types(made):
    entities = {entity.iri for entity in made.entities}
    return [q for q in to_quads(made, "1") if q.subject.value not in entities]


def test_a_quick_look_sees_each_document_by_itself():
    """Whatever was looked at before it: its own entities, the ontology as it is."""
    pytest.importorskip("pyrudof", reason="the extra scale is not installed")
    looked_at = {
        "sound": to_quads(tarn_graph(), "1"),
        "its entities are described in another only": without_types(tarn_graph()),
        "unsound": to_quads(unsound_graph(), "1"),
        "repeats the ontology": [*parse(path=ONTOLOGY, format=RdfFormat.TURTLE)],
        "adds to the ontology": added(NG + "Person", RDFS + "subClassOf", NG + "Place"),
        "makes an entity a class": added(MIRA.iri, RDFS + "subClassOf", NG + "Statement"),
        "an open relation": added(MIRA.iri, NG + "mentionsAction", TARN.iri),
        "nothing": [],
    }
    alone = {name: screen(SHAPES, ONTOLOGY)(quads) for name, quads in looked_at.items()}
    assert [name for name, sound in alone.items() if not sound] == [
        "its entities are described in another only",
        "unsound",
        "an open relation",
    ]
    is_sound = screen(SHAPES, ONTOLOGY)
    for order in permutations(looked_at, 2):
        assert [is_sound(looked_at[name]) for name in order] == [alone[name] for name in order]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("this is no turtle", "not valid Turtle"),
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; "
            "sh:targetNode <urn:x> ; sh:property [ sh:minCount 1 ] .",
            "not valid SHACL",
        ),
        (None, "cannot be read"),
    ],
)
def test_shapes_that_are_wrong_are_named(tmp_path, text, problem):
    shapes = tmp_path / "shapes.ttl"
    if text is not None:
        shapes.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=rf"shapes\.ttl: {problem}") as caught:
        validate(memory(denial_graph()), shapes, ONTOLOGY)
    assert "\n" not in str(caught.value)
