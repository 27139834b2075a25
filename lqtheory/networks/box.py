"""What a layer can do to any input of a box |h_j| <= B, whatever the data (theory C4, C8)."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.networks.layers import Dense


def largest_output(layer: Dense, size: Any, arithmetic: Any) -> Any:
    """Bound |h| after a layer for every input with |h_j| <= `size`: ρ (‖w‖_1 B + |b|) + |φ(0)|, the largest unit.

    Parameters
    ----------
    layer : Dense
    size : scalar ball
    arithmetic : FloatBalls or ArbBalls
    """
    lift = arithmetic.exact
    at_zero = layer.activation(lift(np.zeros(1))).abs()[0]
    total = lift(np.abs(layer.weight)).sum(axis=1) * size + lift(np.abs(layer.bias))
    return total.max() * arithmetic.from_arb(layer.activation.lipschitz_ball()) + at_zero


def largest_change(dense: Dense, pruned: Dense, size: Any, arithmetic: Any, *, nonnegative: bool = False) -> Any:
    """Bound, per unit, |(w - w')h + b - b'| for every h with |h_j| <= `size`: ‖w - w'‖_1 B + |b - b'|; sharp.

    Parameters
    ----------
    dense, pruned : Dense
        Of one shape.
    size : scalar ball
    arithmetic : FloatBalls or ArbBalls
    nonnegative : bool
        For 0 <= h_j <= `size` only: then positive and negative differences do not add up.

    Returns
    -------
    balls, shape (units,)
    """
    lift = arithmetic.exact
    gap, shift = lift(dense.weight) - lift(pruned.weight), lift(dense.bias) - lift(pruned.bias)
    if not nonnegative:
        return gap.abs().sum(axis=1) * size + shift.abs()
    highest = gap.maximum(0.0).sum(axis=1) * size + shift
    lowest = gap.minimum(0.0).sum(axis=1) * size + shift
    return highest.maximum(-lowest)
