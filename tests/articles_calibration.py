"""Is a statement of confidence .8 right in eight of ten cases? Bins, and a map that makes it so.

``python tests/articles_calibration.py`` fits the map on the held-out articles and writes
``mappings/confidence.csv``; ``--dry`` prints only. Run by hand after the encoder was trained anew.
The map is fitted to what the scores of the evidence give, whether or not a map is in use. Rules
and encoder differ in how far their scores can be trusted, so there is a line for each choice of
witnesses, and one for an extractor that runs alone: log-odds of the confidence = slope *
log-odds as scored + intercept. Slopes are positive, so the order of statements with the same witnesses stays.
"""

import argparse
import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from articles_reader import ARTICLES, read_articles
from articles_score import NEITHER, RIGHT, Score, Verdict, keys, scored

from newsgraph.benchmarks import Loaded
from newsgraph.vocabulary import default_folder
from newsgraph.vocabulary.whole import ALONE

TABLE = default_folder() / "mappings" / "confidence.csv"
COLUMNS = ("witnesses", "slope", "intercept", "statements", "date")
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
FOLDS = 5
FEWEST = 50  # statements that a line is fitted to
PRIOR = 1.0  # pull towards slope 1 and intercept 0, as one part of a squared error
FLATTEST = 0.1
STEPS = 25
SUREST = 0.99
Line = tuple[float, float]  # slope, intercept
Lines = Mapping[str, Line]


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements whose confidence is in [low, high), the last bin with its end."""

    low: float
    high: float
    count: int
    confidence: float  # mean
    right: float  # share


def judged(scores: Iterable[Score]) -> list[Verdict]:
    """Return the verdicts that are right or wrong."""
    return [v for score in scores for v in score.verdicts if v.said != NEITHER]


def bins(confidence: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """Return the bins that are not empty, from low to high."""
    values, hits = np.array(confidence), np.array(right, float)
    place = np.clip(np.searchsorted(EDGES, values, side="right") - 1, 0, len(EDGES) - 2)
    return [
        Bin(EDGES[n], EDGES[n + 1], int(here.sum()), float(values[here].mean()), float(hits[here].mean()))
        for n in range(len(EDGES) - 1)
        if (here := place == n).any()
    ]  # fmt: skip


def calibration_error(found: Sequence[Bin]) -> float:
    """Return the mean distance between confidence and share right, weighted by statements."""
    total = sum(b.count for b in found)
    return sum(b.count * abs(b.confidence - b.right) for b in found) / total if total else 0.0


def fitted(raw: Sequence[float], right: Sequence[bool]) -> Line:
    """Return the slope and intercept of least logistic loss."""
    odds, hits = _odds(np.array(raw)), np.array(right, float)
    slope, intercept = _least(odds, hits, np.array([1.0, 1.0]))
    if slope < FLATTEST:
        _, intercept = _least(odds, hits, np.array([0.0, 1.0]))
    return max(slope, FLATTEST), intercept


def _least(odds: Any, hits: Any, free: Any) -> Line:
    """Return the line by Newton's method with halved steps; where not free, the slope is fixed."""
    inputs = np.stack([odds, np.ones_like(odds)], axis=1)
    prior = np.array([1.0, 0.0])
    line = prior if free[0] else np.array([FLATTEST, 0.0])

    def loss(tried: Any) -> float:
        each = np.logaddexp(0.0, np.where(hits > 0, -1, 1) * (inputs @ tried))
        return float(each.sum() + PRIOR / 2 * np.sum((tried - prior) ** 2))

    for _ in range(STEPS):
        likely = _share(inputs @ line)
        gradient = inputs.T @ (likely - hits) + PRIOR * (line - prior)
        bend = (inputs * (likely * (1 - likely))[:, None]).T @ inputs + PRIOR * np.eye(2)
        step = np.linalg.solve(bend * np.outer(free, free) + np.diag(1 - free), gradient * free)
        sizes = (line - step / 2**n for n in range(STEPS))
        line = next((tried for tried in sizes if loss(tried) < loss(line)), line)
    return float(line[0]), float(line[1])


def mapped(raw: Sequence[float], line: Line) -> Any:
    """Return raw confidences on a line of log-odds."""
    return _share(line[0] * _odds(np.array(raw)) + line[1])


def lines(verdicts: Sequence[Verdict]) -> dict[str, Line]:
    """Return the line of each choice of witnesses that enough statements rest on."""
    names = sorted({v.by for v in verdicts})
    groups = {name: [v for v in verdicts if v.by == name] for name in names}
    return {
        name: fitted([v.raw for v in group], [v.said == RIGHT for v in group])
        for name, group in groups.items()
        if len(group) >= FEWEST
    }


def after(verdicts: Sequence[Verdict], known: Lines) -> list[float]:
    """Return the confidence that lines give to statements."""
    return [float(mapped([v.raw], known[v.by])[0]) if v.by in known else v.raw for v in verdicts]


def unseen(scores: Sequence[Score]) -> tuple[list[float], list[Verdict]]:
    """Return the mapped confidence of each statement by lines fitted to other articles."""
    made: list[float] = []
    told: list[Verdict] = []
    for fold in range(FOLDS):
        known = lines(judged(s for n, s in enumerate(scores) if n % FOLDS != fold))
        mine = judged(scores[fold::FOLDS])
        made += after(mine, known)
        told += mine
    return made, told


def as_text(confidence: Sequence[float], verdicts: Sequence[Verdict]) -> str:
    """Return bins, calibration error and squared error for people to read."""
    right = [v.said == RIGHT for v in verdicts]
    found = bins(confidence, right)
    rows = [
        f"  {b.low:.1f}-{b.high:.1f}  {b.count:5}  mean {b.confidence:.3f}  right {b.right:.3f}"
        for b in found
    ]
    squared = float(np.mean((np.array(confidence) - np.array(right)) ** 2))
    last = f"  {len(right)} statements, calibration error {calibration_error(found):.3f}, squared error {squared:.3f}"
    return "\n".join([*rows, last])


def _odds(values: Any) -> Any:
    values = np.clip(values, 1 - SUREST, SUREST)
    return np.log(values / (1 - values))


def _share(odds: Any) -> Any:
    return 1 / (1 + np.exp(-odds))


def table(names: Sequence[str], weights: Path | None) -> list[tuple[Any, ...]]:
    """Return the rows of the table for a run of these extractors; print what is gained."""
    stages = Loaded(names, weights).stages
    keyed = keys(stages.vocabulary.ontology.properties)
    scores = list(scored(stages, [a for a in read_articles(ARTICLES, keyed) if a.held_out]))
    verdicts = judged(scores)
    print(*names, "as scored", as_text([v.raw for v in verdicts], verdicts), sep="\n")
    print("mapped, by lines of other articles", as_text(*unseen(scores)), sep="\n")
    return [
        (name, f"{line[0]:.3f}", f"{line[1]:.3f}", sum(v.by == name for v in verdicts), date.today())
        for name, line in lines(verdicts).items()
    ]  # fmt: skip


def main() -> None:
    """Fit, print what is gained, and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--extractors", default="lexicon,encoder")
    options.add_argument("--weights", type=Path, help="the folder of another encoder")
    options.add_argument("--dry", action="store_true", help="print only")
    given = options.parse_args()
    names = given.extractors.split(",")
    rows = table(names, given.weights)
    for name in names if len(names) > 1 else ():
        rows += [(n + ALONE, *more) for n, *more in table([name], given.weights) if n == name]
    print(",".join(COLUMNS), *(",".join(map(str, row)) for row in rows), sep="\n")
    if not given.dry:
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


if __name__ == "__main__":
    main()
