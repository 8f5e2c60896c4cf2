"""Confidence from the scores of evidence."""

from hypothesis import given
from hypothesis import strategies as st

from newsgraph.statements.score import MOST, combined

SCORES = st.lists(st.decimals(0, 1, places=2).map(float), min_size=1, max_size=12)


@given(SCORES)
def test_confidence_is_never_below_the_best_evidence(scores):
    assert combined(scores) >= max(scores)


@given(SCORES)
def test_no_heap_of_evidence_is_certain(scores):
    assert combined(scores) <= max(MOST, max(scores))


@given(SCORES, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(scores, random):
    assert combined(random.sample(scores, len(scores))) == combined(scores)


@given(SCORES, st.decimals(0, 1, places=2).map(float))
def test_more_evidence_never_lowers_confidence(scores, another):
    assert combined([*scores, another]) >= combined(scores)


def test_no_evidence_is_no_confidence():
    assert combined([]) == 0.0
