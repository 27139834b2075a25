"""Element-wise activations: value, derivative and exact Lipschitz constant.

One name, three readings: numpy arrays (fast, rounded), and the two kinds of rigorous
arrays of `lqtheory.balls` (outward rounded). The transcendental ones go through arb
element by element, because no accuracy of libm is assumed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import sympy
from flint import arb
from scipy.special import expit, ndtr

from lqtheory.errors import InputError, UnsupportedLayerError


class _Formula(NamedTuple):
    """What one activation is: on floats, its derivative, on balls, and its Lipschitz constant twice."""

    floats: Callable[[np.ndarray], np.ndarray]
    derivative: Callable[[np.ndarray], np.ndarray]
    balls: Callable[[Any], Any]
    lipschitz: sympy.Expr
    lipschitz_ball: Callable[[], arb]


def _gelu_slope(x: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore", under="ignore"):
        return ndtr(x) + x * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)


def _gelu_balls(x: Any) -> Any:
    # x Phi(x) by erfc keeps its digits for negative x; 1 / sqrt(2) is a ball of whatever precision map sets.
    return x.map(lambda z: z * (-z * arb(0.5).sqrt()).erfc() / 2)


def _softplus_ball(x: arb) -> arb:
    # log(1 + exp(x)) as it stands overflows for large x and loses all digits for very negative x.
    return x.max(arb(0)) + (-abs(x)).exp().log1p()


@cache
def _piecewise(slope: float) -> _Formula:
    """The function that is x for x > 0 and slope * x for x <= 0."""
    # A ball on one side of 0 makes one of the two terms exactly 0, so nothing is lost there.
    return _Formula(
        floats=lambda x: np.where(x > 0, x, slope * x),
        derivative=lambda x: np.where(x > 0, 1.0, slope),
        balls=lambda x: x.maximum(0.0) + x.minimum(0.0) * slope,
        lipschitz=sympy.Max(1, abs(sympy.Rational(slope))),
        lipschitz_ball=lambda: arb(max(1.0, abs(slope))),
    )


_ONE = sympy.Integer(1)
_FORMULAS = {
    "identity": _Formula(lambda x: x, np.ones_like, lambda x: x, _ONE, lambda: arb(1)),
    "relu": _Formula(
        lambda x: np.maximum(x, 0.0),
        lambda x: np.where(x > 0, 1.0, 0.0),
        lambda x: x.maximum(0.0),
        _ONE,
        lambda: arb(1),
    ),
    "tanh": _Formula(
        np.tanh,
        lambda x: 1 - np.tanh(x) ** 2,
        lambda x: x.map(lambda z: z.tanh()),
        _ONE,
        lambda: arb(1),
    ),
    "sigmoid": _Formula(
        expit,
        lambda x: expit(x) * expit(-x),
        lambda x: x.map(lambda z: (1 + (z / 2).tanh()) / 2),
        sympy.Rational(1, 4),
        lambda: arb("0.25"),
    ),
    "gelu": _Formula(
        lambda x: x * ndtr(x),
        _gelu_slope,
        _gelu_balls,
        # The derivative is largest where the second one vanishes: at x = sqrt(2).
        (1 + sympy.erf(1)) / 2 + sympy.exp(-1) / sympy.sqrt(sympy.pi),
        lambda: (1 + arb(1).erf()) / 2 + arb(-1).exp() / arb.pi().sqrt(),
    ),
    "softplus": _Formula(
        lambda x: np.logaddexp(0.0, x),
        expit,
        lambda x: x.map(_softplus_ball),
        _ONE,
        lambda: arb(1),
    ),
}

ACTIVATIONS = (*_FORMULAS, "leaky_relu")
"""The names of the supported activations."""


@dataclass(frozen=True)
class Activation:
    """An element-wise activation with its exact Lipschitz constant, the rho of theory C.

    Parameters
    ----------
    name : str
        One of `ACTIVATIONS`. `gelu` is the exact one, x * Phi(x).
    slope : float, optional
        Any finite number, for `leaky_relu` only: the factor of negative inputs.

    Raises
    ------
    UnsupportedLayerError
        If no activation has this name.
    InputError
        If `slope` is missing, not finite, or given to an activation without one.
    """

    name: str
    slope: float | None = None

    def __post_init__(self) -> None:
        if self.name not in ACTIVATIONS:
            raise UnsupportedLayerError(
                f"no bound for activation {self.name!r}; expected one of {', '.join(ACTIVATIONS)}"
            )
        if self.name != "leaky_relu" and self.slope is not None:
            raise InputError(f"slope={self.slope!r} was given to {self.name}; only leaky_relu has a slope")
        if self.name == "leaky_relu":
            if self.slope is None or not np.isfinite(self.slope):
                raise InputError(f"slope={self.slope!r} of leaky_relu, expected a finite number")
            object.__setattr__(self, "slope", float(self.slope))

    @property
    def _formula(self) -> _Formula:
        return _FORMULAS[self.name] if self.slope is None else _piecewise(self.slope)

    def __call__(self, x: Any) -> Any:
        """Value at every entry of `x`: a float64 array, or balls in either arithmetic."""
        return self._formula.floats(x) if isinstance(x, np.ndarray) else self._formula.balls(x)

    def derivative(self, x: np.ndarray) -> np.ndarray:
        """Derivative at every entry of `x`; at the kink of a piecewise linear one, that of the left side."""
        return self._formula.derivative(x)

    @property
    def lipschitz(self) -> sympy.Expr:
        """Smallest Lipschitz constant on the real line, an exact number."""
        return self._formula.lipschitz

    def lipschitz_ball(self) -> arb:
        """Return the same constant as a ball at the precision of `flint.ctx`."""
        return self._formula.lipschitz_ball()
