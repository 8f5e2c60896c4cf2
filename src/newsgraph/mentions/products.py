"""The matrix products of a spaCy pipeline, by numpy's BLAS instead of BLIS.

Three quarters of the time of the small English pipeline goes into products, for which
thinc asks BLIS; the OpenBLAS in numpy's packages is twice as fast and more. What it makes
of a row must not depend on how many rows stand beside it, or the graph would depend on
the size of a batch: for few rows it takes another way, so few are filled up to many.
It works on one thread, as workers share the processor.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from thinc.api import NumpyOps, get_current_ops, set_current_ops
from threadpoolctl import ThreadpoolController

FEWEST = 64  # rows of a product; measured: from 25 on a row does not depend on the others


class RowByRow(NumpyOps):  # type: ignore[misc]  # thinc is not typed
    """Operations of numpy whose products treat each row alike."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(
        self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False
    ) -> Any:
        """Return the product of two matrices, either of them transposed if asked to."""
        rows = len(x)
        if trans1 or not 0 < rows < FEWEST:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        filled = np.zeros((FEWEST, x.shape[1]), x.dtype)
        filled[:rows] = x
        found = super().gemm(filled, y, trans2=trans2)[:rows]
        if out is None:
            return found
        out[...] = found
        return out


def with_products(load: Callable[[], Any]) -> Any:
    """Return what is loaded, a pipeline, with such products; one for a GPU stays as it is."""
    usual = get_current_ops()
    if usual.name != NumpyOps.name:
        return load()
    set_current_ops(RowByRow())
    try:
        return load()
    finally:
        set_current_ops(usual)


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep numpy's products to one thread."""
    with _threads().limit(limits=1, user_api="blas"):
        yield


@cache
def _threads() -> Any:
    return ThreadpoolController()


__all__ = ["RowByRow", "one_thread", "with_products"]
