"""A suite from request to files: cells, results, timings, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lqtheory.cli.output import save_csv
from lqtheory.errors import InputError
from lqtheory.files import write_whole
from torch_bridge.cells import DENSE, Cell, Row, run
from torch_bridge.competitors import COMPETITORS
from torch_bridge.parallel import Advance
from torch_bridge.scoreboard import PHASES, pairs, standing, table
from torch_bridge.suites import KEEPS, SUITES
from torch_bridge.summary import Table


@dataclass(frozen=True)
class Suite:
    """What shall be run: all pairs of a suite by every method and seed."""

    name: str
    seeds: Sequence[int]
    keeps: Sequence[float] = KEEPS
    methods: Sequence[str] = tuple(COMPETITORS)
    data_dir: Path | None = None

    def cells(self, folder: Path) -> list[Cell]:
        """List the cells, the dense networks among them; what they find is kept in the folder `cells`."""
        if self.name not in SUITES:
            raise InputError(f"suite is {self.name!r}, expected one of {', '.join(SUITES)}")
        return [
            Cell(pair, method, seed, tuple(self.keeps), self.data_dir, folder / "cells")
            for pair in SUITES[self.name]
            for method in (DENSE, *(name for name in self.methods if name in pair.methods))
            for seed in self.seeds
        ]

    def steps(self, folder: Path) -> int:
        """Return how often `work` will report: once for a dense network, once for each share of a method."""
        missing = [cell for cell in self.cells(folder) if cell.stored() is None]
        return sum(1 if cell.method == DENSE else len(cell.keeps) for cell in missing)


def work(suite: Suite, folder: Path, advance: Advance) -> list[Row]:
    """Run what is missing of a suite and write its files; returns the rows of `results.csv`.

    Parameters
    ----------
    suite : Suite
    folder : Path
        It exists. An interrupted run goes on where it stopped: every cell that is done lies in `cells`.
    advance : callable
        Called before each step.
    """
    for part in (folder / "cells").glob(".*.part"):  # of a run that was killed while it wrote
        part.unlink()
    cells = suite.cells(folder)
    found = run(cells, advance)
    rows = [row for part in found for row in part["rows"]]
    order = [DENSE, *COMPETITORS]
    rows.sort(key=lambda r: (r["data"], r["model"], order.index(r["method"]), -r["keep_ratio"], r["seed"]))
    layers = [row for part in found for row in part["layers"]]
    save_csv(folder / "results.csv", rows)
    save_csv(folder / "layers.csv", layers)
    save_csv(folder / "timings.csv", [_timing(cell, part) for cell, part in zip(cells, found, strict=True)])
    text = "\n\n".join(markdown(part) for part in tables(rows)) + "\n"
    write_whole(folder / "summary.md", lambda part: part.write_text(text, encoding="utf-8"))
    return rows


def tables(rows: Sequence[Row]) -> list[Table]:
    """Return every table of a suite: accuracies by pair before and after fine-tuning, and where ours stand."""
    by_pair = [table(rows, data, model, column) for data, model in pairs(rows) for column in PHASES]
    return [*by_pair, *(standing(rows, column) for column in PHASES)]


def markdown(shown: Table) -> str:
    """Write a table as markdown."""
    lines = [shown.columns, ["---"] * len(shown.columns), *shown.rows]
    return "\n".join([f"**{shown.title}**", "", *("| " + " | ".join(line) + " |" for line in lines)])


def _timing(cell: Cell, found: dict[str, Any]) -> Row:
    prune, tune = found["seconds"]
    key = {"data": cell.pair.data, "model": cell.pair.model, "method": cell.method, "seed": cell.seed}
    return key | {"seconds": prune, "seconds_finetuning": tune}
