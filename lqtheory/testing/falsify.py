"""Try to break a bound: the search is derived from the statement, nobody writes it."""

from __future__ import annotations

import dataclasses as dc
import random
from typing import Any

import sympy as sp
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample, Unsatisfiable

from lqtheory.bound import Bound, Verdict
from lqtheory.errors import DomainError, InputError, UndefinedError
from lqtheory.testing.strategies import instances


def verdict(bound: Bound, values: dict[str, Any]) -> Verdict | None:
    """Return what balls say, or None where a side condition fails or a side has no value."""
    if not bound.admits(**values):
        return None
    try:
        return bound.check(**values)
    except UndefinedError:
        return None


def _surely_holds(bound: Bound, values: dict[str, Any]) -> bool:
    # A cheap filter for the search only: what floats call far from a violation is not looked at with balls.
    try:
        lhs, rhs = bound.evaluate(**values)
    except (UndefinedError, DomainError, OverflowError):
        return False
    return lhs < rhs * (1 - 1e-9)


def counterexample(bound: Bound, *, max_examples: int = 2000, seed: int = 0) -> dict[str, Any] | None:
    """Search for values in the domains of `bound` at which balls prove it false, and shrink them.

    Parameters
    ----------
    bound : Bound
    max_examples : int
        How many instances to draw.
    seed : int
        The search is deterministic under it.

    Returns
    -------
    dict or None
        Values by symbol name, or None when none was found: the bound is unrefuted, not proved.

    Raises
    ------
    InputError
        If no instance that was drawn meets the side conditions.
    """
    admitted = 0

    def violated(values: dict[str, Any]) -> bool:
        nonlocal admitted
        admitted += not bound.when or bound.admits(**values)
        return not _surely_holds(bound, values) and verdict(bound, values) is Verdict.VIOLATED

    quiet = settings(
        max_examples=max_examples,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    try:
        return find(instances(bound), violated, settings=quiet, random=random.Random(seed))
    except (NoSuchExample, Unsatisfiable):
        if not admitted:
            raise InputError(f"no drawn instance of {bound.id!r} meets {', '.join(map(str, bound.when))}") from None
        return None


def with_factor(bound: Bound, factor: sp.Expr | str) -> Bound:
    """Return the bound whose right side is multiplied by `factor`: below 1 it claims more."""
    return dc.replace(bound, id=f"{bound.id} x {factor}", rhs=bound.rhs * sp.Rational(str(factor)))


def assert_never_violated(bound: Bound, *, max_examples: int = 2000, seed: int = 0) -> None:
    """Raise AssertionError with the values and both balls when `counterexample` finds one."""
    values = counterexample(bound, max_examples=max_examples, seed=seed)
    if values is not None:
        lhs, rhs = bound.enclose(**values)
        raise AssertionError(f"bound {bound.id!r} fails at {values}: lhs = {lhs} > rhs = {rhs}")
