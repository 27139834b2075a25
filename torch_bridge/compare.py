"""The command `lqtheory compare`: options checked first, then the work, then the files, each written whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from lqtheory.cli.output import output_folder
from lqtheory.errors import InputError

SUITE_NAMES = "digits, fashion, cifar, housing, teachers or paper"

KEEPS = "1/2,1/4,1/8,1/16,1/32"


def command(
    suite: Annotated[
        str, typer.Option(help="Run a suite instead: digits, fashion, cifar, housing, teachers or paper.")
    ] = "",
    data: Annotated[
        str, typer.Option(help="digits (default), fashion-mnist, mnist, or a path ending in .npz; not with --suite.")
    ] = "",
    data_dir: Annotated[Path | None, typer.Option(help="Folder of the files of a data set.")] = None,
    seeds: Annotated[int, typer.Option(min=1, help="How many seeds.")] = 3,
    seed: Annotated[int, typer.Option(min=0, help="The first seed.")] = 0,
    keep: Annotated[str, typer.Option(help="Shares of the weights to keep, in (0, 1].")] = KEEPS,
    methods: Annotated[str, typer.Option(help="Names of pruning methods (see the README), or all.")] = "all",
    out: Annotated[Path | None, typer.Option(help="Folder for the results; default: results/ and the suite.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> int:
    """Compare pruning methods on trained networks.

    Trains two networks per seed, prunes them by every method, certifies, and writes a report.
    Lists are separated by commas. Needs PyTorch and scikit-learn.

    With --suite every pruner that is known is compared, before and after fine-tuning; an interrupted suite goes on
    where it stopped when it is run again with the same --out.
    """
    missing = [name for name, module in (("torch", "torch"), ("scikit-learn", "sklearn")) if not find_spec(module)]
    if missing:
        raise InputError(
            f"compare needs {' and '.join(missing)}; install them, or lqtheory with its extra: pip install '.[torch]'"
        )
    if suite and data:
        raise InputError(f"data is {data!r}, expected none beside --suite: a suite has its own")
    data, out = data or "digits", out or Path("results") / (suite or "compare")
    if suite:
        return _run_suite(suite, seeds, seed, read_keeps(keep), methods, data_dir, out, quiet)
    from lqtheory.compress import METHODS

    keeps, names = read_keeps(keep), read_methods(methods, METHODS)
    from torch_bridge.data import load
    from torch_bridge.experiment import Request, run
    from torch_bridge.report import write
    from torch_bridge.summary import show

    request = Request(load(data, data_dir), range(seed, seed + seeds), keeps, names)
    options = {"data": data, "data-dir": data_dir, "seeds": seeds, "seed": seed, "keep": keep, "methods": methods}
    with output_folder(out) as folder, progress(request.steps + 1, quiet) as advance:
        tables = run(request, advance)
        advance("writing the report")
        write(folder, tables, options)
    if not quiet:
        show(tables)
        typer.echo(f"report: {folder / 'report.html'}")
    return 0


def _run_suite(
    name: str, seeds: int, seed: int, keeps: list[Fraction], methods: str, data_dir: Path | None, out: Path, quiet: bool
) -> int:
    """Run a suite and print its tables."""
    from torch_bridge.competitors import COMPETITORS
    from torch_bridge.suite import Suite, tables, work
    from torch_bridge.summary import print_tables

    shares = [float(keep) for keep in keeps if keep < 1]
    names = [] if methods == "all" else read_methods(methods, COMPETITORS)
    suite = Suite(name, range(seed, seed + seeds), shares, names, data_dir)
    with output_folder(out) as folder, progress(suite.steps(folder), quiet) as advance:
        rows = work(suite, folder, advance)
    if not quiet:
        print_tables(tables(rows))
        typer.echo(f"tables: {folder / 'summary.md'}")
    return 0


def read_keeps(text: str) -> list[Fraction]:
    """Read kept shares such as "1/2,0.25", each in (0, 1]; they come back falling, each once."""
    try:
        parts = [part.strip() for part in text.split(",")]
        keeps = [Fraction(part) for part in parts if len(part) < 20 and "e" not in part.lower()]
        keeps = keeps if len(keeps) == len(parts) else []
    except (ValueError, ZeroDivisionError):
        keeps = []
    if not keeps or not all(0 < keep <= 1 for keep in keeps):
        raise InputError(f"keep is {text!r}, expected numbers in (0, 1] such as 1/2,0.25")
    return sorted(set(keeps), reverse=True)


def read_methods(text: str, known: Collection[str]) -> list[str]:
    """Read names of pruning methods separated by commas; "all" stands for all that are known."""
    names = list(known) if text == "all" else [part.strip() for part in text.split(",")]
    for name in names:
        if name not in known:
            raise InputError(f"methods holds {name!r}, expected names among {', '.join(known)}")
    return list(dict.fromkeys(names))


@contextmanager
def progress(steps: int, quiet: bool) -> Iterator[Callable[[str], Any]]:
    """Show a progress bar on the standard error, if that is a terminal; yields what names the next step."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    times, console = (TimeElapsedColumn(), TextColumn("left:"), TimeRemainingColumn()), Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), *times, TextColumn("{task.description}"))
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as bar:
        task = bar.add_task("starting", total=steps)

        def advance(text: str) -> None:
            bar.update(task, description=text)
            bar.advance(task)

        yield advance
