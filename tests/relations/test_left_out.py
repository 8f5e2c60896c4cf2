"""Which organisations a sentence may leave out."""

from collections import Counter

import pytest

from newsgraph.documents import from_text
from newsgraph.relations.left_out import RECENT, TOPIC, left_out, offered

COUNTS = Counter({"Acme": 5, "Bolt": 3, "Cord": 3, "Dune": 1})


@pytest.mark.parametrize(
    ("named", "before", "found"),
    [
        pytest.param((), (), [("Acme", TOPIC), ("Bolt", TOPIC)], id="the two most spoken of"),
        pytest.param((), ("Dune", "Bolt"), [("Acme", TOPIC), ("Dune", RECENT)], id="before"),
        pytest.param((), ("Acme",), [("Acme", RECENT), ("Bolt", TOPIC)], id="topic before"),
        pytest.param(("Acme",), ("Dune",), [("Dune", RECENT), ("Bolt", TOPIC)], id="named"),
        pytest.param(("Acme", "Bolt"), (), [], id="none left"),
    ],
)
def test_at_most_two_are_offered(named, before, found) -> None:
    assert offered(COUNTS, named, before) == found


def test_a_text_without_organisations_offers_none() -> None:
    assert offered({}, ("Ada",), ()) == []


@pytest.mark.model
def test_each_sentence_of_a_document_has_its_offers(stages) -> None:
    text = (
        "Brightwell Systems raised €40 million. The round was led by Kiln Capital. "
        "Brightwell Systems builds looms."
    )
    ((annotated, _),) = stages.read([from_text(text, "test")])
    offers = left_out(annotated)
    found = [[(m.text, form) for m, form in offers[s.start]] for s in annotated.sentences]
    assert found == [
        [("Kiln Capital", TOPIC)],
        [("Brightwell Systems", RECENT)],
        [("Kiln Capital", RECENT)],
    ]
