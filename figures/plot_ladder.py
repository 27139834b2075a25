"""The ladder of theory C8: what is known of the output error, from measured to the textbook bound."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from lqtheory.errors import InputError
from lqtheory.figures import style  # pyright: ignore[reportMissingImports]

RUNGS = {
    "measured": ("#111111", "o", "-"),
    "telescoped": ("#a50026", "D", "-"),
    "a_posteriori": ("#e8601c", "s", "-"),
    "true_tails": ("#00695c", "^", "--"),
    "lq_data": ("#4db6ac", "v", "--"),
    "lq_data_free": ("#0d3b8c", "P", "-."),
    "lq_textbook": ("#7b9fd8", "X", "-."),
}


def data(folder: str | PathLike[str] = style.FOLDER) -> dict[str, np.ndarray]:
    """Read the geometric means over the seeds from `ladder.csv`, and the spread from `networks.csv`.

    Returns
    -------
    dict of arrays, one entry per model, rung and keep ratio
        `model`, `rung` (text); `keep_ratio`; `value`, the geometric mean over the seeds of the root mean square
        error of the logits or of its bound; `spread`, the same of the outputs around their mean, ‖f − E f‖: a bound
        above it says nothing.
    """
    columns = style.read_columns(Path(folder) / "ladder.csv", texts="model rung", numbers="keep_ratio value")
    networks = style.read_columns(Path(folder) / "networks.csv", texts="model", numbers="spread")
    if unknown := set(columns["model"]) - set(networks["model"]):
        raise InputError(
            f"{folder}/networks.csv lacks {', '.join(sorted(unknown))}, expected every model of ladder.csv"
        )
    rows = [
        (*key, _geometric(columns["value"][chosen]), _geometric(networks["spread"][networks["model"] == key[0]]))
        for key, chosen in style.groups(columns, "model", "rung", "keep_ratio")
    ]
    names = ("model", "rung", "keep_ratio", "value", "spread")
    return {name: np.array(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)}


def draw(numbers: Mapping[str, np.ndarray]) -> Figure:
    """Draw one panel per model: error and bounds (log scale) against the keep ratio."""
    models = list(dict.fromkeys(numbers["model"]))
    figure, axes = style.panels(models, height=5.8)
    for axis, model in zip(axes, models, strict=True):
        here = numbers["model"] == model
        spread = numbers["spread"][here][0]
        axis.axhspan(spread, 10 * numbers["value"].max(), color="0.5", alpha=0.12, linewidth=0)
        axis.axhline(spread, color="0.35", linestyle=(0, (6, 3)), label="‖f − E f‖ (vacuous above)")
        for rung in dict.fromkeys(numbers["rung"][here]):
            chosen = np.flatnonzero(here & (numbers["rung"] == rung) & (numbers["value"] > 0))
            chosen = chosen[np.argsort(numbers["keep_ratio"][chosen])]
            look = style.line(*RUNGS.get(rung, ("#222222", ".", ":")))
            axis.plot(numbers["keep_ratio"][chosen], numbers["value"][chosen], label=rung, **look)
        axis.invert_xaxis()
        axis.set_xlabel("kept share of the weights")
    positive = numbers["value"][numbers["value"] > 0]
    axes[0].set_yscale("log")
    axes[0].set_ylim(positive.min() / 3, 3 * positive.max())
    axes[0].set_ylabel("root mean square output error (logits)")
    title = "One pruned network, seven statements about it (calibration inputs; geometric mean over seeds)"
    figure.suptitle(title, fontsize=12)
    style.legend_below(figure, axes[0], columns=4)
    return figure


def _geometric(values: np.ndarray) -> float:
    """Return the geometric mean; 0 if one value is 0."""
    with np.errstate(divide="ignore"):
        return float(np.exp(np.mean(np.log(values))))


if __name__ == "__main__":
    style.script("ladder", data, draw)
