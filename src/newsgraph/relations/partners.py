"""Which of several likely pairs of a sentence stand: an end may have a likelier partner."""

from collections.abc import Sequence

from newsgraph.encoder.marks import Scored
from newsgraph.model import Sentence
from newsgraph.relations.between import are_apart
from newsgraph.relations.candidates import Candidate

CERTAIN = 0.8  # what is so likely stands, whatever else its ends do
Candidates = Sequence[Candidate]


def is_outdone(
    pair: Scored,
    pairs: Sequence[Scored],
    candidates: Candidates,
    sentence: Sentence,
    *,
    symmetric: bool,
) -> bool:
    """Say whether an end of a pair has a likelier partner for the same relation.

    In a clause of its own: "Acme founded Zed, and Zed bought Lark" does not say that Acme
    bought Lark. And where the pair's other end is left out, any that the sentence names: in
    a text about Acme, "Lark, Zed's rival" does not say that Lark competes with Acme.
    """
    rivals = [p for p in pairs if p.label == pair.label and is_named(p, candidates)]
    if not is_named(pair, candidates):
        told = [p for p in rivals if _has_names(p, candidates)]
        return any(_names_instead(p, pair, candidates, symmetric=symmetric) for p in told)
    if pair.probability >= CERTAIN or not _are_apart(pair, candidates, sentence):
        return False
    return any(
        (p.subject == pair.subject or p.object == pair.object)
        and p.probability > pair.probability
        and not _are_apart(p, candidates, sentence)
        for p in rivals
    )


def is_named(pair: Scored, candidates: Candidates) -> bool:
    """Say whether the sentence names both ends of a pair."""
    return all(candidates[n].head >= 0 for n in (pair.subject, pair.object))


def _has_names(pair: Scored, candidates: Candidates) -> bool:
    """Say whether no end of a pair is a thing without a name: "led the round"."""
    return all(candidates[n].mark.form != "nominal" for n in (pair.subject, pair.object))


def _names_instead(other: Scored, pair: Scored, candidates: Candidates, *, symmetric: bool) -> bool:
    """Say whether a pair names the partner that another leaves out."""
    if candidates[pair.subject].head >= 0:
        end, there = pair.subject, other.subject
    else:
        end, there = pair.object, other.object
    return end == there or (symmetric and end in (other.subject, other.object))


def _are_apart(pair: Scored, candidates: Candidates, sentence: Sentence) -> bool:
    left, right = (candidates[n].head for n in (pair.subject, pair.object))
    return are_apart(sentence, left, right)
