"""The operator norm of convolutions: Lanczos against dense matrices, and the proved bounds against both."""

from math import prod

import numpy as np
import plain_layers
import pytest
from flint import ctx
from scipy.linalg import eigvalsh

from lqtheory.balls import ArbBalls, FloatBalls
from lqtheory.errors import InputError
from lqtheory.networks import Convolution, operator_norm
from lqtheory.networks.circular_norm import circular_norm, circular_work

SHAPES, LARGEST = 200, 3000


def draw(rng, largest):
    """A strided, padded, dilated, grouped convolution with at most so many inputs, log-uniform."""
    while True:
        axes = int(rng.integers(1, 3))
        size = np.exp(rng.uniform(np.log(4), np.log(largest)))
        groups = int(rng.choice([1, 1, 2, 3]))
        channels = groups * int(rng.integers(1, 5))
        out = groups * int(rng.integers(1, 5))
        side = (size / channels) ** (1 / axes)
        grid = [max(1, int(side * rng.uniform(0.6, 1.0))) for _ in range(axes)]
        kernel = rng.integers(1, 5, size=axes).tolist()
        arguments = [rng.integers(low, 4, size=axes).tolist() for low in (1, 0, 1)]
        weight = rng.normal(size=(out, channels // groups, *kernel))
        try:
            return Convolution("c", weight, np.zeros(out), (channels, *grid), *arguments, groups=groups)
        except InputError:  # the kernel does not fit
            continue


def true_norm(layer):
    matrix = plain_layers.matrix(layer)
    gram = matrix @ matrix.T if len(matrix) < matrix.shape[1] else matrix.T @ matrix
    return np.sqrt(max(0.0, eigvalsh(gram, subset_by_index=[len(gram) - 1] * 2)[0]))


def test_the_estimate_is_exact_and_the_bound_is_barely_above():
    rng = np.random.default_rng(0)
    sizes, kinds = [], set()
    for _ in range(SHAPES):
        layer = draw(rng, LARGEST)
        truth, ball = true_norm(layer), layer.norm(FloatBalls.exact)
        assert layer.estimate_norm() == pytest.approx(truth, rel=1e-10)
        assert ball.lower() <= truth * (1 + 1e-12)
        assert truth * (1 - 1e-12) <= ball.upper() <= truth * (1 + 1e-8)
        sizes.append(np.prod(layer.in_shape))
        kinds |= {"strided"} if max(layer.stride) > 1 else set()
        kinds |= {"padded"} if max(layer.padding) else set()
        kinds |= {"dilated"} if max(layer.dilation) > 1 else set()
        kinds |= {"grouped"} if layer.groups > 1 else set()
    assert kinds == {"strided", "padded", "dilated", "grouped"}
    assert max(sizes) > LARGEST / 2


def test_both_arithmetics_prove_the_same():
    rng = np.random.default_rng(1)
    for _ in range(20):
        layer = draw(rng, 200)
        with ctx.workprec(96):
            exact = layer.norm(ArbBalls.exact).upper()
        assert layer.norm(FloatBalls.exact).upper() == pytest.approx(exact, rel=1e-11)


@pytest.mark.parametrize(("channels", "out", "side", "stride"), [(3, 16, 32, 1), (16, 32, 16, 2), (64, 64, 8, 1)])
def test_shapes_of_a_residual_network(channels, out, side, stride):
    weight = np.random.default_rng(2).normal(size=(out, channels, 3, 3))
    layer = Convolution("c", weight, np.zeros(out), (channels, side, side), stride, 1)
    assert layer.norm(FloatBalls.exact).upper() <= layer.estimate_norm() * (1 + 1e-8)


def test_nothing_is_assumed_of_the_factor(monkeypatch):
    """With a factor of a wrong matrix, or a start far too small, the bound still holds, and is just larger."""
    layer = draw(np.random.default_rng(3), 300)
    truth, plain = true_norm(layer), operator_norm._Band._factor

    def wrong(self, gram, t):
        return {key: block * (1 + 1e-3) for key, block in plain(self, gram, t).items()}

    monkeypatch.setattr(operator_norm._Band, "_factor", wrong)
    assert truth * 1.0001 < layer.norm(FloatBalls.exact).upper() < 2 * truth
    monkeypatch.setattr(operator_norm._Band, "_factor", plain)
    pair = operator_norm.singular_pair
    monkeypatch.setattr(
        operator_norm, "singular_pair", lambda *given: (0.99 * pair(*given)[0], np.ones_like(pair(*given)[1]))
    )
    assert truth <= layer.norm(FloatBalls.exact).upper() < 1.2 * truth


def test_a_proof_that_would_cost_too_much_gives_way_to_absolute_sums(monkeypatch):
    monkeypatch.setattr(operator_norm, "WORK", 0.0)
    rng = np.random.default_rng(4)
    inner = 0
    for _ in range(60):
        layer = draw(rng, 300)
        found, size = layer.prove_norm(FloatBalls.exact), np.abs(plain_layers.matrix(layer))
        by_sums = np.sqrt(size.sum(axis=0).max() * size.sum(axis=1).max())
        assert found.method == "absolute sums"
        assert found.ball.lower() * (1 - 1e-12) <= true_norm(layer) <= found.ball.upper() * (1 + 1e-12)
        assert layer.groups > 1 or by_sums <= found.ball.upper() * (1 + 1e-12)
        # Away from the border every cell and every window sees the whole kernel.
        wide = all(g >= 2 * e for g, e in zip(layer.in_shape[1:], layer.places.extent, strict=True))
        if max(layer.stride) == layer.groups == 1 and wide:
            assert found.ball.upper() == pytest.approx(by_sums, rel=1e-12)
            inner += 1
    assert inner >= 3
    constant = Convolution("c", np.ones((1, 1, 3)), [0.0], (1, 400), padding=1)
    assert constant.norm(FloatBalls.exact).upper() == pytest.approx(3)


def on_the_torus(layer):
    """Matrix of the convolution with one group, on the torus of the padded grid, lengthened to whole strides."""
    coarse = [-(-(g + 2 * p) // s) for g, p, s in zip(layer.in_shape[1:], layer.padding, layer.stride, strict=True)]
    circle = [n * s for n, s in zip(coarse, layer.stride, strict=True)]
    matrix = np.zeros((len(layer.bias), *coarse, layer.in_shape[0], *circle))
    for window in np.ndindex(*coarse):
        for place in np.ndindex(*layer.weight.shape[2:]):
            steps = zip(window, layer.stride, place, layer.dilation, circle, strict=True)
            cell = tuple((i * s + k * d) % n for i, s, k, d, n in steps)
            matrix[(slice(None), *window, slice(None), *cell)] += layer.weight[(slice(None), slice(None), *place)]
    return matrix.reshape(len(layer.bias) * prod(coarse), -1)


def test_the_circular_norm_is_that_of_the_torus_and_bounds_the_norm():
    rng = np.random.default_rng(5)
    layers = [layer for layer in (draw(rng, 60) for _ in range(120)) if layer.groups == 1]
    for layer in layers:
        norm = circular_norm(layer.weight, layer.places, FloatBalls.exact)
        assert norm.mid() == pytest.approx(np.linalg.norm(on_the_torus(layer), 2), rel=1e-10)
        assert true_norm(layer) * (1 - 1e-12) <= norm.upper()
    assert {max(layer.stride) for layer in layers} == {1, 2, 3}
    for layer in layers[:10]:
        with ctx.workprec(96):
            exact = circular_norm(layer.weight, layer.places, ArbBalls.exact)
        assert exact.upper() == pytest.approx(circular_norm(layer.weight, layer.places, FloatBalls.exact).upper())


def test_where_cholesky_costs_too_much_the_smaller_of_two_bounds_is_named(monkeypatch):
    kernel = np.random.default_rng(6).normal(size=(8, 8, 3, 3))
    layer = Convolution("c", kernel, np.zeros(8), (8, 10, 10), padding=1)
    exact = layer.prove_norm(FloatBalls.exact)
    assert exact.method == "cholesky"
    monkeypatch.setattr(operator_norm, "WORK", circular_work((8, 8), layer.places))
    found = layer.prove_norm(FloatBalls.exact)
    assert found.method == "circular"
    assert exact.ball.upper() <= found.ball.upper() <= 1.05 * exact.ball.upper()
    assert layer.norm(FloatBalls.exact).upper() == found.ball.upper()
    flat = Convolution("c", np.ones((1, 1, 3, 3)), [0.0], (1, 40, 40), padding=1)  # where both bounds are 9
    assert operator_norm._affordable(flat.weight, flat.places, FloatBalls.exact)[0].upper() == pytest.approx(9)
