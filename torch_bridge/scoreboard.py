"""What a suite says: accuracies by method and kept share, and where our methods stand beside the best of the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from torch_bridge.competitors import COMPETITORS
from torch_bridge.summary import Row, Table, select, share_name

OURS = ("adaptive-refit", "adaptive-path", "adaptive-joint")
"""Of these the report takes, for each seed and share, the one of best accuracy on the validation samples."""

_VALIDATED = {"accuracy": "validation_accuracy", "accuracy_finetuned": "validation_accuracy_finetuned"}

MARGIN = 0.003
"""How far behind the best is near enough, in accuracy."""

PHASES = {"accuracy": "one shot", "accuracy_finetuned": "after fine-tuning"}


def measured(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return the pairs of data and model, in order."""
    return list(dict.fromkeys((row["data"], row["model"]) for row in rows))


def table(rows: Sequence[Row], data: str, model: str, column: str) -> Table:
    """Tabulate one column: mean ± sample standard deviation over the seeds, in percent."""
    mine = select(rows, data=data, model=model)
    keeps = sorted({row["keep_ratio"] for row in mine if row["method"] != "dense"}, reverse=True)
    lines = []
    for method in (name for name in COMPETITORS if select(mine, method=name)):
        cells = [select(mine, method=method, keep_ratio=keep) for keep in keeps]
        lines.append((method, *(_cell(cell, column) for cell in cells)))
    dense = _cell(select(mine, method="dense"), "accuracy")
    words = f"{data}, {model}: test accuracy (or R²) in % {PHASES[column]}, by kept share; dense {dense}"
    return Table(words, ("method", *map(share_name, keeps)), lines)


def standing(rows: Sequence[Row], column: str) -> Table:
    """Tabulate ours beside the best of the others at every operating point, paired by seed."""
    lines = []
    for data, model in measured(rows):
        mine = select(rows, data=data, model=model)
        for keep in sorted({row["keep_ratio"] for row in mine if row["method"] != "dense"}, reverse=True):
            point = [row for row in select(mine, keep_ratio=keep) if row[column] != "" and _kept_so_few(row)]
            ours, others = _chosen(point, column), _by_method(point, column)
            if not ours or not others:
                continue
            best = max(others, key=lambda name: float(np.mean(list(others[name].values()))))
            gaps = [others[best][seed] - value for seed, value in ours.items() if seed in others[best]]
            spread = float(np.std(gaps, ddof=1)) if len(gaps) > 1 else float("nan")
            behind, allowed = float(np.mean(gaps)), np.nanmin([MARGIN, spread])
            verdict = "ahead" if behind < 0 else "level" if behind <= allowed else "behind"
            cells = (f"{100 * np.mean(list(ours.values())):.2f}", f"{100 * np.mean(list(others[best].values())):.2f}")
            pair, gap = f"{data}, {model}", _signed(-behind, spread)
            lines.append((pair, share_name(keep), *cells, best, gap, verdict))
    columns = ("pair", "keep", "ours", "best other", "which", "ours minus it, by seed", "standing")
    return Table(f"Ours beside the best of the others, {PHASES[column]}: test accuracy (or R²) in %", columns, lines)


def _kept_so_few(row: Row) -> bool:
    """Whether a method came near the share that it was asked for; what keeps more is no competitor there."""
    return row["realised_keep_ratio"] <= 1.1 * row["keep_ratio"]


def _chosen(point: Sequence[Row], column: str) -> dict[int, float]:
    """Of ours, by seed, the accuracy of the one that is best on the validation samples."""
    ours: dict[int, Row] = {}
    for row in (row for row in point if row["method"] in OURS):
        seed = row["seed"]
        if seed not in ours or row[_VALIDATED[column]] > ours[seed][_VALIDATED[column]]:
            ours[seed] = row
    return {seed: row[column] for seed, row in ours.items()}


def _by_method(point: Sequence[Row], column: str) -> dict[str, dict[int, float]]:
    """Accuracies of the other methods, by name and seed."""
    found: dict[str, dict[int, Any]] = {}
    for row in (row for row in point if row["method"] not in OURS):
        found.setdefault(row["method"], {})[row["seed"]] = row[column]
    return found


def _signed(mean: float, spread: float) -> str:
    return f"{100 * mean:+.2f}" + ("" if np.isnan(spread) else f" ± {100 * spread:.2f}")


def _cell(rows: Sequence[Row], column: str) -> str:
    values = [100 * row[column] for row in rows if row[column] != ""]
    if not values:
        return "–"
    return f"{np.mean(values):.1f}" + (f" ± {np.std(values, ddof=1):.1f}" if len(values) > 1 else "")
