"""What share of each layer a method keeps, at one share of the whole network."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from lqtheory.figures import style  # pyright: ignore[reportMissingImports]

KEEP = 1 / 8

SHOWN = (
    "adaptive-joint",
    "adaptive-path",
    "adaptive",
    "obd",
    "snip",
    "effective-dimension",
    "magnitude-global",
    "random",
)
"""Methods that choose how much each layer keeps, and chance; where none of them was run, all are shown."""

TICKS = (1, 2, 5, 10, 20, 50, 100)
"""Of the kept shares in percent."""


def data(folder: str | PathLike[str] = style.FOLDER) -> dict[str, np.ndarray]:
    """Read `layers.csv` at the kept share nearest to `KEEP`; means over the seeds.

    Returns
    -------
    dict of arrays, one entry per pair, method and layer
        `data`, `model`, `method`, `layer` (text); `keep`, the share of the network; `kept`, that of the layer.
    """
    texts = "data model method layer"
    columns = style.read_columns(Path(folder) / "layers.csv", texts=texts, numbers="keep_ratio kept total")
    pruned = columns["keep_ratio"][columns["method"] != "dense"]
    shown = set(SHOWN) & set(columns["method"]) or set(columns["method"])
    keep = pruned[np.abs(np.log(pruned / KEEP)).argmin()]
    rows = [
        (*key[:4], keep, (columns["kept"][chosen] / columns["total"][chosen]).mean())
        for key, chosen in style.groups(columns, "data", "model", "method", "layer", "keep_ratio")
        if key[4] == keep and key[2] in shown
    ]
    names = ("data", "model", "method", "layer", "keep", "kept")
    return {name: np.array(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)}


def draw(numbers: Mapping[str, np.ndarray]) -> Figure:
    """Draw one panel per pair: kept share of each layer in percent (log scale), layers from first to last."""
    pairs = list(dict.fromkeys(zip(numbers["data"], numbers["model"], strict=True)))
    figure, axes = style.panels([f"{model} ({data})" for data, model in pairs])
    for axis, (name, model) in zip(axes, pairs, strict=True):
        here = (numbers["data"] == name) & (numbers["model"] == model)
        layers = list(dict.fromkeys(numbers["layer"][here]))
        for method in sorted(set(numbers["method"][here]), key=lambda name: (*SHOWN, name).index(name)):
            chosen = here & (numbers["method"] == method)
            places = [layers.index(layer) for layer in numbers["layer"][chosen]]
            axis.plot(places, 100 * numbers["kept"][chosen], label=method, **style.method_line(method))
        axis.set_yscale("log")
        axis.set_yticks(TICKS, [f"{tick:g}" for tick in TICKS])
        axis.minorticks_off()
        axis.set_xticks(range(len(layers)), layers, rotation=90 if len(layers) > 6 else 0)
        axis.set_xlabel("layer, from first to last")
    axes[0].set_ylabel("kept share of the layer (%)")
    figure.suptitle(f"Where {100 * numbers['keep'][0]:g} % of all weights are kept; mean over seeds", fontsize=12)
    style.legend_below(figure, axes[0], columns=min(4, 2 * len(pairs)))
    return figure


if __name__ == "__main__":
    style.script("layers", data, draw)
