"""What the figures share: colours, markers and lines that survive grey print, and writing PNG and SVG."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lqtheory.errors import InputError
from lqtheory.files import write_whole

FOLDER = Path("results/compare")
"""Where `lqtheory compare` writes unless told otherwise."""

FONT = {"font.size": 12, "axes.grid": True, "grid.alpha": 0.3, "axes.spines.top": False, "axes.spines.right": False}

# One family, one colour and line style; inside a family the shade and the marker differ.
METHODS = {
    "adaptive-joint": ("#4d0011", "p", "-"),
    "adaptive-path": ("#a50026", "o", "-"),
    "adaptive-refit": ("#e8601c", "D", "-"),
    "adaptive": ("#f6a600", "s", "-"),
    "activation-refit": ("#00695c", "^", "--"),
    "activation": ("#4db6ac", "v", "--"),
    "sparsegpt": ("#2e8b57", "<", "--"),
    "obd": ("#8fbc5a", ">", "--"),
    "magnitude-global": ("#0d3b8c", "P", "-."),
    "magnitude-layer": ("#4a7fd1", "X", "-."),
    "magnitude-neuron": ("#9dbfee", "*", "-."),
    "effective-dimension": ("#7b3fa0", "d", ":"),
    "random": ("#777777", "x", ":"),
}

MODELS = {"mlp": ("#0d3b8c", "o"), "mlp-l1": ("#c2410c", "s")}

_SPARE = ("#222222", ".", (0, (1, 3)))


def line(color: str, marker: str, linestyle: Any = "-") -> dict[str, Any]:
    """Return the keyword arguments of a curve."""
    return {"color": color, "marker": marker, "linestyle": linestyle, "markersize": 6, "linewidth": 1.6}


def method_line(name: str) -> dict[str, Any]:
    """Return the look of a method's curve; a method unknown here gets a plain one."""
    return line(*METHODS.get(name, _SPARE))


def model_look(name: str) -> tuple[str, str]:
    """Return colour and marker of a model; a model unknown here gets plain ones."""
    return MODELS.get(name, _SPARE[:2])


def read_columns(path: Path, *, texts: str = "", numbers: str = "") -> dict[str, np.ndarray]:
    """Read columns of a CSV file as arrays of text, and of float64 where an empty entry is NaN.

    Parameters
    ----------
    path : Path
    texts, numbers : str
        Names of the columns, with spaces between them.

    Raises
    ------
    InputError
        If the file cannot be read, has no rows or lacks a column, or an entry is no number.
    """
    try:
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from None
    names = [*texts.split(), *numbers.split()]
    if not rows or (lacking := [name for name in names if any(row.get(name) is None for row in rows)]):
        what = f"lacks {', '.join(lacking)}" if rows else "has no rows"
        raise InputError(f"{path} {what}, expected a table with the columns {', '.join(names)}")
    columns = {name: np.array([row[name] for row in rows]) for name in texts.split()}
    return columns | {name: _numbers(path, name, [row[name] for row in rows]) for name in numbers.split()}


def groups(columns: Mapping[str, np.ndarray], *names: str) -> Iterator[tuple[tuple[Any, ...], np.ndarray]]:
    """Yield each combination of values of the named columns, in order of appearance, with its rows (bool)."""
    keys = list(zip(*(columns[name] for name in names), strict=True))
    for key in dict.fromkeys(keys):
        yield key, np.array([other == key for other in keys])


def deviation(values: np.ndarray) -> float:
    """Return the sample standard deviation; of a single value it is not known: NaN."""
    return float(np.std(values, ddof=1)) if len(values) > 1 else np.nan


def panels(names: Sequence[str], height: float = 5.2, width: float = 6.2) -> tuple[Figure, np.ndarray]:
    """Make a figure with one panel side by side for each name, which becomes the panel's title."""
    with matplotlib.rc_context(FONT):
        figure = Figure(figsize=(width * len(names), height), layout="constrained")
        axes = figure.subplots(1, len(names), sharey=True, squeeze=False)[0]
    for axis, name in zip(axes, names, strict=True):
        axis.set_title(name, fontsize=13)
    return figure, axes


def legend_below(figure: Figure, axis: Axes, columns: int) -> None:
    """Place one legend for all panels below them, where it covers nothing."""
    handles, labels = axis.get_legend_handles_labels()
    look = {"frameon": False, "fontsize": 11, "handlelength": 3.5}
    figure.legend(handles, labels, loc="outside lower center", ncols=columns, **look)


def save(figure: Figure, stem: Path) -> None:
    """Write `stem`.png and `stem`.svg, each whole; the same figure gives the same bytes."""
    with matplotlib.rc_context({"svg.hashsalt": "lqtheory"}):
        for kind, metadata in (("png", {}), ("svg", {"Date": None})):
            draw = partial(figure.savefig, format=kind, dpi=150, metadata=metadata)
            write_whole(Path(f"{stem}.{kind}"), draw)


def script(name: str, data: Callable[[Path], Mapping[str, np.ndarray]], draw: Callable[..., Figure]) -> None:
    """Draw one figure from the folder named on the command line (default: results/compare) into that folder.

    Bad input ends the process with exit code 2 and one sentence.
    """
    parser = argparse.ArgumentParser(description=f"Draw {name}.png and {name}.svg.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help=f"of the tables; default: {FOLDER}")
    folder = parser.parse_args().folder
    try:
        save(draw(data(folder)), folder / name)
    except InputError as error:
        sys.stderr.write(f"{parser.prog}: {error}\n")
        sys.exit(2)
    sys.stdout.write(f"{folder / name}.png\n")


def _numbers(path: Path, name: str, entries: Sequence[str]) -> np.ndarray:
    try:
        return np.array([float(entry) if entry else np.nan for entry in entries])
    except ValueError as error:
        raise InputError(f"{path} holds under {name} what is no number: {error}") from None
