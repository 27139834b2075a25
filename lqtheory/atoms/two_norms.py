"""The largest tail that a vector with two given norms can have, in closed form (theory A4).

Sorted vectors of a given sum are the means of flat ones (r equal entries, then zeros). The tail is a convex function of
such a vector, and the second norm leaves what lies outside a convex set, or below a cap. So the largest tail is at a
vertex or on an edge of what is left, where a vector has at most two values besides 0.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.primitives import Atom, Ceil, MaxOver

_r = sp.Symbol("r", integer=True)


class capped_tail(Atom):
    """`capped_tail(k, d, N, s)`: the largest Σ_{i>k} y_(i)^s where y >= 0 has maximum 1 and sum N, 1 <= k <= d.

    Either as many entries as possible are 1, or one is 1 and r − 1 others are equal; for s < 1 these are all others.
    """

    nargs = 4

    @staticmethod
    def define(k: sp.Expr, d: sp.Expr, N: sp.Expr, s: sp.Expr) -> sp.Expr:
        """Return the definition."""
        filled = sp.Sum(sp.Min(1, sp.Max(0, N - _r + 1, evaluate=False), evaluate=False) ** s, (_r, k + 1, d))
        level = sp.Min(1, (N - 1) / (_r - 1), evaluate=False)
        return sp.Max(filled, MaxOver(sp.Lambda(_r, (_r - k) * level**s), k, d), evaluate=False)

    def tex(self, show: Any) -> str:
        k, d, N, s = map(show, self.args)
        return rf"C^\infty_{{{k},{d}}}({N},{s})"


class halved_tail(Atom):
    """`halved_tail(k, d, N)`: the largest Σ_{i>k} y_(i)² where y >= 0 has Σ y² = 1 and (Σ y)² = N, 0 <= k <= d.

    Either one entry is large and r − 1 others are equal, or ⌊N⌋ are equal and one is smaller.
    """

    nargs = 3

    @staticmethod
    def define(k: sp.Expr, d: sp.Expr, N: sp.Expr) -> sp.Expr:
        """Return the definition: mean and variance of r entries give the values of those apart from the mean."""

        def spread(entries: sp.Expr) -> sp.Expr:
            return sp.sqrt(sp.Max(0, entries / N - 1, evaluate=False) / (entries - 1))

        low = sp.sqrt(N) / _r * (1 - spread(_r))
        whole = -Ceil(-N)
        high = sp.sqrt(N) / (whole + 1) * (1 + spread(whole + 1))
        peaked = MaxOver(sp.Lambda(_r, (_r - k) * low**2), sp.Max(k, Ceil(N) - 1, evaluate=False), d)
        return sp.Max(peaked, 1 - k * high**2, evaluate=False)

    def tex(self, show: Any) -> str:
        k, d, N = map(show, self.args)
        return rf"C^{{1/2}}_{{{k},{d}}}({N})"
