import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pruning_cases import trained_like

from lqtheory.compress import Pruner, refit
from lqtheory.compress.refit import SAMPLES_PER_WEIGHT, correct_biases, fit
from lqtheory.compress.state import COMMON, State

SEEDS = st.integers(0, 2**32 - 1)


def instance(seed, n=60, d=6, units=4):
    """Inputs, one of them constant and two equal, targets that no support fits, sample weights."""
    rng = np.random.default_rng(seed)
    h = rng.normal(size=(n, d)) @ rng.normal(size=(d, d))
    h[:, 0] = 1.5
    h[:, 1] = h[:, 2]
    weight, kept = rng.normal(size=(units, d)), rng.random((units, d)) < 0.6
    return h, weight, kept, h @ weight.T + 0.2 * rng.normal(size=(n, units)), rng.exponential(size=(n, units))


def error(h, z, a, v, c):
    return np.sqrt((a * (h @ v.T + c - z) ** 2).mean(axis=0))


@given(SEEDS)
def test_refit_is_weighted_least_squares_with_an_intercept(seed):
    h, weight, kept, z, a = instance(seed)
    v, c = fit(weight, kept, h, z, a, ridge=0.0)
    for i, support in enumerate(kept):
        root = np.sqrt(a[:, i])
        design = np.column_stack([h[:, support], np.ones(len(h))]) * root[:, None]
        best = np.linalg.lstsq(design, z[:, i] * root, rcond=None)[0]
        brute = np.linalg.norm(design @ best - z[:, i] * root) / np.sqrt(len(h))
        assert error(h, z, a, v, c)[i] == pytest.approx(brute, rel=1e-9)
        assert not v[i, ~support].any()


@given(SEEDS)
def test_the_ridge_pulls_towards_the_dense_weights(seed):
    h, weight, kept, z, a = instance(seed)
    weak, strong = (fit(weight, kept, h, z, a, ridge)[0] for ridge in (1e-2, 1e9))
    np.testing.assert_allclose(strong[kept], weight[kept], rtol=1e-6, atol=1e-6)
    if kept.any():
        assert np.linalg.norm((weak - weight)[kept]) >= np.linalg.norm((strong - weight)[kept])


@given(SEEDS, st.sampled_from([0.0, 1e-4, 1e-3, 1.0]))
def test_refit_never_increases_the_error_over_kept_weights_with_the_best_bias(seed, ridge):
    h, weight, kept, z, a = instance(seed)
    v, c = fit(weight, kept, h, z, a, ridge)
    cut = np.where(kept, weight, 0.0)
    corrected = (a * (z - h @ cut.T)).sum(axis=0) / a.sum(axis=0)
    assert (error(h, z, a, v, c) <= error(h, z, a, cut, corrected) * (1 + 1e-9) + 1e-12).all()


def test_with_few_samples_per_weight_all_samples_count_alike():
    h, weight, kept, z, a = instance(0, n=4 * SAMPLES_PER_WEIGHT)
    kept = np.ones_like(kept)
    assert np.array_equal(fit(weight, kept, h, z, a, 1e-3)[0], fit(weight, kept, h, z, np.ones_like(a), 1e-3)[0])
    few = np.arange(kept.shape[1]) < 3
    kept = np.broadcast_to(few, kept.shape)
    assert not np.allclose(fit(weight, kept, h, z, a, 1e-3)[0], fit(weight, kept, h, z, np.ones_like(a), 1e-3)[0])


@given(SEEDS, st.sampled_from([1e-150, 1e150]))
def test_refit_does_not_depend_on_the_scale_of_the_inputs(seed, scale):
    h, weight, kept, z, a = instance(seed)
    v, c = fit(weight, kept, h, z, a, 1e-3)
    scaled_v, scaled_c = fit(weight, kept, h * scale, z * scale, a, 1e-3)
    np.testing.assert_allclose(scaled_v, v, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(scaled_c / scale, c, rtol=1e-6, atol=1e-9)


@given(st.integers(0, 1000))
def test_a_layer_also_repairs_what_was_lost_below(seed):
    """The last layer, whole, is fitted to the dense outputs: its error is that of least squares on what it gets."""
    network, x = trained_like(seed)
    masks = {name: np.ones(w.shape, dtype=bool) for name, w in network.weights.items()}
    masks["0.weight"] &= np.random.default_rng(seed).random(masks["0.weight"].shape) < 0.4
    state = State(network, masks, x)
    repaired = refit(network, state, masks, ridge=0.0)
    design = np.column_stack([repaired.activations(x)[-1], np.ones(len(x))])
    best = np.linalg.lstsq(design, network(x), rcond=None)[0]
    assert np.linalg.norm(repaired(x) - network(x)) == pytest.approx(np.linalg.norm(design @ best - network(x)))
    corrected = correct_biases(network, state, masks)
    assert np.linalg.norm(repaired(x) - network(x)) < np.linalg.norm(corrected(x) - network(x))


@given(st.integers(0, 1000))
def test_sensitivities_are_squared_derivatives_whose_mean_is_the_squared_gain(seed):
    network, x = trained_like(seed, sizes=(5, 4, 3, 2), n=20)
    state = State(network, {}, x)
    for mine, gain in zip(state.sensitivities, network.gains(x), strict=True):
        np.testing.assert_allclose(mine.mean(axis=0), gain**2, rtol=1e-10, atol=1e-12)
    step = 1e-6
    for unit in range(4):
        moved = network.with_weights(biases={"0.bias": network.biases["0.bias"] + step * (np.arange(4) == unit)})
        squares = (((moved(x) - network(x)) / step) ** 2).sum(axis=1)
        expected = (1 - COMMON) * squares + COMMON * squares.mean()
        near = np.abs(network.layers[0].apply(x)).min(axis=1) > 2 * step
        np.testing.assert_allclose(state.sensitivities[0][near, unit], expected[near], rtol=1e-3, atol=1e-6)


def test_refit_beats_bias_correction_and_the_path_beats_one_shot_on_calibration():
    errors = {}
    for method in ("adaptive", "adaptive-refit", "adaptive-path"):
        runs = []
        for seed in range(8):
            network, x = trained_like(seed, sizes=(20, 24, 16, 5), n=400)
            runs.append(np.linalg.norm(Pruner(network, x, method=method).at(0.15)[0](x) - network(x)))
        errors[method] = np.mean(runs)
    assert errors["adaptive-path"] < 0.97 * errors["adaptive-refit"] < 0.9 * errors["adaptive"]
