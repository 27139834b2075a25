"""Merging: one hidden unit stands in for another, and the next layer adds their weights up (theory E5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from lqtheory.compress.arguments import check_calibration, check_whole, shown
from lqtheory.compress.bits import Compressed, network_bits
from lqtheory.compress.quantise import rounded_network
from lqtheory.compress.units import hidden, living_units
from lqtheory.errors import InputError
from lqtheory.files import network_digest
from lqtheory.networks import Dense, Network, Weighted


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

    Units of dense layers are merged whose only reader is a dense layer, for which theory E5 has a bound; the others
    stay as they are.

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

    def __init__(self, network: Network, inputs: Any, *, scaled: bool = True) -> None:
        inputs = check_calibration(network, inputs)
        if not isinstance(scaled, bool):
            raise InputError(f"scaled={shown(scaled)}, expected True or False")
        self.network, self._above = network, _pairs(network)
        ranked: list[tuple[float, Merge]] = []
        names = [layer.name for layer in network.prunable]
        activations = dict(zip(names, network.activations(inputs), strict=True))
        with np.errstate(over="ignore", invalid="ignore"):
            gains = dict(zip(names, network.gains(inputs), strict=True))
        for name, above in self._above.items():
            highest, h, gain = 0.0, activations[above.name], gains[above.name]
            if not np.isfinite(gain).all():
                raise InputError(f"on these inputs the gains of layer {above.name!r} overflow, expected finite ones")
            for cost, merge in _sequence(name, above.weight, h, gain, scaled):
                # A merge comes after those of its layer that made its outgoing weights what they are.
                highest = max(highest, cost)
                ranked.append((highest, merge))
        self.merges = [merge for _, merge in sorted(ranked, key=lambda pair: pair[0])]

    def at(self, count: int) -> Compressed:
        """Make the first `count` merges; what remains is rounded to float32.

        Raises
        ------
        InputError
            If there are not so many merges, or a number is beyond float32.
        """
        check_whole("count", count, 0, len(self.merges))
        weights = {name: weight.copy() for name, weight in self.network.weights.items()}
        biases = {name: bias.copy() for name, bias in self.network.biases.items()}
        for merge in self.merges[:count]:
            outgoing = weights[f"{self._above[merge.layer].name}.weight"]
            outgoing[:, merge.into] += merge.factor * outgoing[:, merge.unit]
            outgoing[:, merge.unit] = 0.0
            weights[f"{merge.layer}.weight"][merge.unit] = 0.0
            biases[f"{merge.layer}.bias"][merge.unit] = 0.0
        codes = {layer.name: "fp32" for layer in self.network.prunable}
        merged = rounded_network(self.network.with_weights(weights, biases), codes)
        return Compressed(merged, network_bits(merged), network_digest(self.network), f"units {living_units(merged)}")


def _pairs(network: Network) -> dict[str, Weighted]:
    """By name, the dense layers whose units one dense layer reads as they are: with it, where theory E5 speaks."""
    found = hidden(network)
    return {
        layer.name: found[layer.name].weighted[0]
        for layer in network.prunable
        if layer.name in found
        and not found[layer.name].between
        and [type(reader) for reader in (layer, *found[layer.name].weighted)] == [Dense, Dense]
    }


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
