"""The ℓq (quasi-)norm of a vector, and its mass on a set of indices."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import sympy as sp
from flint import arb

from lqtheory.errors import UndefinedError
from lqtheory.interpreters import power
from lqtheory.primitives import All, At, Atom, MaxOn, SumOn

_i = sp.Symbol("i_norm", integer=True)


def mass(S: sp.Basic, w: sp.Basic, p: Any) -> sp.Expr:
    """Return the sum of |w_i|^p over the set S."""
    return SumOn(S, sp.Lambda(_i, sp.Abs(At(w, _i)) ** p))


class norm(Atom):
    """`norm(w, q)`: (sum |w_i|^q)^(1/q) for q > 0, the maximum of |w_i| for q = oo; 0 for the zero vector."""

    nargs = 2

    @staticmethod
    def define(w: sp.Basic, q: sp.Expr) -> sp.Expr:
        """Return the definition over primitives."""
        if q == sp.oo:
            return MaxOn(All(w), sp.Lambda(_i, sp.Abs(At(w, _i))))
        return mass(All(w), w, q) ** (1 / q)

    @staticmethod
    def float_rule(w: np.ndarray, q: float) -> float:
        """Evaluate with the largest magnitude divided out, so that |w|^q cannot overflow."""
        _require_positive(q)
        size = np.abs(w)
        largest = size.max(initial=0.0)
        if largest == 0 or np.isinf(q):
            return largest
        return largest * np.sum((size / largest) ** q) ** (1 / q)

    @staticmethod
    def ball_rule(w: list[arb], q: arb) -> arb:
        """Evaluate the definition, with 0^q = 0."""
        _require_positive(q)
        if not q.is_finite():
            return functools.reduce(arb.max, map(abs, w), arb(0))
        return power(sum((power(abs(x), q) for x in w), arb(0)), 1 / q)

    def tex(self, show: Any) -> str:
        return rf"\lVert {show(self.args[0])} \rVert_{{{show(self.args[1])}}}"


def _require_positive(q: Any) -> None:
    if not q > 0:
        raise UndefinedError(f"the ℓq norm of exponent {q} has no value: q must be positive")
