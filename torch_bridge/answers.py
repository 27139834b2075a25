"""The two questions of the project, answered in one sentence each for the networks of a comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lqtheory.compress import stretches
from torch_bridge.experiment import MAX_DROPS, MODELS, Tables
from torch_bridge.summary import mean_keep, select

QUESTIONS = (
    "Which of the two networks is more compressible?",
    "How far can they be pruned with a guaranteed loss?",
)


def answers(tables: Tables) -> list[tuple[str, str]]:
    """Return each question with its answer."""
    return list(zip(QUESTIONS, (which(tables), how_far(tables)), strict=True))


def how_far(tables: Tables) -> str:
    """Say how small the networks get when at most 0.05 of the accuracy is lost, certified."""
    sizes = " and ".join(f"{model} to {mean_keep(tables, model, 0.05):.3f}" for model in MODELS)
    answer = f"With at most 5 points certified lost on calibration, the adaptive path prunes {sizes} of the weights"
    shown = tables.certificate
    if shown is None or shown.accuracy_drop is None:
        return f"{answer} (mean over seeds; 1 where nothing is certified)."
    measured = 100 * shown.accuracy_drop.estimate
    return f"{answer} (mean over seeds); measured, the network in the certificate loses {measured:.2f} points."


def which(tables: Tables) -> str:
    """Compare the networks by their certified frontiers and by their tail curves (theory A5), and say if both agree."""
    frontiers = {model: [mean_keep(tables, model, drop) for drop in MAX_DROPS] for model in MODELS}
    keeps = sorted({row["keep_ratio"] for row in tables.tails}, reverse=True)
    tails = {model: [_tail(tables, model, keep) for keep in keeps] for model in MODELS}
    by_frontier, _ = _order(MAX_DROPS, frontiers)
    by_tails, crossing = _order(keeps, tails)
    numbers = "; ".join(f"{model} {', '.join(f'{keep:.3f}' for keep in frontiers[model])}" for model in MODELS)
    drops = ", ".join(f"{drop:g}" for drop in MAX_DROPS)
    frontier = f"kept shares at certified drops of {drops}, mean over seeds: {numbers}"
    half = "; ".join(f"{model} {_tail(tables, model, 0.5):.3f}" for model in MODELS)
    curve = f"share of the sum of u = |w| std(h) outside the larger half of each neuron: {half}"
    if by_frontier and by_frontier == by_tails:
        return f"{by_frontier}: its certified frontier is lower ({frontier}), and so are its tails ({curve})."
    other = f"{by_tails} by the tail curves" if by_tails else crossing
    if by_frontier:
        return f"{by_frontier}, by its certified frontier ({frontier}); {other} ({curve})."
    return f"Not decided: the certified frontiers do not order the two ({frontier}); {other} ({curve})."


def _order(places: Sequence[float], curves: Mapping[str, Sequence[float]]) -> tuple[str | None, str]:
    """Return the model whose curve is nowhere above the other and somewhere below, or None and what is the case."""
    found = stretches(places, *curves.values())
    if found[0].lower is None:
        return None, "the tail curves are the same"
    if len(found) > 1:
        return None, f"the tail curves cross at keep {found[0].least:g} to {found[1].most:g}"
    return list(curves)[found[0].lower], ""


def _tail(tables: Tables, model: str, keep: float) -> float:
    return float(np.mean([row["tail"] for row in select(tables.tails, model=model, keep_ratio=keep)]))
