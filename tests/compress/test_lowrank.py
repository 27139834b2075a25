from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pruning_cases import trained_like

from lqtheory.certify import certify
from lqtheory.compress.bits import HEADER
from lqtheory.compress.lowrank import (
    break_even_rank,
    expected_sketch_error,
    gaussian,
    identity_columns,
    low_rank,
    sketched,
    truncated,
)
from lqtheory.compress.quantise import quantise
from lqtheory.errors import InputError

SEEDS = st.integers(0, 2**32 - 1)


def case(seed):
    rng = np.random.default_rng(seed)
    m, n = rng.integers(1, 8, size=2)
    return rng, rng.standard_t(3, size=(m, n)), int(rng.integers(0, min(m, n) + 1))


@given(SEEDS)
def test_the_truncated_decomposition_misses_the_tail_of_the_singular_values(seed):
    rng, weight, rank = case(seed)
    tail = np.linalg.norm(np.linalg.svd(weight, compute_uv=False)[rank:])
    best = np.linalg.norm(weight - truncated(weight, rank).product)
    assert best == pytest.approx(tail, abs=1e-12 * np.linalg.norm(weight))
    for other in (identity_columns(weight, rank), gaussian(weight, rank, rng), sketched(weight, rank, rng)):
        assert other.left.shape == (len(weight), rank)
        assert np.linalg.norm(weight - other.product) >= best - 1e-12 * np.linalg.norm(weight)


@given(SEEDS)
def test_on_data_nothing_of_that_rank_misses_less(seed):
    rng, weight, rank = case(seed)
    x = rng.normal(size=(20, 3)) @ rng.normal(size=(3, weight.shape[1])) + 0.1
    second = x.T @ x / len(x)

    def error(factors):
        return np.sqrt(np.mean(np.sum((x @ (weight - factors.product).T) ** 2, axis=1)))

    tail = np.linalg.norm(np.linalg.svd(x @ weight.T / np.sqrt(len(x)), compute_uv=False)[rank:])
    best = error(truncated(weight, rank, second))
    assert best == pytest.approx(tail, abs=1e-6 * np.linalg.norm(x @ weight.T))
    assert error(truncated(weight, rank)) >= best - 1e-6 * np.linalg.norm(x @ weight.T)


@given(SEEDS)
def test_identity_columns_keep_the_largest_rows(seed):
    _, weight, rank = case(seed)
    product = identity_columns(weight, rank).product
    sizes = np.linalg.norm(weight, axis=1)
    kept = product.any(axis=1)
    np.testing.assert_array_equal(product[kept], weight[kept])
    assert np.linalg.norm(weight - product) == pytest.approx(np.linalg.norm(np.sort(sizes)[: len(sizes) - rank]))


def test_a_gaussian_factor_keeps_exactly_its_share_of_the_squared_norm_on_average():
    """Denil et al. 2013, the constant by the trace of a random projection: E‖W − UU⁺W‖² = (1 − r/n) ‖W‖²."""
    rng = np.random.default_rng(0)
    for rows, columns, rank in ((6, 4, 1), (6, 9, 3), (5, 5, 4)):
        weight = rng.standard_t(3, size=(rows, columns))
        squares = [np.sum((weight - gaussian(weight, rank, rng).product) ** 2) for _ in range(4000)]
        expected = (1 - rank / rows) * np.sum(weight**2)
        deviation = np.std(squares) / np.sqrt(len(squares))
        assert abs(np.mean(squares) - expected) < 4 * deviation
        assert deviation < 0.02 * expected  # so the test can fail


def test_a_sketch_misses_on_average_no_more_than_its_theorem_says():
    """Halko, Martinsson & Tropp 2011, Thm 10.5, on decaying and on flat singular values."""
    rng = np.random.default_rng(0)
    nearest = 0.0
    for decay in (0.3, 0.7, 1.0):
        weight = np.linalg.qr(rng.normal(size=(12, 12)))[0] * decay ** np.arange(12)
        for rank in range(4, 11):
            errors = [np.linalg.norm(weight - sketched(weight, rank, rng).product) for _ in range(300)]
            bound = expected_sketch_error(weight, rank)
            assert np.mean(errors) <= bound
            nearest = max(nearest, np.mean(errors) / bound)
    assert nearest > 0.4
    assert expected_sketch_error(np.eye(5), 3) == np.inf


@given(st.integers(1, 40), st.integers(1, 40))
def test_below_the_break_even_rank_the_factors_are_smaller(m, n):
    rank = break_even_rank(m, n)
    assert rank * (m + n) <= m * n < (rank + 1) * (m + n)


def test_a_network_of_low_rank_has_it_and_full_rank_changes_nothing():
    network, x = trained_like(0)
    single = quantise(network, "fp32").network
    whole = low_rank(single, x, {layer.name: 99 for layer in single.layers})
    assert certify(single, whole.network, x).output_error.upper == 0
    assert whole.note == "ranks whole, whole, whole"
    thin = low_rank(network, x, {"0": 2, "4": 0})
    assert np.linalg.matrix_rank(thin.network.layers[0].weight, tol=1e-5) == 2
    assert not thin.network.layers[2].weight.any()
    assert list(thin.bits) == ["0", "4"]
    # Two factors, the rank, and the biases.
    assert thin.bits["0"] == (HEADER + 32 * 2 * 10) + (HEADER + 32 * 2 * 12) + 4 + (HEADER + 32 * 10)
    coded = low_rank(network, x, {"0": 2}, "int8")
    assert coded.bits["0"] == thin.bits["0"] - 24 * 2 * (10 + 12) + 32 * (10 + 2)
    assert coded.note == "ranks 2, int8"
    assert np.abs(coded.network.layers[0].weight - thin.network.layers[0].weight).max() < 0.05
    # The mean of what is lost has gone into the bias: what is left has mean 0 before the first activation.
    before, after = (net.layers[0].apply(x) for net in (network, thin.network))
    np.testing.assert_allclose((before - after).mean(axis=0), 0, atol=1e-5)


@settings(max_examples=20)
@given(SEEDS)
def test_the_error_before_the_activation_falls_with_the_rank(seed):
    network, x = trained_like(seed)
    errors = [
        np.linalg.norm(network.layers[0].apply(x) - low_rank(network, x, {"0": rank}).network.layers[0].apply(x))
        for rank in range(11)
    ]
    assert all(b <= a * (1 + 1e-5) + 1e-3 for a, b in pairwise(errors))


def test_bad_ranks_are_refused():
    network, x = trained_like(0)
    with pytest.raises(InputError, match="layer 'x'"):
        low_rank(network, x, {"x": 1})
    with pytest.raises(InputError, match="rank of '0'=-1, expected"):
        low_rank(network, x, {"0": -1})
    for factorise in (truncated, identity_columns, lambda w, r: gaussian(w, r, np.random.default_rng(0))):
        with pytest.raises(InputError, match="rank=4"):
            factorise(np.ones((3, 5)), 4)
