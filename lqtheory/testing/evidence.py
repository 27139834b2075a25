"""Earn the evidence of every bound and write it down: `make evidence`, or `python -m lqtheory.testing.evidence`.

Kinds, weakest first: `tested` (random instances, none violated, not vacuous), `attacked` (an optimiser tried to break
it, and did not), `sharp` (a witness attains equality, and with the right side times 9/10 the attack finds a
counterexample), `derived` (every step of its derivation is checked; the entry names the bounds that it cites and the
files that check it), `enclosed` (balls of 64 bits are finite, narrow, and agree with 512 bits), `formal` (the proof
assistant accepts it: see `lqtheory.formal`), `refuted` (balls violate it at a witness).

What a bound has earned is kept in `results/evidence` until all have: an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing as mp
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
from lqtheory.errors import LqTheoryError
from lqtheory.files import write_whole
from lqtheory.interpreters import Undecided
from lqtheory.presentation import count_steps
from lqtheory.registry import digest, get, load_all
from lqtheory.testing.climb import verdict
from lqtheory.testing.falsify import counterexample, with_factor
from lqtheory.testing.strategies import instances

COMMAND = "python -m lqtheory.testing.evidence"
PATH = Path(lqtheory.__file__).with_name("evidence.json")
PARTS = Path("results/evidence")
DRAWS, TRIES = 1000, 2000


def earned(bound: Bound) -> Iterator[tuple[str, str]]:
    """Yield (kind, result) for what the bound earns now, but `formal`, which all bounds earn together.

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
    enclosed: Counter[str] = Counter()

    @seed(0)
    @settings(max_examples=DRAWS, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(instances(bound))
    def draw(values: dict) -> None:
        seen[verdict(bound, values)] += 1
        if enclosed.total() < DRAWS // 5:
            enclosed[_enclosed(bound, values)] += 1

    draw()
    asked = seen.total() - seen[None]
    if seen[Verdict.VIOLATED]:
        raise AssertionError(f"bound {bound.id!r} is violated: {counterexample(bound)}")
    if seen[Verdict.HOLDS] >= 0.3 * asked:
        yield "tested", f"{asked} instances, {seen[Verdict.HOLDS]} hold, {seen[Verdict.UNDECIDED]} undecided"
    if enclosed["yes"] >= 20 and not enclosed["no"]:
        yield "enclosed", f"{enclosed['yes']} instances, {enclosed['undecided']} with a choice that balls leave open"
    attack = counterexample(bound, tries=TRIES, seconds=600)
    if attack:
        raise AssertionError(f"bound {bound.id!r} is violated at {attack}")
    yield "attacked", f"{attack.tries} tries, largest lhs/rhs {attack.ratio:.4f}"
    if bound.tight_at and all(_attains(bound, values) for values in bound.tight_at):
        if counterexample(with_factor(bound, "9/10"), tries=10 * TRIES, seconds=600):
            yield "sharp", f"equality at {len(bound.tight_at)} witnesses; false with the right side times 9/10"
    if derivations.derived(bound.id):
        yield "derived", count_steps(derivations.get(bound.id))


def _enclosed(bound: Bound, values: dict) -> str:
    """Tell whether balls of 64 bits are finite and narrow and contain what 512 bits say."""
    try:
        if not bound.admits(**values):
            return "undefined"
        coarse, fine = bound.enclose(prec=64, **values), bound.enclose(prec=512, **values)
    except Undecided:
        return "undecided"
    except LqTheoryError:
        return "undefined"
    agree = all(a.overlaps(b) and a.is_finite() for a, b in zip(coarse, fine, strict=True))
    narrow = all(a.rad() <= abs(b).upper() * 1e-9 + 1e-300 for a, b in zip(coarse, fine, strict=True))
    return "no" if not agree else "yes" if narrow else "undecided"


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


def _part(bound_id: str) -> list[dict[str, Any]]:
    """Return the entries of one bound: those of an interrupted run of the same code, or new ones."""
    random.seed(0)
    bound = get(bound_id)
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py")))
    known = hashlib.sha256((bound.digest() + code).encode()).hexdigest()
    path = PARTS / f"{bound_id}.json"
    if path.is_file() and (part := json.loads(path.read_text(encoding="utf-8")))["digest"] == known:
        return part["entries"]
    entries = [_entry(bound, kind, result) for kind, result in earned(bound)]
    text = json.dumps({"digest": known, "entries": entries}, ensure_ascii=False)
    write_whole(path, lambda part: part.write_text(text, encoding="utf-8"))
    return entries


def main() -> None:
    """Write `lqtheory/evidence.json`, sorted and without dates."""
    PARTS.mkdir(parents=True, exist_ok=True)
    names = list(load_all())
    with mp.get_context("spawn").Pool(2) as pool:
        parts = list(track(pool.imap(_part, names), description="earning evidence", total=len(names)))
    entries = sorted((entry for part in parts for entry in part), key=lambda entry: (entry["id"], entry["kind"]))
    text = json.dumps(entries, indent=1, ensure_ascii=False) + "\n"
    write_whole(PATH, lambda part: part.write_text(text, encoding="utf-8"))
    for path in PARTS.glob("*.json"):
        path.unlink()


if __name__ == "__main__":
    main()
