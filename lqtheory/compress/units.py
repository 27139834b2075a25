"""Hidden units: which weights read them, and so which of them may go (theory E4, E5)."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import Any, NamedTuple

import numpy as np

from lqtheory.compress.arguments import check_network
from lqtheory.errors import UnsupportedLayerError
from lqtheory.networks import Add, AveragePool, Flatten, Layer, MaxPool, Network, Weighted

_HANDS_ON = (Add, AveragePool, Flatten, MaxPool)
"""Layers that treat every unit alone, and keep their order."""


class Readers(NamedTuple):
    """Where the units of a hidden layer go."""

    weighted: list[Weighted]
    """The layers whose weights read them."""
    between: list[Layer]
    """Layers without weights that hand them on."""


def readers(network: Network, name: str) -> Readers:
    """Follow the units of a layer to the weights that read them.

    Raises
    ------
    UnsupportedLayerError
        If they are outputs, or are added to others before any weight reads them: then no weight is theirs alone.
    """
    level = [layer.name for layer in network.layers].index(name) + 1
    own, found, todo = network.layers[level - 1], Readers([], []), [level]
    while todo:
        source = todo.pop()
        if source == len(network.layers):
            raise UnsupportedLayerError(f"no units to drop in layer {name!r}, {own.kind}: they are the outputs")
        for number, layer in enumerate(network.layers, start=1):
            read = network.sources[number - 1]
            if source not in read:
                continue
            if isinstance(layer, Weighted) and len(read) == 1:
                found.weighted.append(layer)
            elif isinstance(layer, _HANDS_ON) and len(read) == 1:
                found.between.append(layer)
                todo.append(number)
            else:
                raise UnsupportedLayerError(
                    f"no units to drop in layer {name!r}, {own.kind}: layer {layer.name!r}, {layer.kind}, "
                    "mixes them with others before any weight reads them"
                )
    return found


def hidden(network: Network) -> dict[str, Readers]:
    """By name, the layers with weights whose units may be dropped, and what reads them."""
    found = {}
    for layer in network.prunable:
        try:
            found[layer.name] = readers(network, layer.name)
        except UnsupportedLayerError:
            continue
    return found


def unit_read(reader: Weighted, units: int) -> np.ndarray:
    """Which of the units below each weight reads: integers, shape (neurons, inputs of a neuron).

    A dense layer after a flattened grid reads a unit by one weight for each cell, a convolution by one for each cell
    of its kernel.
    """
    inputs, share = prod(reader.weight.shape[1:]), units // reader.groups
    within = np.arange(inputs) // (inputs // share)
    start = np.repeat(np.arange(reader.groups) * share, len(reader.weight) // reader.groups)
    return start[:, None] + within


def sum_by_unit(values: np.ndarray, reader: Weighted, units: int) -> np.ndarray:
    """Add up, for each unit below, one number per weight of a reader."""
    return np.bincount(unit_read(reader, units).ravel(), values.ravel(), minlength=units)


def _living(layer: Weighted, found: Readers) -> np.ndarray:
    """Which units of a layer any weight reads."""
    units = len(layer.weight)
    return sum(sum_by_unit(reader.weight != 0, reader, units) for reader in found.weighted) > 0


def living_units(network: Network) -> str:
    """Units that any weight reads, for each layer of `hidden`, in words such as "30, 12"."""
    layers = {layer.name: layer for layer in network.prunable}
    return ", ".join(str(int(_living(layers[name], found).sum())) for name, found in hidden(network).items())


def without_dead_units(network: Network) -> Network:
    """Leave out the hidden units that no weight reads: the same function with smaller layers.

    One unit per layer stays, dead or not, so that there is a layer. Layers whose units are outputs, or are added to
    others, stay as they are, and so do convolutions with groups, and what such a one reads.

    Raises
    ------
    InputError
        If it is no network with weights.
    """
    layers: dict[str, Any] = {layer.name: layer for layer in check_network(network).layers}
    for name, found in hidden(network).items():
        own, weighted = layers[name], [layers[reader.name] for reader in found.weighted]
        if any(layer.groups > 1 for layer in (own, *weighted)):
            continue
        alive = _living(own, Readers(weighted, []))
        alive[0] |= not alive.any()
        layers[name] = replace(own, weight=own.weight[alive], bias=own.bias[alive])
        for layer in found.between:
            layers[layer.name] = replace(layers[layer.name], in_shape=_narrowed(layers[layer.name], alive))
        for reader in weighted:
            rows = reader.weight.reshape(len(reader.weight), len(alive), -1)[:, alive]
            narrow = {"in_shape": _narrowed(reader, alive)} if reader.weight.ndim > 2 else {}
            weight = rows.reshape(len(rows), -1, *reader.weight.shape[2:])
            layers[reader.name] = replace(reader, weight=weight, **narrow)
    return replace(network, layers=tuple(layers.values()))


def _narrowed(layer: Layer, alive: np.ndarray) -> tuple[int, ...]:
    """Return the shape of the inputs of a layer without the dead units."""
    channels, *grid = layer.in_shape
    return (channels // len(alive) * int(alive.sum()), *grid)
