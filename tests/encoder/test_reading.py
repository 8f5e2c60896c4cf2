import numpy as np
import pytest

from newsgraph.encoder.inputs import pairs_of
from newsgraph.encoder.reading import best_spans, kind_shares, probabilities, softmax
from newsgraph.encoder.schema import Schema, read_schema
from newsgraph.errors import PipelineError

SCHEMA = Schema(
    ("Person", "Place"), {"own": ("likes",)}
)  # tags: O, B-Person, I-Person, B-Place, I-Place


def tagged(*tags):
    rows = np.full((len(tags), 5), 0.05)
    rows[range(len(tags)), tags] = 0.8
    return rows


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ((0, 1, 2, 0), [(1, 3, "Person")]),
        ((1, 1), [(0, 1, "Person"), (1, 2, "Person")]),
        ((2, 2), [(0, 2, "Person")]),  # a span that lacks its beginning
        ((1, 4), [(0, 1, "Person"), (1, 2, "Place")]),
        ((0, 0), []),
    ],
)
def test_tags_make_spans(tags, spans):
    assert [s[:3] for s in best_spans(tagged(*tags), SCHEMA)] == spans


def test_the_shares_of_kinds_sum_to_one():
    shares = kind_shares(tagged(1, 2, 0), 0, 2, SCHEMA)
    assert shares["Person"] == max(shares.values())
    assert sum(shares.values()) == pytest.approx(1)


def test_a_span_past_the_last_word_read_is_no_mention():
    assert kind_shares(tagged(1), 5, 6, SCHEMA) == {"": 1.0}


def test_single_labels_compete_with_none_and_others_do_not():
    scores = np.array([[2.0, 2.0, 0.0]])
    assert probabilities(scores, 1.0, single=True).shape == (1, 2)
    assert probabilities(scores, 1.0, single=True).sum() < 1
    assert probabilities(scores, 1.0, single=False).sum() > 1


def test_a_higher_temperature_is_less_sure():
    scores = np.array([[3.0, 0.0]])
    assert softmax(scores, 2.0)[0, 0] < softmax(scores, 1.0)[0, 0]


def test_a_literal_is_no_subject_and_overlapping_marks_make_no_pair():
    marks = [(0, 2, "Person", "name"), (1, 2, "Place", "name"), (3, 4, "money", "literal")]
    assert list(pairs_of(marks)) == [(0, 2), (1, 2)]


@pytest.mark.parametrize("text", ["", "[]", '{"kinds": []}'])
def test_damaged_labels_are_named(tmp_path, text):
    path = tmp_path / "labels.json"
    path.write_text(text)
    with pytest.raises(PipelineError, match=r"labels\.json"):
        read_schema(path)
