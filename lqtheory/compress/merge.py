"""Merging: one hidden unit stands in for another, and the next layer adds their weights up (theory E5)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from lqtheory.compress.bits import Compressed, network_bits
from lqtheory.compress.groups import living_units
from lqtheory.compress.quantise import rounded_network
from lqtheory.networks import Network


class Merge(NamedTuple):
    """Unit `unit` of hidden layer `layer` replaced by `factor` times unit `into`."""

    layer: str
    unit: int
    into: int
    factor: float
    cost: float
    """‖a‖ ‖h_unit − factor · h_into‖ in L2 of the inputs, a the outgoing weights at that moment.

    The costs of a sequence add up to a bound of what it changes in the pre-activations above (bounds
    `merging-sequence-scaled` and, by the weights alone, `merging-sequence`).
    """


class Merger:
    """The merges of a network from the cheapest on, each by the outgoing weights that the ones before have left.

    Costs are compared across layers after the outgoing weights were multiplied by the first-order gains of the
    units above; `Merge.cost` is without them.

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs)
        Give the activations h that are compared.
    scaled : bool
        With c = ⟨h_i, h_j⟩/‖h_j‖² as the factor, which is never worse (bound `merging-scaled`); False: 1, as
        Srinivas and Babu (2015) do (bound `merging`).
    """

    def __init__(self, network: Network, inputs: np.ndarray, *, scaled: bool = True) -> None:
        self.network = network
        ranked: list[tuple[float, Merge]] = []
        activations, gains = network.activations(inputs), network.gains(inputs)
        for layer, above, h, gain in zip(network.layers, network.layers[1:], activations[1:], gains[1:], strict=False):
            highest = 0.0
            for cost, merge in _sequence(layer.name, above.weight, h, gain, scaled):
                # A merge comes after those of its layer that made its outgoing weights what they are.
                highest = max(highest, cost)
                ranked.append((highest, merge))
        self.merges = [merge for _, merge in sorted(ranked, key=lambda pair: pair[0])]

    def at(self, count: int) -> Compressed:
        """Make the first `count` merges; what remains is rounded to float32."""
        names = [layer.name for layer in self.network.layers]
        above = dict(pairwise(names))
        weights = {name: weight.copy() for name, weight in self.network.weights.items()}
        biases = {name: bias.copy() for name, bias in self.network.biases.items()}
        for merge in self.merges[:count]:
            outgoing = weights[f"{above[merge.layer]}.weight"]
            outgoing[:, merge.into] += merge.factor * outgoing[:, merge.unit]
            outgoing[:, merge.unit] = 0.0
            weights[f"{merge.layer}.weight"][merge.unit] = 0.0
            biases[f"{merge.layer}.bias"][merge.unit] = 0.0
        merged = rounded_network(self.network.with_weights(weights, biases), dict.fromkeys(names, "fp32"))
        return Compressed(merged, network_bits(merged), f"units {living_units(merged)}")


def _sequence(
    layer: str, outgoing: np.ndarray, h: np.ndarray, gain: np.ndarray, scaled: bool
) -> Iterator[tuple[float, Merge]]:
    """Yield gained cost and merge, greedily, until one unit is left."""
    outgoing, units = outgoing.copy(), h.shape[1]
    gram = h.T @ h / len(h)
    square = np.diag(gram)
    factors = gram / np.where(square > 0, square, 1.0) if scaled else np.ones((units, units))
    gaps = square[:, None] - 2 * factors * gram + factors**2 * square
    distances = np.sqrt(np.maximum(gaps, 0.0))
    np.fill_diagonal(distances, np.inf)
    for _ in range(units - 1):
        sizes = np.linalg.norm(outgoing * gain[:, None], axis=0)
        nearest = distances.argmin(axis=1)
        reach = distances[np.arange(units), nearest]
        costs = np.where(np.isfinite(reach), sizes * np.where(np.isfinite(reach), reach, 0.0), np.inf)
        unit = int(costs.argmin())
        into = int(nearest[unit])
        factor = float(factors[unit, into])
        gap = float(np.sqrt(np.mean((h[:, unit] - factor * h[:, into]) ** 2)))
        yield float(costs[unit]), Merge(layer, unit, into, factor, float(np.linalg.norm(outgoing[:, unit])) * gap)
        outgoing[:, into] += factor * outgoing[:, unit]
        outgoing[:, unit] = 0.0
        distances[unit, :] = distances[:, unit] = np.inf
