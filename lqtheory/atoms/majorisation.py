"""When one vector is spread out less evenly than another: majorisation."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np
from flint import arb

from lqtheory.errors import UndefinedError
from lqtheory.interpreters import power
from lqtheory.primitives import Atom


class majorisation_gap(Atom):
    """`majorisation_gap(v, w, q)`: max over thresholds τ >= 0 of Σ(y_i − τ)₊ − Σ(x_i − τ)₊, never below 0.

    x = |v|^q/‖v‖_q^q and y = |w|^q/‖w‖_q^q; x majorises y, so v is the sparser one, where the gap is 0. The gap is
    convex in τ between the entries of x, and so largest at one of them or at 0, where it is 0.
    """

    nargs = 3

    @staticmethod
    def float_rule(v: np.ndarray, w: np.ndarray, q: float) -> float:
        """Compare at every threshold x_j at once."""
        x, y = (_shares(np.abs(a) ** q) for a in (v, w))
        gaps = np.maximum(y[:, None] - x, 0).sum(axis=0) - np.maximum(x[:, None] - x, 0).sum(axis=0)
        return float(gaps[x > 0].max(initial=0.0))

    @staticmethod
    def ball_rule(v: list[arb], w: list[arb], q: arb) -> arb:
        """Compare at every threshold x_j that is not 0."""
        x, y = (_shares(np.array([power(abs(a), q) for a in vector], dtype=object)) for vector in (v, w))
        zero = arb(0)
        gaps = [
            sum(((a - t).max(zero) for a in y), zero) - sum(((a - t).max(zero) for a in x), zero)
            for t in x
            if not t.is_zero()
        ]
        return reduce(arb.max, gaps, zero)

    def tex(self, show: Any) -> str:
        v, w, q = map(show, self.args)
        excess = r"\textstyle\sum_i(|{0}_i|^{{{1}}}/\lVert {0} \rVert^{{{1}}}_{{{1}}}-\tau)_+"
        return rf"\max_\tau\left({excess.format(w, q)}-{excess.format(v, q)}\right)"


def _shares(powers: np.ndarray) -> np.ndarray:
    total = powers.sum()
    if not total > 0:
        raise UndefinedError("the shares of the zero vector have no value")
    return powers / total
