"""The constants of best k-term approximation: exact worst case and closed form."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.primitives import Atom, MaxOver

_r = sp.Symbol("r", integer=True)


class worst_tail(Atom):
    """`worst_tail(k, d, q, p)`: max over k < r <= d of (r-k)^(1/p) r^(-1/q), the largest tail of a unit ℓq vector."""

    nargs = 4

    @staticmethod
    def define(k: sp.Expr, d: sp.Expr, q: sp.Expr, p: sp.Expr) -> sp.Expr:
        """Return the definition; 0 when k = d."""
        return MaxOver(sp.Lambda(_r, (_r - k) ** (1 / p) * _r ** (-1 / q)), k, d)

    def tex(self, show: Any) -> str:
        k, d, q, p = map(show, self.args)
        return rf"C_{{{k},{d}}}({q},{p})"


class stechkin_constant(Atom):
    """`stechkin_constant(q, p)`, q < p: (q/p)^(1/p) (1-q/p)^(1/q-1/p), sharp in Stechkin's inequality."""

    nargs = 2

    @staticmethod
    def define(q: sp.Expr, p: sp.Expr) -> sp.Expr:
        """Return the definition."""
        return (q / p) ** (1 / p) * (1 - q / p) ** (1 / q - 1 / p)

    def tex(self, show: Any) -> str:
        q, p = map(show, self.args)
        return rf"c_{{{q},{p}}}"
