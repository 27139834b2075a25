"""The command `lqtheory mutants`: does the falsifier kill what is known to be false."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lqtheory.cli import INTERRUPTED, NO, YES
from lqtheory.cli.output import print_json
from lqtheory.cli.pool import Pool
from lqtheory.errors import InputError

if TYPE_CHECKING:
    from lqtheory.testing.falsity import Store
    from lqtheory.testing.mutation import Outcome, Row

BASELINE = 0.3
"""Least seconds for which a bound itself is attacked; it gets as long as the slowest of its mutants."""


def command(
    bounds: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="These bounds; default: all.")] = None,
    seconds: Annotated[float, typer.Option(help="Most seconds for each mutant.")] = 10.0,
    only: Annotated[str, typer.Option(help="all, or sharp: bounds with a witness of equality.")] = "all",
    search: Annotated[
        float | None, typer.Option(help="Find out what is false instead: seconds for each mutant not refuted so far.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the search.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> int:
    """Attack wrong versions of the bounds.

    Every bound is changed in one place at a time; which changed ones are false is known without the attack. Prints how
    many of those it kills, and whether the checks of algorithms and certificates notice one wrong function each.
    Exit code 1: one that is known to be false survives, or a bound itself falls.

    With --search, what is known is extended, and kept in lqtheory/mutants.json as it is found.
    """
    from lqtheory.testing import falsity

    for name, given in (("--seconds", seconds), ("--search", search)):
        if given is not None and not 0 < given < float("inf"):
            raise InputError(f"{name} is {given:g}, expected a number above 0")
    chosen, store, shown = _chosen(bounds, only), falsity.load(falsity.PATH), not (json or quiet)
    if search is not None:
        return _search(chosen, store, search, seed, shown)
    rows, interrupted = _attack(chosen, store, seconds, seed, shown)
    every = not bounds and only == "all" and not interrupted
    algorithms, interrupted = _algorithms(shown) if every else ([], interrupted)
    if json:
        wrong = [{"name": x.name, "verdict": x.verdict, "seconds": round(x.seconds, 3)} for x in algorithms]
        print_json({"rows": [_entry(row) for row in rows], "summary": _summary(rows), "algorithms": wrong})
    elif not quiet:
        lines = [*_table(rows), *([*_each(rows)] if bounds else []), "", *_said(rows)]
        typer.echo("\n".join([*lines, *_table_of_algorithms(algorithms)]))
    if interrupted:
        return INTERRUPTED
    fails = any(row.count("surviving") or row.stands is False for row in rows)
    return NO if fails or any(x.verdict == "surviving" for x in algorithms) else YES


def _chosen(bounds: list[str] | None, only: str) -> list[str]:
    from lqtheory import registry

    if only not in ("all", "sharp"):
        raise InputError(f"--only is {only!r}, expected all or sharp")
    asked = [registry.get(x) for x in bounds] if bounds else list(registry.load_all().values())
    chosen = [x.id for x in asked if x.refuted_by is None and (x.tight_at or only == "all")]
    if not chosen:
        raise InputError(f"nothing is left of {', '.join(x.id for x in asked)}: refuted folklore has no mutants")
    return chosen


def _attack(chosen: list[str], store: Store, seconds: float, seed: int, shown: bool) -> tuple[list[Row], bool]:
    """Attack mutants, and each bound itself once its mutants are done; an interrupt keeps what is there."""
    from lqtheory.testing.mutation import Row, attack, stands, statuses

    known = {x: statuses(x, store) for x in chosen}
    outcomes, baselines = defaultdict(list), {}
    interrupted = False
    with Pool("attacking", sum(len(x) + 1 for x in known.values()), shown) as pool:
        for bound, mutants in known.items():
            for name, status in mutants.items():
                pool.submit(attack, bound, name, status, seconds, seed)
        try:
            for task, result in pool.results():
                bound = task[0]
                if isinstance(result, bool):
                    baselines[bound] = result
                    continue
                outcomes[bound].append(result)
                if len(outcomes[bound]) == len(known[bound]):
                    slowest = Row(bound, tuple(outcomes[bound]), None).slowest
                    pool.submit(stands, bound, max(slowest, BASELINE), seed)
        except KeyboardInterrupt:
            interrupted = True
    order = {x: list(names) for x, names in known.items()}
    done = {x: tuple(sorted(outcomes[x], key=lambda o: order[x].index(o.name))) for x in chosen}
    return [Row(x, done[x], baselines.get(x)) for x in chosen if done[x]], interrupted


def _algorithms(shown: bool) -> tuple[list[Outcome], bool]:
    """Run the algorithms and certificates with one wrong function each; an interrupt keeps what is there."""
    from lqtheory.testing.algorithm_mutants import algorithm_mutants
    from lqtheory.testing.mutation import attack_algorithm

    names = [x.name for x in algorithm_mutants()]
    found: dict[str, Outcome] = {}
    with Pool("attacking algorithms", len(names), shown) as pool:
        for name in names:
            pool.submit(attack_algorithm, name)
        try:
            for (name,), outcome in pool.results():
                found[name] = outcome
        except KeyboardInterrupt:
            return [found[x] for x in names if x in found], True
    return [found[x] for x in names], False


def _table_of_algorithms(outcomes: list[Outcome]) -> Iterator[str]:
    if outcomes:
        width = max(len(x.name) for x in outcomes)
        yield from ("", f"{'algorithm or certificate with one mistake':{width}}  verdict    seconds")
        yield from (f"{x.name:{width}}  {x.verdict:9}  {x.seconds:5.2f} s" for x in outcomes)
        killed = sum(x.verdict == "killed" for x in outcomes)
        yield f"algorithms and certificates: {killed} of {len(outcomes)} killed"


def _search(chosen: list[str], store: Store, seconds: float, seed: int, shown: bool) -> int:
    """Judge what was never judged, and search longer for what was not refuted and is not weaker; store each answer."""
    from lqtheory.testing import falsity

    tasks = []
    for bound in chosen:
        counting, names = falsity.counting(store, bound), falsity.mutants_of(bound)
        store[bound] = {name: entry for name, entry in store.get(bound, {}).items() if name in names}
        tasks += [(bound, name) for name in names if falsity.unsettled(counting.get(name), seconds)]
    with Pool("searching", len(tasks), shown) as pool:
        for bound, name in tasks:
            pool.submit(falsity.judge, bound, name, seconds, seed, store[bound].get(name))
        for (bound, name, *_), entry in pool.results():
            store[bound][name] = entry
            falsity.save(store, falsity.PATH)
    if shown:
        found = [store[bound][name]["status"] for bound, name in tasks]
        typer.echo(", ".join(f"{found.count(x)} {x}" for x in falsity.STATUSES) if found else "nothing is left to do")
    return YES


def _entry(row: Row) -> dict[str, Any]:
    mutants = [
        {"name": x.name, "known": x.status, "verdict": x.verdict, "seconds": round(x.seconds, 3)} for x in row.outcomes
    ]
    return {"bound": row.bound, "sharp": row.sharp, "stands": row.stands, "mutants": mutants}


COUNTED = ("killed", "surviving", "weaker", "open", "unknown")


def _summary(rows: list[Row]) -> dict[str, Any]:
    """Count, for sharp bounds and for the others, what was killed beside a bound that stands."""
    out = {}
    for kind, sharp in (("sharp", True), ("others", False)):
        part = [row for row in rows if row.sharp == sharp and row.stands]
        counts = {what: sum(row.count(what) for row in part) for what in COUNTED}
        slowest = max((row.slowest for row in part), default=0.0)
        out[kind] = {"bounds": len(part), **counts, "slowest": round(slowest, 3)}
    return out


def _table(rows: list[Row]) -> Iterator[str]:
    width = max((len(row.bound) for row in rows), default=5)
    yield f"{'bound':{width}}  mutants  killed  surviving  weaker  open  unknown  bound itself  slowest"
    for row in rows:
        killed, surviving, weaker, open_, unknown = (row.count(what) for what in COUNTED)
        itself = {True: "stands", False: "FALLS", None: "-"}[row.stands]
        yield (
            f"{row.bound:{width}}  {len(row.outcomes):7}  {killed:6}  {surviving:9}  {weaker:6}  {open_:4}  "
            f"{unknown:7}  {itself:>12}  {row.slowest:5.2f} s"
        )


def _each(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        yield from ("", row.bound)
        yield from (f"  {x.verdict:12} {x.status:9} {x.seconds:6.2f} s  {x.name}" for x in row.outcomes)


def _said(rows: list[Row]) -> Iterator[str]:
    for kind, counts in _summary(rows).items():
        false = counts["killed"] + counts["surviving"]
        share = f" ({counts['killed'] / false:.1%})" if false else ""
        who = "sharp bounds" if kind == "sharp" else "other bounds"
        killed = f"{counts['killed']} of {false} known-false mutants killed{share}"
        yield f"{who}: {killed}, slowest {counts['slowest']:.2f} s"
    weaker, open_, unknown = (sum(row.count(what) for row in rows) for what in ("weaker", "open", "unknown"))
    yield f"not refuted: {weaker} weaker, {open_} open" + (f"; {unknown} unknown (--search)" if unknown else "")
    yield from (f"surviving: {x.bound}: {x.name}" for row in rows for x in row.outcomes if x.verdict == "surviving")
    yield from (f"does not stand: {row.bound}" for row in rows if row.stands is False)
