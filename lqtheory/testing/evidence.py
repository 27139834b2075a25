"""Earn the evidence of every bound and write it down: `python -m lqtheory.testing.evidence`.

Kinds, weakest first: `tested` (random instances, none violated, not vacuous), `sharp` (a witness attains equality,
and with the right side times 9/10 the search finds a counterexample), `derived` (every step of its derivation is
checked; the entry names the bounds that it cites and the files that check it), `refuted` (balls violate it at a
witness).
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from rich.progress import track

import lqtheory
from lqtheory import derivations
from lqtheory.bound import Bound, Verdict
from lqtheory.files import write_whole
from lqtheory.presentation import count_steps
from lqtheory.registry import digest, load_all
from lqtheory.testing.falsify import counterexample, verdict, with_factor
from lqtheory.testing.strategies import instances

COMMAND = "python -m lqtheory.testing.evidence"
PATH = Path(lqtheory.__file__).with_name("evidence.json")
DRAWS = 1000


def earned(bound: Bound) -> Iterator[tuple[str, str]]:
    """Yield (kind, result) for what the bound earns now.

    Raises
    ------
    AssertionError
        When an instance violates a bound that is not declared refuted.
    """
    if bound.refuted_by is not None:
        if bound.check(**bound.refuted_by) is Verdict.VIOLATED:
            yield "refuted", "violated at its witness"
        return
    seen: Counter[Verdict | None] = Counter()

    @seed(0)
    @settings(max_examples=DRAWS, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(instances(bound))
    def draw(values: dict) -> None:
        seen[verdict(bound, values)] += 1

    draw()
    asked = seen.total() - seen[None]
    if seen[Verdict.VIOLATED]:
        raise AssertionError(f"bound {bound.id!r} is violated: {counterexample(bound)}")
    if seen[Verdict.HOLDS] >= 0.3 * asked:
        yield "tested", f"{asked} instances, {seen[Verdict.HOLDS]} hold, {seen[Verdict.UNDECIDED]} undecided"
    if bound.tight_at and all(_attains(bound, values) for values in bound.tight_at):
        if counterexample(with_factor(bound, "9/10"), max_examples=10_000) is not None:
            yield "sharp", f"equality at {len(bound.tight_at)} witnesses; false with the right side times 9/10"
    if derivations.derived(bound.id):
        yield "derived", count_steps(derivations.get(bound.id))


def _attains(bound: Bound, values: dict) -> bool:
    lhs, rhs = bound.enclose(prec=256, **values)
    return (rhs - lhs).contains(0) and float((rhs - lhs).rad()) < 1e-50


def _entry(bound: Bound, kind: str, result: str) -> dict[str, Any]:
    """Return what is written down, tied to the statement and, for a derivation, to all that it rests on."""
    entry: dict[str, Any] = {"id": bound.id, "kind": kind}
    if kind != "derived":
        return {**entry, "digest": bound.digest(), "command": COMMAND, "result": result}
    cites, reads = derivations.bounds_of(bound.id), derivations.sources(bound.id)
    command = f"lqtheory derive {bound.id}"
    known = digest(bound.id, cites, reads)
    return {**entry, "cites": cites, "reads": reads, "digest": known, "command": command, "result": result}


def main() -> None:
    """Write `lqtheory/evidence.json`, sorted and without dates."""
    random.seed(0)
    entries = [
        _entry(bound, kind, result)
        for bound in track(list(load_all().values()), description="earning evidence")
        for kind, result in earned(bound)
    ]
    entries.sort(key=lambda entry: (entry["id"], entry["kind"]))
    text = json.dumps(entries, indent=1, ensure_ascii=False) + "\n"
    write_whole(PATH, lambda part: part.write_text(text, encoding="utf-8"))


if __name__ == "__main__":
    main()
