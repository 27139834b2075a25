"""New weights of a network as its model stores them: behind batch normalisation, in the model's own types."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import nn

from lqtheory import Network
from torch_bridge.modules import array, masked


def parameters_for(
    model: nn.Module, norms: Mapping[str, str], dense: Network, pruned: Network
) -> dict[str, torch.Tensor]:
    """Return the parameters that turn a model into another network, up to rounding to its types.

    Weights that the two networks share stay as they are stored, bit for bit. Where batch normalisation follows, it
    keeps its scale, and takes up what the bias moves.

    Parameters
    ----------
    model : nn.Module
    norms : mapping from layer name to module name
        The batch normalisation that was folded into a layer.
    dense : Network
        The network of the model as it is.
    pruned : Network
        Of the same structure.

    Returns
    -------
    dict from parameter name to tensor
        Of the layers whose weights or biases differ; a bias may be one that the model does not have yet.
    """
    out = {}
    for old, new in zip(dense.prunable, pruned.prunable, strict=True):
        module: Any = model.get_submodule(old.name)
        norm: Any = model.get_submodule(norms[old.name]) if old.name in norms else None
        scale = _scale(norm).reshape(-1, *[1] * (old.weight.ndim - 1))
        if not np.array_equal(old.weight, new.weight):
            changed = np.divide(new.weight, scale, out=np.zeros(new.weight.shape), where=scale != 0)
            before: Any = masked(module, "weight")
            weight: np.ndarray = np.where(new.weight == old.weight, before, changed)
            out[f"{old.name}.weight"] = _like(weight, module.weight)
        if not np.array_equal(old.bias, new.bias):
            if norm is None:
                out[f"{old.name}.bias"] = _like(new.bias, module.weight)
            elif norm.bias is not None:
                out[f"{norms[old.name]}.bias"] = _like(array(norm.bias) + (new.bias - old.bias), norm.bias)
            else:
                before = masked(module, "bias")
                bias: np.ndarray = (0.0 if before is None else before) + (new.bias - old.bias) / scale.ravel()
                out[f"{old.name}.bias"] = _like(bias, module.weight)
    return out


def replaced(model: nn.Module, parameters: Mapping[str, torch.Tensor]) -> nn.Module:
    """Return a copy of a model with other parameters; it shares all other tensors with the model."""
    tensors = [*model.parameters(), *model.buffers()]
    tensors += [x for module in model.modules() for x in vars(module).values() if isinstance(x, torch.Tensor)]
    twin = copy.deepcopy(model, {id(tensor): tensor for tensor in tensors})
    for name, tensor in parameters.items():
        owner, _, last = name.rpartition(".")
        module = twin.get_submodule(owner)
        if f"{last}_orig" in module._parameters:  # under torch.nn.utils.prune
            module._parameters[f"{last}_orig"] = nn.Parameter(tensor)
            module._buffers[f"{last}_mask"] = torch.ones_like(tensor)
        else:
            module._parameters[last] = nn.Parameter(tensor)
    return twin


def _scale(norm: Any) -> np.ndarray:
    """Return what batch normalisation multiplies each channel by; 1 without one."""
    if norm is None:
        return np.ones(1)
    factor = 1.0 if norm.weight is None else array(norm.weight)
    return factor / np.sqrt(array(norm.running_var) + norm.eps)


def _like(values: np.ndarray, tensor: torch.Tensor) -> torch.Tensor:
    """Return an array as a tensor of the type and device of another one."""
    return torch.tensor(values, dtype=tensor.dtype, device=tensor.device)
