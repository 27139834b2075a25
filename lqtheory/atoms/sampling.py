"""Sparsification by sampling (Maurey): what draws of single inputs can do, and the constants of its rates.

A draw is X_j = D sign(w_j) h_j/B_j, where u_j = |w_j| B_j and D = Σ u_j. Drawn with probability u_j/D, its mean is
ω = Σ w_j h_j. Weights that are kept are no part of this w: they are 0 here.
"""

from __future__ import annotations

from functools import reduce
from itertools import combinations_with_replacement
from math import comb
from typing import Any, NamedTuple

import numpy as np
import sympy as sp
from flint import arb

from lqtheory.errors import UndefinedError
from lqtheory.interpreters import whole
from lqtheory.primitives import Atom

LARGEST = 1000
"""So many selections are enumerated, not more."""


class _Draws(NamedTuple):
    """All draws, a row each, and their mean; in floats or balls."""

    each: np.ndarray
    mean: np.ndarray


def _draws(w: np.ndarray, H: np.ndarray) -> _Draws:
    sizes = np.sqrt((H * H).sum(axis=0) / len(H))
    scaled = np.abs(w) * sizes
    alive = np.array([bool(x > 0) for x in scaled])
    directions = (H * np.sign(w.astype(float)))[:, alive] / sizes[alive]
    return _Draws((directions * scaled.sum()).T, (H * w).sum(axis=1))


def _square(x: np.ndarray) -> Any:
    """Return the squared L2(μ) norms of the rows."""
    return (x * x).sum(axis=-1) / x.shape[-1]


def _least(values: np.ndarray) -> Any:
    return reduce(arb.min, values) if values.dtype == object else values.min()


class draws_error(Atom):
    """`draws_error(w, H, t)`, t >= 1: the least E(mean of t draws − ω)² over all choices of t draws."""

    nargs = 3

    @staticmethod
    def float_rule(w: np.ndarray, H: np.ndarray, t: Any) -> Any:
        """Try all choices; where nothing can be drawn, ω = 0 and nothing is lost."""
        draws, count = _draws(w, H), int(t)
        if count < 1 or comb(len(draws.each) + count - 1, count) > LARGEST:
            raise UndefinedError(f"the choices of {count} draws from {len(draws.each)} inputs are none or too many")
        if not len(draws.each):
            return _square(draws.mean)
        chosen = np.array(list(combinations_with_replacement(range(len(draws.each)), count)))
        return _least(_square(draws.each[chosen].sum(axis=1) / count - draws.mean))

    @staticmethod
    def ball_rule(w: list[arb], H: list[list[arb]], t: arb) -> arb:
        """Try all choices."""
        return arb(0) + draws_error.float_rule(_objects(w), _objects(H), whole(t))

    def tex(self, show: Any) -> str:
        t = show(self.args[2])
        return rf"\min_{{j_1 \ldots j_{{{t}}}}} \mathbb{{E}}(\omega-\tfrac1{{{t}}}\textstyle\sum_s X_{{j_s}})^2"


class next_draw_error(Atom):
    """`next_draw_error(w, H, R)`: the least E(R + X_j − ω)² over one draw X_j."""

    nargs = 3

    @staticmethod
    def float_rule(w: np.ndarray, H: np.ndarray, R: np.ndarray) -> Any:
        """Try all draws; where there is none, ω = 0."""
        draws = _draws(w, H)
        return _least(_square((R - draws.mean) + draws.each)) if len(draws.each) else _square(R - draws.mean)

    @staticmethod
    def ball_rule(w: list[arb], H: list[list[arb]], R: list[arb]) -> arb:
        """Try all draws."""
        return arb(0) + next_draw_error.float_rule(_objects(w), _objects(H), _objects(R))

    def tex(self, show: Any) -> str:
        return rf"\min_j \mathbb{{E}}({show(self.args[2])}+X_j-\omega)^2"


class sampling_constant(Atom):
    """`sampling_constant(k, d, q)`: min of C_{k,d}(q,1) and of C_{j,d}(q,1)/√(k−j) over the splits 0 <= j < k.

    With j weights kept and k − j drawn, or all k kept, it bounds the error of k weights for ‖u‖_q = 1.
    """

    nargs = 3

    @staticmethod
    def float_rule(k: float, d: float, q: float) -> float:
        """Tabulate C_{j,d}(q,1) for all j <= k."""
        _require(0 <= k <= d and d > 0 and q > 0)
        kept, r = np.arange(int(k) + 1), np.arange(1, int(d) + 1)
        worst = (np.maximum(r - kept[:, None], 0) * r ** (-1 / q)).max(axis=1)
        return float(np.append(worst[:-1] / np.sqrt(kept[:0:-1]), worst[-1]).min())

    @staticmethod
    def ball_rule(k: arb, d: arb, q: arb) -> arb:
        """Tabulate C_{j,d}(q,1) for all j <= k."""
        _require(0 <= k <= d and d > 0 and q > 0)
        size, powers = whole(k), [arb(r) ** (-1 / q) for r in range(1, whole(d) + 1)]
        worst = [
            reduce(arb.max, [(r - j) * power for r, power in enumerate(powers, 1) if r > j], arb(0))
            for j in range(size + 1)
        ]
        return reduce(arb.min, [c / arb(size - j).sqrt() for j, c in enumerate(worst[:-1])], worst[-1])

    def tex(self, show: Any) -> str:
        k, d, q = map(show, self.args)
        return rf"\min_{{j<{k}}} \{{C_{{{k},{d}}}({q},1), C_{{j,{d}}}({q},1)/\sqrt{{{k}-j}}\}}"


class sampling_rate(Atom):
    """`sampling_rate(q)`, 0 < q < 1: κ_q = q (1−q)^(1/q−1) ((2−2q)/(2−q))^(1−1/q) (q/(2−q))^(−1/2)."""

    nargs = 1

    @staticmethod
    def define(q: sp.Expr) -> sp.Expr:
        """Return the definition."""
        split, drawn = (2 - 2 * q) / (2 - q), q / (2 - q)
        return q * (1 - q) ** (1 / q - 1) * split ** (1 - 1 / q) / sp.sqrt(drawn)

    def tex(self, show: Any) -> str:
        return rf"\kappa_{{{show(self.args[0])}}}"


def _require(valid: Any) -> None:
    if not valid:
        raise UndefinedError("the sampling constant has no value: it needs 0 <= k <= d, d > 0 and q > 0")


def _objects(rows: Any) -> np.ndarray:
    return np.array(rows, dtype=object)
