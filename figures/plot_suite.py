"""Test accuracy against compression for every pair of a suite: one shot above, after fine-tuning below."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lqtheory.figures import style  # pyright: ignore[reportMissingImports]

PHASES = {"accuracy": "one shot, no retraining", "accuracy_finetuned": "after fine-tuning"}

SHOWN = ("adaptive-joint", "adaptive-path", "activation-refit", "sparsegpt", "magnitude-global", "random")
"""Methods with a line of their own in every panel, if they were run."""

BEST = {"#7b3fa0": "d", "#8c6d1f": "h", "#d6589a": "s"}
"""Looks of the best of the others, by their mean over all that is shown."""


def data(folder: str | PathLike[str] = style.FOLDER) -> dict[str, np.ndarray]:
    """Read `results.csv`; means and sample standard deviations over the seeds.

    Returns
    -------
    dict of arrays, one entry per pair, method, kept share and phase
        `data`, `model`, `method`, `phase` (text); `compression` = 1 / realised kept share; `mean`, `std` as fractions.
    """
    texts, numbers = "data model method", "keep_ratio realised_keep_ratio accuracy accuracy_finetuned"
    columns = style.read_columns(Path(folder) / "results.csv", texts=texts, numbers=numbers)
    rows = []
    for key, chosen in style.groups(columns, "data", "model", "method", "keep_ratio"):
        size = columns["realised_keep_ratio"][chosen].mean()
        for phase in PHASES:
            values = columns[phase][chosen]
            if np.isfinite(values).all():
                rows.append((*key[:3], phase, 1 / size, values.mean(), style.deviation(values)))
    names = ("data", "model", "method", "phase", "compression", "mean", "std")
    return {name: np.array(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)}


def draw(numbers: Mapping[str, np.ndarray]) -> Figure:
    """Draw two panels per pair, accuracy in percent against the realised compression ratio (log scale)."""
    pairs = list(dict.fromkeys(zip(numbers["data"], numbers["model"], strict=True)))
    with matplotlib.rc_context(style.FONT):
        figure = Figure(figsize=(6.4 * len(pairs), 9.6), layout="constrained")
        grid = figure.subplots(2, len(pairs), squeeze=False)
    looks = {name: style.method_line(name) for name in SHOWN}
    best = zip(_best(numbers), BEST.items(), strict=False)
    looks |= {name: style.line(color, marker, "--") for name, (color, marker) in best}
    for column, pair in enumerate(pairs):
        here = (numbers["data"] == pair[0]) & (numbers["model"] == pair[1])
        dense = 100 * float(numbers["mean"][here & (numbers["method"] == "dense")][0])
        for axis, (phase, words) in zip(grid[:, column], PHASES.items(), strict=True):
            chosen = here & (numbers["phase"] == phase) & (numbers["method"] != "dense")
            _panel(axis, {name: values[chosen] for name, values in numbers.items()}, dense, looks)
            axis.set_title(f"{pair[1]} ({pair[0]}), {words}", fontsize=12)
    for row in grid:
        row[0].set_ylabel("test accuracy, or R² (%)")
    for axis in grid[-1]:
        axis.set_xlabel("compression ratio (weights before / after)")
    seen = {
        label: handle for axis in grid.flat for handle, label in zip(*axis.get_legend_handles_labels(), strict=True)
    }
    look = {"frameon": False, "fontsize": 11, "handlelength": 3.0}
    figure.legend(seen.values(), seen.keys(), loc="outside lower center", ncols=min(6, 3 * len(pairs)), **look)
    return figure


def _best(numbers: Mapping[str, np.ndarray]) -> list[str]:
    """Names of the methods that are not `SHOWN` and were run everywhere, from the best on."""
    means = {}
    for name in dict.fromkeys(numbers["method"]):
        chosen = numbers["mean"][numbers["method"] == name]
        if name not in SHOWN and not name.startswith("torch-"):  # those are magnitude pruning again
            means[name] = (len(chosen), chosen.mean())
    return sorted(means, key=lambda name: means[name], reverse=True)


def _panel(axis: Axes, numbers: Mapping[str, np.ndarray], dense: float, looks: Mapping[str, Mapping[str, Any]]) -> None:
    axis.axhline(dense, color="black", linewidth=1.2, label="dense (control)")
    methods = list(dict.fromkeys(numbers["method"]))
    for name in sorted(methods, key=lambda name: name in looks):
        chosen = np.flatnonzero(numbers["method"] == name)
        chosen = chosen[np.argsort(numbers["compression"][chosen])]
        x, y, spread = (numbers[part][chosen] for part in ("compression", "mean", "std"))
        if name in looks:
            axis.errorbar(x, 100 * y, 100 * np.nan_to_num(spread), label=name, elinewidth=1, capsize=2, **looks[name])
        else:
            axis.plot(x, 100 * y, color="#bbbbbb", linewidth=0.8, label="the other methods", zorder=1)
    axis.set_xscale("log", base=2)
    axis.set_ylim(0.0, min(105.0, dense + 5))  # an R² below 0 is worse than the mean: not shown
    ticks = [2.0**power for power in range(1, 7) if 2.0**power <= 1.5 * numbers["compression"].max()]
    axis.set_xticks(ticks, [f"{tick:g}×" for tick in ticks])


if __name__ == "__main__":
    style.script("suite", data, draw)
