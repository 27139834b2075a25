"""What the comparison says, in sentences and tables; the terminal and the report show the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from lqtheory.compress import METHODS
from torch_bridge.experiment import MAX_DROPS, MODELS, Row, Tables


class Table(NamedTuple):
    """A table to print: its title, names of columns, and rows of texts, the first cell being the row's name."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def show(tables: Tables) -> None:
    """Print all tables and the two answers to the terminal."""
    from torch_bridge.answers import answers

    console = print_tables([*accuracies(tables, spread=False), ladder_means(tables), frontier(tables)])
    for question, answer in answers(tables):
        console.print(f"{question}\n{answer}\n", highlight=False)


def print_tables(tables: Iterable[Table]) -> Any:
    """Print tables to the terminal; returns its console."""
    from rich.console import Console
    from rich.table import Table as RichTable

    console = Console()
    for table in tables:
        console.print(f"\n{table.title}", highlight=False)
        shown = RichTable()
        for place, name in enumerate(table.columns):
            shown.add_column(name, justify="right" if place else "left", no_wrap=not place)
        for row in table.rows:
            shown.add_row(*row)
        console.print(shown)
    return console


def accuracies(tables: Tables, spread: bool = True) -> list[Table]:
    """Tabulate the test accuracy per model: mean over seeds, and the points lost against the same seed's dense network.

    With `spread`, the sample standard deviation over the seeds too.
    """
    out = []
    for model in MODELS:
        rows = select(tables.results, model=model)
        pruned = [row for row in rows if row["method"] != "dense"]
        keeps = sorted({row["keep_ratio"] for row in pruned}, reverse=True)
        lines = []
        for method in (name for name in METHODS if select(pruned, method=name)):
            cells = [select(pruned, method=method, keep_ratio=keep) for keep in keeps]
            lines.append((method, *(f"{_percent(cell, spread)} ({points_lost(cell):.1f})" for cell in cells)))
        dense = _percent(select(rows, method="dense"), True)
        kind = "mean ± sample standard deviation over seeds, " if spread else ""
        title = f"{model}: test accuracy in % by kept share, {kind}dense {dense}; in brackets the mean points lost"
        out.append(Table(title, ("method", *map(share_name, keeps)), lines))
    return out


def points_lost(rows: Sequence[Row]) -> float:
    """Return the mean over the rows of the accuracy lost against the same seed's dense network, in points."""
    return 100 * float(np.mean([row["dense_accuracy"] - row["accuracy"] for row in rows]))


def ladder_means(tables: Tables) -> Table:
    """Tabulate bound / measured per rung: the geometric mean over kept shares and seeds."""
    rungs = list(dict.fromkeys(row["rung"] for row in tables.ladder))
    rows = [(rung, *(_number(ladder_mean(tables, model, rung)) for model in MODELS)) for rung in rungs]
    left_out = sorted({row["keep_ratio"] for row in tables.ladder if row["rung"] == "measured" and not row["value"]})
    note = f"; left out, as nothing was lost there: keep {', '.join(map(str, left_out))}" if left_out else ""
    title = f"Ladder: bound / measured, geometric mean over keep 0.9 … 0.1 and seeds{note}"
    return Table(title, ("rung", *MODELS), rows)


def ladder_mean(tables: Tables, model: str, rung: str) -> float:
    """Return the geometric mean of bound / measured where the measured error is not 0."""
    rows = select(tables.ladder, model=model)
    measured = {(row["keep_ratio"], row["seed"]): row["value"] for row in rows if row["rung"] == "measured"}
    ratios = [
        row["value"] / measured[place]
        for row in rows
        if row["rung"] == rung and measured[place := (row["keep_ratio"], row["seed"])] > 0
    ]
    return float(np.exp(np.mean(np.log(ratios)))) if ratios else float("nan")


def slack_parts(tables: Tables) -> Table:
    """Tabulate the mean share of the slack of `lq_data` by layer and step, over kept shares and seeds."""
    places = dict.fromkeys((row["layer"], row["step"]) for row in tables.slack)
    rows = []
    for layer, step in places:
        parts = [select(tables.slack, model=model, layer=layer, step=step) for model in MODELS]
        rows.append(
            (f"{step}, layer {layer}", *(f"{100 * np.mean([row['part'] for row in part]):.1f}" for part in parts))
        )
    return Table("Share of the slack of lq_data in %, mean over kept shares and seeds", ("inequality", *MODELS), rows)


def frontier(tables: Tables) -> Table:
    """Tabulate the smallest kept share per network and certified drop."""
    rows = [
        (model, str(seed), *(_keep(row) for row in select(tables.frontier, model=model, seed=seed)))
        for model, seed in dict.fromkeys((row["model"], row["seed"]) for row in tables.frontier)
    ]
    title = "Frontier: smallest kept share on the adaptive path with a certified accuracy drop of at most …"
    return Table(title, ("model", "seed", *(f"{drop:g}" for drop in MAX_DROPS)), rows)


def vacuity(tables: Tables) -> Table:
    """Tabulate where each rung becomes vacuous: the largest kept share where it exceeds the outputs' spread."""
    rungs = [rung for rung in dict.fromkeys(row["rung"] for row in tables.ladder) if rung != "measured"]
    rows = [(rung, *(_vacuous_from(tables, model, rung) for model in MODELS)) for rung in rungs]
    title = "Where vacuity begins: the bound is at least ‖f − E f‖, mean over seeds, from this kept share on downwards"
    return Table(title, ("rung", *MODELS), rows)


def select(rows: Iterable[Row], **values: Any) -> list[Row]:
    """Return the rows whose named columns have these values."""
    return [row for row in rows if all(row[name] == value for name, value in values.items())]


def mean_keep(tables: Tables, model: str, drop: float) -> float:
    """Return the mean over seeds of the smallest kept share with this certified drop; 1 where there is none."""
    return float(np.mean([row["keep_ratio"] or 1.0 for row in select(tables.frontier, model=model, max_drop=drop)]))


def _keep(row: Row) -> str:
    return f"{row['keep_ratio']:.4f}" if row["keep_ratio"] else "none"


def _percent(rows: Sequence[Row], spread: bool) -> str:
    """Write mean and sample standard deviation of the accuracy, in percent; of one seed the mean alone."""
    values = [100 * row["accuracy"] for row in rows]
    return f"{np.mean(values):.1f}" + (f" ± {np.std(values, ddof=1):.1f}" if spread and len(values) > 1 else "")


def share_name(keep: float) -> str:
    """Write a kept share as 1/n where it is one."""
    return f"1/{round(1 / keep)}" if keep < 1 and (1 / keep).is_integer() else f"{keep:g}"


def _number(value: float) -> str:
    """Write a ratio with three digits, without powers of ten."""
    return f"{value:.3g}" if value < 1000 else f"{float(f'{value:.3g}'):,.0f}"


def _vacuous_from(tables: Tables, model: str, rung: str) -> str:
    spread = np.mean([row["spread"] for row in select(tables.networks, model=model)])
    rows = select(tables.ladder, model=model, rung=rung)
    keeps = sorted({row["keep_ratio"] for row in rows}, reverse=True)
    means = [(keep, np.mean([row["value"] for row in select(rows, keep_ratio=keep)])) for keep in keeps]
    first = next((keep for keep, mean in means if mean >= spread), None)
    return "nowhere" if first is None else "everywhere" if first == keeps[0] else f"{first:g}"
