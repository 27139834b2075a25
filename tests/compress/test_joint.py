"""The joint refit: its derivative is one, its least squares is one, and what it repairs is worth it."""

import numpy as np
import pytest
from pruning_cases import problem, same, trained_like
from scipy.sparse.linalg import aslinearoperator

from lqtheory.compress import Pruner
from lqtheory.compress.joint import Tangent, damped_least_squares, refit_jointly
from lqtheory.compress.refit import refit
from lqtheory.compress.state import State
from lqtheory.networks import Activation, random_convolutional, random_network


def convolutional(seed):
    rng = np.random.default_rng(seed)
    network = random_convolutional(rng, (2, 6, 6), depth=4, outputs=3)
    return network, rng.normal(size=(5, 72))


def smooth(seed):
    rng = np.random.default_rng(seed)
    return random_network(rng, [5, 4, 3], Activation("gelu")), rng.normal(size=(7, 5))


def halved(network, rng):
    return {name: rng.random(w.shape) < 0.5 for name, w in network.weights.items()}


@pytest.mark.parametrize("make", [convolutional, smooth, problem])
@pytest.mark.parametrize("seed", range(8))
def test_the_tangent_is_the_derivative_and_its_adjoint(make, seed):
    network, x = make(seed)
    rng = np.random.default_rng(seed)
    tangent = Tangent(network, halved(network, rng), x)
    tangent.scale = np.ones_like(tangent.scale)
    step, g = 1e-6, rng.normal(size=tangent.shape[0])
    v = rng.normal(size=tangent.shape[1])
    ahead, behind = (network.with_weights(*tangent.moved(sign * step * v))(x) for sign in (1, -1))
    moved = tangent.matvec(v)
    slopes = ((ahead - behind) / (2 * step)).ravel()
    size = max(1.0, np.abs(slopes).max())
    # A kink between the two points spoils single differences, and rarely.
    assert np.mean(np.abs(moved - slopes) <= 1e-5 * size) > 0.9
    assert g @ moved == pytest.approx(v @ tangent.rmatvec(g), rel=1e-9, abs=1e-9 * size)


@pytest.mark.parametrize("seed", range(5))
def test_the_whole_krylov_space_gives_the_damped_least_squares_solution(seed):
    rng = np.random.default_rng(seed)
    a, b, damping = rng.normal(size=(20, 6)) * 10.0 ** rng.integers(-2, 3, size=6), rng.normal(size=20), 0.3
    exact = np.linalg.solve(a.T @ a + damping * np.eye(6), a.T @ b)
    found = damped_least_squares(aslinearoperator(a), b, damping, 9)
    np.testing.assert_allclose(found, exact, rtol=1e-8, atol=1e-12)
    one = damped_least_squares(aslinearoperator(a), b, damping, 1)
    direction = a.T @ b
    best = direction @ direction / (np.linalg.norm(a @ direction) ** 2 + damping * direction @ direction)
    np.testing.assert_allclose(one, best * direction, rtol=1e-8)


@pytest.mark.parametrize("make", [convolutional, smooth, problem, trained_like])
@pytest.mark.parametrize("seed", range(6))
def test_the_outputs_come_nearer_and_dropped_weights_stay_dropped(make, seed):
    network, x = make(seed)
    masks = halved(network, np.random.default_rng(seed))
    state = State(network, masks, x)
    before, after = (repair(network, state, masks) for repair in (refit, refit_jointly))
    errors = [np.linalg.norm(repaired(x) - network(x)) for repaired in (before, after)]
    assert errors[1] < errors[0] or same(before, after)
    assert all(not w[~masks[name]].any() for name, w in after.weights.items())


def test_a_layer_without_a_mask_stays_as_it_is():
    network, x = trained_like(0)
    masks = {"0.weight": np.random.default_rng(0).random(network.weights["0.weight"].shape) < 0.3}
    after = refit_jointly(network, State(network, masks, x), masks)
    assert not np.array_equal(after.weights["0.weight"], network.weights["0.weight"])
    for name in ("2.weight", "4.weight"):
        assert after.weights[name].tobytes() == network.weights[name].tobytes()


def test_the_joint_path_beats_the_path_on_calibration():
    errors = {}
    for method in ("adaptive-path", "adaptive-joint"):
        runs = []
        for seed in range(8):
            network, x = trained_like(seed, sizes=(20, 24, 16, 5), n=400)
            runs.append(np.linalg.norm(Pruner(network, x, method=method).at(0.15)[0](x) - network(x)))
        errors[method] = np.mean(runs)
    assert errors["adaptive-joint"] < 0.8 * errors["adaptive-path"]
