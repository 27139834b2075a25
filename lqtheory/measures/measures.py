"""Measures of sparsity, larger = sparser: sympy expressions over atoms, so that balls can evaluate them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import sympy as sp
from flint import arb, ctx, fmpq

from lqtheory.atoms import effective_dimension, norm, pq_index
from lqtheory.interpreters import Balls
from lqtheory.primitives import All, At, Count, MaxOn, SumOn, Where, dim
from lqtheory.symbols import i, j, w

_HALF = sp.Rational(1, 2)


class Measure(NamedTuple):
    """A measure of the sparsity of a vector."""

    name: str
    value: sp.Expr
    """Over the symbol w."""
    least: int = 1
    """The shortest vectors that it has a value for."""

    def exact(self, vector: Sequence[Fraction]) -> sp.Expr:
        """Return the value as a sympy number, for equalities, which no ball decides."""
        return _exact(self.value, [sp.Rational(x.numerator, x.denominator) for x in vector])

    def __call__(self, vector: Sequence[Fraction], prec: int = 128) -> arb:
        """Return a ball that contains the value, computed with `prec` bits.

        Raises
        ------
        UndefinedError
            When it has none, as ratios of the zero vector.
        """
        with ctx.workprec(prec):
            return Balls({w: [arb(fmpq(x.numerator, x.denominator)) for x in vector]}).read(self.value)


def _exact(e: Any, entries: list[sp.Rational]) -> Any:
    """Write out an expression over primitives and atoms with the entries of w."""
    if isinstance(e, At):
        return entries[int(e.args[1])]
    if isinstance(e, Count):
        return sp.Integer(len(_members(e.args[0], entries)))
    if isinstance(e, SumOn | MaxOn):
        terms = [_exact(e.args[1](n), entries) for n in _members(e.args[0], entries)]  # type: ignore[operator]
        return sp.Add(*terms) if isinstance(e, SumOn) else sp.Max(*terms)
    if define := getattr(type(e), "define", None):
        return _exact(define(*e.args), entries)
    return e.func(*(_exact(a, entries) for a in e.args)) if e.args else e


def _members(S: Any, entries: list[sp.Rational]) -> list[int]:
    indices = range(len(entries))
    return [n for n in indices if isinstance(S, All) or bool(_exact(S.args[0](n), entries))]


def _size(index: sp.Symbol) -> sp.Expr:
    return sp.Abs(At(w, index))


_support = Where(sp.Lambda(i, sp.Gt(_size(i), 0, evaluate=False)), w)
_zeros = dim(w) - Count(_support)
_share = _size(i) / norm(w, 1)
_negative_entropy = SumOn(_support, sp.Lambda(i, _share * sp.log(_share)))
_differences = SumOn(All(w), sp.Lambda(i, SumOn(All(w), sp.Lambda(j, sp.Abs(_size(i) - _size(j))))))

MEASURES = (
    Measure("number of zeros / d", _zeros / dim(w)),
    Measure("number of zeros", _zeros),
    Measure("-l0", -Count(_support)),
    Measure("-l1", -norm(w, 1)),
    Measure("-lq, q = 1/2", -norm(w, _HALF)),
    Measure("l2/l1", norm(w, 2) / norm(w, 1)),
    Measure("Hoyer", (sp.sqrt(dim(w)) - norm(w, 1) / norm(w, 2)) / (sp.sqrt(dim(w)) - 1), least=2),
    Measure("Gini", _differences / (2 * dim(w) * norm(w, 1))),
    Measure("kurtosis", dim(w) * (norm(w, 4) / norm(w, 2)) ** 4),
    Measure("ln d - H", sp.log(dim(w)) + _negative_entropy),
    Measure("-H", _negative_entropy),
    Measure("l1/lq, q = 1/2", norm(w, 1) / norm(w, _HALF)),
    Measure("PQI, p = 1/2, q = 1", pq_index(w, _HALF, sp.Integer(1))),
    Measure("PQI, p = 1, q = 2", pq_index(w, sp.Integer(1), sp.Integer(2))),
    Measure("PQI, p = 1, q = oo", pq_index(w, sp.Integer(1), sp.oo)),
    Measure("PQI, p = 2, q = 3", pq_index(w, sp.Integer(2), sp.Integer(3))),
    Measure("PQI, p = 1/4, q = 1/2", pq_index(w, sp.Rational(1, 4), _HALF)),
    Measure("-N/d, p = 1/2, q = 1", -effective_dimension(w, _HALF, sp.Integer(1)) / dim(w)),
    Measure("1/N, p = 1/2, q = 1", 1 / effective_dimension(w, _HALF, sp.Integer(1))),
)
"""Every measure of the table; H is the entropy of |w|/‖w‖_1, N the effective dimension, PQI the PQ index."""
