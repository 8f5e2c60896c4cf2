"""The matrix products of a spaCy pipeline, by numpy's BLAS instead of BLIS.

Three quarters of the time of the small English pipeline goes into products, for which
thinc asks BLIS; the OpenBLAS in numpy's packages is two to three times as fast. What it
makes of a row must not depend on how many rows stand beside it, or the graph would depend
on the size of a batch: it takes other ways for few rows, and for those that its blocks
leave over, so the last rows are filled up to a block. Its kernels for AVX2 make a row by
its place in a block of twelve even so; seen as columns, rows are made alike save those at
either end of a block, and there fillers stand. Which of these ways holds on a processor is
tried as the pipeline is loaded; where none does, it stays with BLIS. It works on one
thread, as workers share the processor.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from thinc.api import NumpyOps, get_current_ops, set_current_ops
from threadpoolctl import ThreadpoolController

BLOCK = 64  # rows; the blocks of OpenBLAS's kernels divide it
EDGE, INSIDE = 8, 240  # columns: fillers at either end, and at most between them
TRIED = ((96, 50), (96, 64), (288, 288))  # shapes of matrices that rows are tried with
PARTS = tuple((start, rows) for start in (0, 1, 40) for rows in (1, 5, 33, 100))


class RowByRow(NumpyOps):  # type: ignore[misc]  # thinc is not typed
    """Operations of numpy whose products treat each row alike."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(
        self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False
    ) -> Any:
        """Return the product of two matrices, either of them transposed if asked to."""
        even = len(x) - len(x) % BLOCK
        if trans1 or even == len(x):
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        found = out
        if found is None:
            found = np.empty((len(x), len(y) if trans2 else y.shape[1]), x.dtype)
        if even:
            super().gemm(x[:even], y, out=found[:even], trans2=trans2)
        filled = np.zeros((BLOCK, x.shape[1]), x.dtype)
        filled[: len(x) - even] = x[even:]
        found[even:] = super().gemm(filled, y, trans2=trans2)[: len(x) - even]
        return found


class Enclosed(RowByRow):
    """Operations of numpy that make rows as columns of the transposed product, within fillers."""

    def gemm(
        self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False
    ) -> Any:
        """Return the product of two matrices, either of them transposed if asked to."""
        if trans1:
            return NumpyOps.gemm(self, x, y, out=out, trans1=trans1, trans2=trans2)
        found = out
        if found is None:
            found = np.empty((len(x), len(y) if trans2 else y.shape[1]), x.dtype)
        left = y if trans2 else y.T
        filled = np.zeros((len(x) + -len(x) % (2 * EDGE) + 2 * EDGE, x.shape[1]), x.dtype)
        filled[EDGE : EDGE + len(x)] = x
        for start in range(0, len(x), INSIDE):
            part = found[start : start + INSIDE]
            made = left @ filled[start : start + INSIDE + 2 * EDGE].T
            part[:] = made[:, EDGE : EDGE + len(part)].T
        return found


def with_products(load: Callable[[], Any]) -> Any:
    """Return what is loaded, a pipeline, with such products where rows are treated alike.

    A pipeline for a GPU stays as it is.
    """
    usual = get_current_ops()
    ops = fitting() if usual.name == NumpyOps.name else None
    if ops is None:
        return load()
    set_current_ops(ops())
    try:
        return load()
    finally:
        set_current_ops(usual)


@cache
def fitting() -> type[RowByRow] | None:
    """Return the first operations that treat rows alike on this processor, if any do."""
    return next((ops for ops in (RowByRow, Enclosed) if treats_rows_alike(ops())), None)


def treats_rows_alike(ops: RowByRow) -> bool:
    """Say whether a row is made the same, on this processor, whatever stands beside it."""
    random = np.random.default_rng(1)
    with one_thread():
        for inner, outer in TRIED:
            rows, matrix = (
                random.standard_normal((n, inner), dtype=np.float32) for n in (300, outer)
            )
            whole = ops.gemm(rows, matrix, trans2=True)
            for start, count in PARTS:
                here = slice(start, start + count)
                if (ops.gemm(rows[here], matrix, trans2=True) != whole[here]).any():
                    return False
    return True


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep numpy's products to one thread."""
    with _threads().limit(limits=1, user_api="blas"):
        yield


@cache
def _threads() -> Any:
    return ThreadpoolController()


__all__ = ["Enclosed", "RowByRow", "fitting", "one_thread", "treats_rows_alike", "with_products"]
