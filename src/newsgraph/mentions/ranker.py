"""The trained choice among candidate referents, with abstention.

A log-linear model over the candidates of one anaphor and "nobody", trained by
``newsgraph.training.coreference``; ``coreference.md`` beside it says on what, and how
well it does.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp
from pathlib import Path

FILE = Path(__file__).with_name("coreference.json")
ALL = "all"  # the share of a clue that all sorts of anaphor have in common
UNSURE = 2.0  # a threshold that nothing reaches


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model: the weight of each clue, by sort of anaphor."""

    clues: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)  # least probability, by sort
    endings: Mapping[str, float] = field(default_factory=dict)  # of first names, towards "she"
    referring: Mapping[str, Sequence[str]] = field(default_factory=dict)  # noun: kinds it meant
    joined: dict[str, dict[str, float]] = field(default_factory=dict, compare=False, repr=False)

    def sum(self, sort: str, clues: Sequence[str]) -> float:
        """Return the sum of the weights of the clues of one candidate."""
        joined = self.joined.get(sort)
        if joined is None:
            own, common = self.clues.get(sort, {}), self.clues.get(ALL, {})
            keys = own.keys() | common.keys()
            joined = {c: own.get(c, 0.0) + common.get(c, 0.0) for c in keys}
            self.joined[sort] = joined
        return sum(joined.get(c, 0.0) for c in clues)


@cache
def load(path: Path = FILE) -> Weights:
    """Return the shipped model; one that always abstains where a build has left it out."""
    if not path.is_file():
        return Weights()
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Weights(stored["clues"], stored["thresholds"], stored["endings"], stored["referring"])


def probabilities(weights: Weights, sort: str, clues: Sequence[Sequence[str]]) -> list[float]:
    """Return the probability of each candidate, which sum to one."""
    sums = [weights.sum(sort, c) for c in clues]
    top = max(sums)
    parts = [exp(s - top) for s in sums]
    return [p / sum(parts) for p in parts]


def choose(weights: Weights, sort: str, clues: Sequence[Sequence[str]]) -> int | None:
    """Return the number of the candidate to take, or None to abstain; the last is nobody."""
    shares = probabilities(weights, sort, clues)
    first = max(range(len(shares)), key=lambda n: (shares[n], -n))
    limit = weights.thresholds.get(sort, UNSURE)
    return first if shares[first] >= limit and first < len(shares) - 1 else None
