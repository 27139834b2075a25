"""Try to break a bound: the attack is derived from the statement, nobody writes it.

Stages from cheap to clever, in rounds that grow: extremal and boundary instances, hypothesis with `target`, and a
search that climbs from the best of both. Sides are compared in floats; only balls refute.
"""

from __future__ import annotations

import dataclasses as dc
import random
from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp
from hypothesis import HealthCheck, Phase, given, settings, target
from hypothesis import seed as seeded
from hypothesis.errors import Unsatisfiable

from lqtheory.bound import Bound, Verdict
from lqtheory.errors import InputError, LqTheoryError
from lqtheory.interpreters import Undecided
from lqtheory.testing.climb import Climb, Stop, verdict
from lqtheory.testing.extremal import Extremal
from lqtheory.testing.moves import Moves
from lqtheory.testing.shrink import shrink
from lqtheory.testing.strategies import instances


@dc.dataclass(frozen=True)
class Attack:
    """What an attack on a bound found; true where it found a counterexample.

    Attributes
    ----------
    bound : Bound
    values : dict or None
        The counterexample, shrunk: values by symbol name at which balls prove the bound false.
    ratio : float
        The tightness record: the largest lhs/rhs found where the bound holds, 0/0 left out; NaN where there is none.
    where : dict or None
        Where that was.
    tries : int
        Instances that were looked at.
    seconds : float
    stage : str
        extremal, hypothesis or climb: the stage that found the counterexample, or the last one.
    interrupted : bool
    """

    bound: Bound
    values: dict[str, Any] | None
    ratio: float
    where: dict[str, Any] | None
    tries: int
    seconds: float
    stage: str
    interrupted: bool = False

    def __bool__(self) -> bool:
        return self.values is not None

    def __str__(self) -> str:
        if self.values is not None:
            return str(self.values)
        if self.where is None:
            return f"holds so far: both sides are 0 in all of {self.tries} tries"
        return f"holds so far: lhs/rhs reached {self.ratio:.6g} in {self.tries} tries, at {self.where}"


def counterexample(
    bound: Bound,
    *,
    seconds: float = 10.0,
    seed: int = 0,
    tries: int | None = None,
    progress: Callable[[Climb], None] | None = None,
) -> Attack:
    """Attack a bound until it falls or the time is up.

    Parameters
    ----------
    bound : Bound
        Only its statement is read: neither id, title nor witnesses.
    seconds : float
        Most seconds of search; to shrink a counterexample may take a third of that more, at most two seconds.
    seed : int
        The instances and their order are deterministic under it; the time decides only where they end.
    tries : int, optional
        Most instances to look at: with it, and time enough, the answer is the same on every machine.
    progress : callable, optional
        Called about ten times a second with the running `Climb`.

    Returns
    -------
    Attack
        True where a counterexample was found. An interrupt (Ctrl-C) ends the attack and keeps the best so far.

    Raises
    ------
    InputError
        If `seconds` or `tries` is not positive, or no instance meets the side conditions.
    """
    if not 0 < seconds or (tries is not None and tries < 1):
        raise InputError(f"seconds={seconds!r} and tries={tries!r}, expected numbers above 0")
    bare = Bound(id="attacked", lhs=bound.lhs, rhs=bound.rhs, over=bound.over, when=bound.when)
    climb, interrupted = Climb(bare, seconds, tries, progress), False
    try:
        _rounds(bare, climb, seed)
    except Stop:
        pass
    except KeyboardInterrupt:
        interrupted = True
    if climb.values is not None and not interrupted:
        small = shrink(bare, climb.values, lambda values: _refutes(bare, values), min(seconds / 3, 2.0))
        climb.values = {name: small[name] for name in climb.values}
    if climb.tries >= 50 and not climb.admitted and climb.values is None and not interrupted:
        what = f"meets {', '.join(map(str, bound.when))}" if bound.when else "has a value"
        raise InputError(f"no drawn instance of {bound.id!r} {what}")
    ratio = _ratio(bare, climb.where)
    return Attack(bound, climb.values, ratio, climb.where, climb.tries, climb.seconds, climb.stage, interrupted)


def _refutes(bound: Bound, values: dict[str, Any]) -> bool:
    try:
        return verdict(bound, values) is Verdict.VIOLATED
    except (LqTheoryError, ArithmeticError, ValueError, TypeError, IndexError):
        return False


def _ratio(bound: Bound, where: dict[str, Any] | None) -> float:
    if where is None:
        return float("nan")
    try:
        lhs, rhs = bound.enclose(prec=256, **where)
    except (LqTheoryError, Undecided):
        return float("nan")
    return float((lhs / rhs).mid())


def _rounds(bound: Bound, climb: Climb, seed: int) -> None:
    if not bound.over:
        climb({})
        return
    rng = np.random.default_rng(seed)
    extremal = Extremal(bound, rng)
    moves = Moves(bound, rng, extremal.farthest)
    size = 1
    while True:
        climb.stage = "extremal"
        for length in (*range(1, min(64, extremal.farthest) + 1), *range(1, 6)):
            for _ in range(1 if length > 5 or extremal.longest > 5 else 4):
                climb(extremal.draw(flat=length))
        for _ in range(120 * size):
            climb(extremal.draw())
        climb.stage = "hypothesis"
        _hypothesis(bound, climb, 40 * size, int(rng.integers(2**32)))
        for _ in range(10 * size):
            climb.stage, before = "climb", climb.tries
            moves.local = rng.random() < 0.5
            best = sorted(climb.pool.values(), key=lambda entry: -entry[0])
            if best:
                _ascend(climb, moves, *best[int(len(best) * rng.random() ** 2)])
            # What is best so far may be a dead end, such as 0 <= 0 or a term of both sides: begin elsewhere too.
            fresh = [(climb(values), values) for values in (extremal.draw() for _ in range(8))]
            telling = [entry for entry in fresh if entry[0] > -1] or [max(fresh, key=lambda entry: entry[0])]
            _ascend(climb, moves, *telling[rng.integers(len(telling))])
            climb.stage = "extremal"
            for _ in range(climb.tries - before):
                climb(extremal.draw())
        size = min(2 * size, 32)


def _hypothesis(bound: Bound, climb: Climb, examples: int, seed: int) -> None:
    """Let hypothesis draw, simple values first, and aim at a higher score."""

    @seeded(seed)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.target),
        suppress_health_check=list(HealthCheck),
    )
    @given(instances(bound))
    def draw(values: dict[str, Any]) -> None:
        try:
            target(climb(values))
        except Stop:
            return

    # Hypothesis draws from the global generator where a strategy asks for it; the attack leaves that as it was.
    state = random.getstate()
    try:
        draw()
    except Unsatisfiable:  # no integer lies between ends that depend on a length
        pass
    finally:
        random.setstate(state)
    if climb.over:
        raise Stop


def _ascend(climb: Climb, moves: Moves, score: float, values: dict[str, Any]) -> None:
    """Climb until nothing helps for a while; steps too small to matter are taken, and do not count as help.

    What was reached is among the best, from which another climb may go on.
    """
    patience, idle = 40 + 12 * len(values), 0
    for _ in range(400):
        if idle > patience:
            return
        if moves.rng.random() < 0.03:
            nearby, reached = _edge(climb, moves, score, values)
        else:
            reached = climb(nearby := moves.move(values))
        idle = 0 if reached > score + 1e-3 else idle + 1
        if reached >= score:
            score, values = reached, nearby


def _edge(climb: Climb, moves: Moves, score: float, values: dict[str, Any]) -> tuple[dict[str, Any], float]:
    """Move one number as far as the score does not fall: the worst is often where a choice is about to turn."""
    along, inside, outside = moves.line(values), 0.0, moves.step()
    for _ in range(12):
        reached = climb(along(outside))
        if reached < score:
            break
        inside, outside, score = outside, 2 * outside, reached
    for _ in range(20 if inside else 0):
        middle = (inside + outside) / 2
        reached = climb(along(middle))
        if reached < score:
            outside = middle
        else:
            inside, score = middle, reached
    return along(inside), score


def with_factor(bound: Bound, factor: sp.Expr | str) -> Bound:
    """Return the bound whose right side is multiplied by `factor`: below 1 it claims more."""
    return dc.replace(bound, id=f"{bound.id} x {factor}", rhs=bound.rhs * sp.Rational(str(factor)))


def assert_never_violated(bound: Bound, *, seconds: float = 10.0, seed: int = 0, tries: int | None = None) -> None:
    """Raise AssertionError with the values and both balls when `counterexample` finds one."""
    attack = counterexample(bound, seconds=seconds, seed=seed, tries=tries)
    if attack.values is not None:
        lhs, rhs = bound.enclose(**attack.values)
        raise AssertionError(f"bound {bound.id!r} fails at {attack.values}: lhs = {lhs} > rhs = {rhs}")
