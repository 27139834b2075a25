"""Volumes, which bound any code."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.primitives import Atom


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
