"""Figures: thresholds and temperatures from development data, F1, calibration."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from newsgraph.encoder.schema import Schema
from newsgraph.training.encoder.batches import IGNORED, Encoded

BINS = 10
GRID = tuple(round(0.05 + 0.025 * n, 3) for n in range(37))
SHRINK = 6.0  # a label's own threshold counts as its positives do beside so many


@dataclass(frozen=True, slots=True)
class Space:
    """The judged pairs of a label space: scores, truth and what is known, row by row."""

    scores: Any
    truth: Any
    known: Any


def gather(rows: Sequence[Encoded], scores: Sequence[Mapping[str, Any]], space: str) -> Space:
    """Return the pairs of all lessons that are judged in a space."""
    pairs = [
        (s[space], *r.judged[space]) for r, s in zip(rows, scores, strict=True) if space in r.judged
    ]
    if not pairs:
        return Space(np.zeros((0, 1)), np.zeros((0, 1)), np.zeros((0, 1)))
    return Space(*(np.concatenate([p[n] for p in pairs]) for n in range(3)))


def probabilities(scores: Any, temperature: float, *, single: bool) -> Any:
    """Return the probability of each label."""
    scaled = np.asarray(scores, np.float64) / temperature
    if not single:
        return 1 / (1 + np.exp(-scaled))
    scaled = np.exp(scaled - scaled.max(1, keepdims=True))
    return (scaled / scaled.sum(1, keepdims=True))[:, :-1]


def temperature(space: Space, *, single: bool) -> float:
    """Return the temperature under which the truth is most likely."""

    def cost(t: float) -> float:
        p = probabilities(space.scores, t, single=single).clip(1e-7, 1 - 1e-7)
        each = space.truth * np.log(p) + (1 - space.truth) * np.log(1 - p)
        return float(-(each * (space.known > 0)).sum())

    return min((round(0.5 + 0.05 * n, 2) for n in range(51)), key=cost)


def thresholds(
    space: Space, labels: Sequence[str], heat: float, *, single: bool
) -> dict[str, float]:
    """Return the threshold of best F1, a label's own drawn towards that of all."""
    p = probabilities(space.scores, heat, single=single)
    known, truth = space.known > 0, space.truth > 0
    every = _best(p[known], truth[known])
    found = {"": every}
    for n, label in enumerate(labels):
        mine = known[:, n]
        count = truth[mine, n].sum()
        own = _best(p[mine, n], truth[mine, n]) if count else every
        found[label] = round(float((own * count + every * SHRINK) / (count + SHRINK)), 3)
    return found


def _best(p: Any, truth: Any) -> float:
    def f1(t: float) -> float:
        hit = (p >= t) & truth
        return float(2 * hit.sum() / max(1, (p >= t).sum() + truth.sum()))

    return max(GRID, key=lambda t: (round(f1(t), 4), -abs(t - 0.5)))


def f1_of(space: Space, p: Any, least: Sequence[float]) -> tuple[float, float, float, float]:
    """Return precision, recall, micro and macro F1 of pairs at thresholds by label."""
    known, truth = space.known > 0, space.truth > 0
    said = (p >= np.array(least)) & known
    right = said & truth & known
    each = 2 * right.sum(0) / np.maximum(1, said.sum(0) + (truth & known).sum(0))
    used = (truth & known).any(0)
    hits, all_said, all_true = right.sum(), said.sum(), (truth & known).sum()
    micro = 2 * hits / max(1, all_said + all_true)
    macro = float(each[used].mean()) if used.any() else 0.0
    return float(hits / max(1, all_said)), float(hits / max(1, all_true)), float(micro), macro


def reliability(p: Any, truth: Any) -> tuple[float, list[tuple[float, float, int]]]:
    """Return the expected calibration error of labels given at least .05, and its table.

    A row is the mean probability, the share that is true, and how many there are.
    """
    keep = p >= 0.05
    p, truth = p[keep], truth[keep]
    table, error = [], 0.0
    for n in range(BINS):
        inside = (p >= n / BINS) & ((p < (n + 1) / BINS) | (n == BINS - 1))
        if inside.any():
            mean, share = float(p[inside].mean()), float(truth[inside].mean())
            table.append((mean, share, int(inside.sum())))
            error += abs(mean - share) * inside.sum() / max(1, len(p))
    return float(error), table


def status_accuracy(
    rows: Sequence[Encoded], scores: Sequence[Mapping[str, Any]]
) -> tuple[float, int]:
    """Return how often the most likely status is the right one, and of how many pairs."""
    right = total = 0
    for row, found in zip(rows, scores, strict=True):
        for truth, given in zip(row.status, found["status"], strict=True):
            if truth != IGNORED:
                right, total = right + int(given.argmax() == truth), total + 1
    return right / max(1, total), total


def spans_of(tags: Sequence[int], schema: Schema) -> list[tuple[int, int, str]]:
    """Return the spans of a sequence of tags."""
    found: list[tuple[int, int, str]] = []
    for n, tag in enumerate(tags):
        name = schema.tags[tag]
        if name == "O":
            continue
        if name[0] == "I" and found and found[-1][1] == n and found[-1][2] == name[2:]:
            found[-1] = (found[-1][0], n + 1, name[2:])
        else:
            found.append((n, n + 1, name[2:]))
    return found


def names_f1(
    rows: Sequence[Encoded], scores: Sequence[Mapping[str, Any]], schema: Schema
) -> tuple[float, float]:
    """Return the exact F1 of names, typed and untyped; names of no known kind do not count."""
    counts = {True: [0, 0, 0], False: [0, 0, 0]}
    for row, found in zip(rows, scores, strict=True):
        gold, open_ = _gold(row.lesson.tags)
        said = [
            s
            for s in spans_of(found["tags"].argmax(1).tolist(), schema)
            if not any(s[0] < e and b < s[1] for b, e in open_)
        ]
        for typed, count in counts.items():
            a = {s if typed else s[:2] for s in gold}
            b = {s if typed else s[:2] for s in said}
            count[0] += len(a & b)
            count[1] += len(a)
            count[2] += len(b)
    both = (counts[True], counts[False])
    exact, bare = (2 * c[0] / max(1, c[1] + c[2]) for c in both)
    return exact, bare


def _gold(tags: Sequence[str]) -> tuple[list[tuple[int, int, str]], list[tuple[int, int]]]:
    found: list[tuple[int, int, str]] = []
    for n, tag in enumerate(tags):
        if tag[0] == "B":
            found.append((n, n + 1, tag[2:]))
        elif tag[0] == "I" and found:
            found[-1] = (found[-1][0], n + 1, found[-1][2])
    return [s for s in found if s[2] != "?"], [s[:2] for s in found if s[2] == "?"]


def summary(rows: Iterable[Encoded]) -> dict[str, int]:
    """Return how many lessons each set gave."""
    found: dict[str, int] = {}
    for row in rows:
        found[row.lesson.source] = found.get(row.lesson.source, 0) + 1
    return found
