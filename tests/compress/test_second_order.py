import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.compress.second_order import (
    brain_damage,
    brain_surgeon,
    damped,
    saliencies,
    surgeon_saliencies,
    sweep,
)
from lqtheory.errors import InputError

SEEDS = st.integers(0, 2**32 - 1)


def case(seed, d=6):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(40, d)) @ rng.normal(size=(d, d)) + rng.normal(size=d)
    return rng.normal(size=(3, d)), x, x.T @ x / len(x)


def loss(change, x):
    return np.mean((x @ change.T) ** 2, axis=0) / 2


def refitted(w, kept, x):
    """The best weights on a support, by least squares."""
    out = np.zeros_like(w)
    out[kept] = np.linalg.lstsq(x[:, kept], x @ w, rcond=None)[0]
    return out


@given(SEEDS)
def test_one_step_of_surgery_is_the_best_of_all_and_costs_what_it_says(seed):
    weight, x, second = case(seed)
    after = brain_surgeon(weight, second, 5)
    predicted = (weight**2 / np.diag(np.linalg.inv(second)) / 2).min(axis=1)
    for row, (w, v) in enumerate(zip(weight, after, strict=True)):
        supports = [np.arange(6) != j for j in range(6)]
        best = min(loss((w - refitted(w, kept, x))[None], x)[0] for kept in supports)
        assert loss((w - v)[None], x)[0] == pytest.approx(best, rel=1e-6)
        assert predicted[row] == pytest.approx(best, rel=1e-6)


@given(SEEDS, st.integers(0, 6))
def test_surgery_ends_at_the_refit_on_its_support(seed, keep):
    weight, x, second = case(seed)
    after = brain_surgeon(weight, second, keep)
    for w, v in zip(weight, after, strict=True):
        assert np.count_nonzero(v) == keep
        np.testing.assert_allclose(v, refitted(w, v != 0, x), atol=1e-6 * np.abs(w).max() * np.linalg.cond(second))


@given(SEEDS, st.integers(0, 6))
def test_damage_keeps_the_largest_saliencies_and_is_exact_where_inputs_are_uncorrelated(seed, keep):
    weight, x, second = case(seed)
    after = brain_damage(weight, second, keep)
    sizes = np.abs(weight) * np.sqrt(np.mean(x**2, axis=0))
    order = np.argsort(-sizes, axis=1)[:, :keep]
    assert (np.sort(order, axis=1) == np.array([np.flatnonzero(row) for row in after]).reshape(3, -1)).all()
    np.testing.assert_array_equal(after[after != 0], weight[after != 0])
    diagonal = np.diag(np.diag(second))
    change = weight - brain_damage(weight, diagonal, keep)
    exact = np.einsum("ij,jk,ik->i", change, diagonal, change) / 2
    np.testing.assert_allclose(saliencies(change, diagonal).sum(axis=1), exact)
    np.testing.assert_allclose(brain_surgeon(weight, diagonal, keep), brain_damage(weight, diagonal, keep))


def test_dead_inputs_go_first_and_singular_moments_are_refused():
    weight, x, _ = case(0)
    x[:, 2] = 0.0
    after = brain_surgeon(weight, x.T @ x / len(x), 5)
    np.testing.assert_allclose(after, np.where(np.arange(6) == 2, 0.0, weight))
    x[:, 2] = x[:, 3]
    with pytest.raises(InputError, match="second is singular"):
        brain_surgeon(weight, x.T @ x / len(x), 3)
    with pytest.raises(InputError, match="keep=7"):
        brain_damage(weight, np.eye(6), 7)
    with pytest.raises(InputError, match=r"second has shape \(2, 2\)"):
        brain_surgeon(weight, np.eye(2), 3)


@given(SEEDS)
def test_a_sweep_of_the_first_inputs_is_the_least_squares_refit_on_the_rest(seed):
    """Nothing is removed behind a kept weight there, so nothing is lost by leaving those behind alone."""
    weight, x, second = case(seed)
    kept = np.broadcast_to(np.arange(6) >= 2, weight.shape)
    for w, v in zip(weight, sweep(weight, kept, second), strict=True):
        np.testing.assert_allclose(v, refitted(w, kept[0], x), rtol=1e-5, atol=1e-7)


@given(SEEDS)
def test_no_sweep_is_better_than_least_squares_on_its_support(seed):
    weight, x, second = case(seed, d=8)
    weight = np.random.default_rng(seed).normal(size=(40, 8))
    kept = np.random.default_rng(seed + 1).random(weight.shape) < 0.5
    swept = loss(weight - sweep(weight, kept, second), x)
    best = [loss((w - refitted(w, mask, x))[None], x)[0] for w, mask in zip(weight, kept, strict=True)]
    assert (swept >= np.array(best) * (1 - 1e-6) - 1e-9).all()
    assert not sweep(weight, kept, second)[~kept].any()


@given(SEEDS)
def test_the_saliency_of_surgery_is_what_the_first_removal_costs(seed):
    weight, x, second = case(seed)
    for row, scores in zip(weight, surgeon_saliencies(weight, second), strict=True):
        for j, score in enumerate(scores):
            gone = loss((row - refitted(row, np.arange(6) != j, x))[None], x)[0]
            assert score == pytest.approx(gone, rel=1e-5)


def test_damping_makes_any_second_moment_regular():
    assert np.linalg.cond(damped(np.ones((5, 5)))) < 1e3
    assert np.array_equal(damped(np.zeros((3, 3))), np.eye(3))
