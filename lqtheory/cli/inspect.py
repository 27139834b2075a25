"""The command `lqtheory inspect`: which of two networks is more compressible."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lqtheory.cli import YES
from lqtheory.cli.output import output_folder, print_json, save_csv

if TYPE_CHECKING:
    from lqtheory.compress import TailComparison

SHOWN = (0.9, 0.75, 0.5, 0.25, 0.1, 0.05, 0.01)
"""Kept shares of the printed table; the comparison itself is made at every per cent."""


def command(
    first: Annotated[Path, typer.Argument(metavar="A", help="A network (safetensors, lqtheory-network/1).")],
    second: Annotated[Path, typer.Argument(metavar="B", help="A network of the same structure.")],
    inputs: Annotated[Path | None, typer.Option(help="Inputs (npz with x): weights count times std(input).")] = None,
    p: Annotated[float, typer.Option("--p", help="Exponent of the norm of what is left out, at least 1.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Folder for tails.csv, tails.png and tails.svg.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> int:
    """Say which of two networks is more compressible.

    Compares what the largest weights of each neuron leave out, at every kept share; says where the curves cross.
    """
    from lqtheory.compress import compare_tails
    from lqtheory.files import load_inputs, load_network

    a, b = load_network(first), load_network(second)
    found = compare_tails(a, b, load_inputs(inputs).x if inputs else None, p=p)
    names = _names(first, second)
    if out is not None:
        with output_folder(out) as folder:
            _draw(folder, found, names)
    if json:
        print_json(_entry(found, names, p, inputs is not None))
    elif not quiet:
        typer.echo("\n".join([found.answer(*names), found.absolute_answer(*names), "", *_table(found, names)]))
    return YES


def _names(first: Path, second: Path) -> tuple[str, str]:
    """Call the networks by their files, as briefly as tells them apart."""
    for names in ((first.stem, second.stem), (str(first), str(second))):
        if names[0] != names[1]:
            return names
    return f"{first.stem} (first)", f"{second.stem} (second)"


def _draw(folder: Path, found: TailComparison, names: tuple[str, str]) -> None:
    from lqtheory.figures import plot_tails, style  # pyright: ignore[reportMissingImports]

    rows = [
        {"model": name, "keep_ratio": keep, "tail": share, "absolute": tail}
        for name, curve in zip(names, (found.first, found.second), strict=True)
        for keep, share, tail in zip(*(x.tolist() for x in (curve.keeps, curve.shares, curve.tails)), strict=True)
    ]
    save_csv(folder / "tails.csv", rows)
    style.save(plot_tails.draw(plot_tails.data(folder)), folder / "tails")


def _entry(found: TailComparison, names: tuple[str, str], p: float, scaled: bool) -> dict[str, Any]:
    curves = dict(zip(names, (found.first, found.second), strict=True))

    def stretches(which: list[Any]) -> list[dict[str, Any]]:
        """List where the order stays the same; `lower` is null where the tails are equal."""
        return [s._asdict() | {"lower": None if s.lower is None else names[s.lower]} for s in which]

    return {
        "answer": found.answer(*names),
        "absolute_answer": found.absolute_answer(*names),
        "p": p,
        "scaled_by_inputs": scaled,
        "relative": stretches(found.relative),
        "absolute": stretches(found.absolute),
        "keep_ratio": found.first.keeps.tolist(),
        "tail": {name: curve.shares.tolist() for name, curve in curves.items()},
        "absolute_tail": {name: curve.tails.tolist() for name, curve in curves.items()},
    }


def _table(found: TailComparison, names: tuple[str, str]) -> list[str]:
    """Return lines: what is left out at some kept shares, as a share of the whole, then unnormalised."""
    curves = (found.first, found.second)
    rows = [("keep", *names, *(f"{name}, unnormalised" for name in names))]
    for keep in SHOWN:
        place = int(abs(found.first.keeps - keep).argmin())
        numbers = [c.shares[place] for c in curves] + [c.tails[place] for c in curves]
        rows.append((f"{keep:g}", *(f"{x:.4g}" for x in numbers)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
