"""A network on its way to a sparser one, and how sensitive its outputs are to each unit on each input."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lqtheory.compress.selection import Masks
from lqtheory.networks import Moments, Network

COMMON = 0.3
"""Part of each sample's weight that is the same for all samples.

The first-order sensitivity is 0 where a rectifier is off, but pruning may switch it on: no sample may be ignored.
"""


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
    def sensitivities(self) -> list[np.ndarray]:
        """Per layer ||df/dz_i(x)||^2 for each sample x and unit i, shape (n, units), softened by `COMMON`.

        Its mean over the samples is the squared gain A_i^2 of theory C7.
        """
        return [
            (1 - COMMON) * square + COMMON * square.mean(axis=0) for square in self.network.sensitivities(self.inputs)
        ]
