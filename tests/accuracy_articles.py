"""Rows of ACCURACY.md on the articles of ``graph/articles``: nothing but the clone is needed.

What was trained or built on an article flatters its figures, so with the encoder only the
articles are scored that training never sees.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import articles_calibration as calibration
from accuracy_table import Rows
from articles_reader import ARTICLES, read_articles
from articles_score import RIGHT, Score, by_label, keys, scored, shares

from newsgraph.benchmarks import Run

HELD, OTHERS = "held out", "others"
WHOLE = (
    "date", "commit", "set", "by", "articles", "entity F1", "entity typed F1", "relation P",
    "relation R", "relation F1", "mean of relations", "status accuracy", "references right",
    "references wrong",
)  # fmt: skip
LABELS = ("date", "commit", "set", "measure", "by", "stated", "made", "P", "R", "F1")
BINS = ("date", "commit", "set", "measure", "by", "statements", "confidence", "right", "gap")


def article_rows(run: Run, first: tuple[str, str], by: str) -> Iterator[Rows]:
    """Yield the figures of the articles, those of each label, and the bins of confidence."""
    keyed = keys(run.stages.vocabulary.ontology.properties)
    articles = list(read_articles(ARTICLES, keyed))
    if run.encoder is not None:
        articles = [a for a in articles if a.held_out]
    parts = _parts(list(scored(run.stages, articles)))
    whole = [(*first, name, by, *_figures(part)) for name, part in parts.items()]
    yield Rows("## Annotated articles", WHOLE, whole)
    held = parts[HELD]
    told = [
        (*first, HELD, f"{label} {name}", by, str(stated), str(made), *_shown(right, made, stated))
        for label in ("status", "relation")
        for name, (right, made, stated) in by_label(held, label).items()
    ]
    yield Rows("## Relations and statuses of the held-out articles", LABELS, told, latest=True)
    bins = [
        (*first, name, *row[:1], by, *row[1:])
        for name in (HELD, OTHERS)
        if name in parts
        for row in _bins(parts[name])
    ]
    yield Rows("## Confidence of statements", BINS, bins, latest=True)


def _parts(scores: Sequence[Score]) -> dict[str, list[Score]]:
    """Return the scores of held-out and other articles, whole and by folder."""
    found: dict[str, list[Score]] = {}
    for score in sorted(scores, key=lambda s: not s.article.held_out):
        name = HELD if score.article.held_out else OTHERS
        for part in (name, f"{score.article.part}, {name}"):
            found.setdefault(part, []).append(score)
    return found


def _figures(scores: Sequence[Score]) -> list[str]:
    entities: Counter[str] = sum((s.entities for s in scores), Counter())
    anaphors: Counter[str] = sum((s.anaphors for s in scores), Counter())
    labels = by_label(scores, "relation").values()
    right, made, stated = (sum(counts) for counts in zip(*labels, strict=True))
    each = [shares(*counts)[2] for counts in labels if counts[2]]
    good = sum(s.found[n] for s in scores for n in s.found)
    marked, total = entities["marked"], max(1, anaphors.total())
    figures = (
        shares(entities["named"], entities["made"], marked)[2],
        shares(entities["typed"], entities["made"], marked)[2],
        *shares(right, made, stated),
        sum(each) / max(1, len(each)),
        good / max(1, right),
        anaphors[RIGHT] / total,
        anaphors["wrong"] / total,
    )
    return [str(len(scores)), *(f"{figure:.3f}" for figure in figures)]


def _shown(right: int, made: int, stated: int) -> list[str]:
    return [f"{figure:.3f}" for figure in shares(right, made, stated)]


def _bins(scores: Sequence[Score]) -> Iterator[tuple[str, ...]]:
    verdicts = calibration.judged(scores)
    right = [v.said == RIGHT for v in verdicts]
    found = calibration.bins([v.confidence for v in verdicts], right)
    for b in found:
        figures = (b.confidence, b.right, abs(b.confidence - b.right))
        yield f"{b.low:.1f} to {b.high:.1f}", str(b.count), *(f"{f:.3f}" for f in figures)
    error = f"{calibration.calibration_error(found):.3f}"
    yield "expected calibration error", str(len(verdicts)), "-", "-", error
