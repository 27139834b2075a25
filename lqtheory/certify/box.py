"""A bound for every single input of a box, from the weights of both networks alone (theory C8, at its end)."""

from __future__ import annotations

import math

import numpy as np

from lqtheory.balls import FloatBalls
from lqtheory.errors import InputError
from lqtheory.networks import Comparison, Network
from lqtheory.networks.box import largest_change, largest_output

_NEVER_NEGATIVE = ("relu", "sigmoid", "softplus")


def every_input(dense: Network, pruned: Network, size: float, *, nonnegative: bool = False) -> np.ndarray:
    """Bound |f - f'| at each output for every input with |x_j| <= `size`, rounded up (bounds `every-input…`).

    Unlike a certificate it speaks of no data: not of those that it was computed from, for there are none.

    Parameters
    ----------
    dense, pruned : Network
        Of one structure.
    size : float
        At least 0.
    nonnegative : bool
        Whether every x_j is at least 0 too; behind activations that are never negative this is used anyhow.

    Returns
    -------
    array, shape (outputs,)

    Raises
    ------
    InputError
        If the structures differ or `size` is not a finite number of at least 0.
    """
    if not (math.isfinite(size) and size >= 0):
        raise InputError(f"size={size!r}, expected a finite number of at least 0")
    width = dense.layers[0].weight.shape[1]
    h, error = FloatBalls.exact(float(size)), FloatBalls.exact(np.zeros(width))
    for before, after in Comparison(dense, pruned, np.zeros((1, width))).pairs:
        change = largest_change(before, after, h, FloatBalls, nonnegative=nonnegative)
        rho = FloatBalls.from_arb(before.activation.lipschitz_ball())
        error = (after.magnify(error, FloatBalls.exact) + change) * rho
        h, nonnegative = largest_output(before, h, FloatBalls), before.activation.name in _NEVER_NEGATIVE
    return error.upper()
