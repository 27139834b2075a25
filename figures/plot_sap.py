"""The axes of the paper on the PQ index: by round, and accuracy against what is left, as it is and as published."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.figure import Figure

from lqtheory.figures import style  # pyright: ignore[reportMissingImports]

LOOKS = {
    "sap-0.5-1": ("#0d3b8c", "o", "-"),
    "sap-1-2": ("#2a9fb0", "s", "--"),
    "lt-0.2": ("#c0182b", "p", "-."),
    "os-0.2": ("#e8901c", "D", ":"),
}

BY_ROUND = {
    "accuracy_finetuned": "test accuracy after training (%)",
    "keep_ratio": "weights left (%)",
    "pq_index": "PQ index (1/2, 1) of the weights left",
    "gini": "Gini index of the weights left",
}


def data(folder: str | PathLike[str] = style.FOLDER) -> dict[str, np.ndarray]:
    """Read `results.csv` of the suite `paper`; means over the seeds.

    Returns
    -------
    dict of arrays, one entry per rule, scope and round
        `method`, `scope` (text), `iteration`, and the columns of `BY_ROUND`.
    """
    path, numbers = Path(folder) / "results.csv", ("iteration", *BY_ROUND)
    columns = style.read_columns(path, texts="method scope", numbers=" ".join(numbers))
    rows = [
        (*key, *(columns[name][chosen].mean() for name in BY_ROUND))
        for key, chosen in style.groups(columns, "method", "scope", "iteration")
    ]
    names = ("method", "scope", "iteration", *BY_ROUND)
    return {name: np.array(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)}


def draw(numbers: Mapping[str, np.ndarray]) -> Figure:
    """Draw four panels by round in scope global, then accuracy against what is left, right and crossed axes."""
    with matplotlib.rc_context(style.FONT):
        figure = Figure(figsize=(20, 10), layout="constrained")
        above, below = figure.subplots(2, 4)
    for axis, (column, words) in zip(above, BY_ROUND.items(), strict=True):
        for rule, look in LOOKS.items():
            x, y = (_curve(numbers, rule, "global", name) for name in ("iteration", column))
            axis.plot(x, _percent(column, y), label=rule, **style.line(*look))
        axis.set_xlabel("round")
        axis.set_ylabel(words)
        axis.set_title("scope global", fontsize=12)
    panels = (("global", "global"), ("neuron", "neuron"), ("global", "neuron"), ("neuron", "global"))
    for axis, (shown, measured) in zip(below, panels, strict=True):
        for rule, look in LOOKS.items():
            y, x = _curve(numbers, rule, shown, "accuracy_finetuned"), _curve(numbers, rule, measured, "keep_ratio")
            axis.plot(100 * x, 100 * y, label=rule, **style.line(*look))
        axis.set_xscale("log")
        axis.set_xlabel(f"weights left in scope {measured} (%)")
        axis.set_ylabel(f"test accuracy in scope {shown} (%)")
        words = "repaired" if shown == measured else "as published: axes crossed"
        axis.set_title(f"scope {shown}, {words}", fontsize=12)
    figure.suptitle("Pruning by the PQ index, retrained from the initial weights in every round; mean over seeds")
    style.legend_below(figure, above[0], columns=4)
    return figure


def _curve(numbers: Mapping[str, np.ndarray], rule: str, scope: str, column: str) -> np.ndarray:
    chosen = np.flatnonzero((numbers["method"] == rule) & (numbers["scope"] == scope))
    return numbers[column][chosen[np.argsort(numbers["iteration"][chosen])]]


def _percent(column: str, values: np.ndarray) -> np.ndarray:
    return 100 * values if column in ("accuracy_finetuned", "keep_ratio") else values


if __name__ == "__main__":
    style.script("sap", data, draw)
