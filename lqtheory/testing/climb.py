"""A bound as a function to climb: how near to a violation an instance is, and the best that was seen."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp

from lqtheory.bound import Bound, Verdict
from lqtheory.errors import LqTheoryError, UndefinedError
from lqtheory.interpreters import Floats

UNDEFINED, OUTSIDE = -4.0, -5.0
"""Scores where a side has no value, and outside the domains; where a side condition fails the score is in [-3, -2)."""
EMPTY = -1.5
"""The score of 0 <= 0, which tells nothing of how near the sides are."""
NEAR = 1e-9
"""Where floats are so near to a violation, balls are asked."""
TIE = 1e-12
"""Up to here it is a tie for floats, as 0 <= 0 is: balls are asked for the first few of these, then for every 16th."""


class Stop(Exception):
    """The search ends: the bound is refuted, or time or tries are used up."""


def verdict(bound: Bound, values: dict[str, Any], max_prec: int = 1024) -> Verdict | None:
    """Return what balls say, or None where a side condition fails or a side has no value."""
    if not bound.admits(**values):
        return None
    try:
        return bound.check(max_prec=max_prec, **values)
    except UndefinedError:
        return None


class Climb:
    """Scores instances until one is a counterexample, keeping the best.

    Parameters
    ----------
    bound : Bound
    seconds : float
    tries : int or None
        Most instances that are scored.
    progress : callable or None
        Called now and then with this object.
    """

    def __init__(
        self, bound: Bound, seconds: float, tries: int | None, progress: Callable[[Climb], None] | None
    ) -> None:
        self.bound, self.progress = bound, progress
        self.limit = math.inf if tries is None else tries
        self.started = self.reported = time.monotonic()
        self.end = self.started + seconds
        self.tries = self.admitted = self.ties = 0
        self.stage = ""
        self.values: dict[str, Any] | None = None
        self.score, self.where = -math.inf, None
        self.pool: dict[Any, tuple[float, dict[str, Any]]] = {}

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    @property
    def over(self) -> bool:
        """Whether nothing more may be tried."""
        return self.values is not None or self.tries >= self.limit or time.monotonic() > self.end

    def __call__(self, values: dict[str, Any]) -> float:
        """Return (lhs - rhs)/max(|lhs|, |rhs|), positive on a violation; below `EMPTY` where the bound says nothing.

        Raises
        ------
        Stop
            When `values` is a counterexample that balls confirm, or nothing more may be tried.
        """
        if self.over:
            raise Stop
        self.tries += 1
        now = time.monotonic()
        if self.progress and now - self.reported > 0.1:
            self.reported = now
            self.progress(self)
        score = self._score(values)
        if score > -2:
            self.admitted += 1
        doubtful = score == EMPTY or -NEAR < score < TIE
        if (doubtful and self._again()) or score >= TIE or (score == UNDEFINED and self._admitted(values)):
            # Where floats see equality, 64 bits see it too: more would be spent on every flat vector.
            answer = self._verdict(values, 64 if abs(score) < 1e-6 else 1024)
            if answer is Verdict.VIOLATED:
                self.values = values
                raise Stop
            score = min(score, 0.0) if answer else UNDEFINED
        elif doubtful:
            score = min(score, 0.0)
        if score > self.score and score > EMPTY:
            self.score, self.where = score, values
        self._remember(score, values)
        return score

    def _score(self, values: dict[str, Any]) -> float:
        try:
            env = self.bound.environment(values)
        except (LqTheoryError, TypeError, ValueError, OverflowError):
            return OUTSIDE
        read = Floats(env).read
        try:
            with np.errstate(all="ignore"):
                for condition in self.bound.when:
                    low, high = (float(read(side)) for side in condition.args)
                    low, high = (low, high) if isinstance(condition, sp.Lt | sp.Le) else (high, low)
                    # Where a condition fails by a rounding, balls say whether it fails.
                    fails = not (low < high if isinstance(condition, sp.Lt | sp.Gt) else low <= high)
                    by_rounding = abs(low - high) <= NEAR * (1 + abs(low))
                    if fails and not (by_rounding and self._admitted(values)):
                        return -2.5 - difference(low, high) / 4
                return difference(float(read(self.bound.lhs)), float(read(self.bound.rhs)))
        except (LqTheoryError, ArithmeticError, ValueError, IndexError):
            return UNDEFINED

    def _again(self) -> bool:
        self.ties += 1
        return self.ties <= 8 or self.ties % 16 == 0

    def _admitted(self, values: dict[str, Any]) -> bool:
        try:
            return self.bound.admits(**values)
        except LqTheoryError:
            return False

    def _verdict(self, values: dict[str, Any], max_prec: int) -> Verdict | None:
        try:
            return verdict(self.bound, values, max_prec)
        except (LqTheoryError, ArithmeticError, ValueError, IndexError):
            return None

    def _remember(self, score: float, values: dict[str, Any]) -> None:
        """Keep the best few, different in their counts and lengths: from these a search may begin again."""
        if score <= UNDEFINED or (len(self.pool) >= 24 and score <= self.worst):
            return
        kind = tuple(np.shape(x) if np.ndim(x) else x if isinstance(x, int) else 0 for x in values.values())
        if score > self.pool.get(kind, (-math.inf,))[0]:
            self.pool[kind] = (score, values)
        if len(self.pool) > 24:
            self.pool.pop(min(self.pool, key=lambda key: self.pool[key][0]))
        self.worst = min(x for x, _ in self.pool.values())


def difference(lhs: float, rhs: float) -> float:
    """Return (lhs - rhs)/max(|lhs|, |rhs|) in [-2, 2], which rises with lhs/rhs; `EMPTY` where both are 0."""
    if math.isnan(lhs) or math.isnan(rhs) or (math.isinf(lhs) and math.isinf(rhs)):
        raise UndefinedError("no float value")
    largest = max(abs(lhs), abs(rhs))
    if largest == 0:
        return EMPTY
    return (1.0 if lhs > rhs else -1.0) if math.isinf(largest) else lhs / largest - rhs / largest
