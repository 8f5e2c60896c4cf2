"""Scales for products in whole numbers, by the numbers that enter them.

Columns that run large are first made smaller, and the rows of the matrix larger
(SmoothQuant, Xiao et al. 2023), as far as it makes the error of the product smallest.
Weights keep seven bits, so that sums of products do not overflow on processors without
VNNI: the same result everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

LEVELS, WEIGHT_LEVELS = 255, 63
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)  # of its size that a column loses
CLIPS = (1.0, 0.9, 0.8, 0.7)  # of the largest number; what is larger is cut


@dataclass(frozen=True, slots=True)
class Scheme:
    """How the input of products becomes whole numbers: round(x / columns / scale) + zero."""

    columns: Any
    scale: float
    zero: int

    def whole(self, x: Any) -> Any:
        """Return numbers as they will be read: cut and rounded, less the zero."""
        return np.clip(np.round(x / self.columns / self.scale), -self.zero, LEVELS - self.zero)


def scheme(rows: Any, matrices: Sequence[Any]) -> Scheme:
    """Return the scheme that gives the products of rows and matrices the least error."""
    matrix = np.concatenate(list(matrices), 1)
    right = rows @ matrix
    size = np.abs(rows).max(0).clip(min=1e-6)
    best: tuple[float, Scheme] | None = None
    for share in SHARES:
        columns = (size**share).astype(np.float32)
        even = rows / columns
        for clip in CLIPS:
            low, high = (clip * float(m) for m in (min(0, even.min()), max(1e-6, even.max())))
            scale = np.float32((high - low) / LEVELS)
            one = Scheme(columns, float(scale), round(float(-low / scale)))
            whole, across = weights(matrix, one)
            error = float(((one.whole(rows) @ whole * across - right) ** 2).mean())
            if best is None or error < best[0]:
                best = (error, one)
    assert best is not None  # there are shares and clips
    return best[1]


def weights(matrix: Any, how: Scheme) -> tuple[Any, Any]:
    """Return a matrix in whole numbers, and the scale of each column of a product with it."""
    larger = matrix * how.columns[:, None]
    scale = np.abs(larger).max(0).clip(min=1e-9) / WEIGHT_LEVELS
    return np.round(larger / scale), scale * how.scale


__all__ = ["Scheme", "scheme", "weights"]
