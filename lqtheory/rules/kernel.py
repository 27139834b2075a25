"""How a step is decided: a rule proves a local claim, and the kernel carries it to the whole expression."""

from __future__ import annotations

import functools
from typing import NamedTuple, Protocol

import sympy as sp

from lqtheory.rules.facts import Facts
from lqtheory.rules.indices import renamed, running


class Unproved(Exception):
    """A premise that could not be decided; the sentence says which."""


class Claim(NamedTuple):
    """`left relation right`, which a rule has proved."""

    left: sp.Expr
    relation: str
    right: sp.Expr


class Rule(Protocol):
    """One way to take a step. Rules are frozen dataclasses, so that a derivation is data."""

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Return what is proved of parts of `before`; raise `Unproved` when a premise cannot be decided."""
        ...


@functools.cache
def prove(before: sp.Expr, relation: str, after: sp.Expr, rule: Rule, facts: Facts) -> str:
    """Decide `before relation after` by a rule; return the empty string, or why the step is unchecked.

    What is claimed of a part holds for the whole when the whole rises in that part (`<=`), when it falls in it (`>=`),
    or anyhow (`=`).
    """
    try:
        left, proved, right = rule.claim(before, after, facts)
    except Unproved as reason:
        return str(reason)
    for e in (before, after, left, right):
        if taken := running(e) & (set(facts.domains) | e.free_symbols):
            return f"{', '.join(sorted(map(str, taken)))} stands for a running index and for something else in {e}"
    hole = sp.Symbol("hole")  # nothing is assumed of it, lest sympy rewrites what surrounds it
    frame = renamed(before).xreplace({renamed(left): hole})
    if not frame.has(hole):
        return f"{left} is no part of {before}"
    if any(limit.has(hole) for limit in frame.atoms(sp.Limit)):
        return "what holds at each point need not hold in the limit"
    if frame.xreplace({hole: renamed(right)}) != renamed(after):
        return f"with {right} in the place of {left} the step does not lead to {after}"
    if proved == "=" or relation == "=":
        return "" if proved == relation else f"the rule proves {proved}, not {relation}"
    signed = sp.Symbol("hole", real=True, nonnegative=(facts.nonneg(left) and facts.nonneg(right)) or None)
    if facts.direction(frame.xreplace({hole: signed}), signed) != {"<=": 1, ">=": -1}[proved]:
        return f"the expression may not rise (<=) or fall (>=) with {left}"
    return ""
