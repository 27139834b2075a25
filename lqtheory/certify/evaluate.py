"""The numbers of a certificate, in either arithmetic, and `certify` itself."""

from __future__ import annotations

import math
from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np
from flint import arb, ctx

from lqtheory.balls import ArbBalls, Balls, FloatBalls, lower_float, upper_float
from lqtheory.certify.accuracy import margins, most_lost
from lqtheory.certify.certificate import Certificate, LayerBound, Quantity
from lqtheory.certify.propagate import a_posteriori, a_priori, telescoped
from lqtheory.errors import InputError
from lqtheory.networks import Comparison, Network, Trace

PRECISION = 96
"""Bits of the arb balls of `certify` and `verify`."""
SLACK = 2.0**-30
"""By this part a published number is moved outward, so that `verify`, which rounds elsewhere, finds it safe."""
AFFORDABLE = 2**31
"""Products of weights and inputs beyond which `certify` and `verify` leave it at `FloatBalls`."""
_WIDEST = 1e-7
_NO_WEIGHTS = np.zeros(0, dtype=bool)


def certify(
    dense: Network,
    pruned: Network,
    inputs: Any,
    labels: Any = None,
    *,
    masks: Mapping[str, np.ndarray] | None = None,
    quick: bool = False,
) -> Certificate:
    """Bound what a pruned network loses on given inputs, rounded outward (theory C1, C1', C2, C6).

    Computes with `FloatBalls`; where these are too wide for `verify` (cancellation, overflow, ties),
    again with `ArbBalls`, if that is `affordable`.

    Parameters
    ----------
    dense, pruned : Network
        Of one structure.
    inputs : array, shape (n, inputs)
    labels : array of integers, shape (n,), optional
        With labels the drop of the top-1 accuracy is certified too.
    masks : mapping from parameter name to bool array, optional
        True = kept; by default the non-zero weights of `pruned`.
    quick : bool
        Leave it at `FloatBalls`: all bounds hold, but where they are wide `verify` may refuse them.

    Raises
    ------
    InputError
        If the networks do not match, inputs, labels or masks do not fit them, or a weight outside
        its mask is not 0.
    """
    comparison = Comparison(dense, pruned, inputs, labels)
    masks = {name: weight != 0 for name, weight in pruned.weights.items()} if masks is None else masks
    for problem in mask_problems(pruned, masks):
        raise InputError(problem)
    certificate, sharp = evaluate(comparison, masks, FloatBalls, SLACK)
    if not (sharp or quick) and affordable(comparison):
        with ctx.workprec(PRECISION):
            certificate, _ = evaluate(comparison, masks, ArbBalls, SLACK)
    return certificate


def affordable(comparison: Comparison) -> bool:
    """Say whether `ArbBalls` end in minutes: their products are far slower than those of floats."""
    products = sum(
        w.size * prod(layer.out_shape) // len(w) for layer in comparison.dense.prunable for w in [layer.weight]
    )
    return products * len(comparison.inputs) <= AFFORDABLE


def output_bound(dense: Network, pruned: Network, inputs: Any) -> float:
    """Certified upper output error: never below that of the certificate, and quicker to compute.

    Returns
    -------
    float
        Upper end of the smaller of the telescoped and the a-posteriori bound; inf on overflow.
    """
    trace = Comparison(dense, pruned, inputs).trace(FloatBalls)
    return _Publisher(SLACK).upper(telescoped(trace).minimum(a_posteriori(trace)[-1]))


def mask_problems(pruned: Network, masks: Mapping[str, np.ndarray]) -> list[str]:
    """One sentence for each mask that is missing, has the wrong shape, or drops a weight that is not 0."""
    problems = [f"there is a mask of {name!r}, which is no weight" for name in masks.keys() - pruned.weights.keys()]
    for name, weight in pruned.weights.items():
        if name not in masks:
            problems.append(f"the mask of {name} is missing")
        elif masks[name].shape != weight.shape or masks[name].dtype != bool:
            problems.append(
                f"the mask of {name} has shape {masks[name].shape} and dtype {masks[name].dtype}, "
                f"expected {weight.shape} and bool"
            )
        elif weight[~masks[name]].any():
            problems.append(f"{name} has non-zero weights outside its mask")
    return problems


class _Publisher:
    """Turns balls into floats rounded outward, and notes whether all of them were narrow."""

    def __init__(self, slack: float) -> None:
        self.slack, self.sharp = slack, True

    def _note(self, ball: Balls) -> None:
        low, high = float(ball.lower()), float(ball.upper())
        self.sharp &= math.isfinite(high) and high - low <= _WIDEST * high

    def upper(self, ball: Balls) -> float:
        self._note(ball)
        return float(ball.upper()) * (1 + self.slack)  # rounding is monotone, so this is not below the upper end

    def lower(self, ball: Balls) -> float:
        self._note(ball)
        return max(0.0, float(ball.lower())) * (1 - self.slack)


def evaluate(
    comparison: Comparison, masks: Mapping[str, np.ndarray], arithmetic: Any, slack: float
) -> tuple[Certificate, bool]:
    """Compute every number of a certificate in one arithmetic.

    Parameters
    ----------
    comparison : Comparison
    masks : mapping from parameter name to bool array
    arithmetic : FloatBalls or ArbBalls
    slack : float
        Part of itself by which each number is moved outward.

    Returns
    -------
    certificate : Certificate
    sharp : bool
        Whether every ball was narrow and every decision clear of rounding.
    """
    trace, publish = comparison.trace(arithmetic), _Publisher(slack)
    after_each, prior = a_posteriori(trace), a_priori(trace)
    balls = {"telescoped": telescoped(trace), "a_posteriori": after_each[-1], "a_priori": prior[-1]}
    by = {name: publish.upper(ball) for name, ball in balls.items()}
    error = trace.output_error()
    lower, upper = publish.lower(error), min(by.values())
    output_error = Quantity(min(max(float(error.mid()), lower), upper), lower, upper, by)
    layers = tuple(
        LayerBound(
            name=pruned.name,
            kept=int(masks.get(f"{pruned.name}.weight", _NO_WEIGHTS).sum()),
            total=masks.get(f"{pruned.name}.weight", _NO_WEIGHTS).size,
            norm_dense=publish.upper(trace.norm(level)),
            norm_pruned=publish.upper(trace.norm_pruned(level)),
            local_error=publish.upper(trace.local_after(level).norm()),
            bound=publish.upper(after_each[level - 1]),
        )
        for level, (_, pruned) in enumerate(comparison.pairs, start=1)
    )
    if comparison.labels is None:
        drop, (vacuous, clear) = None, _spread_reached(trace, balls)
    else:
        drop, vacuous, clear = _accuracy_drop(trace, comparison.labels, balls)
    status = "vacuous" if vacuous else "holds"
    if not math.isfinite(output_error.upper):
        status = "inapplicable"
    return Certificate(status, layers, output_error, drop, comparison, masks), publish.sharp and clear


def _spread_reached(trace: Trace, balls: Mapping[str, Balls]) -> tuple[bool, bool]:
    """Whether the best bound may be as large as ||f - E f||, and whether that is clear of rounding."""
    maybe = min(ball.upper() for ball in balls.values()) >= trace.spread().lower()
    surely = min(ball.lower() for ball in balls.values()) >= trace.spread().upper()
    return bool(maybe), bool(maybe == surely)


def _accuracy_drop(trace: Trace, labels: np.ndarray, balls: Mapping[str, Balls]) -> tuple[Quantity, bool, bool]:
    """Bound the drop of accuracy; also whether the bound is vacuous, and whether all decisions were clear."""
    dense, pruned = margins(trace.outputs(), labels), margins(trace.outputs_pruned(), labels)
    maybe, surely = dense.upper() > 0, dense.lower() > 0
    pruned_maybe, pruned_surely = pruned.upper() > 0, pruned.lower() > 0
    # What is undecided counts against the bound: a point that may be right may be lost at no cost.
    cautious = np.where(maybe, np.maximum(dense.lower(), 0.0), -1.0)
    hopeful = np.where(surely, dense.upper(), -1.0)
    lost = {name: most_lost(cautious, float(ball.upper())) for name, ball in balls.items()}
    at_best = {name: most_lost(hopeful, max(0.0, float(ball.lower()))) for name, ball in balls.items()}
    n, fewest = len(labels), min(lost.values())
    by = {name: upper_float(arb(count) / n) for name, count in lost.items()}
    drop = Quantity(
        estimate=int((dense.mid() > 0).sum() - (pruned.mid() > 0).sum()) / n,
        lower=lower_float(arb(int(surely.sum() - pruned_maybe.sum())) / n),
        upper=min(by.values()),
        by=by,
    )
    clear = lost == at_best and (maybe == surely).all() and (pruned_maybe == pruned_surely).all()
    return drop, bool(fewest >= surely.sum()), bool(clear)
