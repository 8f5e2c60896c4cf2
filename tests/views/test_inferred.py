"""An inferred triple shows the rule and the sentences that it rests on."""

import sys
from pathlib import Path

import pytest

from newsgraph.errors import LookupFailed
from newsgraph.reasoning.infer import infer
from newsgraph.store.dataset import Dataset
from newsgraph.views.inferred import explain_inferred
from newsgraph.vocabulary import default_folder

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "store"))
from invented import document, entity, graph, statement

TARN, FJORD = entity("Organization", "Tarn Robotics"), entity("Organization", "Fjordlight")
LUMEN, MIRA = entity("Organization", "Lumenor"), entity("Person", "Mira Oduya")
TEXT = "Lumenor is a unit of Fjordlight. Fjordlight belongs to Tarn Robotics. Oduya runs Tarn."


@pytest.fixture(scope="module")
def dataset():
    doc = document(TEXT)
    first, second, third = (s + "." for s in TEXT.removesuffix(".").split(". "))
    made = [
        statement(doc, LUMEN, "subsidiaryOf", FJORD, first),
        statement(doc, FJORD, "subsidiaryOf", TARN, second),
        statement(doc, MIRA, "ceoOf", TARN, third),
    ]
    store = Dataset.memory(default_folder() / "ontology.ttl")
    store.add(graph(doc, *made, entities=[TARN, FJORD, LUMEN, MIRA]))
    infer(store, default_folder() / "rules")
    return store


def test_the_premises_are_shown_with_their_sentences(dataset) -> None:
    (found,) = explain_inferred(dataset, "lumenor", "subsidiaryOf", "Tarn Robotics")
    assert found.rule == "transitive"
    assert [(p.triple, p.source, p.quote) for p in found.premises] == [
        (
            "Fjordlight subsidiaryOf Tarn Robotics",
            "tarn.txt",
            "Fjordlight belongs to Tarn Robotics.",
        ),
        ("Lumenor subsidiaryOf Fjordlight", "tarn.txt", "Lumenor is a unit of Fjordlight."),
    ]


def test_what_a_text_says_itself_is_not_inferred(dataset) -> None:
    assert explain_inferred(dataset, "Lumenor", "subsidiaryOf", "Fjordlight") == []


def test_all_inferences_are_given_in_order(dataset) -> None:
    found = [(i.subject, i.relation, i.object) for i in explain_inferred(dataset)]
    assert found == sorted(found)
    assert ("Mira Oduya", "worksFor", "Tarn Robotics") in found


def test_an_unknown_name_is_an_error(dataset) -> None:
    with pytest.raises(LookupFailed, match="near: Lumenor"):
        explain_inferred(dataset, "Lumener")
