"""What is known where a step is taken: the domains of the symbols and the side conditions; signs follow from them.

A sign is decided exactly. Each number is written as its domain demands, for example q in (0, p) as pt/(t+u) with
t, u > 0; if then every coefficient of numerator and denominator is positive, so is the expression.
"""

from __future__ import annotations

import dataclasses as dc
import functools
from collections.abc import Mapping
from typing import Any

import sympy as sp

from lqtheory import primitives as prim
from lqtheory.atoms import networks, norm, stechkin_constant, tail, worst_tail
from lqtheory.atoms.matrices import singular_values
from lqtheory.atoms.volumes import ball_volume
from lqtheory.bound import Bound
from lqtheory.domains import Domain, Integer, Matrix, Real, Vector
from lqtheory.symbols import AXES

POSITIVE = (ball_volume,)
"""Atoms that are positive wherever they have a value."""

NONNEGATIVE = (
    *(norm, tail, worst_tail, stechkin_constant, prim.Count, prim.MaxOn, prim.MaxOver),
    *(networks.output_error, networks.sup_error, networks.layer_sup_error, networks.input_sup),
    *(networks.rho, networks.gain, networks.fan_in, networks.kept),
)
"""Atoms that are never negative, whatever they are applied to."""

INCREASING = (sp.Min, sp.Max, sp.log, sp.exp, prim.SumOn, prim.MaxOn)
"""Functions that grow with what they are applied to."""


@dc.dataclass(frozen=True)
class Facts:
    """Domains of the symbols, each after those that it mentions, and side conditions.

    Parameters
    ----------
    over : tuple of (symbol, Domain)
    when : tuple of sympy relations
    """

    over: tuple[tuple[sp.Symbol, Domain], ...]
    when: tuple[Any, ...] = ()

    @classmethod
    def of(cls, bound: Bound) -> Facts:
        """Return the assumptions of a bound."""
        return cls(tuple(bound.over.items()), bound.when)

    @functools.cached_property
    def domains(self) -> Mapping[sp.Symbol, Domain]:
        """The domains by symbol."""
        return dict(self.over)

    def within(self, symbol: sp.Symbol, domain: Domain) -> Facts:
        """Return these facts with one more symbol, such as a running index."""
        return Facts((*self.over, (symbol, domain)), self.when)

    def length(self, array: sp.Basic) -> sp.Expr | None:
        """Return the length of the first axis of an array, or None if it is not known."""
        match array:
            case prim.Vec():
                return self.length(array.args[1])
            case singular_values():
                matrix = self.domains[array.args[0]]
                return sp.Min(matrix.rows, matrix.columns)
        match self.domains.get(array):
            case Vector(axis=axis) | Matrix(rows=axis):
                return axis
        return None

    def nonneg(self, e: sp.Expr) -> bool:
        """Tell whether the expression is certainly >= 0."""
        return self._certain(e, strict=False)

    def positive(self, e: sp.Expr) -> bool:
        """Tell whether the expression is certainly > 0."""
        return self._certain(e, strict=True)

    def direction(self, e: sp.Basic, x: sp.Symbol) -> int | None:
        """Return 1 if `e` certainly grows with x, -1 if it falls, 0 if x is not in it, None if neither is known."""
        if not e.has(x):
            return 0
        match e:
            case sp.Symbol():
                return 1
            case sp.Lambda():
                return self.direction(e.expr, x)
            case sp.Mul():
                number, rest = e.as_coeff_Mul()
                if number < 0:
                    return _opposite(self.direction(rest, x))
                moving = [a for a in e.args if a.has(x)]
                known = [a for a in e.args if a not in moving or len(moving) > 1]
                return _agreed(self.direction(a, x) for a in moving) if all(map(self.nonneg, known)) else None
            case sp.Pow(base=base, exp=exponent) if not exponent.has(x) and self.nonneg(base):
                if self.nonneg(exponent):
                    return self.direction(base, x)
                return _opposite(self.direction(base, x)) if self.nonneg(-exponent) else None
            case sp.Add():
                return _agreed(self.direction(a, x) for a in e.args)
            case worst_tail(args=(count, *others)) if not any(other.has(x) for other in others):
                return _opposite(self.direction(count, x))  # fewer and smaller terms
            case prim.MaxOver(args=(body, *limits)):
                return None if any(end.has(x) for end in limits) else self.direction(body, x)
        return _agreed(self.direction(a, x) for a in e.args) if isinstance(e, INCREASING) else None

    def _certain(self, e: sp.Expr, *, strict: bool) -> bool:
        plain = self.opaque(sp.sympify(e))
        return all(_has_sign(_simple(plain.xreplace(values)), strict=strict) for values in self._parameters)

    @functools.cached_property
    def _parameters(self) -> list[dict[sp.Symbol, sp.Expr]]:
        """Every number, written in parameters that may be any positive (or nonnegative) numbers.

        In a closed interval one of the two distances from its ends is positive: both cases are listed.
        """
        cases: list[dict[sp.Symbol, sp.Expr]] = [{axis: 1 + _parameter(f"{axis}*", True) for axis in AXES}]
        for x, domain in self.over:
            if not isinstance(domain, Real | Integer):
                continue
            left, right = domain.lower is not None, domain.upper is not None
            touches = (domain.ends[0] == "[" and left, domain.ends[1] == "]" and right)
            ways = [(True, False), (False, True)] if all(touches) else [touches]
            cases = [
                values | {x: _between(domain, values, *map(_parameter, (f"{x}*", f"{x}**"), may_vanish))}
                for values in cases
                for may_vanish in ways
            ]
        return cases

    def opaque(self, e: sp.Basic) -> sp.Expr:
        """Put a symbol, with the sign that is known of it, in the place of whatever is no arithmetic."""
        if isinstance(e, sp.Abs):
            for x in (e.args[0], -e.args[0]):
                if self.nonneg(x):
                    return self.opaque(x)
        if isinstance(e, sp.Add | sp.Mul | sp.Pow | sp.Abs | sp.Min | sp.Max | sp.log | sp.exp | sp.gamma):
            return e.func(*map(self.opaque, e.args))
        if not e.args:
            return e
        if isinstance(e, prim.Count) and isinstance(e.args[0], prim.All):
            if (length := self.length(e.args[0].args[0])) is not None:
                return length
        return sp.Symbol(sp.srepr(e), **self._sign_of(e))

    def _sign_of(self, e: Any) -> dict[str, bool]:
        match e:
            case prim.At():
                domain = self.domains.get(e.args[0])
                positive, nonneg = (getattr(domain, flag, False) for flag in ("positive", "nonnegative"))
                return {"positive": True} if positive else {"nonnegative": True} if nonneg else {"real": True}
            case norm() if self.nonzero(e.args[0]):
                return {"positive": True}
            case prim.SumOn() if self._sum_of_powers_of_nonzero(e):
                return {"positive": True}
            case prim.SumOn():
                return {"nonnegative": True} if self.nonneg(e.args[1].expr) else {"real": True}
            case sp.Sum() | sp.Product():
                return {"nonnegative": True} if self.nonneg(e.function) else {"real": True}
            case sp.Piecewise():
                return {"nonnegative": True} if all(self.nonneg(x.args[0]) for x in e.args) else {"real": True}
        if isinstance(e, POSITIVE):
            return {"positive": True}
        return {"nonnegative": True} if isinstance(e, NONNEGATIVE) or e.is_nonnegative else {"real": True}

    def _sum_of_powers_of_nonzero(self, e: Any) -> bool:
        where, body = e.args[0], e.args[1]
        base = body.expr.base if isinstance(body.expr, sp.Pow) else body.expr
        if not (isinstance(where, prim.All) and isinstance(base, sp.Abs) and isinstance(base.args[0], prim.At)):
            return False
        array, *index = base.args[0].args
        return self.nonzero(array) and index == [body.variables[0]] and where.args[0] in (array, self.length(array))

    def nonzero(self, array: sp.Basic) -> bool:
        """Tell whether a vector is known not to vanish."""
        domain = self.domains.get(array)
        return isinstance(domain, Vector) and (domain.nonzero or domain.positive)


def _parameter(name: str, may_vanish: bool) -> sp.Symbol:
    return sp.Symbol(name, nonnegative=True) if may_vanish else sp.Symbol(name, positive=True)


def _between(domain: Real | Integer, values: dict[sp.Symbol, sp.Expr], t: sp.Symbol, u: sp.Symbol) -> sp.Expr:
    """Return the number of an interval, in its distances t from the lower and u from the upper end."""
    low, high = (None if end is None else sp.sympify(end).xreplace(values) for end in (domain.lower, domain.upper))
    if low is None and high is None:
        return sp.Symbol(t.name, real=True)
    if high is None:
        return low + t
    return high - u if low is None else (low * u + high * t) / (t + u)


def _simple(x: sp.Expr) -> sp.Expr:
    """Put a symbol of the same sign in the place of every power that is not rational."""

    def plain(power: sp.Pow) -> sp.Expr:
        for strict in (True, False):
            if _has_sign(power.base, strict=strict):
                return _parameter(sp.srepr(power), not strict)
        return power

    x = x.doit() if x.has(sp.Min) else x
    known = sp.Symbol | sp.Number
    return x.replace(
        lambda y: y.is_Pow and not y.exp.is_Integer and not (isinstance(y.base, known) and y.base.is_positive), plain
    )


def _has_sign(x: sp.Expr, *, strict: bool) -> bool:
    """Tell whether x >= 0 (or > 0), from the signs of the terms of each of its factors."""
    if x.is_positive or (x.is_nonnegative and not strict):
        return True
    sign = 1
    for factor in sp.Mul.make_args(sp.factor(sp.together(x))):
        if factor.is_positive or (factor.is_nonnegative and not strict):
            continue
        base, exponent = factor.as_base_exp() if factor.is_Pow and factor.exp.is_Integer else (factor, sp.Integer(1))
        may_vanish = not strict or exponent < 0  # what has a value has no denominator 0
        for side in (1, -1):
            terms = sp.Add.make_args(sp.expand(side * base))
            if all(t.is_nonnegative for t in terms) and (may_vanish or any(t.is_positive for t in terms)):
                sign *= side if exponent % 2 else 1
                break
        else:
            return False
    return sign > 0


def _agreed(directions: Any) -> int | None:
    """Return the direction of a sum or product of what goes in these directions."""
    found = set(directions) - {0}
    return found.pop() if len(found) == 1 else None


def _opposite(direction: int | None) -> int | None:
    return None if direction is None else -direction
