"""Products in whole numbers come near to those in fractions."""

import numpy as np
import pytest

from newsgraph.training.encoder.scales import LEVELS, WEIGHT_LEVELS, scheme, weights


def error(rows, matrix):
    how = scheme(rows, [matrix])
    whole, across = weights(matrix, how)
    right = rows @ matrix
    return np.abs(how.whole(rows) @ whole * across - right).mean() / np.abs(right).mean()


@pytest.fixture
def rows():
    return np.random.default_rng(1).normal(0, 1, (400, 48)).astype(np.float32)


@pytest.fixture
def matrix():
    return np.random.default_rng(2).normal(0, 0.1, (48, 32)).astype(np.float32)


def test_even_numbers_lose_little(rows, matrix):
    assert error(rows, matrix) < 0.025


def test_a_column_that_runs_large_does_not_drown_the_others(rows, matrix):
    """Of one scale for all, the others would be left with a few levels."""
    rows[:, 7] *= 60
    matrix[7] /= 60
    plain = np.round(rows / (np.abs(rows).max() / 127)) * (np.abs(rows).max() / 127)
    lost = np.abs(plain @ matrix - rows @ matrix).mean() / np.abs(rows @ matrix).mean()
    assert error(rows, matrix) < 0.03 < lost


def test_one_scale_serves_all_products_of_an_input(rows, matrix):
    both = scheme(rows, [matrix, 100 * matrix])
    assert both.columns.shape == (48,)


def test_numbers_of_one_sign_use_all_levels(rows, matrix):
    how = scheme(np.abs(rows), [matrix])
    assert how.zero == 0
    assert how.whole(np.abs(rows)).max() == LEVELS


def test_sums_of_two_products_fit_into_sixteen_bits(rows, matrix):
    whole, _ = weights(matrix, scheme(rows, [matrix]))
    assert np.abs(whole).max() == WEIGHT_LEVELS
    assert 2 * LEVELS * WEIGHT_LEVELS < 2**15
