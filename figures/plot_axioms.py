"""Measures of sparsity against the axioms of Hurley and Rickard (theory A6)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from lqtheory.figures import style  # pyright: ignore[reportMissingImports]
from lqtheory.measures import AXIOMS, table

MARKS = {"Y": ("✓", "#cfe3f7"), "Y*": ("✓*", "#e9f1fa"), "-": ("–", "#8a8a8a")}
"""Sign and colour of a cell: holds, holds where another entry is not 0, broken by a counterexample."""


def data() -> dict[str, np.ndarray]:
    """Return `mark` (text, measures × axioms), `measure` and `axiom`, their names."""
    rows = table()
    return {
        "mark": np.array([[cell.mark for cell in row] for row in rows]),
        "measure": np.array([row[0].measure.name for row in rows]),
        "axiom": np.array([axiom.name for axiom in AXIOMS.values()]),
    }


def draw(numbers: Mapping[str, np.ndarray]) -> Figure:
    """Draw one cell per measure and axiom."""
    height, width = numbers["mark"].shape
    figure, (axis,) = style.panels([""], height=0.38 * height + 1.6, width=9)
    axis.grid(False)
    for (row, column), mark in np.ndenumerate(numbers["mark"]):
        sign, color = MARKS[mark]
        axis.add_patch(Rectangle((column, row), 1, 1, facecolor=color, edgecolor="white", linewidth=2))
        axis.text(column + 0.5, row + 0.5, sign, ha="center", va="center", color="white" if mark == "-" else "black")
    axis.set(xlim=(0, width), ylim=(height, 0))
    axis.set_xticks(np.arange(width) + 0.5, numbers["axiom"])
    axis.set_yticks(np.arange(height) + 0.5, numbers["measure"])
    axis.xaxis.tick_top()
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    figure.supxlabel("✓ holds     ✓* holds where another entry is not 0     – broken by a counterexample", fontsize=12)
    axis.set_xlabel("axiom")
    axis.xaxis.set_label_position("top")
    axis.set_ylabel("measure of sparsity (larger = sparser)")
    return figure


if __name__ == "__main__":
    style.script("axioms", lambda folder: data(), draw)
