"""Pairs of which one end is coordinated: what is possible of one member is raised to the other."""

import pytest

from newsgraph.encoder.marks import Mark, Scored
from newsgraph.relations.candidates import Candidate
from newsgraph.relations.coordinated import POSSIBLE, evened

TEXT = "Firms like Oracle, Nokia and Kent bought Figma."
ORACLE, NOKIA, KENT, FIGMA = range(4)


@pytest.fixture
def sentence(parsed):
    return parsed(TEXT)


def candidates(sentence):
    named = [t for t in sentence.tokens if t.mention is not None]
    return [Candidate(t.mention, Mark(t.i, t.i + 1, t.mention.kind), t.i, 0.5) for t in named]


def probabilities(sentence, *pairs):
    scored = [Scored(s, o, "acquires", p) for s, o, p in pairs]
    return [pair.probability for pair in evened(scored, candidates(sentence), sentence)]


def test_a_member_is_raised_towards_the_surest(sentence) -> None:
    found = probabilities(sentence, (ORACLE, FIGMA, 0.9), (NOKIA, FIGMA, 0.5))
    assert found == [0.9, 0.8]


def test_an_object_is_too(sentence) -> None:
    assert probabilities(sentence, (FIGMA, ORACLE, 0.5), (FIGMA, NOKIA, 0.9)) == [0.8, 0.9]


def test_what_is_hardly_possible_stays(sentence) -> None:
    low = POSSIBLE - 0.01
    assert probabilities(sentence, (ORACLE, FIGMA, 0.9), (NOKIA, FIGMA, low)) == [0.9, low]


def test_another_kind_is_another_list(sentence) -> None:
    assert probabilities(sentence, (ORACLE, FIGMA, 0.9), (KENT, FIGMA, 0.5)) == [0.9, 0.5]


def test_what_stands_elsewhere_is_no_member(sentence) -> None:
    assert probabilities(sentence, (ORACLE, NOKIA, 0.5), (ORACLE, FIGMA, 0.9)) == [0.5, 0.9]
