"""The falsifier against mutants: which of those that are known to be false it kills, and how fast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lqtheory.registry import get
from lqtheory.testing.algorithm_mutants import algorithm_mutants
from lqtheory.testing.falsify import counterexample
from lqtheory.testing.falsity import FALSE, TRUE, Store, counting, mutants_of
from lqtheory.testing.mutants import stripped


class Outcome(NamedTuple):
    """What became of a mutant."""

    bound: str
    name: str
    status: str
    """What is known of it without the attack: see `lqtheory.testing.falsity`; unknown where nothing is stored."""
    verdict: str
    """killed; surviving: known to be false, a defect of the falsifier; not refuted; unknown."""
    seconds: float


@dataclass(frozen=True)
class Row:
    """What became of the mutants of one bound, and of the bound itself under the same attack."""

    bound: str
    outcomes: tuple[Outcome, ...]
    stands: bool | None
    """None as long as it was not attacked; mutants count only beside a baseline that stands."""

    @property
    def sharp(self) -> bool:
        """Whether the bound has a witness of equality."""
        return bool(get(self.bound).tight_at)

    @property
    def slowest(self) -> float:
        """Seconds of the longest attack that killed a mutant."""
        return max((x.seconds for x in self.outcomes if x.verdict == "killed"), default=0.0)

    def count(self, what: str) -> int:
        """Return how many mutants have this verdict or status."""
        return sum(what in (x.verdict, x.status) for x in self.outcomes)


def attack(bound_id: str, name: str, status: str, seconds: float, seed: int) -> Outcome:
    """Attack a mutant if it is known to be false; of the others nothing is asked."""
    if status not in FALSE:
        return Outcome(bound_id, name, status, "not refuted" if status in TRUE else "unknown", 0.0)
    found = counterexample(stripped(mutants_of(bound_id)[name].bound), seconds=seconds, seed=seed)
    return Outcome(bound_id, name, status, "killed" if found else "surviving", found.seconds)


def attack_algorithm(name: str) -> Outcome:
    """Run the check that must notice one wrong function; it counts only if it finds nothing wrong without it."""
    mutant = next(x for x in algorithm_mutants() if x.name == name)
    found = mutant.check()
    killed = found.killed and mutant.baseline() is None
    return Outcome("algorithms", name, "known", "killed" if killed else "surviving", found.seconds)


def stands(bound_id: str, seconds: float, seed: int) -> bool:
    """Tell whether the bound itself survives the same attack."""
    return not counterexample(stripped(get(bound_id)), seconds=seconds, seed=seed)


def statuses(bound_id: str, store: Store) -> dict[str, str]:
    """Return what is known of the mutants of a bound; those that have no value anywhere are left out."""
    entries = counting(store, bound_id)
    known = {name: entries[name]["status"] if name in entries else "unknown" for name in mutants_of(bound_id)}
    return {name: status for name, status in known.items() if status != "valueless"}
