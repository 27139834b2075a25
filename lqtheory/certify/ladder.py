"""The ladder of theory C8: several upper bounds of one error, each by its own formula.

They are ordered by what they may read: the fewer readings, the larger the bound. (Of `telescoped` and
`a_posteriori` that is what networks show, not a theorem: the tests hold a network that breaks it.)
All speak of a network pruned to the k inputs of largest u = |w| * std of every neuron, biases corrected
with dense means.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

import numpy as np

from lqtheory.balls import Balls, FloatBalls
from lqtheory.certify.propagate import telescoped
from lqtheory.certify.readings import Readings, lq_norms, worst_tail
from lqtheory.networks.box import largest_output


class Rung(NamedTuple):
    """One step of the ladder."""

    purpose: str
    """What the bound is for."""
    formula: Callable[[Readings], Balls]
    """From what it reads to a scalar ball."""


def ladder(readings: Readings) -> dict[str, float]:
    """Evaluate every rung, rounded outward: upper ends of bounds of (E ||f - f'||^2)^(1/2).

    Returns
    -------
    dict
        From the names of `RUNGS`, in their order, to values.

    Raises
    ------
    InputError
        If the pruned network is not the one that the rungs from `true_tails` on speak of (theory C8); the others
        can be evaluated one by one.
    """
    return {name: float(rung.formula(readings).upper()) for name, rung in RUNGS.items()}


STEPS = ("layers added", "passage above", "B1, B2", "norms only")
"""The inequalities between `measured` and `lq_data`, in the order of the ladder."""


def slack(readings: Readings) -> dict[tuple[str, str], float]:
    """Split what `lq_data` (by C3) is too large into the inequalities that cost it, layer by layer.

    Reads the error at the outputs and four bounds of what each layer contributes to it: its telescoping step, and,
    carried through the layers above by C3 alone, its local error as `a_posteriori`, `true_tails` and `lq_data` know it.

    Parameters
    ----------
    readings : Readings
        Of a network that obeys the ladder's rule.

    Returns
    -------
    dict
        From (name of the layer, one of `STEPS`) to the difference that this inequality makes in this layer, divided by
        the sum of all differences: shares that add up to 1, or 0 where there is no slack. What adding the layers
        costs, instead of seeing their errors cancel, is under the layer "all". Floats, from the middles of balls.

    Raises
    ------
    InputError
        If the pruned network is not the one that `true_tails` and `lq_data` speak of.
    """
    trace = readings.trace
    rungs = [
        [trace.telescoped(level) for level in readings.levels],
        *(readings.carried(local) for local in (readings.measured, readings.by_tails, readings.by_norms)),
    ]
    values = np.array([[float(ball.mid()) for ball in rung] for rung in rungs])
    parts = {("all", STEPS[0]): values[0].sum() - float(trace.output_error().mid())}
    for step, costs in zip(STEPS[1:], np.diff(values, axis=0), strict=True):
        for layer, cost in zip(trace.comparison.dense.layers, costs, strict=True):
            parts[layer.name, step] = cost
    total = sum(parts.values())
    return {place: float(part / total) if total > 0 else 0.0 for place, part in parts.items()}


def _data_free(readings: Readings, tails: Callable[[dict[Fraction, Balls], int, int], Balls]) -> Balls:
    """C4 per unit, in the sup norm over the box of the inputs; `tails(norms, k, d)` bounds sigma_k(w)_1."""
    trace = readings.trace
    layers = trace.comparison.dense.layers
    size = FloatBalls.exact(np.abs(trace.comparison.inputs).max())
    error = FloatBalls.exact(np.zeros(layers[0].weight.shape[1]))
    for level, (layer, k, charge) in enumerate(zip(layers, readings.kept, readings.rounding, strict=True), start=1):
        weight = FloatBalls.exact(np.abs(layer.weight))
        local = tails(lq_norms(weight), k, weight.shape[1]) * size + charge.order + charge.bias
        error = (weight.sum(axis=1) * error.max() + local) * trace.lipschitz(level)
        size = largest_output(layer, size, FloatBalls)
    return error.norm()


def _lq_data_free(readings: Readings) -> Balls:
    return _data_free(
        readings,
        lambda norms, k, d: reduce(FloatBalls.minimum, (norms[q] * worst_tail(k, d, q, 1) for q in norms if q <= 1)),
    )


def _lq_textbook(readings: Readings) -> Balls:
    return _data_free(readings, lambda norms, k, d: norms[Fraction(1, 2)] / float(k))


RUNGS = {
    "measured": Rung(
        "the error itself: needs the pruned network and the data",
        lambda readings: readings.trace.output_error(),
    ),
    "telescoped": Rung(
        "splits the error into layers: needs the pruned network and the data",
        lambda readings: telescoped(readings.trace),
    ),
    "a_posteriori": Rung(
        "splits the error into layers and steps, so it explains and allocates: needs the local errors",
        lambda readings: readings.propagated(readings.measured),
    ),
    "true_tails": Rung(
        "known before anything is pruned: needs the sorted activation-scaled weights of each neuron",
        lambda readings: readings.propagated(readings.by_tails),
    ),
    "lq_data": Rung(
        "known before anything is pruned: needs a few norms of the activation-scaled weights of each neuron",
        lambda readings: readings.propagated(readings.by_norms),
    ),
    "lq_data_free": Rung(
        "holds for every distribution on the box of the inputs from which u and the bias correction "
        "were computed: needs the weights alone",
        _lq_data_free,
    ),
    "lq_textbook": Rung(
        "the same as printed in textbooks: constant 1 and the exponent 1/2",
        _lq_textbook,
    ),
}
"""The rungs in the order of theory C8."""
