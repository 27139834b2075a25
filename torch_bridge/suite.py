"""A suite from request to files: cells, results, timings, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from lqtheory.cli.output import save_csv
from lqtheory.compress.selection import SCOPES
from lqtheory.errors import InputError
from lqtheory.figures import plot_layers, plot_sap, plot_suite, style  # pyright: ignore[reportMissingImports]
from lqtheory.files import write_whole
from torch_bridge import pages, paper
from torch_bridge.cells import DENSE, PairCell
from torch_bridge.competitors import COMPETITORS
from torch_bridge.parallel import Advance
from torch_bridge.scoreboard import PHASES, measured, standing, table
from torch_bridge.store import Cell, Row, run
from torch_bridge.suites import KEEPS, pairs
from torch_bridge.summary import Table


@dataclass(frozen=True)
class Suite:
    """What shall be run: all pairs of a suite by every method and seed."""

    name: str
    seeds: Sequence[int]
    keeps: Sequence[float] = KEEPS
    methods: Sequence[str] = ()
    """Nothing stands for those of each pair."""
    data_dir: Path | None = None

    def cells(self, folder: Path) -> Sequence[Cell]:
        """List the cells, the dense networks among them; what they find is kept in the folder `cells`.

        Raises
        ------
        InputError
            If there is no such suite, none of the methods can run on one of its pairs, or there are no shares.
        """
        if not self.keeps:
            raise InputError("keep holds no share below 1, expected at least one")
        if self.name == "paper":
            (pair,) = pairs(self.name, self.data_dir)
            return paper.cells(pair, self.seeds, folder, self.data_dir)
        for pair in pairs(self.name, self.data_dir):
            if not pair.runs(self.methods):
                raise InputError(f"methods holds {', '.join(self.methods)}, of which none can run on {pair.name}")
        return [
            PairCell(seed, folder / "cells", pair, method, tuple(self.keeps), self.data_dir)
            for pair in pairs(self.name, self.data_dir)
            for method in (DENSE, *pair.runs(self.methods))
            for seed in self.seeds
        ]

    def steps(self, folder: Path) -> int:
        """Return how often `work` will report."""
        return sum(cell.steps for cell in self.cells(folder) if cell.stored() is None)


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
    cells = suite.cells(folder)
    found = run(cells, advance)
    rows = [row for part in found for row in part["rows"]]
    if all(row["method"] == DENSE for row in rows):
        raise InputError(f"methods holds {', '.join(suite.methods)}, which have no form at the shares of keep")
    if suite.name != "paper":
        order = [DENSE, *COMPETITORS]
        rows.sort(key=lambda r: (r["data"], r["model"], order.index(r["method"]), -r["keep_ratio"], r["seed"]))
    save_csv(folder / "results.csv", rows)
    save_csv(folder / "layers.csv", [row for part in found for row in part["layers"]])
    save_csv(folder / "timings.csv", [_timing(cell, part) for cell, part in zip(cells, found, strict=True)])
    text = "\n\n".join(markdown(part) for part in tables(rows)) + "\n"
    write_whole(folder / "summary.md", lambda part: part.write_text(text, encoding="utf-8"))
    _report(suite, folder, rows)
    return rows


def _report(suite: Suite, folder: Path, rows: Sequence[Row]) -> None:
    """Draw the figures and write the page."""
    figures = {"sap": plot_sap} if suite.name == "paper" else {"suite": plot_suite, "layers": plot_layers}
    for name, module in figures.items():
        style.save(module.draw(module.data(folder)), folder / name)
    body = [
        f"<h1>Suite {suite.name}</h1>",
        f"<p>{escape(PROTOCOL)}</p>",
        f"<p>{escape(NOTES.get(suite.name, ''))}</p>",
        *(pages.table(part) for part in reversed(tables(rows))),
        *(pages.figure((folder / f"{name}.svg").read_bytes(), WORDS[name]) for name in figures),
        f"<p>Seeds: {', '.join(map(str, suite.seeds))}. {escape(pages.versions())}.</p>",
    ]
    html = pages.page(f"lqtheory compare --suite {suite.name}", body)
    write_whole(folder / "report.html", lambda part: part.write_text(html, encoding="utf-8"))


PROTOCOL = (
    "Accuracies are measured on test samples that nothing else has read. Pruners see the calibration samples alone; "
    "fine-tuning has the same steps for every method and keeps the best of its checks on the validation samples, the "
    "pruned network among them. Of ours, each seed and share takes the one that is best on validation. A method that "
    "keeps more than 1.1 times what was asked is no competitor there."
)

NOTES = {
    "cifar": "The seeds are draws of calibration and validation samples for one trained network. Calibration and "
    "fine-tuning use the 4,000 exact training images only. The test images went through JPEG compression, which costs "
    "the dense network accuracy too; the 300 exact ones stand beside.",
    "teachers": "Networks are drawn, not trained: accuracy is the share R² of the variance of their answers.",
    "housing": "Regression: accuracy is the share R² of the variance that is explained.",
    "paper": "Where the published figure has accuracy in scope neuron against what is left in scope global, and the "
    "other way round, the lower left panels have the right axes.",
}

WORDS = {
    "suite": "Test accuracy against compression, one shot and after fine-tuning",
    "layers": "Kept share of each layer by method",
    "sap": "The axes of the paper on the PQ index, repaired and as published",
}


def tables(rows: Sequence[Row]) -> list[Table]:
    """Return every table of a suite: accuracies by pair before and after fine-tuning, and where ours stand."""
    if "iteration" in rows[0]:
        return [paper.table(rows, scope) for scope in SCOPES]
    by_pair = [table(rows, data, model, column) for data, model in measured(rows) for column in PHASES]
    return [*by_pair, *(standing(rows, column) for column in PHASES)]


def markdown(shown: Table) -> str:
    """Write a table as markdown."""
    lines = [shown.columns, ["---"] * len(shown.columns), *shown.rows]
    return "\n".join([f"**{shown.title}**", "", *("| " + " | ".join(line) + " |" for line in lines)])


def _timing(cell: Cell, found: dict[str, Any]) -> Row:
    prune, tune = found["seconds"]
    return {"cell": cell.name, "seed": cell.seed, "seconds": prune, "seconds_finetuning": tune}
