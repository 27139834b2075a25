"""Models to networks and back without loss: every float32, float16 or bfloat16 number is a float64 number."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from functools import reduce
from typing import Any

import numpy as np
import torch
from torch import fx, nn
from torch.nn import functional

from lqtheory import Activation, Dense, Network
from lqtheory.errors import InputError
from lqtheory.networks import Add, AveragePool, Convolution, Flatten, Layer, MaxPool, Subsample
from torch_bridge.modules import ACTIVATIONS
from torch_bridge.trace import Reader

_ACTIVATIONS = {name: kind for kind, name in ACTIVATIONS.items()}
_OF_GRIDS: dict[type, tuple[type[nn.Module], ...]] = {
    Convolution: (nn.Conv1d, nn.Conv2d),
    AveragePool: (nn.AvgPool1d, nn.AvgPool2d),
    MaxPool: (nn.MaxPool1d, nn.MaxPool2d),
}
"""Modules for a grid of one axis and of two."""


def to_network(model: Any, in_shape: tuple[int, ...] | None = None) -> Network:
    """Read a model as a `Network` in float64, without rounding but for batch normalisation.

    Its forward pass is followed by `torch.fx`. A missing bias becomes zeros. A weight under `torch.nn.utils.prune` is
    read as the product with its mask. Batch normalisation is folded into the layer before it, in float64. Dropout is
    left out.

    Parameters
    ----------
    model : nn.Module, or a fitted MLPClassifier or MLPRegressor of scikit-learn
        In evaluation mode: linear layers, convolutions, pooling and flatten over one or two axes, the activations in
        `ACTIVATIONS`, batch normalisation after the former two, sums, and shortcuts of strided slices and channels of
        zeros; as modules or as functions. Of a classifier of scikit-learn the outputs are logits.
    in_shape : tuple of int
        Shape of one input, such as (channels, height, width); a first linear layer knows its own.

    Returns
    -------
    Network
        Layers with weights carry the names that they have in the model: "0", "layer1.0.conv2".

    Raises
    ------
    UnsupportedLayerError
        If a part of the model is anything else; the sentence names it.
    InputError
        If `in_shape` is missing or does not fit.
    """
    if hasattr(model, "coefs_"):
        activation = Activation({"logistic": "sigmoid"}.get(model.activation, model.activation))
        hidden = [activation] * (len(model.coefs_) - 1)
        return Network.sequential([w.T for w in model.coefs_], model.intercepts_, [*hidden, Activation("identity")])
    if not isinstance(model, nn.Module):
        raise InputError(f"model is a {type(model).__name__}, expected an nn.Module or a fitted MLP of scikit-learn")
    return Reader(model, in_shape).network()


def to_torch(network: Network) -> nn.Module:
    """Build the model of a network, in float32 where every number fits exactly, else in float64.

    Parameters
    ----------
    network : Network
        Layer names become module names; an activation takes the number after its layer, or that name with
        "_activation".

    Returns
    -------
    nn.Module
        In evaluation mode: an `nn.Sequential`, or a `torch.fx.GraphModule` where a layer reads others than the one
        before, or has a dot in its name. `to_network` gives the same network back, bit for bit.
    """
    arrays = [array for layer in network.prunable for array in (layer.weight, layer.bias)]
    dtype = torch.float32 if all(map(_fits_float32, arrays)) else torch.float64
    modules = {layer.name: _module(layer, dtype) for layer in network.layers}
    after = {layer.name: _name_after(layer, modules) for layer in network.layers if _acts(layer)}
    if network.reads or any("." in name or modules[name] is None for name in modules):
        return _graph(network, modules, after).eval()
    chain = nn.Sequential()
    for layer in network.layers:
        chain.add_module(layer.name, modules[layer.name])
        if _acts(layer):
            chain.add_module(after[layer.name], _activation(layer))
    return chain.eval()


def _graph(network: Network, modules: Mapping[str, nn.Module | None], after: Mapping[str, str]) -> fx.GraphModule:
    """Write the forward pass down as operations on modules."""
    graph, root = fx.Graph(), {name: module for name, module in modules.items() if module is not None}
    values = [graph.placeholder("x")]
    for level, layer in enumerate(network.layers):
        read = [values[source] for source in network.sources[level]]
        value: Any = reduce(lambda x, y: graph.call_function(operator.add, (x, y)), read)
        if isinstance(layer, Subsample):
            strides: Any = layer.stride
            slices = (slice(None), slice(None), *(slice(None, None, step) for step in strides))
            zeros = (*[0] * (2 * len(strides)), layer.before, layer.after)
            value = graph.call_function(operator.getitem, (value, slices))
            value = graph.call_function(functional.pad, (value, zeros)) if any(zeros) else value
        elif layer.name in root:
            value = graph.call_module(layer.name, (value,))
        if _acts(layer):
            root[after[layer.name]] = _activation(layer)
            value = graph.call_module(after[layer.name], (value,))
        values.append(value)
    graph.output(values[-1])
    return fx.GraphModule(root, graph)


def _module(layer: Layer, dtype: torch.dtype) -> nn.Module | None:
    """Return the module of a layer without its activation; None for what takes no module."""
    if isinstance(layer, Flatten):
        return nn.Flatten()
    if isinstance(layer, Add | Subsample):
        return None
    rest: Any = layer
    if isinstance(layer, Dense):
        module: Any = nn.Linear(*reversed(layer.weight.shape), dtype=dtype)
    else:
        kind: Any = _OF_GRIDS[type(layer)][len(layer.in_shape) - 2]
        if not isinstance(layer, Convolution):
            return kind(rest.kernel, rest.stride, rest.padding)
        out, into, *kernel = layer.weight.shape
        places = (rest.stride, rest.padding, rest.dilation, layer.groups)
        module = kind(into * layer.groups, out, tuple(kernel), *places, dtype=dtype)
    module.weight = nn.Parameter(torch.tensor(layer.weight, dtype=dtype))
    module.bias = nn.Parameter(torch.tensor(layer.bias, dtype=dtype))
    return module


def _acts(layer: Layer) -> bool:
    return layer.activation.name != "identity"


def _activation(layer: Layer) -> nn.Module:
    slope = () if layer.activation.slope is None else (layer.activation.slope,)
    return _ACTIVATIONS[layer.activation.name](*slope)


def _name_after(layer: Layer, taken: Mapping[str, Any]) -> str:
    """Return a name for the activation of a layer: the next number, as in an `nn.Sequential`, where that is free."""
    following = str(int(layer.name) + 1) if layer.name.isdigit() else ""
    return following if following and following not in taken else f"{layer.name}_activation"


def _fits_float32(values: np.ndarray) -> bool:
    """Say whether rounding to float32 changes nothing."""
    with np.errstate(over="ignore"):
        return np.array_equal(values.astype(np.float32), values)
