"""How large the output error can be for what `a_posteriori` uses: the pruned matrices and the sizes of local errors.

Besides the pruned matrices and the Lipschitz constants ρ the rung uses, per unit, the L2 norm a_i of the error that
its layer adds on the dense activations. Errors a_i <v_i, x>, with unit vectors v_i and x of covariance 1, have those
norms whatever the v_i, and activations z -> ρz hand them on to the outputs through the matrices alone. So no bound
that uses nothing else is below the largest error at the outputs that some v_i give. One that also used which weights
make each local error might be: two units that are equal in both networks err alike.
"""

from __future__ import annotations

import numpy as np

from lqtheory.balls import FloatBalls
from lqtheory.certify.readings import Readings
from lqtheory.certify.scaling import aligned

_RANK, _ROUNDS = 10, 20


def worst_case(readings: Readings) -> float:
    """Return an output error, rounded down, that is possible for what `a_posteriori` uses of a network.

    Parameters
    ----------
    readings : Readings

    Returns
    -------
    float
        No bound that knows only the pruned matrices, ρ and the size of each local error is below it. Found by
        raising ||M v||_F over vectors v_i of length 1.
    """
    trace = readings.trace
    passed, parts = FloatBalls.exact(np.eye(trace.comparison.dense.outputs)), []
    for level in reversed(readings.levels):
        parts.append((passed * FloatBalls.exact(np.maximum(readings.measured[level - 1].lower(), 0.0))).T)
        weight = FloatBalls.exact(trace.comparison.pruned.layers[level - 1].weight)
        passed = (passed * trace.lipschitz(level)) @ weight
    matrix = FloatBalls.concatenate(parts).T
    vectors = np.random.default_rng(0).normal(size=(matrix.shape[1], _RANK))
    for _ in range(_ROUNDS):
        vectors, _ = aligned(matrix.mid(), vectors)
    longest = FloatBalls.exact(vectors.T).norm(axis=0).max()
    return float(((matrix @ FloatBalls.exact(vectors)).norm() / longest).lower())
