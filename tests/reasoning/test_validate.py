from pathlib import Path

import pytest
from invented import FJORD, denial_graph, document, entity, graph, statement, tarn_graph

from newsgraph.errors import VocabularyError
from newsgraph.model import Value
from newsgraph.reasoning.validate import validate
from newsgraph.store.dataset import Dataset

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
    dataset = Dataset.memory(ONTOLOGY)
    dataset.add(tarn_graph())
    dataset.add(denial_graph())
    report = validate(dataset, SHAPES, ONTOLOGY)
    assert (report.conforms, report.documents, report.violations) == (True, 2, ())


def test_a_fault_names_its_document_node_and_words():
    dataset = Dataset.memory()
    made = unsound_graph()
    dataset.add(tarn_graph())
    dataset.add(made)
    report = validate(dataset, SHAPES, ONTOLOGY)
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
    dataset = Dataset.memory()
    dataset.add(tarn_graph())
    report = validate(dataset, shapes, ONTOLOGY)
    assert report.conforms
    assert [(v.severity, v.message) for v in report.violations] == [("Warning", "No ticker.")]
    assert "Mira Oduya may join" in report.violations[0].evidence


def test_an_empty_store_conforms():
    assert validate(Dataset.memory(), SHAPES, ONTOLOGY).conforms


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
    dataset = Dataset.memory()
    dataset.add(denial_graph())
    with pytest.raises(VocabularyError, match=rf"shapes\.ttl: {problem}") as caught:
        validate(dataset, shapes, ONTOLOGY)
    assert "\n" not in str(caught.value)
