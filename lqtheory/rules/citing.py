"""Rules that cite: a side condition, or another bound."""

from __future__ import annotations

import dataclasses as dc
from typing import Any

import sympy as sp

from lqtheory import registry
from lqtheory.bound import Bound
from lqtheory.domains import Domain, Integer, Real, Vector
from lqtheory.rules.algebra import same
from lqtheory.rules.facts import Facts
from lqtheory.rules.indices import running
from lqtheory.rules.kernel import Claim, Unproved
from lqtheory.rules.scalars import holds
from lqtheory.symbols import AXES

Substitution = tuple[tuple[sp.Basic, sp.Basic], ...]


@dc.dataclass(frozen=True)
class Condition:
    """A side condition of the bound."""

    condition: Any

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Look it up."""
        if self.condition not in facts.when or not isinstance(self.condition, sp.Le):
            raise Unproved(f"{self.condition} is not assumed")
        return Claim(self.condition.lhs, "<=", self.condition.rhs)


@dc.dataclass(frozen=True)
class ByBound:
    """Another bound, with expressions in the place of its symbols, which must lie in their domains.

    Parameters
    ----------
    bound : str or Bound
        An id in the registry, or the statement of another derivation.
    values : tuple of (symbol, expression)
        What is put in the place of its symbols, axes included; the others stand for themselves.
    """

    bound: str | Bound = dc.field(hash=False)
    values: Substitution = ()

    @property
    def cited(self) -> Bound:
        """The bound that is cited."""
        return registry.get(self.bound) if isinstance(self.bound, str) else self.bound

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Show that every value lies in the domain of its symbol, and the side conditions."""
        bound, values = self.cited, dict(self.values)
        free = set().union(*(sp.sympify(value).free_symbols for value in values.values()))
        if unknown := free - set(facts.domains) - AXES:
            raise Unproved(f"nothing is known of {', '.join(sorted(map(str, unknown)))}")
        if caught := free & set().union(*map(running, (bound.lhs, bound.rhs, *bound.when))):
            raise Unproved(f"{', '.join(sorted(map(str, caught)))} is a running index in {bound.id}")
        for symbol, domain in bound.over.items():
            if reason := _outside(values.get(symbol, symbol), domain, values, facts):
                raise Unproved(f"{symbol} of {bound.id} {reason}")
        for condition in bound.when:
            if not holds(condition.xreplace(values), facts):
                raise Unproved(f"{bound.id} needs {condition.xreplace(values)}")
        return Claim(bound.lhs.xreplace(values), "<=", bound.rhs.xreplace(values))


def _outside(value: sp.Basic, domain: Domain, values: dict[sp.Basic, sp.Basic], facts: Facts) -> str:
    """Return the empty string if the value certainly lies in the domain, else what is missing."""
    if facts.domains.get(value) == domain and not (_mentioned(domain) & set(values)):
        return ""
    if isinstance(domain, Integer) and not value.is_integer:
        return f"= {value} may be no integer"
    if isinstance(domain, Real | Integer):
        for end, sign, closed in (domain.lower, 1, domain.ends[0] == "["), (domain.upper, -1, domain.ends[1] == "]"):
            if end is None:
                continue
            gap = sign * (value - sp.sympify(end).xreplace(values))
            if not (facts.nonneg(gap) if closed else facts.positive(gap)):
                return f"may lie outside its domain: {gap} may be negative"
        return ""
    if isinstance(domain, Vector) and (length := facts.length(value)) is not None:
        if not same(values.get(domain.axis, domain.axis), length, facts):
            return f"has length {length}, not {values.get(domain.axis, domain.axis)}"
        return "" if domain == Vector(domain.axis) else "may not be what its domain demands"
    return f"= {value} is not known to be {domain}"


def _mentioned(domain: Domain) -> set[sp.Basic]:
    """Return the symbols that a domain mentions, its axes included."""
    return {
        x for field in dc.fields(domain) if isinstance(x := getattr(domain, field.name), sp.Symbol)
    } | domain.needs()
