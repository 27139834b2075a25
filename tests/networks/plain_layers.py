"""Layers by their definitions, in plain loops: what the index arrays of `lqtheory.networks` are held against."""

from itertools import product
from math import prod

import numpy as np

from lqtheory.networks import AveragePool, Convolution, Dense, MaxPool, Subsample


def cells(shape, kernel, stride, padding, dilation):
    """For each place of a window the pairs (place in the window, cell of the grid) that are not in the padding."""
    grid = shape[1:]
    steps = [
        range((g + 2 * p - d * (k - 1) - 1) // s + 1)
        for g, k, s, p, d in zip(grid, kernel, stride, padding, dilation, strict=True)
    ]
    windows = []
    for position in product(*steps):
        seen = []
        for place, offset in enumerate(product(*map(range, kernel))):
            at = [x * s - p + o * d for x, s, p, o, d in zip(position, stride, padding, offset, dilation, strict=True)]
            if all(0 <= a < g for a, g in zip(at, grid, strict=True)):
                seen.append((place, int(np.ravel_multi_index(at, grid))))
        windows.append(seen)
    return windows


def matrix(layer):
    """The linear part of a layer as a matrix (out, in); of max pooling, None."""
    into, out = prod(layer.in_shape), prod(layer.out_shape)
    if isinstance(layer, Dense):
        return layer.weight
    if isinstance(layer, MaxPool):
        return None
    if not isinstance(layer, Convolution | AveragePool | Subsample):
        return np.eye(into)
    rows = np.zeros((out, into))
    size, axes = prod(layer.in_shape[1:]), len(layer.in_shape) - 1
    if isinstance(layer, Convolution):
        windows = cells(layer.in_shape, layer.weight.shape[2:], layer.stride, layer.padding, layer.dilation)
        share, outs = layer.weight.shape[1], len(layer.bias) // layer.groups
        kernel = layer.weight.reshape(*layer.weight.shape[:2], -1)
        for channel, source, (position, seen) in product(range(len(layer.bias)), range(share), enumerate(windows)):
            for place, cell in seen:
                column = (channel // outs * share + source) * size + cell
                rows[channel * len(windows) + position, column] = kernel[channel, source, place]
        return rows
    if isinstance(layer, AveragePool):
        windows = cells(layer.in_shape, layer.kernel, layer.stride, layer.padding, (1,) * axes)
        entry, before = 1 / prod(layer.kernel), 0
    else:
        windows = cells(layer.in_shape, (1,) * axes, layer.stride, (0,) * axes, (1,) * axes)
        entry, before = 1.0, layer.before
    for channel, (position, seen) in product(range(layer.in_shape[0]), enumerate(windows)):
        for _, cell in seen:
            rows[(channel + before) * len(windows) + position, channel * size + cell] = entry
    return rows


def pooled(layer):
    """For each unit of max pooling, the inputs that it takes in."""
    axes, size = len(layer.in_shape) - 1, prod(layer.in_shape[1:])
    windows = cells(layer.in_shape, layer.kernel, layer.stride, layer.padding, (1,) * axes)
    return [[channel * size + cell for _, cell in seen] for channel in range(layer.in_shape[0]) for seen in windows]


def bias(layer):
    """The bias of every unit."""
    each = prod(layer.out_shape) // len(layer.bias) if hasattr(layer, "bias") else 0
    return np.repeat(layer.bias, each) if each else np.zeros(prod(layer.out_shape))


def outputs(network, x):
    """The network on the rows of x."""
    states = {"input": x}
    last = "input"
    for layer in network.layers:
        h = sum(states[name] for name in network.reads.get(layer.name, (last,)))
        if (linear := matrix(layer)) is None:
            z = np.stack([h[:, seen].max(axis=1) for seen in pooled(layer)], axis=1)
        else:
            z = h @ linear.T + bias(layer)
        states[layer.name], last = layer.activation(z), layer.name
    return states[last]
