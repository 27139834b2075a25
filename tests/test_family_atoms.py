"""Atoms of layers and families (theory C5, E3, E5, E8) against the layers and algorithms that they speak of."""

import numpy as np
import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from lqtheory import Comparison
from lqtheory.atoms.activations import steepest
from lqtheory.atoms.convolution import patch_moment, patches, zero_padded_norm
from lqtheory.atoms.merging import merging_costs, merging_error, scaled_merging_costs, scaled_merging_error
from lqtheory.atoms.pooling import mean_share
from lqtheory.atoms.ranges import rank, turned_error
from lqtheory.atoms.training import occam_miss
from lqtheory.balls import FloatBalls
from lqtheory.certify import occam
from lqtheory.compress.merge import Merger
from lqtheory.errors import UndefinedError
from lqtheory.networks import AveragePool, Convolution
from lqtheory.registry import get

SEEDS = st.integers(0, 2**32 - 1)


# E3
def test_a_gaussian_factor_has_the_mean_of_the_turned_ones():
    """`random-range` for a Gaussian U: shares of ‖W‖² lie in [0, 1], so Hoeffding's interval has chance 1 - 10⁻⁶."""
    rng, draws = np.random.default_rng(0), 20_000
    half_width = np.sqrt(np.log(2e6) / (2 * draws))
    assert half_width < 0.02
    for rows, width in ((4, 1), (5, 3), (6, 2)):
        weight = rng.standard_t(3, size=(rows, 3))
        frames = np.linalg.qr(rng.normal(size=(draws, rows, width)))[0]
        kept = np.sum((np.swapaxes(frames, 1, 2) @ weight) ** 2, axis=(1, 2)) / np.sum(weight**2)
        assert abs(1 - kept.mean() - (1 - width / rows)) < half_width


def test_turning_by_all_signs_and_shifts_counts_the_rank_and_nothing_else():
    matrix, factor = np.array([[1.0, 2.0], [0.0, 3.0], [1.0, 1.0]]), np.array([[1.0, 2.0], [3.0, 6.0], [0.1, 0.2]])
    assert rank.exact(factor) == 1 + (0.2 != 2 * 0.1)
    assert turned_error.exact(matrix, factor) == (3 - rank.exact(factor)) * 16
    assert turned_error.exact(matrix, np.eye(3)[:, :2]) == 16
    with pytest.raises(UndefinedError, match="too many"):
        turned_error.exact(np.ones((9, 1)), np.ones((9, 1)))


def test_the_right_inverse_of_a_gaussian_matrix_is_as_large_as_the_theorem_of_sketches_takes_it():
    """E‖ω Ω_S⁺‖² = k/(p-1), what leads from `randomised-range-mean` to Thm 10.5: within 4 standard deviations."""
    rng, draws = np.random.default_rng(0), 20_000
    for k, p in ((2, 8), (3, 7)):
        inverses = np.linalg.pinv(rng.normal(size=(draws, k, k + p)))
        sizes = np.sum((rng.normal(size=(draws, 1, k + p)) @ inverses) ** 2, axis=(1, 2))
        deviation = sizes.std() / np.sqrt(draws)
        assert abs(sizes.mean() - k / (p - 1)) < 4 * deviation < 0.1 * k / (p - 1)


# E5
def test_the_costs_of_a_chain_add_up_with_the_updated_weights_and_not_with_the_first_ones():
    into, weights = np.array([1, 2, 2]), np.array([[3.0], [2.0], [1.0]])
    outgoing, inputs = np.ones((3, 1)), np.array([[1.0]])
    costs = merging_costs.float_rule(outgoing, into, weights, inputs)
    error = merging_error.float_rule(outgoing, into, weights, inputs, 0.0, np.array([1.0]), np.array([0.0]))
    assert error == sum(costs) == 3
    first = [abs(weights[i, 0] - weights[j, 0]) for i, j in enumerate(into)]  # every ‖a‖ is 1 at first
    assert sum(first) < error
    with pytest.raises(UndefinedError, match="in a circle"):
        merging_costs.float_rule(outgoing, np.array([1, 0, 2]), weights, inputs)


@given(SEEDS)
def test_merges_of_a_network_cost_what_the_bound_says(seed):
    """`Merger` greedily, against `merging-sequence-scaled` for the forest of its merges."""
    rng = np.random.default_rng(seed)
    weights = [rng.standard_t(3, size=(5, 3)), rng.standard_t(3, size=(2, 5))]
    network = Comparison.of_relu(weights, weights, np.eye(3)).dense
    inputs = rng.normal(size=(6, 3))
    merges = Merger(network, inputs).merges[:3]
    into, factors = np.arange(5), np.ones(5)
    for merge in merges:
        into[merge.unit], factors[merge.unit] = merge.into, merge.factor
    h = network.activations(inputs)[1]
    values = {"U": weights[1].T, "y": into, "v": factors, "F": h}
    lhs, rhs = get("merging-sequence-scaled").evaluate(**values)
    assert rhs == pytest.approx(sum(merge.cost for merge in merges), rel=1e-9, abs=1e-12)
    merged = weights[1].copy()
    for merge in merges:
        merged[:, merge.into] += merge.factor * merged[:, merge.unit]
        merged[:, merge.unit] = 0
    gap = np.sqrt(np.mean(np.sum((h @ (weights[1] - merged).T) ** 2, axis=1)))
    assert lhs == pytest.approx(gap, rel=1e-9, abs=1e-12)
    assert scaled_merging_error.float_rule(*values.values()) == lhs <= rhs * (1 + 1e-12) + 1e-12
    assert sum(scaled_merging_costs.float_rule(*values.values())) == pytest.approx(rhs)


def test_the_steepest_slope_of_a_piecewise_linear_activation():
    steps, kinks = np.array([2.0, -3.0, 0.5]), np.array([1.0, -1.0, 1.0])
    assert steepest.float_rule(1.0, steps, kinks) == 2  # slopes 1, then 1 - 3, then 1 - 3 + 2.5
    assert steepest.ball_rule(arb(-3), [arb(1)], [arb(0)]) == 3


# C5
@given(SEEDS)
def test_patches_are_those_of_a_convolution_of_three_taps(seed):
    rng = np.random.default_rng(seed)
    stride, padding = (int(x) for x in rng.integers(1, 3, size=2))
    cells, taps = rng.normal(size=(3, 5)), rng.normal(size=3)
    layer = Convolution("c", taps[None, None], np.zeros(1), (1, 5), stride=stride, padding=padding)
    line = np.pad(cells, ((0, 0), (padding, padding)))
    after = np.minimum(np.arange(line.shape[1]) + 1, line.shape[1] - 1)
    places = np.zeros(line.shape[1], dtype=bool)
    places[: line.shape[1] - 2 : stride] = True
    outputs = patches.float_rule(line, after, places) @ taps
    np.testing.assert_allclose(outputs.reshape(3, -1), layer.apply(cells), atol=1e-12)
    moment = patch_moment.float_rule(line, after, places)
    assert taps @ moment @ taps == pytest.approx(np.sum(layer.apply(cells) ** 2))


def test_any_convolution_changes_its_outputs_by_the_quadratic_form_of_its_patches():
    """`patch-gram` for channels, groups, strides, dilations and padding in the plane."""
    rng = np.random.default_rng(0)
    layer = Convolution("c", rng.normal(size=(4, 2, 2, 3)), np.zeros(4), (4, 5, 6), (2, 1), (1, 0), (1, 2), groups=2)
    images = rng.normal(size=(7, 4 * 5 * 6))
    outputs = layer.apply(images).reshape(7, 4, -1)
    for group, seen in enumerate(layer.windows(images)):
        moment = seen.T @ seen / len(seen)
        for channel in (2 * group, 2 * group + 1):
            kernel = layer.weight[channel].ravel()
            mean = np.mean(np.sum(outputs[:, channel] ** 2, axis=1))
            assert mean == pytest.approx(outputs.shape[2] * kernel @ moment @ kernel)


def test_zero_padded_norms_are_those_of_the_layer():
    taps = np.random.default_rng(0).normal(size=(2, 2))
    layer = Convolution("c", taps[None, None, ::-1, ::-1], np.zeros(1), (1, 3, 4), padding=1)
    assert zero_padded_norm.float_rule(3, 4, *taps.ravel()) == pytest.approx(layer.estimate_norm(), rel=1e-10)
    line = Convolution("c", taps.ravel()[None, None, 2::-1], np.zeros(1), (1, 6), padding=2)
    assert zero_padded_norm.float_rule(6, *taps.ravel()[:3]) == pytest.approx(line.estimate_norm(), rel=1e-10)
    with pytest.raises(UndefinedError, match="5 × 9 cells is empty or too large"):
        zero_padded_norm.float_rule(5, 9, *taps.ravel())


def test_means_of_disjoint_windows_divide_by_the_root_of_their_size():
    disjoint, overlapping = np.kron(np.eye(2), np.ones(3)), np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 1.0]])
    assert mean_share.float_rule(disjoint) == 1 / 3
    assert float(AveragePool("p", (1, 6), 3).norm(FloatBalls.exact).mid()) == pytest.approx(np.sqrt(1 / 3))
    assert mean_share.float_rule(overlapping) == 1
    assert float(AveragePool("p", (1, 3), 2, 1).norm(FloatBalls.exact).mid()) <= 1


# E8
def test_networks_that_share_a_sample_miss_together():
    coin, bits, level = np.array([[0.0], [1.0]]), np.array([0.0]), 0.75
    assert occam_miss.float_rule(1, coin, bits, level) == 0.5
    twice = np.repeat(coin, 2, axis=1)
    assert occam_miss.float_rule(1, twice, np.zeros(2), level) == 0.5  # not the sum of two chances
    assert occam_miss.float_rule(1, np.hstack([coin, 1 - coin]), np.zeros(2), level) == 1
    assert occam_miss.float_rule(2, 5 * coin, bits, level) == 0.25  # losses are clipped to [0, 1]


def test_the_gap_beyond_which_occam_counts_a_miss_is_the_one_that_is_certified():
    gap = occam(0.0, 0, 1, confidence=0.25).gap
    for risk, missed in ((gap * 1.001, 0.5), (gap * 0.999, 0.0)):
        assert occam_miss.float_rule(1, np.array([[0.0], [2 * risk]]), np.zeros(1), 0.75) == missed
