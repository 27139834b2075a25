"""A network on its way to a sparser one, and how sensitive its outputs are to each unit on each input."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from lqtheory.compress.selection import Masks
from lqtheory.networks import Moments, Network, Weighted

COMMON = 0.3
"""Part of each sample's weight that is the same for all samples.

The first-order sensitivity is 0 where a rectifier is off, but pruning may switch it on: no sample may be ignored.
"""

ROWS = 2**15
"""Patches of a convolution from which its moments are taken: more say hardly more, and cost time and memory."""

GAINED = 64
"""Samples from which gains are estimated where exact ones would cost a backward pass for every output."""


@dataclass(frozen=True, eq=False)
class State:
    """A network, the weights that are still alive in it, and the inputs that calibrate it."""

    network: Network
    alive: Masks
    """By parameter name, for the prunable layers only."""
    inputs: np.ndarray
    seed: int = 0

    @property
    def weights(self) -> dict[str, np.ndarray]:
        """Weights of the prunable layers."""
        return {name: self.network.weights[name] for name in self.alive}

    @cached_property
    def moments(self) -> dict[str, Moments]:
        """Moments of the inputs of each layer, by the name of its weight."""
        return dict(zip(self.network.weights, self.network.moments(self.inputs), strict=True))

    @cached_property
    def shared(self) -> bool:
        """Whether all samples count alike, by the gains alone: where neurons stand in many places it is quicker."""
        return any(places(layer) > 1 for layer in self.network.prunable)

    @cached_property
    def gains(self) -> list[np.ndarray]:
        """First-order gains A_i of the neurons of each layer (theory C7); where they are `shared`, estimated.

        From `GAINED` samples and one random combination of the outputs for each.
        """
        if not self.shared:
            return self.network.gains(self.inputs)
        rows = self.inputs[np.linspace(0, len(self.inputs) - 1, min(GAINED, len(self.inputs))).astype(int)]
        signs = np.random.default_rng(self.seed).choice([-1.0, 1.0], size=(len(rows), 1, self.network.outputs))
        return self.network.gains(rows, signs)

    @cached_property
    def sensitivities(self) -> list[np.ndarray | None]:
        """Per layer ||df/dz_i(x)||^2 for each sample x and unit i, shape (n, units), softened by `COMMON`.

        Its mean over the samples is the squared gain A_i^2 of theory C7. None where the gains are `shared`.
        """
        if self.shared:
            return [None] * len(self.network.prunable)
        return [
            (1 - COMMON) * square + COMMON * square.mean(axis=0) for square in self.network.sensitivities(self.inputs)
        ]

    def layers(self) -> Iterator[tuple[Weighted, np.ndarray]]:
        """Yield the layers that may be pruned, with what they take in."""
        for layer, h in self.network.walk(self.inputs):
            if isinstance(layer, Weighted) and f"{layer.name}.weight" in self.alive:
                yield layer, h

    def places(self, layer: Weighted) -> np.ndarray | None:
        """Draw places of the neurons of a layer, so many that there are `ROWS` patches; None stands for all."""
        total, most = places(layer), max(1, ROWS // len(self.inputs))
        if total <= most:
            return None
        return np.sort(np.random.default_rng(self.seed).choice(total, most, replace=False))


def places(layer: Weighted) -> int:
    """Count the places in which each neuron of a layer stands."""
    return prod(layer.out_shape) // len(layer.bias)
