"""Test accuracy against compression ratio, every method, with the dense network as control."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from lqtheory.errors import InputError
from lqtheory.figures import style  # pyright: ignore[reportMissingImports]


def data(folder: str | PathLike[str] = style.FOLDER) -> dict[str, np.ndarray]:
    """Read mean and sample standard deviation over the seeds from `results.csv`.

    Returns
    -------
    dict of arrays, one entry per model, method and keep ratio
        `data`, `model`, `method` (text); `compression` = 1 / keep ratio; `mean` and `std` of the test accuracy
        as fractions, `std` NaN for a single seed; `seeds`, their number. The dense control has compression 1.
    """
    path = Path(folder) / "results.csv"
    columns = style.read_columns(path, texts="data model method", numbers="keep_ratio accuracy")
    if undone := set(columns["model"]) - set(columns["model"][columns["method"] == "dense"]):
        raise InputError(
            f"{path} lacks a row with the method dense for {', '.join(sorted(undone))}, expected the control"
        )
    rows = [
        (*key[:3], 1 / key[3], np.mean(part), style.deviation(part), len(part))
        for key, chosen in style.groups(columns, "data", "model", "method", "keep_ratio")
        for part in [columns["accuracy"][chosen]]
    ]
    names = ("data", "model", "method", "compression", "mean", "std", "seeds")
    return {name: np.array(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)}


def draw(numbers: Mapping[str, np.ndarray]) -> Figure:
    """Draw one panel per model: accuracy in percent against compression ratio (log scale)."""
    models = list(dict.fromkeys(numbers["model"]))
    figure, axes = style.panels([f"{model} ({numbers['data'][0]})" for model in models])
    known = [name for name in style.METHODS if name in numbers["method"]]
    methods = known + sorted(set(numbers["method"]) - set(known) - {"dense"})
    for axis, model in zip(axes, models, strict=True):
        here = numbers["model"] == model
        dense = here & (numbers["method"] == "dense")
        axis.axhline(100 * numbers["mean"][dense][0], color="black", linewidth=1.2, label="dense (control)")
        for place, method in enumerate(methods):
            chosen = np.flatnonzero(here & (numbers["method"] == method))
            chosen = chosen[np.argsort(numbers["compression"][chosen])]
            # Ten error bars at one place hide each other: shift each method by a little.
            shift = 2 ** (0.025 * (place - (len(methods) - 1) / 2))
            axis.errorbar(
                shift * numbers["compression"][chosen],
                100 * numbers["mean"][chosen],
                100 * np.nan_to_num(numbers["std"][chosen]),
                label=method,
                elinewidth=1,
                capsize=2,
                **style.method_line(method),
            )
        ticks = sorted(set(numbers["compression"][here & ~dense]))
        axis.set_xscale("log", base=2)
        axis.set_xticks(ticks, [f"{tick:g}×" for tick in ticks])
        axis.set_xlabel("compression ratio (weights before / after)")
    axes[0].set_ylabel("test accuracy (%)")
    seeds = int(max(numbers["seeds"]))
    title = f"No retraining; mean ± sample standard deviation over {seeds} seed{'s' * (seeds > 1)}"
    figure.suptitle(title, fontsize=12)
    style.legend_below(figure, axes[0], columns=4)
    return figure


if __name__ == "__main__":
    style.script("accuracy", data, draw)
