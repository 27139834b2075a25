import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pruning_cases import trained_like
from scipy.optimize import minimize

from lqtheory import Activation, Network
from lqtheory.compress.groups import drop_units, group_norms, proximal_step, unit_scores
from lqtheory.compress.units import without_dead_units
from lqtheory.errors import InputError

SEEDS = st.integers(0, 2**32 - 1)


def objective(v, w, strength):
    return np.sum((v - w) ** 2) / 2 + strength * group_norms(v).sum()


def test_norms_of_rows_columns_and_filters():
    weight = np.array([[3.0, 4.0], [0.0, 0.0]])
    assert group_norms(weight).tolist() == [5, 0]
    assert group_norms(weight, axis=1).tolist() == [3, 4]
    assert group_norms(np.ones((2, 3, 2, 2)), axis=1).tolist() == [np.sqrt(8)] * 3


@given(SEEDS)
def test_no_point_is_better_than_the_proximal_step(seed):
    rng = np.random.default_rng(seed)
    w, strength = rng.normal(size=(3, 2)), rng.uniform(0, 2)
    best = proximal_step(w, strength)
    value = objective(best, w, strength)
    for scale in (1e-3, 0.1, 1):
        assert objective(best + rng.normal(size=w.shape) * scale, w, strength) >= value
    # Where no group vanishes the objective is smooth, and an optimiser finds the same point.
    if group_norms(w).min() > strength + 0.1:
        found = minimize(lambda v: objective(v.reshape(w.shape), w, strength), w.ravel(), tol=1e-10)
        np.testing.assert_allclose(found.x.reshape(w.shape), best, atol=1e-4)


def test_the_proximal_step_shrinks_and_drops_groups_along_any_axis():
    w = np.array([[3.0, 4.0], [0.3, 0.4], [0.0, 0.0]])
    np.testing.assert_allclose(proximal_step(w, 1.0), [[2.4, 3.2], [0, 0], [0, 0]])
    np.testing.assert_allclose(proximal_step(w.T, 1.0, axis=1), proximal_step(w, 1.0).T)
    np.testing.assert_allclose(proximal_step(w.T, 1.0, axis=-1), proximal_step(w, 1.0).T)
    assert proximal_step(w, 0.0).tolist() == w.tolist()
    with pytest.raises(InputError, match="strength=-1"):
        proximal_step(w, -1)


@settings(max_examples=30)
@given(SEEDS)
def test_dropping_constant_units_changes_nothing(seed):
    network, x = trained_like(seed)
    weights = dict(network.weights)
    weights["0.weight"] = np.where(np.arange(10)[:, None] % 2, weights["0.weight"], 0.0)
    constant = network.with_weights(weights)
    dropped = drop_units(constant, x, {"0": np.arange(10) % 2 == 1})
    np.testing.assert_allclose(dropped.network(x), constant(x), rtol=1e-4, atol=1e-4 * np.abs(constant(x)).max())
    assert not dropped.network.layers[1].weight[:, ::2].any()
    scores = unit_scores(constant, x)
    assert list(scores) == ["0", "2"]
    assert scores["0"][::2].max() < 1e-12 * scores["0"].max()


@settings(max_examples=30)
@given(SEEDS)
def test_without_its_dead_units_a_network_is_smaller_and_the_same(seed):
    network, x = trained_like(seed)
    rng = np.random.default_rng(seed)
    keep = {"0": rng.random(10) < 0.5, "2": rng.random(8) < 0.5}
    dropped = drop_units(network, x, keep)
    small = without_dead_units(dropped.network)
    np.testing.assert_allclose(small(x), dropped.network(x), atol=1e-9 * np.abs(dropped.network(x)).max())
    sizes = [len(layer.weight) for layer in small.layers]
    assert sizes == [max(1, keep["0"].sum()), max(1, keep["2"].sum()), 4]
    if min(sizes) > 1:
        assert dropped.note == f"units {sizes[0]}, {sizes[1]}"


def test_the_unit_that_matters_least_goes_first():
    hidden = np.array([[1.0, 0.0], [0.0, 1.0]])
    network = Network.sequential(
        [hidden, np.array([[1.0, 10.0]])], [np.zeros(2), np.zeros(1)], [Activation("identity")] * 2
    )
    x = np.array([[1.0, 0.1], [-1.0, 0.2], [1.0, -0.3], [-1.0, 0.05]])
    scores = unit_scores(network, x)["0"]
    np.testing.assert_allclose(scores, np.abs([1.0, 10.0]) * x.std(axis=0))


def test_bad_masks_are_refused():
    network, x = trained_like(0)
    with pytest.raises(InputError, match="layer '4', dense: they are the outputs"):
        drop_units(network, x, {"4": np.ones(4, dtype=bool)})
    with pytest.raises(InputError, match=r"an array of bool of shape \(3,\), expected a bool array of shape \(10,\)"):
        drop_units(network, x, {"0": np.ones(3, dtype=bool)})
