"""Tail curves of two networks of one structure (theory A5): the one whose curve is lower is more compressible."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from os import PathLike
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from lqtheory.compress import stretches
from lqtheory.errors import InputError
from lqtheory.figures import style  # pyright: ignore[reportMissingImports]

LOOKS = (("#0d3b8c", "o", "-"), ("#c2410c", "s", "--"))
"""Curves of the first and of the second network."""


def data(folder: str | PathLike[str] = style.FOLDER) -> dict[str, np.ndarray]:
    """Read the mean over the seeds, if there are any, from `tails.csv`.

    Returns
    -------
    dict of arrays, one entry per model and keep ratio
        `model` (text); `keep_ratio`; `tail`, the share of the norm of u outside the largest of each neuron.

    Raises
    ------
    InputError
        If they are not two models at the same keep ratios.
    """
    columns = style.read_columns(Path(folder) / "tails.csv", texts="model", numbers="keep_ratio tail")
    rows = [(*key, columns["tail"][chosen].mean()) for key, chosen in style.groups(columns, "model", "keep_ratio")]
    keeps = [{keep for name, keep, _ in rows if name == model} for model in dict.fromkeys(columns["model"])]
    if len(keeps) != 2 or keeps[0] != keeps[1]:
        raise InputError(f"{folder}/tails.csv is of {len(keeps)} models, expected two at the same keep ratios")
    return {name: np.array(x) for name, x in zip(("model", "keep_ratio", "tail"), zip(*rows, strict=True), strict=True)}


def draw(numbers: Mapping[str, np.ndarray]) -> Figure:
    """Draw both curves (log scale, with 0 at its foot where a tail is 0), and a line wherever they cross."""
    figure, (axis,) = style.panels([""], height=5.4, width=8)
    curves = []
    for model, look in zip(dict.fromkeys(numbers["model"]), LOOKS, strict=False):
        chosen = np.flatnonzero(numbers["model"] == model)
        chosen = chosen[np.argsort(numbers["keep_ratio"][chosen])]
        keeps, tails = numbers["keep_ratio"][chosen], numbers["tail"][chosen]
        curves.append(tails)
        axis.plot(100 * keeps, tails, label=str(model), markevery=max(1, len(keeps) // 10), **style.line(*look))
    found = stretches(keeps, *curves)
    for before, after in pairwise(found):
        axis.axvline(50 * (before.most + after.least), color="0.4", linewidth=0.9, linestyle=(0, (6, 3)))
    least = min((tails[tails > 0].min() for tails in curves if tails.any()), default=1.0)
    if all(tails.all() for tails in curves):
        axis.set_yscale("log")
    else:
        axis.set_yscale("symlog", linthresh=least, linscale=0.5)
        axis.set_ylim(bottom=-least / 4)
    axis.invert_xaxis()
    axis.set_xlabel("kept share of the weights of each neuron (%)")
    axis.set_ylabel("tail: share of the norm of u left out")
    axis.set_title("Lower is more compressible" + " (dashed lines: the curves cross)" * (len(found) > 1), fontsize=12)
    style.legend_below(figure, axis, columns=2)
    return figure


if __name__ == "__main__":
    style.script("tails", data, draw)
