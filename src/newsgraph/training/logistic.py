"""Multinomial logistic regression over hashed features, in numpy, the same bytes each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train."""

    bits: int = 18  # features are hashed to 2**bits buckets
    epochs: int = 6
    batch: int = 64
    rate: float = 0.15  # AdaGrad's step
    l2: float = 1e-5  # times the weight, at each step, for the buckets of the batch
    hidden: float = 0.5  # share of names whose words are hidden, in each epoch anew
    seed: int = 13


@dataclass(frozen=True, slots=True)
class Case:
    """A name to learn from."""

    words: tuple[int, ...]  # buckets of what tells the name itself
    others: tuple[int, ...]
    kind: int
    weight: float
    known: bool = False  # a list holds it: its words would teach nothing new


def fit(cases: Sequence[Case], kinds: int, settings: Settings) -> Any:
    """Return the weights, one row a bucket, by AdaGrad in batches of a fixed order."""
    import numpy as np

    random = np.random.default_rng(settings.seed)
    table = np.zeros((1 << settings.bits, kinds), np.float32)
    squares = np.full_like(table, 1e-2)
    for epoch in range(settings.epochs):
        order, hide = random.permutation(len(cases)), random.random(len(cases))
        rate = settings.rate * (1 - epoch / settings.epochs)
        for first in range(0, len(cases), settings.batch):
            chosen = [
                (cases[n], hide[n] < (settings.hidden if not cases[n].known else 1.0))
                for n in order[first : first + settings.batch]
            ]
            _step(table, squares, chosen, rate, settings.l2)
    return table


def _step(
    table: Any, squares: Any, batch: Sequence[tuple[Case, bool]], rate: float, l2: float
) -> None:
    """Take one step down the gradient of a batch."""
    import numpy as np

    rows = [c.others if hidden else (*c.words, *c.others) for c, hidden in batch]
    flat = np.fromiter((b for r in rows for b in r), np.int64)
    lengths = np.array([len(r) for r in rows])
    sums = np.add.reduceat(table[flat], np.cumsum(lengths) - lengths, axis=0)
    sums = np.exp(sums - sums.max(axis=1, keepdims=True))
    error = sums / sums.sum(axis=1, keepdims=True)
    error[np.arange(len(batch)), [c.kind for c, _ in batch]] -= 1
    error *= np.array([c.weight for c, _ in batch], np.float32)[:, None]
    used, where = np.unique(flat, return_inverse=True)
    gradient = np.zeros((len(used), table.shape[1]), np.float32)
    np.add.at(gradient, where, np.repeat(error, lengths, axis=0))
    gradient += l2 * len(batch) * table[used]
    squares[used] += gradient**2
    table[used] -= rate * gradient / np.sqrt(squares[used])
