"""Coordinated ends judged alike: what is said of one member of a list is said of all.

The network judges each pair by itself, and is seldom equally sure of all names in "hyperscalers
like A, B and C". What it holds possible of a member is raised towards what it holds of another.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from newsgraph import syntax
from newsgraph.encoder.marks import Scored
from newsgraph.model import Mention, Sentence
from newsgraph.relations.candidates import Candidate

POSSIBLE = 0.4  # what is less likely of a member is not said of it
LIKE_THE_OTHER = 0.75  # share of the surest member in what a member gets


def evened(
    pairs: Sequence[Scored], candidates: Sequence[Candidate], sentence: Sentence
) -> list[Scored]:
    """Return the pairs, those raised that are likelier of an end coordinated with theirs.

    Only ends of one kind and form are compared; nothing is lowered.
    """
    lists = [_list_of(candidate, sentence) for candidate in candidates]
    members: dict[Hashable, list[int]] = defaultdict(list)
    for n, key in enumerate(lists):
        members[key].append(n)
    scored = {(p.subject, p.object, p.label): p.probability for p in pairs}

    def elsewhere(pair: Scored) -> float:
        keys = [(n, pair.object, pair.label) for n in members[lists[pair.subject]]]
        keys += [(pair.subject, n, pair.label) for n in members[lists[pair.object]]]
        return max(scored.get(key, 0.0) for key in keys)

    return [
        _raised(pair, elsewhere(pair)) if pair.probability >= POSSIBLE else pair for pair in pairs
    ]


def _raised(pair: Scored, surest: float) -> Scored:
    share = LIKE_THE_OTHER
    return replace(pair, probability=round((1 - share) * pair.probability + share * surest, 4))


def _list_of(candidate: Candidate, sentence: Sentence) -> Hashable:
    """Return what the members of one list have in common; itself for what stands alone."""
    if candidate.head < 0 or not isinstance(candidate.end, Mention):
        return candidate.mark.start, candidate.mark.end
    first = syntax.first_conjunct(sentence, candidate.head)
    return first, candidate.mark.kind, candidate.mark.form


__all__ = ["evened"]
