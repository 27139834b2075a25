"""Convolution, pooling, sums and flatten: against their definitions, in floats and in both kinds of balls."""

from dataclasses import replace
from math import prod

import numpy as np
import plain_layers
import pytest

from lqtheory.balls import ArbBalls, FloatBalls
from lqtheory.errors import InputError
from lqtheory.networks import (
    LAWS,
    Activation,
    Add,
    AveragePool,
    Convolution,
    Dense,
    Flatten,
    MaxPool,
    Network,
    Subsample,
    fold_batch_norm,
    random_convolutional,
    weights,
)

LAYERS = [
    lambda w: Convolution("c", w(3, 2, 3), w(3), (2, 7), stride=2, padding=1),
    lambda w: Convolution("c", w(4, 1, 2, 3), w(4), (2, 5, 6), stride=(1, 2), padding=(1, 0), dilation=2, groups=2),
    lambda w: Convolution("c", w(2, 2, 3, 3), w(2), (2, 4, 4), padding=2),
    lambda w: Convolution("c", w(1, 3, 1, 1), w(1), (3, 3, 2), stride=2),
    lambda w: AveragePool("a", (2, 6, 5), 2),
    lambda w: AveragePool("a", (2, 6), 3, 1, 1),
    lambda w: AveragePool.whole("a", (3, 2, 4)),
    lambda w: MaxPool("m", (2, 5, 4), 2),
    lambda w: MaxPool("m", (2, 5, 4), 3, 2, 1),
    lambda w: MaxPool("m", (1, 7), 3, 1),
    lambda w: Subsample("s", (2, 5, 4), 2, before=1, after=2),
    lambda w: Add("r", (2, 3)),
    lambda w: Flatten("f", (2, 3, 2)),
]
EACH = pytest.mark.parametrize("make", LAYERS)
RNG = np.random.default_rng


def built(make, seed=0):
    rng = RNG(seed)
    layer = make(lambda *shape: rng.normal(size=shape))
    return layer, rng.normal(size=(5, prod(layer.in_shape))), rng


def defined(layer, h):
    linear = plain_layers.matrix(layer)
    if linear is None:
        return np.stack([h[:, seen].max(axis=1) for seen in plain_layers.pooled(layer)], axis=1)
    return h @ linear.T + plain_layers.bias(layer)


@EACH
def test_forward_is_the_definition_and_balls_hold_it(make):
    layer, h, _ = built(make)
    truth = defined(layer, h)
    assert truth.shape == (5, prod(layer.out_shape))
    np.testing.assert_allclose(layer.apply(h), truth, rtol=1e-12, atol=1e-13)
    for arithmetic in (FloatBalls, ArbBalls):
        balls = layer.apply(arithmetic.exact(h), arithmetic.exact)
        assert (balls.lower() <= truth + 1e-13).all()
        assert (balls.upper() >= truth - 1e-13).all()
        assert (balls.upper() - balls.lower()).max() < 1e-12


@EACH
def test_pullback_is_the_derivative(make):
    layer, h, rng = built(make)
    g, step = rng.normal(size=(5, 2, prod(layer.out_shape))), 1e-6
    moved = [(layer.apply(h + step * e) - layer.apply(h - step * e)) / (2 * step) for e in np.eye(h.shape[1])]
    slopes = np.einsum("nko,ino->nki", g, np.array(moved))
    np.testing.assert_allclose(layer.pullback(g, h), slopes, rtol=1e-6, atol=1e-7)


@EACH
def test_pushforward_is_the_adjoint_of_pullback(make):
    layer, h, rng = built(make)
    change, g = rng.normal(size=h.shape), rng.normal(size=(len(h), 1, prod(layer.out_shape)))
    forward = (layer.pushforward(change, h) * g[:, 0]).sum()
    assert forward == pytest.approx((change * layer.pullback(g, h)[:, 0]).sum(), rel=1e-12)


@EACH
def test_norms_bound_what_errors_can_grow_to(make):
    layer, h, rng = built(make)
    lift = FloatBalls.exact
    norm, units = layer.norm(lift), layer.unit_norms(lift)
    if (linear := plain_layers.matrix(layer)) is not None:
        assert norm.upper() == pytest.approx(np.linalg.norm(linear, 2), rel=1e-8)
        assert norm.lower() <= np.linalg.norm(linear, 2) * (1 + 1e-14)
        assert (units.upper() >= np.linalg.norm(linear, axis=1) * (1 - 1e-14)).all()
        e = np.abs(rng.normal(size=h.shape[1]))
        np.testing.assert_allclose(layer.magnify(lift(e), lift).mid(), np.abs(linear) @ e, rtol=1e-12)
    for _ in range(50):
        change = rng.normal(size=h.shape) * (rng.random(h.shape) < rng.random())
        moved = layer.apply(h + change) - layer.apply(h)
        rms, total = np.sqrt((moved**2).mean(axis=0)), np.sqrt((change**2).sum() / len(h))
        size = layer.magnify(lift(np.sqrt((change**2).mean(axis=0))), lift)
        assert (rms <= size.upper() * (1 + 1e-12) + 1e-15).all()
        assert (rms <= units.upper() * total * (1 + 1e-12) + 1e-15).all()
        assert np.linalg.norm(rms) <= norm.upper() * total * (1 + 1e-12)


def test_norms_that_are_known():
    lift = FloatBalls.exact
    assert AveragePool("a", (2, 6, 6), 2).norm(lift).upper() == pytest.approx(1 / 2)
    assert AveragePool.whole("a", (2, 5, 5)).norm(lift).upper() == pytest.approx(1 / 5)
    assert MaxPool("m", (2, 6, 6), 2).norm(lift).upper() == pytest.approx(1)
    assert MaxPool("m", (2, 6, 6), 3, 2).norm(lift).upper() == pytest.approx(2)  # four windows share a corner


def test_an_error_after_max_pooling_exceeds_the_largest_error_before_it():
    """In L2 over two samples each of two cells is wrong once: the maximum is wrong twice."""
    pool, h = MaxPool("m", (1, 2), 2), np.zeros((2, 2))
    change = np.eye(2)
    after = np.sqrt(((pool.apply(h + change) - pool.apply(h)) ** 2).mean())
    each = np.sqrt((change**2).mean(axis=0))
    assert after == 1 > each.max() == np.sqrt(0.5)
    assert pool.magnify(FloatBalls.exact(each), FloatBalls.exact).upper()[0] == pytest.approx(after)


def test_windows_are_what_the_neurons_take_in():
    layer, h, _ = built(LAYERS[1])
    z = np.split(layer.by_neuron(layer.apply(h)), 2, axis=1)
    for group, rows in enumerate(layer.windows(h)):
        weight, bias = (array[2 * group : 2 * group + 2] for array in (layer.weight.reshape(4, -1), layer.bias))
        np.testing.assert_allclose(rows @ weight.T + bias, z[group], rtol=1e-12)


@pytest.mark.parametrize("law", ["huge", "tiny", "denormal"])
def test_norms_of_extreme_scales(law):
    weight = weights(RNG(0), law, (2, 2, 3))
    layer = Convolution("c", weight, np.zeros(2), (2, 6), padding=1)
    unit = Convolution("c", weight / np.abs(weight).max(), np.zeros(2), (2, 6), padding=1)
    ball, expected = (each.norm(FloatBalls.exact).upper() for each in (layer, unit))
    assert ball == pytest.approx(expected * np.abs(weight).max(), rel=1e-7)
    zero = Convolution("c", np.zeros((2, 2, 3)), np.zeros(2), (2, 6))
    assert zero.norm(FloatBalls.exact).upper() == 0


@pytest.mark.parametrize("make", [LAYERS[0], LAYERS[1], lambda w: Dense("d", w(3, 4), w(3))])
def test_batch_norm_is_folded(make):
    layer, h, rng = built(make)
    scale, shift, mean = rng.normal(size=(3, len(layer.bias)))
    variance = rng.random(len(layer.bias))
    folded = fold_batch_norm(layer, scale, shift, mean, variance)
    z = layer.by_neuron(layer.apply(h))
    expected = scale * (z - mean) / np.sqrt(variance + 1e-5) + shift
    np.testing.assert_allclose(folded.by_neuron(folded.apply(h)), expected, rtol=1e-10)
    with pytest.raises(InputError, match="expected finite numbers of shape"):
        fold_batch_norm(layer, scale[1:], shift, mean, variance)
    with pytest.raises(InputError, match="expected every variance"):
        fold_batch_norm(layer, scale, shift, mean, variance - 2)
    with pytest.raises(InputError, match="has the activation relu"):
        fold_batch_norm(replace(layer, activation=Activation("relu")), scale, shift, mean, variance)


@pytest.mark.parametrize("seed", range(30))
def test_random_networks_are_what_their_layers_say(seed):
    rng = RNG(seed)
    shape = (int(rng.integers(1, 4)), *rng.integers(1, 7, size=rng.integers(1, 3)).tolist())
    network = random_convolutional(rng, shape, 4, 3, ["relu", "tanh"][seed % 2], LAWS[seed % 6])
    x = rng.normal(size=(6, *shape))
    flat = x.reshape(6, -1)
    np.testing.assert_allclose(network(x), plain_layers.outputs(network, flat), rtol=1e-9, atol=1e-12)
    step = 1e-6
    for layer, gain in zip(network.prunable, network.gains(x), strict=True):
        if prod(layer.out_shape) > len(layer.bias):  # a change of the bias moves all places together
            continue
        for unit in range(len(layer.bias)):
            nudge = step * (np.arange(len(layer.bias)) == unit)
            up, down = (
                network.with_weights(biases={f"{layer.name}.bias": layer.bias + sign * nudge})(x) for sign in (1, -1)
            )
            square = np.mean(np.sum(((up - down) / (2 * step)) ** 2, axis=1))
            assert gain[unit] == pytest.approx(np.sqrt(square), rel=1e-4, abs=1e-8)


def test_moments_of_a_convolution_are_those_of_its_patches():
    layer, x, _ = built(LAYERS[1])
    network = Network((layer, Flatten("f", layer.out_shape)))
    (moments,) = network.moments(x)
    rows = np.concatenate([x, x])
    again = network.moments(rows)[0]
    patches = layer.windows(x)
    for unit in range(4):
        seen = patches[unit // 2]
        np.testing.assert_allclose(moments.mean[unit].ravel(), seen.mean(axis=0))
        np.testing.assert_allclose(moments.std[unit].ravel(), seen.std(axis=0))
        np.testing.assert_allclose(moments.rms[unit].ravel(), np.sqrt((seen**2).mean(axis=0)))
    np.testing.assert_allclose(moments.std, again.std)


def conv(**given):
    return Convolution(**({"name": "c", "weight": np.ones((2, 2, 3)), "bias": np.zeros(2), "in_shape": (2, 5)} | given))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: conv(in_shape=(2,)), r"in_shape=\(2,\) of layer 'c', expected \(channels, n\)"),
        (lambda: conv(in_shape=(2, 5, 5)), r"c.weight has shape \(2, 2, 3\), expected 4 dimensions"),
        (lambda: conv(in_shape=(3, 5)), r"c.weight has shape \(2, 2, 3\), expected 3 input channels over groups=1"),
        (lambda: conv(groups=2, in_shape=(4, 5), weight=np.ones((3, 2, 3)), bias=np.zeros(3)), "over groups=2"),
        (lambda: conv(in_shape=(2, 2)), r"layer 'c': a window of extent \(3,\) does not fit into a grid of \(2,\)"),
        (lambda: conv(stride=0), "stride of c=0, expected 1 integer of at least 1"),
        (lambda: conv(padding=-1), "padding of c=-1, expected 1 integer of at least 0"),
        (lambda: conv(dilation=(1, 1)), r"dilation of c=\(1, 1\), expected 1 integer of at least 1"),
        (lambda: conv(weight=np.full((2, 2, 3), np.nan)), "c.weight has a NaN or infinite entry"),
        (lambda: MaxPool("m", (1, 3), 1, 1, 1), "layer 'm' has a window that lies in the padding"),
        (lambda: AveragePool("m", (1, 3), 4), "layer 'm': a window of extent"),
        (lambda: Add("r", ()), r"in_shape=\(\) of layer 'r'"),
        (lambda: Subsample("s", (1, 3), 2, before=-1), "before of s=-1, expected 1 integer of at least 0"),
    ],
)
def test_bad_layers_are_refused_in_one_sentence(make, sentence):
    with pytest.raises(InputError, match=sentence):
        make()


def test_bad_graphs_are_refused_in_one_sentence():
    one, two, end = Dense("0", np.eye(2), np.zeros(2)), Dense("1", np.eye(2), np.zeros(2)), Add("2", (2,))
    block = Network((one, two, end), {"2": ("1", "input")})
    assert np.array_equal(block(np.array([[1.0, 2.0]])), [[2.0, 4.0]])
    for reads, sentence in [
        ({"9": ("0",)}, "reads holds '9', expected names among the layers 0, 1, 2"),
        ({"1": ("2",)}, r"layer '1' reads \('2',\), expected some of input, 0"),
        ({"1": ()}, r"layer '1' reads \(\)"),
        ({"1": "0"}, "layer '1' reads '0'"),
        ({"1": ("input",)}, "no layer reads layer '0', expected one that does"),
    ]:
        with pytest.raises(InputError, match=sentence):
            Network((one, two, end), reads)
    wide = Dense("1", np.ones((3, 2)), np.zeros(3))
    with pytest.raises(InputError, match="layer '2' takes 3 inputs, but the inputs of the network have 2 units"):
        Network((one, wide, Add("2", (3,))), {"2": ("1", "input")})
    pool = AveragePool("1", (1, 2), 2)
    with pytest.raises(InputError, match=r"layer '1' takes \(1, 2\) inputs, but layer '0' below has 2 units"):
        Network((one, pool))
    assert Network((one, two), {"1": ("0",)}).reads == {}
