"""Codes for weights: rounding to a grid, and the volumes that bound any code."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.primitives import Atom, Ceil


def nearest(x: sp.Expr, step: sp.Expr) -> sp.Expr:
    """Return the multiple of `step` that is nearest to x; the smaller one of two."""
    return step * Ceil(x / step - sp.Rational(1, 2))


class ball_volume(Atom):
    """`ball_volume(r, p, eps)`: (2Γ(1+1/p)ε)^r / Γ(1+r/p), the volume of the ℓp ball of radius ε in r dimensions."""

    nargs = 3

    @staticmethod
    def define(r: sp.Expr, p: sp.Expr, eps: sp.Expr) -> sp.Expr:
        """Return the definition."""
        return (2 * sp.gamma(1 + 1 / p) * eps) ** r / sp.gamma(1 + r / p)

    def tex(self, show: Any) -> str:
        r, p, eps = map(show, self.args)
        return rf"\mathrm{{vol}}_{{{r}}} B_{{{p}}}({eps})"
