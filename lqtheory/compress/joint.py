"""Refit of all layers together to the dense outputs: one Gauss-Newton step (theory C7, beyond the diagonal)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse.linalg import LinearOperator

from lqtheory.compress.refit import refit
from lqtheory.compress.selection import Masks
from lqtheory.compress.state import State
from lqtheory.networks import Network, Weighted

DAMPING = 0.1
"""Pull towards the start, in units of the curvature of each parameter: the least squares has few samples."""

FLOOR = 0.1
"""The least curvature counted, in units of the mean of its layer: what has none on these inputs must not run away."""

ITERATIONS = 30
"""Dimension of the Krylov space that is searched: stopping early is a pull towards the start, too."""

_SHARES = (1.0, 0.5, 0.25)
"""Shares of the step that are tried."""


def refit_jointly(dense: Network, state: State, masks: Masks) -> Network:
    """Refit layer by layer, then move all kept weights and biases together towards the dense outputs.

    The network is linearised in its parameters around the layer-wise refit and the damped linear least squares
    problem on the calibration inputs is solved; no labels enter. Where no share of the step lowers the error of
    the outputs, the layer-wise refit stays.

    Parameters
    ----------
    dense : Network
        The target.
    state : State
        Gives inputs and, for the layer-wise refit, sensitivities.
    masks : mapping from parameter name to bool array
        A layer without a mask stays as it is.
    """
    start = refit(dense, state, masks)
    with np.errstate(all="ignore"):
        targets, best = dense(state.inputs), start(state.inputs)
        missing = (targets - best).ravel()
        tangent = Tangent(start, masks, state.inputs)
        if not (missing.any() and np.isfinite(missing).all() and np.isfinite(tangent.scale).all()):
            return start
        step = damped_least_squares(tangent, missing, DAMPING, ITERATIONS)
        for share in _SHARES:
            parameters = tangent.moved(share * step)
            if all(np.isfinite(array).all() for arrays in parameters for array in arrays.values()):
                moved = start.with_weights(*parameters)
                if np.linalg.norm(moved(state.inputs) - targets) < np.linalg.norm(missing):
                    return moved
    return start


class Tangent(LinearOperator):
    """Derivative of the outputs by the kept weights and the biases, each in units of its own curvature.

    Maps a change of the parameters, one vector, to the change of the outputs, (n, outputs) in one vector.

    Parameters
    ----------
    network : Network
    masks : mapping from parameter name to bool array
        The layers that may move, and their kept weights.
    inputs : array, shape (n, inputs)
    """

    def __init__(self, network: Network, masks: Masks, inputs: np.ndarray) -> None:
        self.network, self.masks = network, masks
        self.entering, _ = network.forward(inputs)
        self.slopes = network.slopes(self.entering)
        curvatures = []
        for level, square in zip(self._levels(), network.sensitivities(inputs), strict=True):
            if self._moves(level):
                weight, bias = self._by_parameter(level, square, power=2)
                curvature = np.concatenate([weight[self._kept(level)], bias])
                curvatures.append(curvature + FLOOR * curvature.mean())
        curvature = np.concatenate(curvatures)
        self.scale = 1 / np.sqrt(np.where(curvature > 0, curvature, np.inf))
        super().__init__(np.float64, (len(inputs) * network.outputs, len(self.scale)))

    def _levels(self) -> Iterator[int]:
        """Numbers of the prunable layers."""
        return (level for level, layer in enumerate(self.network.layers, start=1) if isinstance(layer, Weighted))

    def _name(self, level: int) -> str:
        return f"{self.network.layers[level - 1].name}.weight"

    def _moves(self, level: int) -> bool:
        return self._name(level) in self.masks

    def _kept(self, level: int) -> np.ndarray:
        return self.masks[self._name(level)]

    def _by_parameter(self, level: int, g: np.ndarray, power: int = 1) -> tuple[np.ndarray, np.ndarray]:
        """Sums of g_i h_j^power over inputs and places, for weight (i, j), and of g_i, for the biases."""
        layer: Any = self.network.layers[level - 1]
        rows = layer.by_neuron(g)
        groups = zip(np.split(rows, layer.groups, axis=1), layer.windows(self.entering[level - 1]), strict=True)
        weight = np.concatenate([part.T @ h**power for part, h in groups])
        return weight.reshape(layer.weight.shape), rows.sum(axis=0)

    def _changes(self, vector: np.ndarray) -> dict[int, tuple[np.ndarray, np.ndarray]]:
        """Change of weight and bias of each layer that moves."""
        changes, vector = {}, vector.ravel() * self.scale
        for level in filter(self._moves, self._levels()):
            kept, units = self._kept(level), len(self._kept(level))
            own, bias, vector = np.split(vector, [count := int(kept.sum()), count + units])
            weight = np.zeros(kept.shape)
            weight[kept] = own
            changes[level] = weight, bias
        return changes

    def moved(self, vector: np.ndarray) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
        """Weights and biases by parameter name after this change."""
        weights, biases = {}, {}
        for level, (weight, bias) in self._changes(vector).items():
            layer: Any = self.network.layers[level - 1]
            weights[f"{layer.name}.weight"] = layer.weight + weight
            biases[f"{layer.name}.bias"] = layer.bias + bias
        return weights, biases

    def _matvec(self, x: np.ndarray) -> np.ndarray:
        changes = self._changes(x)
        moves: list[Any] = [0.0]
        levels = zip(self.network.layers, self.entering, self.slopes, strict=True)
        for level, (layer, h, slope) in enumerate(levels, start=1):
            below = self.network.entering(level, moves)
            z = layer.pushforward(below, h) if np.ndim(below) else 0.0
            if level in changes:
                weight, bias = changes[level]
                z = z + replace(layer, weight=weight, bias=bias).apply(h)  # type: ignore[type-var]
            moves.append(slope * z)
        return moves[-1].ravel()

    def _rmatvec(self, x: np.ndarray) -> np.ndarray:
        parts = []
        for level, g in self.network.backward(x.reshape(-1, 1, self.network.outputs), self.entering, self.slopes):
            if self._moves(level):
                weight, bias = self._by_parameter(level, g[:, 0])
                parts.append(np.concatenate([weight[self._kept(level)], bias]))
        return np.concatenate(parts[::-1]) * self.scale


def damped_least_squares(a: LinearOperator, b: np.ndarray, damping: float, dimension: int) -> np.ndarray:
    """Minimise ||a x - b||^2 + damping ||x||^2 over the Krylov space of a^T a and a^T b.

    Golub and Kahan's bidiagonalisation, as in LSQR, but every new vector is made orthogonal to all before it.
    Without that, 30 steps magnify rounding errors by ten orders of magnitude, and a network with its units in
    another order would be pruned to another one.
    """
    left, right = np.zeros((dimension + 1, len(b))), np.zeros((dimension, a.shape[1]))
    matrix, size = np.zeros((dimension + 1, dimension)), np.linalg.norm(b)
    left[0] = b / size
    for j in range(dimension):
        right[j], matrix[j, j] = _orthogonal(a.rmatvec(left[j]), right[:j])
        left[j + 1], matrix[j + 1, j] = _orthogonal(a.matvec(right[j]), left[: j + 1])
    penalised = np.vstack([matrix, np.sqrt(damping) * np.eye(dimension)])
    return np.linalg.lstsq(penalised, size * np.eye(len(penalised))[0], rcond=None)[0] @ right


def _orthogonal(vector: np.ndarray, basis: np.ndarray) -> tuple[np.ndarray, float]:
    """Unit vector of the part orthogonal to the rows of the basis, and its length; 0 if nothing finite is left."""
    before = np.linalg.norm(vector)
    for _ in range(2):  # twice is enough
        vector = vector - (basis @ vector) @ basis
    length = np.linalg.norm(vector)
    if not 1e-12 * before < length < np.inf:
        return np.zeros_like(vector), 0.0
    return vector / length, float(length)
