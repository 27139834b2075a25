"""The few words of which every atom and every bound is built.

They are sympy functions that never evaluate themselves; `lqtheory.interpreters` reads them with floats and with
balls. Indices start at 0. A *set* is a set of indices along the first axis of an array.
"""

from __future__ import annotations

from typing import Any

import sympy as sp


class Atom(sp.Function):
    """A function that stands for itself; `tex` says how it is written."""

    def tex(self, show: Any) -> str:
        """Return the LaTeX, where `show` prints a part."""
        raise NotImplementedError

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = self.tex(printer._print)
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


class At(Atom):
    """`At(w, i)`, `At(H, i, j)`: one entry of a vector or a matrix."""

    is_extended_real = True

    def tex(self, show: Any) -> str:
        array, *index = self.args
        return rf"{{{show(array)}}}_{{{' '.join(map(show, index))}}}"


class Vec(Atom):
    """`Vec(Lambda(i, body), w)`: the vector of the values of `body`, over the indices of `w`."""

    def tex(self, show: Any) -> str:
        (index,), body = self.args[0].variables, self.args[0].expr  # type: ignore[attr-defined]
        return rf"\left({show(body)}\right)_{{{show(index)}}}"


class All(Atom):
    """`All(w)`: every index of the first axis of `w`."""

    def tex(self, show: Any) -> str:
        return rf"[{show(self.args[0])}]"


class Top(Atom):
    """`Top(w, k)`: the indices of the k entries of largest magnitude; on equal magnitudes the smaller index is in."""

    def tex(self, show: Any) -> str:
        return rf"\mathrm{{top}}_{{{show(self.args[1])}}}({show(self.args[0])})"


class Compl(Atom):
    """`Compl(S)`: the indices that are not in S."""

    def tex(self, show: Any) -> str:
        return rf"{{{show(self.args[0])}}}^c"


class Where(Atom):
    """`Where(Lambda(i, relation), w)`: the indices of `w` at which the relation holds."""

    def tex(self, show: Any) -> str:
        (index,), relation = self.args[0].variables, self.args[0].expr  # type: ignore[attr-defined]
        return rf"\{{{show(index)}: {show(relation)}\}}"


class Count(Atom):
    """`Count(S)`: the number of indices in S."""

    def tex(self, show: Any) -> str:
        return rf"\left|{show(self.args[0])}\right|"


class SumOn(Atom):
    """`SumOn(S, Lambda(i, body))`: the sum of `body` over the indices in S; 0 over the empty set."""

    def tex(self, show: Any) -> str:
        (index,), body = self.args[1].variables, self.args[1].expr  # type: ignore[attr-defined]
        return rf"\sum_{{{show(index)} \in {show(self.args[0])}}} {show(body)}"


class MaxOn(Atom):
    """`MaxOn(S, Lambda(i, body))`: the maximum of `body`, which must not be negative, over S; 0 over the empty set."""

    def tex(self, show: Any) -> str:
        (index,), body = self.args[1].variables, self.args[1].expr  # type: ignore[attr-defined]
        return rf"\max_{{{show(index)} \in {show(self.args[0])}}} {show(body)}"


class MaxOver(Atom):
    """`MaxOver(Lambda(r, body), lo, hi)`: the maximum of `body` >= 0 over integers lo < r <= hi; 0 if there is none."""

    def tex(self, show: Any) -> str:
        lam, low, high = self.args
        (index,), body = lam.variables, lam.expr  # type: ignore[attr-defined]
        span = rf"{show(low)} < {show(index)} \le {show(high)}"
        return rf"\max_{{{span}}} {show(body)}"


class Ceil(Atom):
    """`Ceil(x)`: the smallest integer >= x (sympy's own would evaluate symbols by their assumptions)."""

    def tex(self, show: Any) -> str:
        return rf"\left\lceil {show(self.args[0])} \right\rceil"


def dim(x: sp.Basic) -> sp.Expr:
    """Return the length of the first axis of `x`."""
    return Count(All(x))


def mean_over(x: sp.Basic, index: sp.Symbol, body: sp.Expr) -> sp.Expr:
    """Return the mean of `body` over the first axis of `x`, with `index` running."""
    return SumOn(All(x), sp.Lambda(index, body)) / dim(x)


def equal(x: sp.Expr, y: sp.Expr) -> dict[str, sp.Expr]:
    """Return the sides of max(x, y) <= min(x, y), which says that x = y."""
    return {"lhs": sp.Max(x, y, evaluate=False), "rhs": sp.Min(x, y, evaluate=False)}
