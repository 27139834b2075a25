"""A derivation: the statement of a bound reached step by step, each step decided by a rule."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from functools import cached_property

import sympy as sp

from lqtheory import registry
from lqtheory.bound import Bound
from lqtheory.rules.facts import Facts
from lqtheory.rules.kernel import Rule, prove


@dc.dataclass(frozen=True)
class Step:
    """From the expression before to the next one.

    Parameters
    ----------
    relation : "=" or "<="
        Between the two.
    reaches : Expr
        The next expression.
    why : str
        The justification, for a reader.
    by : Rule
        What decides the step.
    """

    relation: str
    reaches: sp.Expr
    why: str
    by: Rule


@dc.dataclass(frozen=True, kw_only=True)
class Derivation:
    """A chain of steps from the left side of a bound to its right side.

    It starts from the bound's own left side and must end at its right side, so it cannot drift from the statement.

    Parameters
    ----------
    proves : str or Bound
        An id of the registry, or a statement that is not in it (a lemma, an optimum), with an id of its own.
    steps : tuple of Step
    """

    proves: str | Bound
    steps: tuple[Step, ...]

    @property
    def bound(self) -> Bound:
        """The statement."""
        return registry.get(self.proves) if isinstance(self.proves, str) else self.proves

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """For every step the empty string if it is checked, else why it is unchecked."""
        facts = Facts.of(self.bound)
        out, before = [], self.bound.lhs
        for step in self.steps:
            out.append(prove(before, step.relation, step.reaches, step.by, facts))
            before = step.reaches
        if before != self.bound.rhs:
            out[-1] = out[-1] or f"the last expression is not the right side {self.bound.rhs}"
        return tuple(out)

    @property
    def complete(self) -> bool:
        """Whether every step is checked; what is cited is asked elsewhere, in `lqtheory.derivations`."""
        return not any(self.reasons)

    @cached_property
    def cites(self) -> tuple[Bound, ...]:
        """The bounds that its steps cite."""
        return tuple({bound.id: bound for step in self.steps for bound in _cited(step.by)}.values())


def _cited(rule: object) -> Iterator[Bound]:
    """Walk a rule and the rules inside it."""
    if hasattr(rule, "cited"):
        yield rule.cited
    for field in dc.fields(rule) if dc.is_dataclass(rule) else ():
        value = getattr(rule, field.name)
        if hasattr(value, "claim"):
            yield from _cited(value)
