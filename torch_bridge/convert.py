"""Models to networks and back without loss: every float32, float16 or bfloat16 number is a float64 number."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

import numpy as np
import torch
from torch import nn

from lqtheory import Activation, Dense, Network
from lqtheory.errors import InputError, UnsupportedLayerError

ACTIVATIONS = {
    nn.Identity: "identity",
    nn.ReLU: "relu",
    nn.LeakyReLU: "leaky_relu",
    nn.Tanh: "tanh",
    nn.Sigmoid: "sigmoid",
    nn.GELU: "gelu",
    nn.Softplus: "softplus",
}
_MODULES = {name: kind for kind, name in ACTIVATIONS.items()}


def to_network(model: nn.Module) -> Network:
    """Read an `nn.Sequential` of linear layers and activations as a `Network` in float64, without rounding.

    A missing bias becomes zeros. A weight under `torch.nn.utils.prune` is read as the product with its mask.

    Parameters
    ----------
    model : nn.Sequential
        `nn.Linear` layers, each followed by at most one of the activations in `ACTIVATIONS`.

    Returns
    -------
    Network
        Its layers carry the names of the linear layers in the model: "0", "2", "4".

    Raises
    ------
    UnsupportedLayerError
        If a part of the model is anything else; the sentence names it.
    """
    if type(model) is not nn.Sequential:
        raise UnsupportedLayerError(f"model is a {type(model).__name__}, expected an nn.Sequential")
    layers: list[Dense] = []
    before, seen = None, set()
    for name, module in model._modules.items():  # `named_children` leaves out what occurs a second time
        if type(module) is nn.Linear:
            if id(module) in seen:
                raise _unsupported(name, module, "expected each Linear layer once, and this one occurs before")
            seen.add(id(module))
            layers.append(_dense(name, module))
        else:
            activation = _activation(name, module)
            if type(before) is not nn.Linear:
                raise _unsupported(name, module, "expected it right after a Linear layer")
            layers[-1] = replace(layers[-1], activation=activation)
        before = module
    return Network(tuple(layers))


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


def array(tensor: torch.Tensor) -> np.ndarray:
    """Return a tensor of any floating type on any device as a float64 array of the same numbers."""
    return tensor.detach().to("cpu", torch.float64).numpy()


def _dense(name: str, module: nn.Linear) -> Dense:
    """Read one linear layer, masked as its next forward pass would mask it."""
    weight, bias = (_masked(module, parameter) for parameter in ("weight", "bias"))
    assert weight is not None
    return Dense(name, weight, np.zeros(module.out_features) if bias is None else bias, Activation("identity"))


def _masked(module: nn.Module, name: str) -> np.ndarray | None:
    """Return a parameter; under `torch.nn.utils.prune` the attribute itself is as old as the last forward pass."""
    if f"{name}_orig" in module._parameters:
        return array(getattr(module, f"{name}_orig") * getattr(module, f"{name}_mask"))
    value = getattr(module, name)
    return None if value is None else array(value)


def _activation(name: str, module: nn.Module) -> Activation:
    """Read one activation module."""
    if type(module) not in ACTIVATIONS:
        raise _unsupported(name, module, "expected Linear, " + ", ".join(kind.__name__ for kind in ACTIVATIONS))
    if isinstance(module, nn.GELU) and module.approximate != "none":
        raise _unsupported(name, module, "expected the exact GELU, approximate='none'")
    if isinstance(module, nn.Softplus) and (module.beta, module.threshold) != (1, 20):
        raise _unsupported(name, module, "expected beta=1 and threshold=20")
    return Activation(ACTIVATIONS[type(module)], getattr(module, "negative_slope", None))


def _unsupported(name: str, module: nn.Module, expected: str) -> UnsupportedLayerError:
    """Make the error that names a part of the model."""
    return UnsupportedLayerError(f"no bound for layer {name!r}, {type(module).__name__}: {expected}")


def _fits_float32(values: np.ndarray) -> bool:
    """Say whether rounding to float32 changes nothing."""
    with np.errstate(over="ignore"):
        return np.array_equal(values.astype(np.float32), values)
