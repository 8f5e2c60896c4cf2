"""What the scores of the network say: spans from tags, probabilities from scores."""

from typing import Any

from newsgraph.encoder.schema import Schema


def softmax(scores: Any, temperature: float) -> Any:
    """Return the probability of each column."""
    import numpy as np

    scaled = np.asarray(scores, np.float64) / temperature
    scaled = np.exp(scaled - scaled.max(-1, keepdims=True))
    return scaled / scaled.sum(-1, keepdims=True)


def probabilities(scores: Any, temperature: float, *, single: bool) -> Any:
    """Return the probability of each label of a pair.

    ``single`` scores end with one for "none", which is left out of the answer.
    """
    import numpy as np

    if single:
        return softmax(scores, temperature)[:, :-1]
    return 1 / (1 + np.exp(-np.asarray(scores, np.float64) / temperature))


def best_spans(tags: Any, schema: Schema) -> list[tuple[int, int, str, float]]:
    """Return the spans of the most likely tags: start, end, kind, least share of a word."""
    found: list[tuple[int, int, str, float]] = []
    for n, row in enumerate(tags):
        best = int(row.argmax())
        if best == 0:
            continue
        begins, kind = best % 2 == 1, schema.kinds[(best - 1) // 2]
        share = float(row[best])
        if found and not begins and found[-1][1] == n and found[-1][2] == kind:
            start, _, _, least = found[-1]
            found[-1] = (start, n + 1, kind, min(least, share))
        else:
            found.append((n, n + 1, kind, share))
    return found


def kind_shares(tags: Any, start: int, end: int, schema: Schema) -> dict[str, float]:
    """Return how likely each kind is for words[start:end]; "" is no mention."""
    rows = tags[start:end]
    if not len(rows):
        return {"": 1.0}
    means = rows.mean(0)
    shares = {
        kind: float(means[2 * n + 1] + means[2 * n + 2]) for n, kind in enumerate(schema.kinds)
    }
    return {"": float(means[0])} | shares
