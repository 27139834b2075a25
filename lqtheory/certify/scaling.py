"""The best diagonal scalings of C3: how far the layers above carry errors of known sizes.

Let a be the L2 norms of the errors that enter at the units of one layer, and W_1, …, W_m the weights above it. For all
positive T_0, …, T_(m-1) and T_m = 1 the error at the outputs is at most ||T_0 a|| prod_j ||T_j W_j T_(j-1)^-1||.
The best T make it as large as errors of these sizes can be, whatever their correlations: maximising over correlation
matrices is dual to it. Both are found together by alternating projections, in floats; the product is then enclosed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from lqtheory.balls import Balls, spectral_norm
from lqtheory.networks import Layer

_RANK, _ROUNDS, _STEPS = 10, 4, 30
_FLOOR = 1e-6
"""Sizes and scalings are kept above this part of the largest, so that all of them have an inverse."""


class Passage(NamedTuple):
    """A bound of what the layers above make of errors: `factor` times the norm of `scaling` times their sizes."""

    scaling: np.ndarray
    """T_0, shape (units,)."""
    factor: Balls
    """The product of norms, a scalar."""

    def carry(self, sizes: Balls) -> Balls:
        """Bound the error at the outputs from the sizes of the errors, shape (units,)."""
        return (sizes * type(sizes).exact(self.scaling)).norm() * self.factor


def passage(above: Sequence[Layer], sizes: np.ndarray, arithmetic: Any) -> Passage:
    """Find the scalings for errors of these sizes and enclose their norms.

    Parameters
    ----------
    above : sequence of Layer
        The layers that the errors pass, at least one; their activations have Lipschitz constants.
    sizes : array, shape (units,)
        For which the scalings shall be best; the passage is valid for all others too.
    arithmetic : FloatBalls or ArbBalls
    """
    gains = [float(layer.activation.lipschitz_ball()) for layer in above]
    with np.errstate(all="ignore"):
        scalings = _best_scalings([gain * layer.weight for gain, layer in zip(gains, above, strict=True)], sizes)
    if not all(np.isfinite(scaling).all() and (scaling > 0).all() for scaling in scalings):  # overflow: as C1
        scalings = [np.ones_like(scaling) for scaling in scalings]
    lift, factor = arithmetic.exact, arithmetic.exact(1.0)
    for layer, below, own in zip(above, scalings[:-1], scalings[1:], strict=True):
        rho = arithmetic.from_arb(layer.activation.lipschitz_ball())
        factor = factor * rho * spectral_norm(lift(own)[:, None] * lift(layer.weight) / lift(below))
    return Passage(scalings[0], factor)


def _best_scalings(matrices: Sequence[np.ndarray], sizes: np.ndarray) -> list[np.ndarray]:
    """Alternate: given correlations, the sizes of the errors above; given sizes, correlations and scalings."""
    rng = np.random.default_rng(0)
    levels = [_floored(sizes)]
    for matrix in matrices[:-1]:
        levels.append(_floored(np.linalg.norm(matrix * levels[-1], axis=1)))
    vectors = [rng.normal(size=(len(level), _RANK)) for level in levels]
    for _ in range(_ROUNDS):
        squares = [np.ones(len(matrices[-1]))]
        for j in reversed(range(len(matrices))):
            carried = np.sqrt(squares[0])[:, None] * matrices[j] * levels[j]
            vectors[j], multipliers = aligned(carried, vectors[j])
            squares.insert(0, _floored(multipliers) / levels[j] ** 2)
        for j, matrix in enumerate(matrices[:-1]):
            levels[j + 1] = _floored(np.linalg.norm((matrix * levels[j]) @ vectors[j], axis=1))
    return [np.sqrt(square) for square in squares]


def aligned(matrix: np.ndarray, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Turn unit vectors v_i, the rows, so that ||M v||_F rises; also the multipliers of the constraints."""
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    lengths = np.zeros(len(vectors))
    for _ in range(_STEPS):
        pulled = matrix.T @ (matrix @ vectors)
        lengths = np.linalg.norm(pulled, axis=1)
        vectors = np.where(lengths[:, None] > 0, pulled / np.where(lengths > 0, lengths, 1.0)[:, None], vectors)
    return vectors, lengths


def _floored(values: np.ndarray) -> np.ndarray:
    largest = values.max()
    return np.maximum(values, _FLOOR * largest) if largest > 0 else np.ones_like(values)
