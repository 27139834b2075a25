"""A feed-forward network in numpy: forward pass, moments of its activations, gains of its units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import InputError
from lqtheory.networks.activations import Activation
from lqtheory.networks.layers import Dense, real_array

CHUNK = 2048
"""Rows of inputs treated at once, so that memory does not grow with the data."""


class Moments(NamedTuple):
    """First and second moments of the inputs of one layer, over the rows of a data set."""

    mean: np.ndarray
    """Mean, shape (d,)."""
    std: np.ndarray
    """Standard deviation (divisor n), shape (d,)."""
    rms: np.ndarray
    """Root of the uncentred second moment, shape (d,)."""


@dataclass(frozen=True, eq=False)
class Network:
    """A chain of dense layers.

    Parameters
    ----------
    layers : sequence of Dense
        First to last; each takes as many inputs as the one before has units, and has its own name.

    Raises
    ------
    InputError
        If there is no layer, a name occurs twice, or the shapes do not chain.
    """

    layers: tuple[Dense, ...]

    def __post_init__(self) -> None:
        layers = tuple(self.layers)
        object.__setattr__(self, "layers", layers)
        if not layers:
            raise InputError("layers is empty, expected at least one layer")
        names = [layer.name for layer in layers]
        if len(set(names)) < len(names):
            raise InputError(f"layers have the names {names}, expected each name once")
        for below, layer in pairwise(layers):
            if layer.weight.shape[1] != below.weight.shape[0]:
                raise InputError(
                    f"layer {layer.name!r} takes {layer.weight.shape[1]} inputs, "
                    f"but layer {below.name!r} below has {below.weight.shape[0]} units"
                )

    @classmethod
    def sequential(
        cls,
        weights: Sequence[np.ndarray],
        biases: Sequence[np.ndarray],
        activations: Sequence[Activation],
    ) -> Network:
        """Network whose layers are named as in the `nn.Sequential` of the same modules.

        Parameters
        ----------
        weights, biases : sequences of arrays, shapes (out, in) and (out,)
            One each per layer.
        activations : sequence of Activation
            One per layer; an identity is no module and takes no name.
        """
        if not len(weights) == len(biases) == len(activations):
            counts = f"{len(weights)} weights, {len(biases)} biases and {len(activations)} activations"
            raise InputError(f"there are {counts}, expected one of each per layer")
        if odd := [a for a in activations if not isinstance(a, Activation)]:
            raise InputError(f"activations hold {odd[0]!r}, expected Activation objects such as Activation('relu')")
        layers, name = [], 0
        for weight, bias, activation in zip(weights, biases, activations, strict=True):
            layers.append(Dense(str(name), weight, bias, activation))
            name += 1 if activation.name == "identity" else 2
        return cls(tuple(layers))

    def __call__(self, x: Any) -> np.ndarray:
        """Outputs (logits) for the rows of `x`, (n, inputs) -> (n, outputs), float64."""
        return self._forward(self.check_inputs(x))[-1]

    def activations(self, x: Any) -> list[np.ndarray]:
        """Inputs of each layer for the rows of `x`: a list of arrays (n, in of that layer)."""
        return self._forward(self.check_inputs(x))[:-1]

    def _forward(self, h: np.ndarray) -> list[np.ndarray]:
        states = [h]
        for layer in self.layers:
            states.append(layer.activation(layer.apply(states[-1])))
        return states

    def _chunks(self, x: Any, rows: int = CHUNK) -> Iterator[list[np.ndarray]]:
        x = self.check_inputs(x)
        for start in range(0, len(x), rows):
            yield self._forward(x[start : start + rows])

    def moments(self, x: Any) -> list[Moments]:
        """Moments of the inputs of each layer over the rows of `x`, (n, inputs); one per layer."""
        n, means = 0, [np.zeros(layer.weight.shape[1]) for layer in self.layers]
        for states in self._chunks(x):
            n += len(states[0])
            for mean, h in zip(means, states, strict=False):
                mean += h.sum(axis=0)
        means = [mean / n for mean in means]
        variances = [np.zeros_like(mean) for mean in means]
        for states in self._chunks(x):
            for mean, variance, h in zip(means, variances, states, strict=False):
                variance += ((h - mean) ** 2).sum(axis=0) / n
        return [
            Moments(mean, np.sqrt(variance), np.sqrt(variance + mean**2))
            for mean, variance in zip(means, variances, strict=True)
        ]

    def sensitivities(self, x: Any) -> list[np.ndarray]:
        """Squared length of the gradient of the outputs at each unit, ||df/dz_i(x)||^2, for every row of `x`.

        Exact backward passes, one per output.

        Returns
        -------
        list of arrays, shape (n, units)
            One per layer.
        """
        return [np.concatenate(parts) for parts in zip(*self._sensitivities(self.check_inputs(x)), strict=True)]

    def gains(self, x: Any) -> list[np.ndarray]:
        """First-order gain of each unit, A_i = sqrt(E ||df/dz_i||^2) over the rows of `x` (theory C7).

        The gains rank weights; they certify nothing.

        Returns
        -------
        list of arrays, shape (units,)
            One per layer.
        """
        x = self.check_inputs(x)
        sums = [[part.sum(axis=0) for part in parts] for parts in self._sensitivities(x)]
        return [np.sqrt(sum(chunks) / len(x)) for chunks in zip(*sums, strict=True)]

    def _sensitivities(self, x: np.ndarray) -> Iterator[list[np.ndarray]]:
        outputs = self.layers[-1].weight.shape[0]
        widest = max(layer.weight.shape[0] for layer in self.layers)
        for states in self._chunks(x, rows=max(1, 4_000_000 // (outputs * widest))):
            jacobian = np.broadcast_to(np.eye(outputs), (len(states[0]), outputs, outputs))
            squares = []
            for layer, h in zip(reversed(self.layers), reversed(states[:-1]), strict=True):
                jacobian = jacobian * layer.activation.derivative(layer.apply(h))[:, None, :]
                squares.append((jacobian**2).sum(axis=1))
                if layer is not self.layers[0]:
                    jacobian = layer.adjoint(jacobian)
            yield squares[::-1]

    @property
    def weights(self) -> dict[str, np.ndarray]:
        """The prunable weights by parameter name, such as "0.weight"."""
        return {f"{layer.name}.weight": layer.weight for layer in self.layers}

    @property
    def biases(self) -> dict[str, np.ndarray]:
        """The biases by parameter name, such as "0.bias"."""
        return {f"{layer.name}.bias": layer.bias for layer in self.layers}

    @property
    def total(self) -> int:
        """Number of prunable weights; biases are not counted."""
        return sum(layer.weight.size for layer in self.layers)

    def with_weights(
        self,
        weights: Mapping[str, np.ndarray] | None = None,
        biases: Mapping[str, np.ndarray] | None = None,
    ) -> Network:
        """Return the network with the named parameters replaced; the others stay bitwise the same."""
        weights, biases = dict(weights or {}), dict(biases or {})
        for name in (weights.keys() - self.weights.keys()) | (biases.keys() - self.biases.keys()):
            raise InputError(f"there is no parameter {name!r}; expected one of {[*self.weights, *self.biases]}")
        layers = []
        for layer in self.layers:
            weight = weights.get(f"{layer.name}.weight", layer.weight)
            if np.shape(weight) != layer.weight.shape:
                raise InputError(f"{layer.name}.weight has shape {np.shape(weight)}, expected {layer.weight.shape}")
            layers.append(replace(layer, weight=weight, bias=biases.get(f"{layer.name}.bias", layer.bias)))
        return Network(tuple(layers))

    def check_inputs(self, x: Any) -> np.ndarray:
        """Inputs as a float64 array of shape (n, inputs), or an `InputError` that says what is wrong."""
        array = real_array(x, "inputs")
        width = self.layers[0].weight.shape[1]
        if array.ndim != 2 or array.shape[1] != width or len(array) == 0:
            raise InputError(f"inputs have shape {array.shape}, expected (n, {width}) with n at least 1")
        if not np.isfinite(array).all():
            raise InputError("inputs have a NaN or infinite entry, expected finite numbers")
        array.setflags(write=False)
        return array
