"""Outputs of a network on data: distance of two of them, losses, margins, accuracy.

`F`, `G` hold outputs (logits), a row per sample; `y` the labels, `Y` regression targets.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp
from flint import arb

from lqtheory.primitives import All, At, Atom, Count, MaxOn, SumOn, Vec, Where, dim, mean_over

_a = sp.Symbol("a", integer=True)
_z, _j = sp.symbols("z j", integer=True)


class columns(Atom):
    """`columns(F)`: the first row of F, to range over its columns."""

    nargs = 1

    @staticmethod
    def define(F: sp.Basic) -> sp.Expr:
        """Return the definition."""
        return At(F, 0)

    def tex(self, show: Any) -> str:
        return rf"{{{show(self.args[0])}}}_0"


def classes(F: sp.Basic) -> sp.Expr:
    """Return the set of all outputs."""
    return All(columns(F))


def squared_row_gap(F: sp.Basic, G: sp.Basic, sample: sp.Expr) -> sp.Expr:
    """Return Σ over the outputs of (F − G)², for one sample."""
    return SumOn(classes(F), sp.Lambda(_z, (At(F, sample, _z) - At(G, sample, _z)) ** 2))


def squared_gap(F: sp.Basic, G: sp.Basic) -> sp.Expr:
    """Return Σ over samples and outputs of (F − G)²."""
    return SumOn(All(F), sp.Lambda(_a, squared_row_gap(F, G, _a)))


def output_gap(F: sp.Basic, G: sp.Basic) -> sp.Expr:
    """Return (E‖f − f̂‖₂²)^(1/2)."""
    return sp.sqrt(squared_gap(F, G) / dim(F))


def norm_gap(F: sp.Basic, G: sp.Basic) -> sp.Expr:
    """Return E‖f − f̂‖₂."""
    return mean_over(F, _a, sp.sqrt(squared_row_gap(F, G, _a)))


class range_gap(Atom):
    """`range_gap(F, G)`: E[range(f − f̂)], range = maximum − minimum over the outputs."""

    nargs = 2

    @staticmethod
    def define(F: sp.Basic, G: sp.Basic) -> sp.Expr:
        """Return the definition: a range is the largest difference of two entries."""
        gap, other = (At(F, _a, x) - At(G, _a, x) for x in (_z, _j))
        largest = MaxOn(classes(F), sp.Lambda(_j, sp.Abs(gap - other)))
        return mean_over(F, _a, MaxOn(classes(F), sp.Lambda(_z, largest)))

    @staticmethod
    def float_rule(F: np.ndarray, G: np.ndarray) -> float:
        """Take the mean of the ranges of the rows."""
        return float(np.mean(np.ptp(F - G, axis=1)))

    @staticmethod
    def ball_rule(F: list[list[arb]], G: list[list[arb]]) -> arb:
        """Take the mean of the ranges of the rows."""
        total = arb(0)
        for a, b in zip(F, G, strict=True):
            gap = [x - y for x, y in zip(a, b, strict=True)]
            total += _extreme(gap, arb.max) - _extreme(gap, arb.min)
        return total / len(F)

    def tex(self, show: Any) -> str:
        F, G = map(show, self.args)
        return rf"\mathbb{{E}}\,\mathrm{{range}}({F}-{G})"


class cross_entropy(Atom):
    """`cross_entropy(F, y)`: the mean of log Σ_j exp F_ij − F_{i,y_i}, in nats."""

    nargs = 2

    @staticmethod
    def define(F: sp.Basic, y: sp.Basic) -> sp.Expr:
        """Return the definition."""
        total = SumOn(classes(F), sp.Lambda(_z, sp.exp(At(F, _a, _z))))
        return mean_over(F, _a, sp.log(total) - At(F, _a, At(y, _a)))

    @staticmethod
    def float_rule(F: np.ndarray, y: np.ndarray) -> float:
        """Shift by the maximum, so that exp cannot overflow."""
        top = F.max(axis=1, keepdims=True)
        log_sum = top[:, 0] + np.log(np.exp(F - top).sum(axis=1))
        return float(np.mean(log_sum - F[np.arange(len(F)), y]))

    @staticmethod
    def ball_rule(F: list[list[arb]], y: list[arb]) -> arb:
        """Shift by the maximum, as in floats."""
        total = arb(0)
        for row, label in zip(F, y, strict=True):
            top = _extreme(row, arb.max)
            total += top + sum(((x - top).exp() for x in row), arb(0)).log() - row[int(label.unique_fmpz())]
        return total / len(F)

    def tex(self, show: Any) -> str:
        F, y = map(show, self.args)
        return rf"\mathrm{{CE}}({F},{y})"


class margins(Atom):
    """`margins(F, y)`: per sample, the output of the true class minus the largest other one (at least two classes)."""

    nargs = 2

    @staticmethod
    def float_rule(F: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Mask the true class and take the maximum."""
        rows = np.arange(len(F))
        others = F.copy()
        others[rows, y] = -np.inf
        return F[rows, y] - others.max(axis=1)

    @staticmethod
    def ball_rule(F: list[list[arb]], y: list[arb]) -> list[arb]:
        """Take the maximum over the other classes."""
        labels = [int(x.unique_fmpz()) for x in y]
        return [
            row[label] - _extreme([x for j, x in enumerate(row) if j != label], arb.max)
            for row, label in zip(F, labels, strict=True)
        ]

    def tex(self, show: Any) -> str:
        F, y = map(show, self.args)
        return rf"\mathrm{{margin}}({F},{y})"


def accuracy(F: sp.Basic, y: sp.Basic) -> sp.Expr:
    """Return the share of samples whose margin is positive: a tie is an error."""
    return margin_positive(F, y) / dim(F)


def margin_positive(F: sp.Basic, y: sp.Basic) -> sp.Expr:
    """Return the number of samples that are classified correctly."""
    return Count(Where(sp.Lambda(_a, sp.Gt(At(margins(F, y), _a), 0, evaluate=False)), F))


def margin_at_least(F: sp.Basic, y: sp.Basic, level: sp.Expr) -> sp.Expr:
    """Return the number of samples whose margin is at least `level`."""
    return Count(Where(sp.Lambda(_a, sp.Ge(At(margins(F, y), _a), level, evaluate=False)), F))


def squared_margins(F: sp.Basic, y: sp.Basic) -> sp.Expr:
    """Return the vector of max(margin, 0)²."""
    return Vec(sp.Lambda(_a, sp.Max(At(margins(F, y), _a), 0) ** 2), F)


def _extreme(row: list[arb], choose: Any) -> arb:
    value = row[0]
    for x in row[1:]:
        value = choose(value, x)
    return value
