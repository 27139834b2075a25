"""Rules about sums and maxima over vectors of any length."""

from __future__ import annotations

import dataclasses as dc

import sympy as sp

from lqtheory import primitives as prim
from lqtheory.atoms import mass, norm, tail
from lqtheory.domains import IndexSet, Integer, Real
from lqtheory.rules.algebra import same
from lqtheory.rules.facts import Facts
from lqtheory.rules.kernel import Claim, Rule, Unproved, prove


def _term(fold: sp.Basic, *kinds: type) -> sp.Lambda:
    """Return the function whose values a sum or maximum takes together."""
    if not isinstance(fold, kinds or (prim.SumOn, prim.MaxOn, prim.MaxOver)):
        raise Unproved(f"{fold} is no sum or maximum as it is asked for")
    return fold.args[0] if isinstance(fold, prim.MaxOver) else fold.args[1]


@dc.dataclass(frozen=True)
class Termwise:
    """What holds for every term holds for the sum or the maximum."""

    left: sp.Expr
    right: sp.Expr
    by: Rule
    relation: str = "<="

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Prove the claim of one term."""
        index = _term(self.left).variables[0]
        terms = [_term(fold)(index) for fold in (self.left, self.right)]
        frames = [fold.xreplace({_term(fold): sp.Lambda(index, index)}) for fold in (self.left, self.right)]
        if frames[0] != frames[1]:
            raise Unproved(f"{self.left} and {self.right} do not run over the same set")
        if reason := prove(terms[0], self.relation, terms[1], self.by, _running(self.left, index, facts)):
            raise Unproved(reason)
        return Claim(self.left, self.relation, self.right)


@dc.dataclass(frozen=True)
class AtMost:
    """A maximum is at most what is not negative and bounds every term."""

    left: sp.Expr
    right: sp.Expr
    by: Rule

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Prove the bound of one term."""
        term = _term(self.left, prim.MaxOn, prim.MaxOver)
        index = term.variables[0]
        if self.right.has(index) or not facts.nonneg(self.right):
            raise Unproved(f"{self.right} may be negative, or depends on the running index")
        if reason := prove(term.expr, "<=", self.right, self.by, _running(self.left, index, facts)):
            raise Unproved(reason)
        return Claim(self.left, "<=", self.right)


def _running(fold: sp.Basic, index: sp.Symbol, facts: Facts) -> Facts:
    """Add what is known of the running index."""
    if isinstance(fold, prim.MaxOver):
        _, low, high = fold.args
        return facts.within(index, Integer(low + 1, high) if low.is_number else Real(low, high, "(]"))
    if isinstance(fold.args[0], prim.All) and (length := facts.length(fold.args[0].args[0])) is not None:
        return facts.within(index, Integer(0, length - 1))
    return facts


@dc.dataclass(frozen=True)
class Part:
    """A claim about a part of an expression; with `>=`, for an expression that falls in it; or with `=`."""

    left: sp.Expr
    right: sp.Expr
    by: Rule
    relation: str = "<="

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Prove the claim of the part."""
        pair = (self.right, self.left) if self.relation == ">=" else (self.left, self.right)
        if reason := prove(pair[0], "=" if self.relation == "=" else "<=", pair[1], self.by, facts):
            raise Unproved(reason)
        return Claim(self.left, self.relation, self.right)


@dc.dataclass(frozen=True)
class Subset:
    """A sum of terms that are not negative is at most the sum over all indices."""

    left: sp.Expr
    array: sp.Basic

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Decide the sign of a term."""
        body = _term(self.left, prim.SumOn)
        inside = self.left.args[0]
        if not facts.nonneg(body.expr) or not _along(inside, self.array, facts):
            raise Unproved(f"a term of {self.left} may be negative, or it does not run along {self.array}")
        return Claim(self.left, "<=", prim.SumOn(prim.All(self.array), body))


def _along(inside: sp.Basic, array: sp.Basic, facts: Facts) -> bool:
    """Tell whether a set consists of indices of an array."""
    while isinstance(inside, prim.Compl):
        inside = inside.args[0]
    domain = facts.domains.get(inside)
    axis = domain.axis if isinstance(domain, IndexSet) else None
    if isinstance(inside, prim.Top):
        axis = facts.length(inside.args[0])
    return axis is not None and axis == facts.length(array)


@dc.dataclass(frozen=True)
class Hoelder:
    """Σ f^α g^β <= (Σ f)^α (Σ g)^β for f, g >= 0 and α, β >= 0 that sum to 1: Hölder's inequality."""

    where: sp.Basic
    f: sp.Lambda
    g: sp.Lambda
    alpha: sp.Expr
    beta: sp.Expr

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Decide the signs, and that the exponents sum to 1."""
        index = self.f.variables[0]
        f, g = self.f.expr, self.g(index)
        if not all(map(facts.nonneg, (f, g, self.alpha, self.beta))):
            raise Unproved(f"one of {f}, {g}, {self.alpha}, {self.beta} may be negative")
        if not same(self.alpha + self.beta, sp.Integer(1), facts):
            raise Unproved(f"{self.alpha} + {self.beta} may not be 1")
        left = prim.SumOn(self.where, sp.Lambda(index, f**self.alpha * g**self.beta))
        sums = [prim.Count(self.where) if x == 1 else prim.SumOn(self.where, sp.Lambda(index, x)) for x in (f, g)]
        return Claim(left, "<=", sums[0] ** self.alpha * sums[1] ** self.beta)


@dc.dataclass(frozen=True)
class Triangle:
    """|Σ x| <= Σ |x|, for the terms of a sum and inside sums over indices."""

    left: sp.Expr

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Take every term apart."""
        if not isinstance(self.left, sp.Abs):
            raise Unproved(f"{self.left} is no absolute value")
        terms = sp.Add.make_args(self.left.args[0])
        return Claim(self.left, "<=", sp.Add(*map(_size, terms)))


def _size(term: sp.Expr) -> sp.Expr:
    number, rest = term.as_coeff_Mul()
    if isinstance(rest, prim.SumOn):
        where, body = rest.args
        return sp.Abs(number) * prim.SumOn(where, sp.Lambda(body.variables, sp.Abs(body.expr)))
    return sp.Abs(term)


@dc.dataclass(frozen=True)
class EntryBelowMaximum:
    """|x_i| <= ‖x‖_∞."""

    array: sp.Basic
    index: sp.Symbol

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Nothing is to be decided."""
        return Claim(sp.Abs(prim.At(self.array, self.index)), "<=", norm(self.array, sp.oo))


@dc.dataclass(frozen=True)
class MaximumBelowSum:
    """(max x)^q <= Σ x^q for x >= 0, q > 0."""

    left: sp.Expr
    q: sp.Expr

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Decide the signs."""
        body = _term(self.left, prim.MaxOn)
        if not (facts.nonneg(body.expr) and facts.positive(self.q)):
            raise Unproved(f"{body.expr} or {self.q} may not be positive")
        return Claim(
            self.left**self.q, "<=", prim.SumOn(self.left.args[0], sp.Lambda(body.variables, body.expr**self.q))
        )


@dc.dataclass(frozen=True)
class TopAboveRest:
    """k (max of |w| beyond the top k)^q <= Σ of |w|^q over the top k, q > 0: none of these is smaller."""

    w: sp.Basic
    k: sp.Expr
    q: sp.Expr

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Decide the sign of q."""
        if not facts.positive(self.q):
            raise Unproved(f"{self.q} may not be positive")
        top = prim.Top(self.w, self.k)
        return Claim(self.k * tail.define(self.w, self.k, sp.oo) ** self.q, "<=", mass(top, self.w, self.q))
