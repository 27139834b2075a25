"""Pruning convolutions: counts in every scope, biases corrected by patch means, refits that do not hurt."""

import numpy as np
import pytest

from lqtheory.compress import METHODS, prune, prune_tails
from lqtheory.compress.scores import sensitivity
from lqtheory.compress.state import State
from lqtheory.networks import Convolution, Dense, Flatten, Network, random_convolutional


def example(seed=0, groups=1):
    """Two convolutions, the first with a rectifier and groups, and a dense head."""
    rng = np.random.default_rng(seed)
    first = Convolution("0", rng.standard_t(3, (4, 2 // groups, 3, 3)), rng.normal(size=4), (2, 6, 6), 1, 1, 1, groups)
    second = Convolution("1", rng.standard_t(3, (3, 4, 3, 3)), rng.normal(size=3), (4, 6, 6), 2)
    head = Dense("3", rng.standard_t(3, (3, 12)), np.zeros(3))
    network = Network((first, second, Flatten("2", (3, 2, 2)), head))
    return network, rng.normal(1, 1, size=(40, 72))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("groups", [1, 2])
def test_every_method_keeps_exactly_what_was_asked(method, groups):
    network, x = example(groups=groups)
    pruned, masks, plan = prune(network, x, method=method, sparsity=0.5)
    for name, mask in masks.items():
        assert mask.shape == network.weights[name].shape
        assert not pruned.weights[name][~mask].any()
        if METHODS[method].scope == "neuron":
            assert (mask.reshape(len(mask), -1).sum(axis=1) == int(mask[0].size / 2 + 0.5)).all()
    if METHODS[method].scope == "global":
        assert plan.kept == int(network.total / 2 + 0.5)
    assert [len(layer.kept_per_neuron) for layer in plan.layers] == [4, 3, 3]
    same, _, _ = prune(network, x, method=method, sparsity=0.0)
    assert same(x).tobytes() == network(x).tobytes()


@pytest.mark.parametrize("groups", [1, 2])
def test_corrected_biases_keep_the_mean_over_data_and_places(groups):
    network, x = example(groups=groups)
    first = network.layers[0]
    pruned, _ = prune_tails(network, x, 0.4)
    changes = first.by_neuron(first.apply(x) - pruned.layers[0].apply(x))
    assert np.abs(changes).mean() > 0.1
    np.testing.assert_allclose(changes.mean(axis=0), 0, atol=1e-12)


def error(network, pruned, x):
    return np.sqrt(((network(x) - pruned(x)) ** 2).sum(axis=1).mean())


def test_a_refit_repairs():
    for seed in range(5):
        network, x = example(seed, groups=1 + seed % 2)
        plain = prune(network, x, method="activation", sparsity=0.6).network
        repaired = prune(network, x, method="activation-refit", sparsity=0.6).network
        assert error(network, repaired, x) < 0.7 * error(network, plain, x)


def test_the_better_method_prunes_residual_networks_better():
    ratios = []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        network = random_convolutional(rng, (2, 6, 6), 3, 3, law="student_t")
        x = rng.normal(size=(60, 72))
        errors = [error(network, prune(network, x, method=m, sparsity=0.5).network, x) for m in ("adaptive", "random")]
        ratios += [errors[0] / errors[1]] if errors[1] else []
    assert len(ratios) >= 8
    assert np.exp(np.mean(np.log(np.maximum(ratios, 1e-3)))) < 0.7


def test_a_tolerance_is_certified():
    network, x = example()
    pruned, _, plan = prune(network, x[:10], tolerance=20.0)
    assert 0 < plan.sparsity
    assert error(network, pruned, x[:10]) <= 20.0


@pytest.mark.parametrize("groups", [1, 2])
def test_some_places_are_rows_of_all(groups):
    network, x = example(groups=groups)
    layer, places = network.layers[0], np.array([3, 17, 30])
    for every, some in zip(layer.windows(x), layer.windows(x, places=places), strict=True):
        assert np.array_equal(some, every.reshape(36, len(x), -1)[places].reshape(3 * len(x), -1))


def test_a_layer_of_many_patches_is_judged_by_some_and_the_result_is_about_the_same(monkeypatch):
    network, x = example()
    whole = prune(network, x, method="adaptive-path", sparsity=0.5)
    monkeypatch.setattr("lqtheory.compress.state.ROWS", 12 * len(x))
    some = prune(network, x, method="adaptive-path", sparsity=0.5)
    errors = [np.linalg.norm(pruned.network(x) - network(x)) for pruned in (whole, some)]
    assert errors[0] != errors[1]
    assert errors[1] < 1.5 * errors[0]


def test_samples_count_alike_where_neurons_stand_in_many_places():
    network, x = example()
    state = State(network, {name: np.ones(w.shape, bool) for name, w in network.weights.items()}, x)
    assert state.sensitivities == [None] * 3
    weights, scores = network.weights, sensitivity(state)
    for layer, gain, h in zip(network.prunable, state.gains, network.activations(x), strict=True):
        name = f"{layer.name}.weight"
        spread = layer.windows(h)[0].std(axis=0)
        expected = np.abs(weights[name].reshape(len(gain), -1)) * spread * gain[:, None]
        np.testing.assert_allclose(scores[name].reshape(expected.shape), expected, rtol=1e-9)
    exact = network.gains(x)
    for mine, right in zip(state.gains, exact, strict=True):
        assert np.linalg.norm(mine - right) < 0.5 * np.linalg.norm(right)
