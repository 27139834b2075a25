"""Equality of two expressions, decided by normal forms: folds are linear, and products are powers of their bases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sympy as sp

from lqtheory import primitives as prim
from lqtheory.domains import IndexSet
from lqtheory.rules.facts import Facts
from lqtheory.rules.indices import factors_without, renamed

Factors = dict[sp.Expr, sp.Expr]


class NoNormalForm(Exception):
    """A power of something whose sign is not known."""


def same(a: sp.Expr, b: sp.Expr, facts: Facts) -> bool:
    """Tell whether two expressions are certainly equal wherever both have a value.

    Either the difference cancels, or both are products of the same powers of the same bases.
    """
    try:
        a, b = (_without_logs(facts.opaque(normal(e, facts)), facts) for e in (a, b))
        if sp.expand(a - b) == 0:
            return True
        ratio = _factors(a, facts)
        for base, exponent in _factors(b, facts).items():
            ratio[base] = sp.cancel(ratio.get(base, 0) - exponent)
    except NoNormalForm:
        return False
    return all(exponent == 0 for exponent in ratio.values())


def _without_logs(e: sp.Expr, facts: Facts) -> sp.Expr:
    """Write the logarithm of a product as a sum."""

    def split(log: sp.log) -> sp.Expr:
        factors = _factors(log.args[0], facts)
        if not all(map(facts.positive, factors)):
            raise NoNormalForm
        return sp.Add(*(exponent * sp.log(base) for base, exponent in factors.items()))

    return e.replace(lambda x: isinstance(x, sp.log), split)


def _factors(e: sp.Expr, facts: Facts, power: sp.Expr = sp.S.One) -> Factors:
    """Return the exponents of the bases of a product; numbers are split into primes.

    (ab)^c = a^c b^c asks for a, b >= 0 unless c is an integer, and 0^c for c > 0.
    """
    power = sp.cancel(power)
    match e:
        case sp.Pow():
            return _factors_of_power(e.base, e.exp, facts, power)
        case sp.Mul():
            return _merged(_factors(a, facts, power) for a in e.args)
        case sp.Integer() if e != 0 and (e > 0 or power.is_Integer):
            return {sp.Integer(prime): sp.cancel(power * times) for prime, times in sp.factorint(e).items()}
        case sp.Rational() if e != 0 and not e.is_Integer:
            return _merged([_factors(sp.Integer(e.p), facts, power), _factors(sp.Integer(e.q), facts, -power)])
        case sp.Add():
            return _factors_of_sum(e, facts, power)
    return _as_base(e, facts, power)


def _as_base(e: sp.Expr, facts: Facts, power: sp.Expr) -> Factors:
    """Return what cannot be split, as a base."""
    if not (facts.positive(e) or power.is_Integer or (facts.nonneg(e) and facts.positive(power))):
        raise NoNormalForm
    return {e: power}


def _factors_of_power(base: sp.Expr, exponent: sp.Expr, facts: Facts, power: sp.Expr) -> Factors:
    """Multiply the exponents, which asks for a base >= 0 unless they are integers: √(x²) is not x."""
    if not (exponent.is_Integer and power.is_Integer) and not facts.nonneg(base):
        raise NoNormalForm
    return _factors(base, facts, power * exponent)


def _factors_of_sum(e: sp.Expr, facts: Facts, power: sp.Expr) -> Factors:
    """Factor a sum, after writing its terms in the same bases; negative factors are turned round."""
    split = sp.factor(sp.together(e))
    if _cannot_split(split):
        terms = [_factors(term, facts) for term in sp.expand(e).args]
        collected = sp.Add(*(sp.Mul(*(base**exponent for base, exponent in term.items())) for term in terms))
        split = collected if collected.is_Add else sp.factor(collected)
    if _cannot_split(split):
        return _as_base(sp.expand(e), facts, power)
    number, rest = split.as_coeff_Mul()
    sign, parts = sp.sign(number), [_factors(abs(number), facts, power)]
    for factor in sp.Mul.make_args(rest):
        base, exponent = factor.as_base_exp()
        if base.is_Add and exponent.is_Integer and facts.positive(-base):
            sign, base = sign * (-1) ** exponent, sp.expand(-base)
        parts.append(_factors_of_power(base, exponent, facts, power))
    return _merged([*parts, _factors(sign, facts, power)])


def _cannot_split(e: sp.Expr) -> bool:
    number, rest = e.as_coeff_Mul()
    return rest.is_Add and abs(number) == 1


def _merged(parts: Iterable[Factors]) -> Factors:
    total: defaultdict[sp.Expr, sp.Expr] = defaultdict(lambda: sp.Integer(0))
    for part in parts:
        for base, exponent in part.items():
            total[base] = sp.cancel(total[base] + exponent)
    return dict(total)


def normal(e: Any, facts: Facts) -> Any:
    """Rewrite every fold in one way.

    Entries of a vector that is given by a formula are that formula. A sum over a set splits into its terms, constants
    stand before it, a sum over a complement is the sum over all minus the sum over the set, a sum over no index is 0,
    a sum of 1 is a count, and a count of the indices at which something holds is a sum of 1 or 0.
    """
    if not e.args:
        return e
    if isinstance(e, prim.At) and isinstance(e.args[0], prim.Vec):
        formula: Any = e.args[0].args[0]
        return normal(formula(e.args[1]), facts)
    if isinstance(e, prim.SumOn):
        lam = e.args[1]
        return _sum(e.args[0], lam.variables[0], normal(lam.expr, facts), facts)
    if isinstance(e, prim.Count) and isinstance(e.args[0], prim.Where):
        condition, array = e.args[0].args
        one = sp.Lambda(condition.variables, sp.Piecewise((1, condition.expr), (0, True)))
        return normal(prim.SumOn(prim.All(array), one), facts)
    if isinstance(e, prim.MaxOn | prim.MaxOver):
        lam, where = (e.args[0], e.args[1:]) if isinstance(e, prim.MaxOver) else (e.args[1], e.args[:1])
        body = renamed(sp.Lambda(lam.variables, normal(lam.expr, facts)))
        where = [_members(x, facts) for x in where]
        return e.func(body, *where) if isinstance(e, prim.MaxOver) else e.func(*where, body)
    if isinstance(e, sp.Lambda):
        return e.func(e.variables, normal(e.expr, facts))
    if isinstance(e, sp.Abs) and isinstance(e.args[0], sp.Mul):
        return sp.Mul(*(normal(sp.Abs(a), facts) for a in e.args[0].args))
    return e.func(*(normal(a, facts) for a in e.args))


def _sum(where: Any, index: sp.Symbol, body: sp.Expr, facts: Facts) -> Any:
    if isinstance(where, prim.Compl) and (everything := _everything(where.args[0], facts)) is not None:
        return _sum(everything, index, body, facts) - _sum(where.args[0], index, body, facts)
    if isinstance(where, prim.Top) and where.args[1] == 0:
        return sp.Integer(0)
    where = _members(where, facts)
    total = sp.Integer(0)
    for term in sp.Add.make_args(sp.expand(body)):
        outside, inside = factors_without(index, term)
        each = renamed(sp.Lambda(index, inside))
        total += outside * (_count(where) if inside == 1 else prim.SumOn(where, each))
    return total


def _members(where: Any, facts: Facts) -> Any:
    """All indices of an array are all indices along its axis."""
    if isinstance(where, prim.All) and (axis := facts.length(where.args[0])) is not None:
        return prim.All(axis)
    return where


def _everything(inside: sp.Basic, facts: Facts) -> Any:
    """Return the set of all indices that a set is a part of."""
    if isinstance(inside, prim.Top):
        return prim.All(inside.args[0])
    domain = facts.domains.get(inside)
    return prim.All(domain.axis) if isinstance(domain, IndexSet) else None


def _count(where: sp.Basic) -> sp.Expr:
    if isinstance(where, prim.All) and isinstance(where.args[0], sp.Symbol):
        return where.args[0]
    return prim.Count(where)
