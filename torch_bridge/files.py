"""Weights of models in files: read by name, never through a pickle of anything but tensors, and written whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import nn

from lqtheory.errors import InputError
from lqtheory.files import write_whole

Weights = dict[str, torch.Tensor]

_TORCH = (".pt", ".pth", ".bin")


def load_weights(path: str | os.PathLike[str]) -> Weights:
    """Read tensors by name from a file of safetensors, of `torch.save`, or of ONNX.

    Parameters
    ----------
    path : path
        Ending in .safetensors; in .pt, .pth or .bin, with a `state_dict`; or in .onnx, of which the initialisers are
        read (needs the package onnx).

    Returns
    -------
    dict from name to tensor

    Raises
    ------
    InputError
        If the file cannot be read, holds anything but tensors, or has another ending.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"cannot read {path}: there is no such file")
    if path.suffix == ".safetensors":
        try:
            return load_file(path)
        except (OSError, SafetensorError) as error:
            raise InputError(f"cannot read {path} as safetensors: {str(error).splitlines()[0]}") from None
    if path.suffix in _TORCH:
        return _from_torch(path)
    if path.suffix == ".onnx":
        return _from_onnx(path)
    raise InputError(f"cannot read {path}, expected a name ending in .safetensors, .pt, .pth, .bin or .onnx")


def save_weights(path: str | os.PathLike[str], weights: Mapping[str, torch.Tensor]) -> None:
    """Write tensors by name as safetensors, whole or not at all; masks are tensors of bool.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    tensors = {name: tensor.detach().cpu().contiguous().clone() for name, tensor in weights.items()}
    write_whole(path, lambda part: part.write_bytes(save(tensors)))  # `save_file` would hide it from other users


def fill(model: nn.Module, weights: Mapping[str, torch.Tensor], source: object) -> nn.Module:
    """Give a model the weights of a file; what counts batches may be missing.

    Parameters
    ----------
    model : nn.Module
    weights : mapping from name to tensor
    source : object
        What the weights are called in a message.

    Raises
    ------
    InputError
        If names, shapes or kinds of numbers are not those of the model; then the model is as before.
    """
    own = model.state_dict()
    needed = [name for name in own if not name.endswith("num_batches_tracked")]
    missing, strange = [name for name in needed if name not in weights], [name for name in weights if name not in own]
    if missing or strange:
        what = f"lacks {_some(missing)}" if missing else f"holds {_some(strange)}, which the model does not know"
        raise InputError(f"{source} {what}; expected the names of {type(model).__name__}'s state_dict")
    for name, tensor in weights.items():
        if tensor.shape != own[name].shape:
            raise InputError(f"{source}: {name} has shape {tuple(tensor.shape)}, expected {tuple(own[name].shape)}")
        if tensor.is_floating_point() != own[name].is_floating_point():
            raise InputError(f"{source}: {name} has dtype {tensor.dtype}, expected {own[name].dtype} or its like")
    model.load_state_dict(dict(weights), strict=False)
    return model


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _from_torch(path: Path) -> Weights:
    try:
        stored: Any = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises whatever its unpickler, zip reader or the system says
        raise InputError(
            f"cannot read {path} as weights, expected a state_dict of tensors alone ({type(error).__name__})"
        ) from None
    stored = stored.get("state_dict", stored) if isinstance(stored, Mapping) else None
    if not stored or not all(isinstance(x, torch.Tensor) for x in stored.values()):
        raise InputError(f"{path} holds no state_dict, expected tensors by name")
    return {str(name): tensor.detach() for name, tensor in stored.items()}


def _from_onnx(path: Path) -> Weights:
    try:
        import onnx
        from onnx import numpy_helper
    except ImportError:
        raise InputError(f"reading {path} needs onnx; install it, or lqtheory with its extra: .[onnx]") from None
    try:
        graph = onnx.load(path).graph
        found = {item.name: torch.from_numpy(numpy_helper.to_array(item).copy()) for item in graph.initializer}
    except Exception as error:  # onnx raises what protobuf, numpy or the system says
        raise InputError(f"cannot read {path} as ONNX: the file is no whole model ({type(error).__name__})") from None
    if not found:
        raise InputError(f"{path} holds no weights, expected initialisers by name")
    return found
