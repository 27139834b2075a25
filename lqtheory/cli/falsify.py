"""The command `lqtheory falsify`: attack a bound of a user's file, or of the package."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from lqtheory.cli import INTERRUPTED, NO, YES
from lqtheory.cli.output import print_json
from lqtheory.errors import InputError


def command(
    statement: Annotated[str, typer.Argument(metavar="FILE.py[::NAME]", help="Or the id of a bound of the package.")],
    seconds: Annotated[float, typer.Option(help="Most seconds of search for each bound.")] = 30.0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The search is deterministic under it.")] = 0,
    out: Annotated[Path, typer.Option(help="Folder for counterexample_NAME.py; made if it does not exist.")] = Path(),
    json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> int:
    """Try to break a bound.

    RUNS the file FILE.py, which is Python code, and attacks the bounds that it defines, or the one called NAME. A
    counterexample is confirmed by balls, shrunk, and written as a Python file that shows it when it is run.
    Exit code 1: a bound is refuted. An interrupt keeps the best so far.
    """
    from lqtheory.testing import counterexample
    from lqtheory.testing.user_files import spare_this_folder, write_counterexample

    spare_this_folder()
    source, chosen = _chosen(statement)
    said, refuted, interrupted = [], False, False
    for name, bound in chosen.items():
        with _Progress(name, seconds, shown=not (json or quiet)) as progress:
            attack = counterexample(bound, seconds=seconds, seed=seed, progress=progress)
        entry = _entry(name, attack)
        if attack.values is not None:
            path = out / f"counterexample_{name.replace('-', '_')}.py"
            out.mkdir(parents=True, exist_ok=True)
            write_counterexample(path, source, name, attack.values)
            entry["file"], refuted = str(path), True
        said.append(entry)
        if not (json or quiet):
            typer.echo(_sentence(name, attack, entry))
        if interrupted := attack.interrupted:
            break
    if json:
        print_json(said)
    return INTERRUPTED if interrupted else NO if refuted else YES


def _chosen(statement: str) -> tuple[Path | None, dict[str, Any]]:
    """Return the file and the bounds by name; no file for a bound of the package."""
    from lqtheory import registry
    from lqtheory.testing.user_files import bounds_in

    text, _, name = statement.partition("::")
    if not text.endswith(".py"):
        return None, {statement: registry.get(statement)}
    found = bounds_in(text)
    if name and name not in found:
        raise InputError(f"{text} defines no bound {name!r}; it defines {', '.join(found)}")
    return Path(text), {name: found[name]} if name else found


def _entry(name: str, attack: Any) -> dict[str, Any]:
    from lqtheory.testing.values import to_json

    where = attack.values if attack.values is not None else attack.where
    return {
        "bound": name,
        "refuted": attack.values is not None,
        "values": to_json(where) if where is not None else None,
        "ratio": attack.ratio if attack.ratio == attack.ratio else None,
        "tries": attack.tries,
        "stage": attack.stage,
        "interrupted": attack.interrupted,
        "seconds": round(attack.seconds, 3),
    }


def _sentence(name: str, attack: Any, entry: dict[str, Any]) -> str:
    if attack.values is None:
        stopped = " (interrupted)" if attack.interrupted else ""
        return f"{name} {attack}{stopped}; seconds: {attack.seconds:.1f}"
    lhs, rhs = attack.bound.enclose(**attack.values)
    found = f"found by the stage {attack.stage} after {attack.tries} tries, {attack.seconds:.1f} s"
    return f"{name} is false, {found}\nat {attack}\nlhs = {lhs}\nrhs = {rhs}\nwritten: {entry['file']}"


class _Progress:
    """A line that says how far the search is and how near it came."""

    def __init__(self, name: str, seconds: float, shown: bool) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        text = TextColumn("{task.description}")
        console = Console(stderr=True)
        self.bar = Progress(
            text, BarColumn(), console=console, transient=True, disable=not (shown and console.is_terminal)
        )
        self.task, self.name = self.bar.add_task(f"{name}: starts", total=seconds), name

    def __enter__(self) -> _Progress:
        self.bar.start()
        return self

    def __exit__(self, *error: Any) -> None:
        self.bar.stop()

    def __call__(self, climb: Any) -> None:
        best = f"lhs/rhs {1 / (1 - climb.score):.4f}" if -1 < climb.score < 1 else "-"
        text = f"{self.name}: {climb.stage}, {climb.tries} tries, {best}"
        self.bar.update(self.task, completed=climb.seconds, description=text)
