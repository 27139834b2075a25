"""Rules about numbers: identities, signs, optima, limits."""

from __future__ import annotations

import dataclasses as dc
import itertools
from typing import Any

import sympy as sp
from flint import arb, fmpq

from lqtheory.domains import Real
from lqtheory.errors import UndefinedError
from lqtheory.interpreters import Balls, Undecided
from lqtheory.primitives import Atom, Ceil
from lqtheory.rules.algebra import same
from lqtheory.rules.facts import Facts
from lqtheory.rules.kernel import Claim, Unproved


@dc.dataclass(frozen=True)
class Identity:
    """Both sides are equal, once the atoms of the given kinds are replaced by their definitions."""

    unfold: tuple[type[Atom], ...] = ()

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Decide by normal forms."""
        if not same(self._unfolded(before), self._unfolded(after), facts):
            raise Unproved(f"no normal form shows that {before} = {after}")
        return Claim(before, "=", after)

    def _unfolded(self, e: Any) -> Any:
        while self.unfold and e.has(*self.unfold):
            e = e.replace(lambda x: isinstance(x, self.unfold), lambda x: type(x).define(*x.args))
        return e


@dc.dataclass(frozen=True)
class Difference:
    """The right side minus the left has no negative coefficient; ⌈x⌉ is x plus something in [0, 1)."""

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Decide for both signs of every absolute value on the left."""
        sizes = sorted(before.atoms(sp.Abs), key=str) if isinstance(before, sp.Abs) else []
        for signs in itertools.product((1, -1), repeat=len(sizes)):
            chosen = before.xreplace({size: sign * size.args[0] for size, sign in zip(sizes, signs, strict=True)})
            if not facts.nonneg(sp.expand(_without_ceilings(after - chosen))):
                raise Unproved(f"{after} - ({before}) may be negative")
        return Claim(before, "<=", after)


def _without_ceilings(e: Any) -> Any:
    for number, ceiling in enumerate(sorted(e.atoms(Ceil), key=str)):
        t = sp.Symbol(f"ceil{number}", positive=True)
        u = sp.Symbol(f"ceil{number}*", nonnegative=True)
        e = e.xreplace({ceiling: ceiling.args[0] + u / (t + u)})
    return e


@dc.dataclass(frozen=True)
class Optimum:
    """A function of one variable is largest (or smallest) at a point: up to there it rises (falls), beyond not.

    The logarithmic derivative must be rational in the variable, so that its sign is decided exactly.
    """

    variable: sp.Symbol
    point: sp.Expr

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Decide the sign of the derivative on both sides of the point."""
        x, sense = self.variable, 1 if before.has(self.variable) else -1
        body, extreme = (before, after) if sense == 1 else (after, before)
        if not same(body.subs(x, self.point), extreme, facts):
            raise Unproved(f"{extreme} is not the value at {x} = {self.point}")
        domain: Any = facts.domains[x]
        low = sp.sympify(domain.lower)
        if domain.upper is not None and facts.positive(domain.upper - self.point):
            to_right = self.point + (sp.sympify(domain.upper) - self.point) * _T / (1 + _T)
        else:  # the upper end may come before the point: show the claim beyond it too
            facts = facts.within(x, Real(domain.lower, None))
            to_right = self.point + (self.point - low) * _T
        if not (facts.positive(self.point - low) and facts.positive(body)):
            raise Unproved(f"{self.point} may not exceed {low}, or {body} may not be positive")
        slope = sense * sp.expand(sp.diff(body, x) / body)
        for where, side in (low + (self.point - low) * _T / (1 + _T), 1), (to_right, -1):
            if not facts.nonneg(side * slope.subs(x, where)):
                raise Unproved(f"the derivative in {x} may change its sign before or after {self.point}")
        return Claim(before, "<=", after)


_T = sp.Symbol("t*", positive=True)


@dc.dataclass(frozen=True)
class Monotone:
    """A positive factor that rises to 1 at the upper end of a variable's interval is at most 1.

    The sign of each factor of its logarithmic derivative is decided exactly, or by balls on pieces of the interval.
    """

    factor: sp.Expr
    variable: sp.Symbol

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Decide the sign of the derivative."""
        x, domain = self.variable, facts.domains[self.variable]
        rest = before / self.factor
        if not (isinstance(domain, Real) and facts.positive(self.factor) and facts.nonneg(rest)):
            raise Unproved(f"{self.factor} or {rest} may not be positive")
        ends = sp.sympify(domain.lower), sp.sympify(domain.upper)
        slope = sp.diff(sp.expand_log(sp.log(self.factor), force=True), x)
        sign = 1
        for factor in sp.Mul.make_args(sp.factor(sp.simplify(slope))):
            side = next((side for side in (1, -1) if _positive(side * factor, x, ends, facts)), 0)
            if side == 0:
                raise Unproved(f"the factor {factor} of the derivative may change its sign")
            sign *= side
        if sign < 0:
            raise Unproved(f"{self.factor} falls in {x}")
        if self.factor.subs(x, ends[1]) != 1 or not same(rest, after, facts):
            raise Unproved(f"the factor {self.factor} is not 1 at {x} = {ends[1]}, or the rest is not {after}")
        return Claim(before, "<=", after)


def _positive(e: sp.Expr, x: sp.Symbol, ends: tuple[sp.Expr, sp.Expr], facts: Facts) -> bool:
    return facts.positive(e) or (e.free_symbols == {x} and positive_on(e, x, *ends))


def positive_on(e: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr, depth: int = 12) -> bool:
    """Tell whether e > 0 on the closed interval, by balls over pieces that are halved `depth` times at most."""
    piece = arb(fmpq(low.p, low.q)).union(arb(fmpq(high.p, high.q)))
    try:
        value = Balls({x: piece}).read(e)
    except (Undecided, UndefinedError):
        value = arb(0, 1)
    if value > 0 or value <= 0 or depth == 0:
        return value > 0
    middle = (low + high) / 2
    return positive_on(e, x, low, middle, depth - 1) and positive_on(e, x, middle, high, depth - 1)


@dc.dataclass(frozen=True)
class LimitOf:
    """A limit at a positive point (or at infinity), by Gruntz's algorithm."""

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Compute the limit with the signs of the parameters known."""
        if not isinstance(before, sp.Limit) or not (before.args[2] == sp.oo or facts.positive(before.args[2])):
            raise Unproved(f"{before} is no limit at a positive point")
        known = [x for x in before.free_symbols if facts.positive(x)]
        signed = {x: sp.Symbol(x.name, positive=True) for x in (before.args[1], *known)}
        if before.xreplace(signed).doit() != after:
            raise Unproved(f"the limit is not {after}")
        return Claim(before, "=", after)


@dc.dataclass(frozen=True)
class Cases:
    """An inequality with case distinctions, decided apart on each interval that the thresholds cut out of a variable.

    `cuts` lists variables, each with its thresholds from the smallest.
    """

    cuts: tuple[tuple[sp.Expr, tuple[sp.Expr, ...]], ...]

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Decide the difference in every case."""
        for choice in itertools.product(*(_pieces(n, cuts) for n, (_, cuts) in enumerate(self.cuts))):
            values = {x: value for (x, _), value in zip(self.cuts, choice, strict=True)}
            gap = _decided((after - before).xreplace(values), facts)
            if gap.has(sp.Piecewise) or not facts.nonneg(gap):
                raise Unproved(f"{after} - ({before}) may be negative where {values}")
        return Claim(before, "<=", after)


def _pieces(number: int, cuts: tuple[sp.Expr, ...]) -> list[sp.Expr]:
    """Return a parametrised number of each of the intervals below, from, and beyond the thresholds."""
    t, u = sp.Symbol(f"case{number}", positive=True), sp.Symbol(f"case{number}*", positive=True)
    between = [(low * u + high * t) / (t + u) for low, high in itertools.pairwise(cuts)]
    return [cuts[0] - t, *cuts, *between, cuts[-1] + t]


def _decided(e: Any, facts: Facts) -> Any:
    """Choose the branches, and the larger of two, where the facts tell."""

    def choose(x: Any) -> Any:
        for value, condition in x.args:
            if condition == sp.true or holds(condition, facts):
                return value
            if not holds(condition.negated, facts):
                return x
        return x

    def larger(x: sp.Expr) -> sp.Expr:
        return next((a for a in x.args if all(facts.nonneg(a - b) for b in x.args)), x)

    e = e.replace(lambda x: isinstance(x, sp.Piecewise), choose)
    return e.replace(lambda x: isinstance(x, sp.Max), larger)


def holds(condition: Any, facts: Facts) -> bool:
    """Tell whether a relation <, <=, >, >= certainly holds."""
    if condition in facts.when:
        return True
    gap = condition.gts - condition.lts
    return facts.positive(gap) if isinstance(condition, sp.Lt | sp.Gt) else facts.nonneg(gap)
