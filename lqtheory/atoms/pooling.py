"""Pooling windows on data: what a change of the cells does to their mean and to their maximum.

`F`, `G` hold the cells that a window sees, a row per sample, in two networks; a window among several is a row of a
matrix `H`, and takes in the cells where that is not 0.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp
from flint import arb, fmpq

from lqtheory.atoms.outputs import columns
from lqtheory.interpreters import root
from lqtheory.primitives import All, At, Atom, Count, MaxOn, SumOn, Where, dim, mean_over

_a = sp.Symbol("a", integer=True)
_z = sp.Symbol("z", integer=True)
_j = sp.Symbol("j", integer=True)
_l = sp.Symbol("l", integer=True)  # a window


def largest_cell_gap(F: sp.Basic, G: sp.Basic) -> sp.Expr:
    """Return max_j e_j, e_j the L2(μ) norm of the change of cell j."""
    square = mean_over(F, _a, (At(F, _a, _z) - At(G, _a, _z)) ** 2)
    return MaxOn(All(columns(F)), sp.Lambda(_z, sp.sqrt(square)))


def _cells(H: sp.Basic) -> sp.Expr:
    """Return the set of the cells of window l."""
    return Where(sp.Lambda(_z, sp.Gt(sp.Abs(At(H, _l, _z)), 0, evaluate=False)), columns(H))


def _joined(F: sp.Basic, H: sp.Basic, change: sp.Expr) -> sp.Expr:
    """Return the L2(μ) norm, joined over the windows l, of a change on sample a."""
    return sp.sqrt(SumOn(All(H), sp.Lambda(_l, SumOn(All(F), sp.Lambda(_a, change**2)))) / dim(F))


class one_window(Atom):
    """`one_window(F)`: the matrix H of a single window that takes in every cell."""

    nargs = 1

    @staticmethod
    def float_rule(F: np.ndarray) -> np.ndarray:
        """Return a row of ones."""
        return np.ones((1, F.shape[1]))

    @staticmethod
    def ball_rule(F: list[list[arb]]) -> list[list[arb]]:
        """Return a row of ones."""
        return [[arb(1) for _ in F[0]]]

    def tex(self, show: Any) -> str:
        return r"\mathbf{1}"


class max_gap(Atom):
    """`max_gap(F, G, H)`: L2(μ) norm, joined over the windows H, of the change of the maximum of each window."""

    nargs = 3

    @staticmethod
    def define(F: sp.Basic, G: sp.Basic, H: sp.Basic) -> sp.Expr:
        """Return the definition; `lift` is added because `MaxOn` takes no negative values."""
        size = sp.Max(sp.Abs(At(F, _a, _z)), sp.Abs(At(G, _a, _z)), evaluate=False)
        lift = MaxOn(All(columns(F)), sp.Lambda(_z, size))
        cells = All(columns(F)) if isinstance(H, one_window) else _cells(H)
        after, before = (MaxOn(cells, sp.Lambda(_z, At(x, _a, _z) + lift)) for x in (F, G))
        if isinstance(H, one_window):
            return sp.sqrt(mean_over(F, _a, (after - before) ** 2))
        return _joined(F, H, after - before)

    @staticmethod
    def float_rule(F: np.ndarray, G: np.ndarray, H: np.ndarray) -> float:
        """Take the maxima window by window; a window without cells counts nothing."""
        changes = [F[:, row].max(axis=1) - G[:, row].max(axis=1) for row in H != 0 if row.any()]
        return float(np.sqrt(np.sum(np.square(changes)) / len(F)))

    @staticmethod
    def ball_rule(F: list[list[arb]], G: list[list[arb]], H: list[list[arb]]) -> arb:
        """Take the maxima window by window."""
        total = arb(0)
        for cells in _windows(H):
            total += sum(((_largest(f, cells) - _largest(g, cells)) ** 2 for f, g in zip(F, G, strict=True)), arb(0))
        return (total / len(F)).sqrt()

    def tex(self, show: Any) -> str:
        F, G, H = map(show, self.args)
        return rf"\lVert \max_{{{H}}} {F} - \max_{{{H}}} {G} \rVert"


class mean_gap(Atom):
    """`mean_gap(F, G, H)`: L2(μ) norm, joined over the windows H, of the change of the mean of each window."""

    nargs = 3

    @staticmethod
    def define(F: sp.Basic, G: sp.Basic, H: sp.Basic) -> sp.Expr:
        """Return the definition; a window without cells has the mean 0."""
        total = SumOn(_cells(H), sp.Lambda(_z, At(F, _a, _z) - At(G, _a, _z)))
        return _joined(F, H, total / sp.Max(1, Count(_cells(H)), evaluate=False))

    @staticmethod
    def float_rule(F: Any, G: Any, H: Any) -> Any:
        """Take the means window by window; a window without cells counts nothing."""
        changes = np.array(F) - np.array(G)
        means = [changes[:, cells].sum(axis=1) / len(cells) for cells in _windows(H)]
        return root(sum(((mean * mean).sum() for mean in means), start=0 * changes[0, 0]) / len(changes))

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        F, G, H = map(show, self.args)
        return rf"\lVert \mathrm{{mean}}_{{{H}}} ({F} - {G}) \rVert"


class mean_share(Atom):
    """`mean_share(H)`: the largest Σ 1/s over the windows that share a cell, s the number of cells in each."""

    nargs = 1

    @staticmethod
    def define(H: sp.Basic) -> sp.Expr:
        """Return the definition."""
        sharing = Where(sp.Lambda(_l, sp.Gt(sp.Abs(At(H, _l, _j)), 0, evaluate=False)), H)
        share = 1 / sp.Max(1, Count(_cells(H)), evaluate=False)
        return MaxOn(All(columns(H)), sp.Lambda(_j, SumOn(sharing, sp.Lambda(_l, share))))

    @staticmethod
    def float_rule(H: np.ndarray) -> float:
        """Add up in each cell."""
        return float(mean_share.ball_rule(H.tolist()))

    @staticmethod
    def ball_rule(H: Any) -> arb:
        """Add up in each cell."""
        shares = [fmpq(0)] * len(H[0])
        for cells in _windows(H):
            for cell in cells:
                shares[cell] += fmpq(1, len(cells))
        return arb(max(shares))

    def tex(self, show: Any) -> str:
        return rf"\max_j \textstyle\sum_{{{show(self.args[0])}_w \ni j}} 1/s_w"


class overlap(Atom):
    """`overlap(H)`: the largest number of windows that share a cell."""

    nargs = 1

    @staticmethod
    def define(H: sp.Basic) -> sp.Expr:
        """Return the definition."""
        sharing = Where(sp.Lambda(_l, sp.Gt(sp.Abs(At(H, _l, _j)), 0, evaluate=False)), H)
        return MaxOn(All(columns(H)), sp.Lambda(_j, Count(sharing)))

    @staticmethod
    def float_rule(H: np.ndarray) -> float:
        """Count in each column."""
        return float((H != 0).sum(axis=0).max())

    @staticmethod
    def ball_rule(H: list[list[arb]]) -> arb:
        """Count in each column."""
        return arb(max(sum(x != 0 for x in column) for column in zip(*H, strict=True)))

    def tex(self, show: Any) -> str:
        return rf"\mathrm{{overlap}}({show(self.args[0])})"


def _windows(H: Any) -> list[list[int]]:
    windows = ([j for j, x in enumerate(row) if x != 0] for row in H)
    return [cells for cells in windows if cells]


def _largest(row: list[arb], cells: list[int]) -> arb:
    value = row[cells[0]]
    for cell in cells[1:]:
        value = value.max(row[cell])
    return value
