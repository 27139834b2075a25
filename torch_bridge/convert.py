"""Models to networks and back without loss: every float32, float16 or bfloat16 number is a float64 number."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
import torch
from torch import nn

from lqtheory import Dense, Network
from lqtheory.errors import InputError, UnsupportedLayerError
from torch_bridge.modules import ACTIVATIONS
from torch_bridge.trace import Reader

_MODULES = {name: kind for kind, name in ACTIVATIONS.items()}


def to_network(model: nn.Module, in_shape: tuple[int, ...] | None = None) -> Network:
    """Read a model as a `Network` in float64, without rounding but for batch normalisation.

    Its forward pass is followed by `torch.fx`. A missing bias becomes zeros. A weight under `torch.nn.utils.prune` is
    read as the product with its mask. Batch normalisation is folded into the layer before it, in float64. Dropout is
    left out.

    Parameters
    ----------
    model : nn.Module
        In evaluation mode: linear layers, convolutions, pooling and flatten over one or two axes, the activations in
        `ACTIVATIONS`, batch normalisation after the former two, sums, and shortcuts of strided slices and channels of
        zeros; as modules or as functions.
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
    return Reader(model, in_shape).network()


def to_torch(network: Network) -> nn.Sequential:
    """Build the `nn.Sequential` of a network, in float32 where every number fits exactly, else in float64.

    Parameters
    ----------
    network : Network
        Of dense layers; layer names become module names, and an activation takes the number after its layer.

    Returns
    -------
    nn.Sequential
        In evaluation mode; `to_network` gives the same network back, bit for bit.

    Raises
    ------
    UnsupportedLayerError
        If a layer is not dense.
    InputError
        If a layer has a name that PyTorch cannot use, or that the activation of another layer needs.
    """
    for layer in network.layers:
        if not isinstance(layer, Dense):
            raise UnsupportedLayerError(f"no module for layer {layer.name!r}, {layer.kind}: expected dense layers")
    arrays = [array for layer in network.layers for array in (layer.weight, layer.bias)]
    dtype = torch.float32 if all(map(_fits_float32, arrays)) else torch.float64
    modules: OrderedDict[str, nn.Module] = OrderedDict()
    names = {layer.name for layer in network.layers}
    for name in names:
        if not name or "." in name:
            raise InputError(f"a layer has the name {name!r}, expected one without a dot, as PyTorch asks")
    for layer in network.layers:
        linear = nn.Linear(*reversed(layer.weight.shape), dtype=dtype)
        linear.weight = nn.Parameter(torch.tensor(layer.weight, dtype=dtype))
        linear.bias = nn.Parameter(torch.tensor(layer.bias, dtype=dtype))
        modules[layer.name] = linear
        if layer.activation.name != "identity":
            after = str(int(layer.name) + 1) if layer.name.isdigit() else f"{layer.name}_activation"
            if after in names:
                raise InputError(f"a layer has the name {after!r}, which the activation of {layer.name!r} needs")
            slope = () if layer.activation.slope is None else (layer.activation.slope,)
            modules[after] = _MODULES[layer.activation.name](*slope)
    return nn.Sequential(modules).eval()


def _fits_float32(values: np.ndarray) -> bool:
    """Say whether rounding to float32 changes nothing."""
    with np.errstate(over="ignore"):
        return np.array_equal(values.astype(np.float32), values)
