"""The rule that prunes the ladder's networks (theory C8), and what rounding may have done to a network that obeys it.

In every neuron the k inputs of largest u_j = |w_j| s_j are kept and the means of the others go into the bias, s_j the
standard deviation of the j-th input in the dense network. Masks and biases computed in floats obey this up to rounding
only, so the rule is checked, and charged for, up to rounding; the charge depends on the dense network alone.

Let low_j <= u_j <= high_j, and let no low_j of a dropped input exceed the high_i of a kept one. Then, p = 1 or 2,

    (sum of high_j^p over the dropped)^(1/p)  <=  sigma_k(u)_p + 2 sum_j (high_j - low_j).

For let S be the d - k inputs of smallest high. As many dropped inputs are outside S as kept ones are in it: pair them,
and the norm of low over the dropped is at most that of high over S, which is sigma_k(high)_p. Both differ from the
norms in the statement by at most that of high - low.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from lqtheory.balls import Balls, FloatBalls
from lqtheory.errors import InputError
from lqtheory.networks import Trace

_UNIT = 2.0**-52


class Rounding(NamedTuple):
    """What rounding may add to the bounds of one layer, for each neuron: balls of shape (units,)."""

    order: Balls
    """To a tail of u: the order of the u_j is known no better than the u_j themselves."""
    bias: Balls
    """To the mean of the local error, which is 0 in exact arithmetic."""


def rounding(trace: Trace, level: int, k: int) -> Rounding:
    """Charge for the rounding of a mask and of biases that were computed in floats; 0 where all weights are kept.

    Parameters
    ----------
    trace : Trace
        Its pruned network is not read.
    level : int
        1 … L.
    k : int
        How many inputs each neuron keeps.
    """
    layer, moments = trace.comparison.dense.layers[level - 1], trace.moments(level)
    units, inputs = layer.weight.shape
    if k == inputs:
        return Rounding(*[FloatBalls.exact(np.zeros(units))] * 2)
    low, high = map(FloatBalls.exact, _ends(trace, level))
    # A mean of n floats loses up to n/2 units of their size, besides what the activations themselves have lost; a sum
    # of products as many units as it has terms. Four times that leaves room for the order of operations, and for the
    # width of the balls in which the bias is checked.
    weight, n = FloatBalls.exact(np.abs(layer.weight)), len(trace.comparison.inputs)
    width = FloatBalls.exact(moments.mean.upper()) - FloatBalls.exact(moments.mean.lower())
    means = width + moments.second * (n * _UNIT)
    terms = weight @ moments.mean.abs() + FloatBalls.exact(np.abs(layer.bias))
    return Rounding((high - low).sum(axis=1) * 2.0, (weight @ means + terms * ((inputs + 8) * _UNIT)) * 4.0)


def check(trace: Trace, kept: Sequence[int]) -> None:
    """Refuse a pruned network of which the rungs that read tails or norms say nothing.

    Parameters
    ----------
    trace : Trace
    kept : sequence of int
        The k of each layer.

    Raises
    ------
    InputError
        If a kept weight is not bitwise the dense one, a neuron does not keep k inputs, what it keeps is no top-k of u
        or its bias is not the corrected one, the last two beyond rounding. The sentence names layer and neuron.
    """
    for level, k in enumerate(kept, start=1):
        for unit, problem in _problems(trace, level, k):
            name = trace.comparison.dense.layers[level - 1].name
            raise InputError(f"layer {name!r}, neuron {unit}, {problem}: this rung speaks of no such network")


def _problems(trace: Trace, level: int, k: int) -> Iterator[tuple[int, str]]:
    """Neurons that break the rule, each with what is wrong."""
    dense, pruned = trace.comparison.pairs[level - 1]
    changed = (pruned.weight != dense.weight) & (pruned.weight != 0)
    for unit, j in np.argwhere(changed):
        was, now = (float(layer.weight[unit, j]) for layer in (dense, pruned))
        yield unit, f"has the weight {now!r} of input {j}, expected 0 or that of the dense network, {was!r}"
    # Weights that are 0 to begin with may count as kept, as many as are needed: their u is 0.
    kept, zero = pruned.weight != 0, dense.weight == 0
    missing = k - kept.sum(axis=1)
    for unit in np.flatnonzero((missing < 0) | (missing > zero.sum(axis=1))):
        yield unit, f"keeps {kept[unit].sum()} inputs, expected {k}"
    low, high = _ends(trace, level)
    least = np.where(missing > 0, 0.0, np.where(kept, high, np.inf).min(axis=1))
    dropped = np.where(kept | zero, -np.inf, low)
    for unit in np.flatnonzero(dropped.max(axis=1) > least):
        j = dropped[unit].argmax()
        yield (
            unit,
            f"drops input {j} with u = {low[unit, j]:.6g} and keeps one with {least[unit]:.6g}, expected a top-{k}",
        )
    same = (pruned.weight == dense.weight).all(axis=1) & (pruned.bias == dense.bias)
    missed = np.where(same, 0.0, dense.mean_error(pruned, trace.mean(level), FloatBalls.exact).abs().upper())
    room = rounding(trace, level, k).bias.upper()
    for unit in np.flatnonzero(missed > room):
        yield (
            unit,
            f"has a bias that misses the corrected one by {missed[unit]:.6g}, expected the means of what was dropped",
        )


def _ends(trace: Trace, level: int) -> tuple[np.ndarray, np.ndarray]:
    """Floats below and above each u_ij, shape (units, inputs); above also |w_ij| times the `std` of bound B2."""
    size = FloatBalls.exact(np.abs(trace.comparison.dense.layers[level - 1].weight))
    below = FloatBalls.exact(trace.moments(level).variation.lower()).maximum(0.0)
    return np.maximum((size * below).lower(), 0.0), (size * trace.std(level)).upper()
