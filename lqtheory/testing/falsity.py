"""Which mutants are false, known without the falsifier that is put to the test; what is known is stored.

A mutant of a sharp bound is false when balls see it violated at a witness of equality. Otherwise a search, near a
witness or anywhere, or a person refuted it, and the counterexample is stored. What was not refuted is weaker by
construction where 1,000 draws say so, and open where they do not: room for improvement.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import sympy as sp
from flint import arb, ctx
from hypothesis import HealthCheck, given, seed, settings

import lqtheory
from lqtheory.bound import Bound, Verdict
from lqtheory.domains import exact
from lqtheory.errors import LqTheoryError, UndefinedError
from lqtheory.files import write_whole
from lqtheory.interpreters import Balls, Undecided
from lqtheory.registry import get
from lqtheory.testing.extremal import Extremal
from lqtheory.testing.falsify import counterexample, verdict
from lqtheory.testing.mutants import Mutant, mutants, stripped
from lqtheory.testing.strategies import instances
from lqtheory.testing.values import from_json, to_json

PATH = Path(lqtheory.__file__).with_name("mutants.json")
FALSE = ("witness", "stored")
TRUE = ("weaker", "open")
STATUSES = (*FALSE, *TRUE, "valueless")
"""Known false, at a witness of equality or by a counterexample that is stored; not refuted, weaker or open; without a
value anywhere, hence no mutant."""
DRAWS = 1000
NEAR = 200
"""So many instances near each witness of equality are tried before the search."""
DECIDED = 100
"""So many draws at least must have decided that a mutant is weaker."""

Entry = dict[str, Any]
"""`digest` of the mutant, `status`, `values` of the stored counterexample, `seconds` of search."""
Store = dict[str, dict[str, Entry]]
"""Entries by bound and mutant."""


class Judge:
    """Decides what is known of the mutants of one bound."""

    def __init__(self, bound: Bound) -> None:
        self.bound = bound

    def __call__(self, mutant: Mutant, seconds: float, seed: int = 0, before: Entry | None = None) -> Entry:
        """Return what is known of a mutant after a search of so many seconds, if one is needed.

        A counterexample that was stored before the mutant, or the meaning of an atom, changed is tried first.
        """
        entry = {"digest": digest(mutant)}
        if any(violated(mutant.bound, values) for values in self.bound.tight_at):
            return {**entry, "status": "witness"}
        if before and "values" in before and violated(mutant.bound, from_json(before["values"])):
            return {**before, **entry}
        try:
            if not self._has_value(mutant.bound):
                return {**entry, "status": "valueless"}
            if near := self._near_a_witness(mutant):
                return {**entry, "status": "stored", "seconds": 0.0, "values": to_json(near)}
            attack = counterexample(mutant.bound, seconds=seconds, seed=seed)
            if attack.values is not None:
                found = {"status": "stored", "seconds": round(attack.seconds, 1), "values": to_json(attack.values)}
                return {**entry, **found}
            return {**entry, "status": "weaker" if self.is_weaker(mutant) else "open", "seconds": seconds}
        except (IndexError, TypeError, LqTheoryError):  # it speaks of entries or layers that do not exist
            return {**entry, "status": "valueless"}

    def _near_a_witness(self, mutant: Mutant) -> dict[str, Any] | None:
        """Return a counterexample among witnesses of equality whose numbers were doubled, halved, or counted on."""
        rng = np.random.default_rng(0)
        for witness in self.bound.tight_at:
            for _ in range(NEAR):
                factor = 2.0 ** rng.integers(-5, 6)
                values = {name: _moved(value, factor, rng) for name, value in witness.items()}
                if violated(mutant.bound, values):
                    return fitting(mutant.bound, values)
        return None

    def is_weaker(self, mutant: Mutant) -> bool:
        """Tell whether balls find its right side never below that of the bound, or nothing new without an assumption.

        An equality has no weaker mutants: it claims what is claimed of other numbers.
        """
        if mutant.bound.lhs != self.bound.lhs:
            return False
        if mutant.bound.rhs == self.bound.rhs:
            return not any(self._is_new(mutant.bound, values) for values in _drawn(mutant.bound))
        above = 0
        for env, rhs in self.points:
            wrong = _ball(env, mutant.bound.rhs)
            if wrong is not None and rhs > wrong:
                return False
            above += wrong is not None and rhs <= wrong
        return above >= DECIDED

    @cached_property
    def draws(self) -> list[dict[str, Any]]:
        """Instances of the bound."""
        return _drawn(self.bound)

    @cached_property
    def points(self) -> list[tuple[dict[Any, Any], arb]]:
        """Where the right side has a value: those of the symbols, and its ball."""
        admitted = [self.bound.environment(values) for values in self.draws if self.bound.admits(**values)]
        balls = ((env, _ball(env, self.bound.rhs)) for env in admitted)
        return [(env, rhs) for env, rhs in balls if rhs is not None]

    def _has_value(self, mutant: Bound) -> bool:
        some = [*self.bound.tight_at, *self.draws] if set(mutant.over) <= set(self.bound.over) else []
        return any(verdict_or_none(mutant, fitting(mutant, values)) for values in [*some, *_drawn(mutant, 100)])

    def _is_new(self, wider: Bound, values: dict[str, Any]) -> bool:
        """Tell whether the values are outside the assumptions of the bound, and the wider one decides there."""
        try:
            admitted = self.bound.admits(**values)
        except LqTheoryError:
            admitted = False
        return not admitted and verdict_or_none(wider, values) in (Verdict.HOLDS, Verdict.VIOLATED)


def _ball(env: dict[Any, Any], side: sp.Expr) -> arb | None:
    """Return the value of a side, or None where it has none or 64 bits are too few to choose."""
    try:
        with ctx.workprec(64):
            value = Balls(env).read(side)
    except (Undecided, UndefinedError):
        return None
    return None if value.is_nan() else value


@cache
def _judge(bound_id: str) -> Judge:
    return Judge(get(bound_id))


def judge(bound_id: str, name: str, seconds: float, seed: int, before: Entry | None) -> Entry:
    """Let the `Judge` of a registered bound decide about one of its mutants."""
    return _judge(bound_id)(mutants_of(bound_id)[name], seconds, seed, before)


def unsettled(entry: Entry | None, seconds: float) -> bool:
    """Tell whether a search of so many seconds may say more than an entry does."""
    return entry is None or (entry["status"] == "open" and entry["seconds"] < seconds)


def _moved(value: Any, factor: float, rng: np.random.Generator) -> Any:
    if rng.random() < 0.4:
        return value
    if isinstance(value, int):
        return value + int(rng.integers(-1, 3))
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value * factor
    number = exact(value)
    return value if number is None else float(number) * (factor if rng.random() < 0.5 else 2.0 ** rng.integers(-3, 4))


def fitting(bound: Bound, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that the bound takes: where a symbol was dropped, its value goes too."""
    return {x.name: values[x.name] for x in bound.over if x.name in values}


def verdict_or_none(bound: Bound, values: Mapping[str, Any]) -> Verdict | None:
    """Return what balls say; None also outside the domains."""
    try:
        return verdict(bound, dict(values))
    except LqTheoryError:
        return None


def violated(bound: Bound, values: Mapping[str, Any]) -> bool:
    """Tell whether balls see the bound violated at these values, or at those of them that it takes."""
    return verdict_or_none(bound, fitting(bound, values)) is Verdict.VIOLATED


def digest(mutant: Mutant) -> str:
    """Return what ties an entry to the statement of a mutant: it counts as long as that is the same."""
    return mutant.bound.digest()[:16]


@cache
def mutants_of(bound_id: str) -> Mapping[str, Mutant]:
    """Return the mutants of a registered bound by name."""
    return {mutant.name: mutant for mutant in mutants(get(bound_id))}


def load(path: Path) -> Store:
    """Return all that is stored, whether it still counts or not."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def counting(store: Store, bound_id: str) -> dict[str, Entry]:
    """Return the entries of one bound that still speak of its mutants as they are now."""
    stored = store.get(bound_id, {})
    now = {name: digest(mutant) for name, mutant in mutants_of(bound_id).items() if name in stored}
    return {name: stored[name] for name in now if stored[name]["digest"] == now[name]}


def save(store: Store, path: Path) -> None:
    """Write entries, sorted, one a line."""
    write_whole(path, lambda part: part.write_text("".join(_lines(store)), encoding="utf-8"))


def _lines(store: Store) -> Iterator[str]:
    def lines(entries: Mapping[str, Any], indent: str) -> str:
        return ",\n".join(f"{indent}{json.dumps(key, ensure_ascii=False)}: {text}" for key, text in entries.items())

    bounds = {
        bound_id: "{\n" + lines({n: json.dumps(e, ensure_ascii=False) for n, e in sorted(found.items())}, "  ") + "\n }"
        for bound_id, found in sorted(store.items())
        if found
    }
    yield "{\n" + lines(bounds, " ") + "\n}\n"


def _drawn(bound: Bound, count: int = DRAWS) -> list[dict[str, Any]]:
    """Return instances, the same in each run: most of them extremal, a tenth random."""
    extremal = Extremal(stripped(bound), np.random.default_rng(0))
    out = [extremal.draw() for _ in range(count - count // 10)]

    @seed(0)
    @settings(max_examples=count // 10, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(instances(bound))
    def collect(values: dict[str, Any]) -> None:
        out.append(values)

    collect()
    return out
