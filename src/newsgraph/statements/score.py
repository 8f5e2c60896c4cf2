"""Confidence of a statement from the scores of its evidence."""

from collections.abc import Iterable, Mapping
from math import exp, log

MOST = 0.98  # no reading by rules is certain
LEAST, SUREST = 0.01, 0.99  # what a line is applied to: as those that it was fitted to
SHARED = 0.5  # two sentences of one text are not independent witnesses


def combined(scores: Iterable[float]) -> float:
    """Return the confidence in [0, 1] that several readings give together.

    The best score, raised by half of what an independent second witness would add
    (noisy-or), and so on. Never below the best score.

    >>> combined([0.8])
    0.8
    >>> combined([0.8, 0.8])
    0.88
    """
    ordered = sorted(scores, reverse=True)
    if not ordered:
        return 0.0
    total = ordered[0]
    for score in ordered[1:]:
        total += SHARED * (1.0 - total) * score
    return round(min(total, max(MOST, ordered[0])), 4)


def calibrated(
    raw: float, extractors: Iterable[str], lines: Mapping[str, tuple[float, float]]
) -> float:
    """Return the share of statements so scored by these extractors that is right.

    ``lines`` gives slope and intercept, in log-odds, for each choice of extractors; where
    there is none, the confidence stays as it is.

    >>> calibrated(0.9, ["encoder"], {"encoder": (0.5, -1.0)})
    0.5246
    """
    line = lines.get("+".join(sorted(set(extractors))))
    if line is None:
        return raw
    odds = min(max(raw, LEAST), SUREST)
    return round(1 / (1 + exp(-line[0] * log(odds / (1 - odds)) - line[1])), 4)
