"""Networks in numpy: forward pass, moments, gains, and sentences for what is no network."""

from math import prod

import numpy as np
import pytest

from lqtheory.errors import InputError
from lqtheory.networks import (
    LAWS,
    Activation,
    Dense,
    Network,
    Weighted,
    random_convolutional,
    random_inputs,
    random_network,
    weights,
)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("name", ["tanh", "gelu", "softplus", "sigmoid"])
def test_gains_are_the_mean_squared_derivatives(rng, name):
    network, x = random_network(rng, [3, 4, 5, 2], name), rng.normal(size=(6, 3))
    step = 1e-5
    for index, (layer, gain) in enumerate(zip(network.layers, network.gains(x), strict=True)):
        for unit in range(len(gain)):
            nudge = np.zeros(len(gain))
            nudge[unit] = step
            up, down = (
                network.with_weights(biases={f"{layer.name}.bias": layer.bias + sign * nudge})(x) for sign in (1, -1)
            )
            slope = np.sqrt(np.mean(np.sum(((up - down) / (2 * step)) ** 2, axis=1)))
            assert gain[unit] == pytest.approx(slope, rel=1e-6), index


def test_gains_do_not_depend_on_how_the_rows_are_cut(rng, monkeypatch):
    network, x = random_network(rng, [3, 40, 50]), rng.normal(size=(4001, 3))
    whole = network.gains(x)
    halves = [
        np.sqrt(np.mean([a**2, b**2], axis=0))
        for a, b in zip(network.gains(x[:2000]), network.gains(x[2000:4000]), strict=True)
    ]
    again = network.gains(x[:4000])
    assert all(np.allclose(a, b) for a, b in zip(halves, again, strict=True))
    assert len(whole) == 2
    assert np.allclose(whole[-1], 1)


def test_moments(rng):
    network, x = random_network(rng, [4, 6, 3]), rng.normal(1, 2, size=(5000, 4))
    for moments, h in zip(network.moments(x), network.activations(x), strict=True):
        assert np.allclose(moments.mean, h.mean(axis=0))
        assert np.allclose(moments.std, h.std(axis=0))
        assert np.allclose(moments.rms, np.sqrt((h**2).mean(axis=0)))


def test_layers_are_named_as_in_nn_sequential(rng):
    identity, relu = Activation("identity"), Activation("relu")
    shapes = [(4, 3), (5, 4), (2, 5)]
    network = Network.sequential(
        [rng.normal(size=s) for s in shapes], [np.zeros(s[0]) for s in shapes], [relu, identity, identity]
    )
    assert list(network.weights) == ["0.weight", "2.weight", "3.weight"]
    assert network.total == 12 + 20 + 10


def test_stored_arrays_cannot_be_changed_from_outside(rng):
    weight = rng.normal(size=(2, 3))
    layer = Dense("0", weight, np.zeros(2))
    weight[0, 0] = 9
    assert layer.weight[0, 0] != 9
    with pytest.raises(ValueError, match="read-only"):
        layer.weight[0, 0] = 9


def test_with_weights_changes_nothing_else(rng):
    network = random_network(rng, [3, 4, 2])
    other = network.with_weights({"2.weight": np.zeros((2, 4))})
    assert np.array_equal(other.weights["0.weight"], network.weights["0.weight"])
    assert not other.weights["2.weight"].any()
    with pytest.raises(InputError, match=r"there is no parameter '1.weight'"):
        network.with_weights({"1.weight": np.zeros((2, 4))})
    with pytest.raises(InputError, match=r"2.weight has shape \(4, 2\), expected \(2, 4\)"):
        network.with_weights({"2.weight": np.zeros((4, 2))})


@pytest.mark.parametrize(
    ("weight", "bias", "sentence"),
    [
        (np.zeros((0, 3)), np.zeros(0), r"0.weight has shape \(0, 3\), expected 2 dimensions and at least one entry"),
        (np.zeros(3), np.zeros(3), r"0.weight has shape \(3,\), expected 2 dimensions"),
        (np.array([[np.nan]]), [0.0], "0.weight has a NaN or infinite entry"),
        (np.array([[np.inf]]), [0.0], "0.weight has a NaN or infinite entry"),
        ([[1.0]], [np.nan], "0.bias has a NaN or infinite entry"),
        ([[1.0]], [1.0, 2.0], r"0.bias has shape \(2,\), expected \(1,\)"),
        ("abc", [1.0], "0.weight is str, expected an array of real numbers"),
        ([[1j]], [1.0], "0.weight is list, expected an array of real numbers"),
        ([[1.0]], None, "0.bias is NoneType, expected an array of real numbers"),
    ],
)
def test_bad_layers_are_refused_in_one_sentence(weight, bias, sentence):
    with pytest.raises(InputError, match=sentence):
        Dense("0", weight, bias)


def test_bad_networks_are_refused_in_one_sentence(rng):
    one, other = Dense("0", np.ones((2, 3)), np.zeros(2)), Dense("1", np.ones((1, 4)), [0.0])
    with pytest.raises(InputError, match="layer '1' takes 4 inputs, but layer '0' below has 2 units"):
        Network((one, other))
    with pytest.raises(InputError, match="expected at least one layer"):
        Network(())
    with pytest.raises(InputError, match="expected each name once"):
        Network((one, one))


@pytest.mark.parametrize(
    ("x", "sentence"),
    [
        (np.zeros((2, 2)), r"inputs have shape \(2, 2\), expected \(n, 3\)"),
        (np.zeros((0, 3)), r"inputs have shape \(0, 3\)"),
        (np.full((1, 3), np.nan), "inputs have a NaN or infinite entry"),
        ("abc", "inputs is str"),
    ],
)
def test_bad_inputs_are_refused_in_one_sentence(rng, x, sentence):
    with pytest.raises(InputError, match=sentence):
        random_network(rng, [3, 2])(x)


@pytest.mark.parametrize("law", LAWS)
def test_laws_are_seeded_finite_and_of_the_shape_asked_for(law):
    draws = [weights(np.random.default_rng(5), law, shape) for shape in [(4, 7), (4, 7), 9]]
    assert np.array_equal(draws[0], draws[1])
    assert draws[0].shape == (4, 7)
    assert draws[2].shape == (9,)
    assert all(np.isfinite(draw).all() for draw in draws)


def test_random_inputs_have_dead_and_constant_columns(rng):
    x = random_inputs(rng, 50, 300)
    assert (x == 0).all(axis=0).sum() > 10
    assert (np.ptp(x, axis=0) == 0).sum() > (x == 0).all(axis=0).sum() + 10


def test_unknown_laws_and_sizes_are_refused(rng):
    with pytest.raises(InputError, match="law='levy'"):
        weights(rng, "levy", 3)
    with pytest.raises(InputError, match="at least two sizes"):
        random_network(rng, [3])


def test_sequential_wants_one_of_each_per_layer():
    with pytest.raises(InputError, match="there are 1 weights, 2 biases and 1 activations"):
        Network.sequential([np.eye(2)], [np.zeros(2)] * 2, [Activation("relu")])
    with pytest.raises(InputError, match="activations hold 'relu', expected Activation objects"):
        Network.sequential([np.eye(2)], [np.zeros(2)], ["relu"])


def test_a_walk_gives_what_every_layer_takes_in_and_lets_another_stand_in():
    rng = np.random.default_rng(0)
    network = random_convolutional(rng, (2, 6, 6), 4, 3)
    x = rng.normal(size=(3, prod(network.in_shape)))
    walked = [h for layer, h in network.walk(x) if isinstance(layer, Weighted)]
    for mine, other in zip(walked, network.activations(x), strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-12, atol=1e-12)
    first = network.prunable[0]
    changed = network.with_weights({f"{first.name}.weight": 0 * first.weight})
    steps, new, seen = network.walk(x), None, []
    for other in changed.layers:
        layer, h = steps.send(new)
        assert layer.name == other.name
        seen.append(h)
        new = other
    for mine, other in zip(seen, changed.forward(x)[0], strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-12, atol=1e-12)


def test_gains_along_random_signs_are_right_on_average():
    rng = np.random.default_rng(1)
    network = random_network(rng, [5, 6, 3])
    x = rng.normal(size=(4, 5))
    exact = network.gains(x)
    signs = rng.choice([-1.0, 1.0], size=(4000, 4, 1, 3))
    squares = [[gain**2 for gain in network.gains(x, part)] for part in signs]
    for place, gain in enumerate(exact):
        np.testing.assert_allclose(np.mean([part[place] for part in squares], axis=0), gain**2, rtol=0.15)
    np.testing.assert_array_equal(network.gains(x, np.tile(np.eye(3), (4, 1, 1)))[0], exact[0])
