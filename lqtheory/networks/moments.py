"""First and second moments of what the neurons of a network take in, in floats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from lqtheory.networks.layers import Weighted


class Moments(NamedTuple):
    """Moments of what the neurons of one layer take in, over the rows of a data set and the places of the neuron.

    Arrays that broadcast against the weight: shape (in,) of a dense layer, (in channels, *kernel) of a
    convolution, with one axis more, over the neurons, where these fall into groups.
    """

    mean: np.ndarray
    """Mean."""
    std: np.ndarray
    """Standard deviation (divisor: number of rows and places)."""
    rms: np.ndarray
    """Root of the uncentred second moment."""


def moments(layers: Sequence[Weighted], windows: Callable[[], Iterable[list[list[np.ndarray]]]]) -> list[Moments]:
    """Moments of the windows of each layer, in two passes: the variance is free of cancellation.

    Parameters
    ----------
    layers : sequence of Weighted
    windows : callable
        Starts a pass over the data: per chunk of rows, for each layer, one array per group of its neurons.
    """
    n = [0 for _ in layers]
    means = [_per_group(layer) for layer in layers]
    for chunk in windows():
        for index, (mean, groups) in enumerate(zip(means, chunk, strict=True)):
            n[index] += len(groups[0])
            for total, h in zip(mean, groups, strict=True):
                total += h.sum(axis=0)
    means = [[total / count for total in mean] for mean, count in zip(means, n, strict=True)]
    variances = [_per_group(layer) for layer in layers]
    for chunk in windows():
        for mean, variance, groups, count in zip(means, variances, chunk, n, strict=True):
            for middle, total, h in zip(mean, variance, groups, strict=True):
                total += ((h - middle) ** 2).sum(axis=0) / count
    out = []
    for layer, mean, variance in zip(layers, means, variances, strict=True):
        first, second = (_per_weight(layer, np.stack(groups)) for groups in (mean, variance))
        out.append(Moments(first, np.sqrt(second), np.sqrt(second + first**2)))
    return out


def _per_group(layer: Weighted) -> list[np.ndarray]:
    """Zeros, one for each weight of a neuron, for each group of neurons."""
    return [np.zeros(layer.weight[0].size) for _ in range(layer.groups)]


def _per_weight(layer: Weighted, by_group: np.ndarray) -> np.ndarray:
    """Give one value per group and weight of a neuron a shape that broadcasts against the weight."""
    if len(by_group) == 1:
        return by_group[0].reshape(layer.weight.shape[1:])
    return np.repeat(by_group, len(layer.weight) // len(by_group), axis=0).reshape(layer.weight.shape)
