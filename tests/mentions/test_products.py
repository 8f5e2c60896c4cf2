"""Products by numpy: the same as by BLIS up to rounding, each row for itself, on one thread."""

import numpy as np
import pytest
from thinc.api import NumpyOps, get_current_ops
from threadpoolctl import threadpool_info

from newsgraph.mentions import products
from newsgraph.mentions.pipeline import load_pipeline, parse, recognise
from newsgraph.mentions.products import (
    BLOCK,
    INSIDE,
    Enclosed,
    RowByRow,
    fitting,
    one_thread,
    treats_rows_alike,
    with_products,
)

SHAPES = [(384, 288), (288, 288), (480, 288), (96, 64), (96, 50), (64, 128), (96, 512), (7, 3)]
ROWS = [1, 2, 3, 5, 9, 17, 33, BLOCK - 1, BLOCK, BLOCK + 1, 100, 127, 128, 300, 513, 700, 1500]
ROWS += [INSIDE - 1, INSIDE, INSIDE + 1, 2 * INSIDE + 16]


def numbers(*shape):
    return np.random.default_rng(5).standard_normal(shape).astype("float32")


@pytest.mark.parametrize("kind", [RowByRow, Enclosed])
@pytest.mark.parametrize(("inner", "outer"), SHAPES)
def test_a_row_does_not_depend_on_the_rows_beside_it(inner, outer, kind):
    ops = kind()
    if not treats_rows_alike(ops):
        pytest.skip("this processor does not treat rows alike that way")
    rows, weights = numbers(1600, inner), numbers(outer, inner)
    with one_thread():
        whole = ops.gemm(rows, weights, trans2=True)
        for count in ROWS:
            for start in (0, 1, 40):
                part = ops.gemm(rows[start : start + count], weights, trans2=True)
                assert (part == whole[start : start + count]).all(), (count, start)


@pytest.mark.parametrize("rows", [0, 1, 5, BLOCK, 200])
@pytest.mark.parametrize("transposed", [(False, False), (False, True), (True, False), (True, True)])
@pytest.mark.parametrize("kind", [RowByRow, Enclosed])
def test_products_are_those_of_blis(rows, transposed, kind):
    first, second = transposed
    x = numbers(12, rows) if first else numbers(rows, 12)
    y = numbers(9, 12) if second else numbers(12, 9)
    if first and not rows:
        return
    usual, ops = NumpyOps(use_blis=True), kind()
    expected = usual.gemm(x, y, trans1=first, trans2=second)
    found = ops.gemm(x, y, trans1=first, trans2=second)
    assert found.shape == (rows, 9)
    assert np.allclose(found, expected, atol=1e-5)
    out = np.empty((rows, 9), "float32")
    assert ops.gemm(x, y, out=out, trans1=first, trans2=second) is out
    assert np.allclose(out, expected, atol=1e-5)


def test_where_rows_are_not_treated_alike_blis_stays(monkeypatch):
    monkeypatch.setattr(products, "fitting", lambda: None)
    assert not isinstance(with_products(get_current_ops), RowByRow)


def test_products_that_look_beside_a_row_are_noticed(monkeypatch):
    def beside(self, x, y, *, out=None, trans1=False, trans2=False):
        return x @ y.T + len(x) % 7

    monkeypatch.setattr(RowByRow, "gemm", beside)
    monkeypatch.setattr(Enclosed, "gemm", beside)
    assert not treats_rows_alike(RowByRow())
    assert fitting.__wrapped__() is None


def test_a_pipeline_keeps_the_operations_it_was_loaded_with(monkeypatch):
    monkeypatch.setattr(products, "fitting", lambda: RowByRow)
    before = get_current_ops()
    assert isinstance(with_products(get_current_ops), RowByRow)
    assert get_current_ops() is before
    with pytest.raises(OSError, match="no pipeline"):
        with_products(_missing)
    assert get_current_ops() is before


def _missing():
    raise OSError("no pipeline")


def test_numpy_works_on_one_thread_and_then_as_before():
    def threads():
        return [p["num_threads"] for p in threadpool_info() if p["user_api"] == "blas"]

    before = threads()
    with one_thread():
        assert set(threads()) <= {1}
    assert threads() == before


@pytest.mark.model
def test_what_is_read_does_not_depend_on_what_is_read_beside():
    nlp = load_pipeline()
    ops = nlp.get_pipe("tok2vec").model.ops
    assert fitting() is None or type(ops) is fitting()
    texts = [
        "Siemens sells trains to Alstom.",
        "Oslo",
        "The firm, which was founded in 1950 by two sisters, may buy a rival in Spain next year.",
        "No.",
    ]

    def states(some):
        found = recognise(nlp, some)
        words = [([t.text for t in d], [bool(t.whitespace_) for t in d]) for d in found]
        return [
            (
                [(e.text, e.label_) for e in d.ents],
                [(t.dep_, t.head.i, t.pos_) for t in p],
                p.tensor,
            )
            for d, p in zip(found, parse(nlp, words), strict=True)
        ]

    together = states(texts)
    for text, beside in zip(texts, together, strict=True):
        (alone,) = states([text])
        assert alone[:2] == beside[:2]
        assert (alone[2] == beside[2]).all()
