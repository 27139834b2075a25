"""What each inequality of the ladder costs: the share of the slack of `lq_data`, by step and layer."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from lqtheory.figures import style  # pyright: ignore[reportMissingImports]

SHADES = {
    "layers added": ("#111111", ""),
    "passage above": ("#a50026", "//"),
    "B1, B2": ("#f6a600", ".."),
    "norms only": ("#9dbfee", "\\\\"),
}


def data(folder: str | PathLike[str] = style.FOLDER) -> dict[str, np.ndarray]:
    """Read `slack.csv`; average over the seeds.

    Returns
    -------
    dict of arrays, one entry per model, kept share, layer and step
        `model`, `layer`, `step` (text); `keep_ratio`; `part`, the share of `lq_data` - `measured` that the
        inequality costs in that layer. They add up to 1 for each model and kept share.
    """
    columns = style.read_columns(Path(folder) / "slack.csv", texts="model layer step", numbers="keep_ratio part")
    rows = [
        (*key, columns["part"][chosen].mean())
        for key, chosen in style.groups(columns, "model", "keep_ratio", "layer", "step")
    ]
    names = ("model", "keep_ratio", "layer", "step", "part")
    return {name: np.array(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)}


def draw(numbers: Mapping[str, np.ndarray]) -> Figure:
    """Draw one panel per model: stacked shares against the kept share."""
    models = list(dict.fromkeys(numbers["model"]))
    figure, axes = style.panels(models, height=5.4)
    keeps = sorted(set(numbers["keep_ratio"]), reverse=True)
    places = {keep: place for place, keep in enumerate(keeps)}
    for axis, model in zip(axes, models, strict=True):
        bottom = np.zeros(len(keeps))
        for step, (color, hatch) in SHADES.items():
            height = np.zeros(len(keeps))
            for chosen in np.flatnonzero((numbers["model"] == model) & (numbers["step"] == step)):
                height[places[numbers["keep_ratio"][chosen]]] += 100 * numbers["part"][chosen]
            axis.bar(range(len(keeps)), height, bottom=bottom, color=color, hatch=hatch, edgecolor="white", label=step)
            bottom += height
        axis.set_xticks(range(len(keeps)), [f"{keep:g}" for keep in keeps])
        axis.set_xlabel("kept share of the weights")
        axis.grid(axis="x", visible=False)
    axes[0].set_ylabel("share of the slack of lq_data (%)")
    figure.suptitle("Where the slack is lost (calibration inputs; mean over seeds)", fontsize=12)
    style.legend_below(figure, axes[0], columns=4)
    return figure


if __name__ == "__main__":
    style.script("slack", data, draw)
