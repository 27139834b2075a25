"""Certified against measured loss of accuracy along the adaptive path."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullLocator

from lqtheory.figures import style  # pyright: ignore[reportMissingImports]


def data(folder: str | PathLike[str] = style.FOLDER) -> dict[str, np.ndarray]:
    """Read mean and sample standard deviation over the seeds from `path.csv`, and the drops of `frontier.csv`.

    Returns
    -------
    dict of arrays
        One entry per model and keep ratio: `model`, `compression` = 1 / keep ratio, `certified`, `certified_std`,
        `measured`, `measured_std`: accuracy lost on the calibration inputs, fractions. And `max_drop`, the losses
        for which the frontier was asked.
    """
    path, shown = Path(folder) / "path.csv", "keep_ratio certified_drop measured_drop"
    columns = style.read_columns(path, texts="model", numbers=shown)
    frontier = style.read_columns(Path(folder) / "frontier.csv", numbers="max_drop")
    rows = []
    for (model, keep), chosen in style.groups(columns, "model", "keep_ratio"):
        certified, measured = columns["certified_drop"][chosen], columns["measured_drop"][chosen]
        rows.append(
            (
                model,
                1 / keep,
                np.mean(certified),
                style.deviation(certified),
                np.mean(measured),
                style.deviation(measured),
            )
        )
    names = ("model", "compression", "certified", "certified_std", "measured", "measured_std")
    numbers = {name: np.array(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)}
    return numbers | {"max_drop": np.unique(frontier["max_drop"])}


def draw(numbers: Mapping[str, np.ndarray]) -> Figure:
    """Draw both losses against the compression ratio; the loss on a scale that is linear below one point."""
    models = list(dict.fromkeys(numbers["model"]))
    figure, (axis,) = style.panels([""], height=5.6, width=9)
    for place, model in enumerate(models):
        here = np.flatnonzero(numbers["model"] == model)
        here = here[np.argsort(numbers["compression"][here])]
        color, marker = style.model_look(model)
        shift = 2 ** (0.03 * (place - (len(models) - 1) / 2))  # error bars of two models side by side
        for kind, linestyle, face in (("certified", "-", color), ("measured", ":", "white")):
            axis.errorbar(
                shift * numbers["compression"][here],
                100 * numbers[kind][here],
                100 * np.nan_to_num(numbers[f"{kind}_std"][here]),
                label=f"{model}: {kind}",
                markerfacecolor=face,
                elinewidth=1,
                capsize=2,
                **style.line(color, marker, linestyle),
            )
    for drop in numbers["max_drop"]:
        axis.axhline(100 * drop, color="0.4", linewidth=0.9, linestyle=(0, (6, 3)))
    axis.set_yscale("symlog", linthresh=1)
    axis.set_ylim(min(-0.2, 150 * np.min(numbers["measured"])), 150)
    ticks = [0, 1, 5, 10, 50, 100]
    axis.set_yticks(ticks, [str(tick) for tick in ticks])
    axis.yaxis.set_minor_locator(NullLocator())
    axis.set_xscale("log", base=2)
    axis.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}×"))
    axis.set_xlabel("compression ratio (weights before / after)")
    axis.set_ylabel("accuracy lost on calibration (points)")
    axis.set_title("Adaptive path: what is certified and what is measured (dashed lines: drops asked for)", fontsize=12)
    style.legend_below(figure, axis, columns=2)
    return figure


if __name__ == "__main__":
    style.script("frontier", data, draw)
