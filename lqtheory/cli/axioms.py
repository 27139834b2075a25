"""The command `lqtheory axioms`: which measure of sparsity satisfies which axiom."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from lqtheory.cli import YES
from lqtheory.cli.output import output_folder, print_json


def command(
    out: Annotated[Path | None, typer.Option(help="Folder for axioms.png and axioms.svg.")] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON, counterexamples included, and nothing else.")
    ] = False,
) -> int:
    """Print the measures of sparsity and the axioms that they satisfy.

    Y: holds. Y*: holds where another entry is not 0. -: broken, by a counterexample that --json shows.
    """
    from lqtheory.measures import AXIOMS, table

    rows = table()
    if out is not None:
        from lqtheory.figures import plot_axioms, style  # pyright: ignore[reportMissingImports]

        with output_folder(out) as folder:
            style.save(plot_axioms.draw(plot_axioms.data()), folder / "axioms")
    if json:
        print_json({row[0].measure.name: {cell.axiom: _entry(cell) for cell in row} for row in rows})
    else:
        width = max(len(row[0].measure.name) for row in rows)
        lines = [f"{'larger = sparser':{width}}  {'  '.join(AXIOMS)}"]
        lines += [
            f"{row[0].measure.name:{width}}  {'  '.join(f'{cell.mark:2}' for cell in row)}".rstrip() for row in rows
        ]
        lines += ["", *(f"{short}  {axiom.name}: {axiom.sentence}" for short, axiom in AXIOMS.items())]
        typer.echo("\n".join(lines))
    return YES


def _entry(cell: Any) -> dict[str, Any]:
    """Return the mark of a cell and, where there is one, the pair of vectors that breaks the axiom."""
    if cell.counterexample is None:
        return {"mark": cell.mark}
    before, after = next(cell.counterexample.trials(cell.axiom))
    return {"mark": cell.mark, "before": list(map(float, before)), "after": list(map(float, after))}
