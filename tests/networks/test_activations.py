"""Activations: one function in three arithmetics, with its Lipschitz constant."""

import numpy as np
import pytest
import sympy
from flint import arb

from lqtheory.balls import ArbBalls, FloatBalls
from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.networks import ACTIVATIONS, Activation

SLOPES = (0.01, 0.0, 2.0, -3.0)
EACH = [Activation(name) for name in ACTIVATIONS if name != "leaky_relu"]
EACH += [Activation("leaky_relu", slope) for slope in SLOPES]
EVERY = pytest.mark.parametrize("phi", EACH, ids=str)
X = np.concatenate([np.linspace(-8, 8, 4001), [-1e150, -700.0, -1e-310, 1e-310, 700.0, 1e150]])


@EVERY
@pytest.mark.parametrize("arithmetic", [FloatBalls, ArbBalls])
def test_balls_agree_with_floats(phi, arithmetic):
    balls, floats = phi(arithmetic.exact(X)), phi(X)
    room = 1e-13 * np.maximum(1, np.abs(floats))
    assert (balls.lower() <= floats + room).all()
    assert (floats - room <= balls.upper()).all()
    assert (balls.upper() - balls.lower() <= room).all()


@EVERY
@pytest.mark.parametrize("arithmetic", [FloatBalls, ArbBalls])
def test_a_wide_ball_maps_onto_all_of_its_image(phi, arithmetic):
    ball = arithmetic.from_arb(np.array([arb(0.3, 2.0)], dtype=object))
    image, values = phi(ball), phi(np.linspace(-1.7, 2.3, 999))
    assert image.lower() <= values.min() + 1e-12
    assert values.max() - 1e-12 <= image.upper()


@EVERY
def test_the_lipschitz_constant_holds_and_is_attained(phi):
    x = X[np.abs(X) < 10]
    slopes = np.abs(np.diff(phi(x)) / np.diff(x))
    constant = float(phi.lipschitz)
    assert slopes.max() <= constant * (1 + 1e-9)
    assert slopes.max() >= constant * (1 - 1e-3)
    assert abs(phi.lipschitz_ball() - arb(str(sympy.N(phi.lipschitz, 30)))) < 1e-14


def test_the_constant_of_gelu_exceeds_one():
    assert float(Activation("gelu").lipschitz) == pytest.approx(1.1289, abs=1e-4)


@EVERY
def test_the_derivative_is_the_slope(phi):
    x = np.linspace(-3, 3, 100)
    step = 1e-6
    assert phi.derivative(x) == pytest.approx((phi(x + step) - phi(x - step)) / (2 * step), abs=1e-6)


@pytest.mark.parametrize("slope", [None, np.nan, np.inf])
def test_leaky_relu_needs_a_finite_slope(slope):
    with pytest.raises(InputError, match=r"slope=.* of leaky_relu, expected a finite number"):
        Activation("leaky_relu", slope)


def test_what_is_unknown_is_named():
    with pytest.raises(UnsupportedLayerError, match="no bound for activation 'swish'"):
        Activation("swish")
    with pytest.raises(InputError, match="only leaky_relu has a slope"):
        Activation("relu", 0.1)
