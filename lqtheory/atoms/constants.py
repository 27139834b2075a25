"""The constants of best k-term approximation: exact worst case and closed form."""

from __future__ import annotations

from functools import reduce
from typing import Any

import sympy as sp
from flint import arb

from lqtheory.errors import UndefinedError
from lqtheory.interpreters import power, whole
from lqtheory.primitives import Atom, MaxOver

_r = sp.Symbol("r", integer=True)


class worst_tail(Atom):
    """`worst_tail(k, d, q, p)`: max over k < r <= d of (r-k)^(1/p) r^(-1/q), the largest tail of a unit ℓq vector."""

    nargs = 4

    @staticmethod
    def define(k: sp.Expr, d: sp.Expr, q: sp.Expr, p: sp.Expr) -> sp.Expr:
        """Return the definition; 0 when k = d."""
        return MaxOver(sp.Lambda(_r, (_r - k) ** (1 / p) * _r ** (-1 / q)), k, d)

    @staticmethod
    def ball_rule(k: Any, d: Any, q: arb, p: arb) -> arb:
        """Look only where the maximum can be: (r-k)^(1/p) r^(-1/q) rises in r up to kp/(p-q) and falls beyond it."""
        kept, size = whole(k), whole(d)
        if kept < 0:
            raise UndefinedError(f"{kept} entries cannot be kept")
        if kept >= size:
            return arb(0)
        first, last = kept + 1, size
        if 0 < q < p:
            peak = kept / (1 - q / p)
            first = min(size, max(first, whole(peak.lower().floor())))
            last = min(size, whole(peak.upper().ceil()))
        elif q >= p > 0:
            first = size
        terms = (power(arb(r - kept), 1 / p) * power(arb(r), -1 / q) for r in range(first, max(first, last) + 1))
        return reduce(arb.max, terms)

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
