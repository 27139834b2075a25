"""Bits: what a code of pruned and rounded weights takes, and what no code can do without (theory E2, E7).

A code of the unit ℓq ball of R^N with ℓp error ε is a set of points such that each vector of the ball is within ε of
one; its bits are the base-2 logarithm of their number, rounded up.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import sympy as sp
from flint import arb
from scipy.special import gammaln

from lqtheory.errors import UndefinedError
from lqtheory.interpreters import Undecided, whole
from lqtheory.primitives import All, At, Atom, SumOn, Where

_i = sp.Symbol("i_word", integer=True)


class support_bits(Atom):
    """`support_bits(N, k)`: the least b with 2^b at least binom(N, k), to say which k of N weights are kept."""

    nargs = 2

    @staticmethod
    def float_rule(N: Any, k: Any) -> int:
        """Count exactly."""
        if not 0 <= whole(k) <= whole(N):
            raise UndefinedError(f"{k} of {N} weights cannot be kept")
        return (math.comb(whole(N), whole(k)) - 1).bit_length()

    @staticmethod
    def ball_rule(N: arb, k: arb) -> arb:
        """Count exactly."""
        return arb(support_bits.float_rule(N, k))

    def tex(self, show: Any) -> str:
        N, k = map(show, self.args)
        return rf"\left\lceil \log_2 \binom{{{N}}}{{{k}}} \right\rceil"


class volume_limit(Atom):
    """`volume_limit(N, q, p, eps)`: bits that every code of the ℓq ball with ℓp error eps has, by volumes.

    A section of the ball with r <= N coordinates is covered by ℓp balls of radius eps in those coordinates:
    max(0, max_r V_r), V_r = r log2(Γ(1+1/q)/(Γ(1+1/p) eps)) + log2 Γ(1+r/p) - log2 Γ(1+r/q).
    """

    nargs = 4

    @staticmethod
    def float_rule(N: Any, q: Any, p: Any, eps: Any) -> float:
        """Take the best section."""
        if not (q > 0 and p > 0 and eps > 0):
            return _without_error(N, eps)
        unit = gammaln(1 + 1 / q) - gammaln(1 + 1 / p) - math.log(eps)
        volumes = [r * unit + gammaln(1 + r / p) - gammaln(1 + r / q) for r in _dimensions(N)]
        return max(0.0, *volumes) / math.log(2)

    @staticmethod
    def ball_rule(N: arb, q: arb, p: arb, eps: arb) -> arb:
        """Take the best section."""
        if not (q > 0 and p > 0 and eps > 0):
            return arb(_without_error(N, eps))
        unit = (1 + 1 / q).lgamma() - (1 + 1 / p).lgamma() - eps.log()
        best = arb(0)
        for r in _dimensions(N):
            best = best.max(r * unit + (1 + r / p).lgamma() - (1 + r / q).lgamma())
        return best / arb(2).log()

    def tex(self, show: Any) -> str:
        N, q, p, eps = map(show, self.args)
        return rf"\max_{{r \le {N}}} \log_2^+ \frac{{|B_{{{q}}}^r|}}{{|B_{{{p}}}^r| ({eps})^r}}"


class word_counts(Atom):
    """`word_counts(N, t)`: of the words ±1 on t of N places, how many move j entries of a fixed one and flip i others.

    A vector, one entry for each pair (j, i) that is possible; they sum to binom(N, t) 2^t.
    """

    nargs = 2

    @staticmethod
    def float_rule(N: Any, t: Any) -> np.ndarray:
        """Count exactly, then round."""
        return np.array([float(count) for *_, count in _pairs(N, t)])

    @staticmethod
    def ball_rule(N: arb, t: arb) -> list[arb]:
        """Count exactly."""
        return [arb(count) for *_, count in _pairs(N, t)]

    def tex(self, show: Any) -> str:
        N, t = map(show, self.args)
        return rf"\#_{{{N},{t}}}"


class word_distances(Atom):
    """`word_distances(N, t, p)`: 2j + 2^p i, the p-th power of the distance of those words from the fixed one."""

    nargs = 3

    @staticmethod
    def float_rule(N: Any, t: Any, p: Any) -> np.ndarray:
        """Return them in the order of `word_counts`."""
        return np.array([2 * j + i * 2**p for j, i, _ in _pairs(N, t)])

    @staticmethod
    def ball_rule(N: arb, t: arb, p: arb) -> list[arb]:
        """Return them in the order of `word_counts`."""
        return [2 * j + i * arb(2) ** p for j, i, _ in _pairs(N, t)]

    def tex(self, show: Any) -> str:
        N, t, p = map(show, self.args)
        return rf"\mathrm{{dist}}^{{{p}}}_{{{N},{t}}}"


def packing_limit(N: sp.Expr, t: sp.Expr, q: sp.Expr, p: sp.Expr, eps: sp.Expr) -> sp.Expr:
    """Return bits that every code of the ℓq ball with ℓp error eps has, by packing words of t entries ±t^(-1/q).

    No code point is within eps of two words whose distance is above 2^(max(1,p)/p) eps (for p < 1 it is the p-th
    powers that obey the triangle inequality), and a greedy choice finds words / words near a fixed one of them.
    """
    counts, reach = word_counts(N, t), 2 ** sp.Max(1, p) * eps**p * t ** (p / q)
    distances = word_distances(N, t, p)
    near = Where(sp.Lambda(_i, sp.Le(At(distances, _i), reach, evaluate=False)), distances)
    total, close = (SumOn(chosen, sp.Lambda(_i, At(counts, _i))) for chosen in (All(counts), near))
    return sp.log(total / close) / sp.log(2)


def _dimensions(N: Any) -> range:
    if whole(N) < 1:
        raise UndefinedError(f"a vector of {N} weights is empty")
    return range(1, whole(N) + 1)


def _without_error(N: Any, eps: Any) -> float:
    if eps == 0 and _dimensions(N):
        return math.inf
    if isinstance(eps, arb) and eps.contains(0):
        raise Undecided
    raise UndefinedError("exponents and errors are positive")


def _pairs(N: Any, t: Any) -> list[tuple[int, int, int]]:
    total, k = whole(N), whole(t)
    if not 1 <= k <= total:
        raise UndefinedError(f"there are no words of {k} entries among {total}")
    return [
        (j, i, math.comb(k, j) * math.comb(total - k, j) * 2**j * math.comb(k - j, i))
        for j in range(min(k, total - k) + 1)
        for i in range(k - j + 1)
    ]
