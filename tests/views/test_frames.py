"""The graph as data frames."""

import sys
from pathlib import Path

import pytest

from newsgraph.errors import LookupFailed
from newsgraph.store.dataset import Dataset
from newsgraph.store.pins import pin
from newsgraph.views.frames import FRAMES, frame

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "store"))
from invented import FJORD, TARN, denial_graph, tarn_graph


@pytest.fixture
def dataset():
    store = Dataset.memory()
    store.add(tarn_graph())
    store.add(denial_graph())
    return store


def test_statements_have_names_values_and_their_sentence(dataset) -> None:
    rows = frame(dataset, "statements")
    (deal,) = rows[(rows.relation == "acquires") & (rows.status == "asserted")].to_dict("records")
    assert (deal["subject"], deal["object"]) == ("Tarn Robotics", "Fjordlight")
    assert deal["qualifiers"]["amount"] == 90_000_000
    assert deal["sentence"].startswith("Tarn Robotics bought")
    assert (deal["subject_iri"], deal["object_iri"]) == (TARN.iri, FJORD.iri)
    (staff,) = rows[rows.relation == "hasMeasure"].to_dict("records")
    assert (staff["object"], staff["object_iri"]) == (412, "")


def test_what_pages_list_is_no_statement_of_the_frame(dataset) -> None:
    assert not set(frame(dataset, "statements").relation) & {"mentions", "timeline"}


def test_entities_that_are_one_are_one_row(dataset) -> None:
    before = frame(dataset, "entities")
    pin(dataset, TARN.iri, FJORD.iri, same=True)
    after = frame(dataset, "entities")
    assert len(after) == len(before) - 1
    (row,) = after[after.aliases.str.contains("Fjordlight|Tarn Robotics")].to_dict("records")
    assert row["statements"] > 0


def test_documents_are_counted(dataset) -> None:
    rows = frame(dataset, "documents")
    assert list(rows.source) == sorted(rows.source)
    assert (rows.statements > 0).all()


@pytest.mark.parametrize("what", FRAMES)
def test_an_empty_store_has_empty_frames_with_the_same_columns(dataset, what) -> None:
    assert list(frame(Dataset.memory(), what).columns) == list(frame(dataset, what).columns)


def test_another_word_is_an_error(dataset) -> None:
    with pytest.raises(LookupFailed, match="statements, entities, documents"):
        frame(dataset, "edges")
