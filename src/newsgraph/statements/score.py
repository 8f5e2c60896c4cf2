"""Confidence of a statement from the scores of its evidence."""

from collections.abc import Iterable

MOST = 0.98  # no reading by rules is certain
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
