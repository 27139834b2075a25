"""Reading and writing networks, masks and inputs: whole files, exact numbers, no pickle."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.networks import (
    PARAMETERS,
    Activation,
    Add,
    AveragePool,
    Convolution,
    Dense,
    Flatten,
    Layer,
    MaxPool,
    Network,
    Subsample,
    settings,
)

NETWORK_FORMAT = "lqtheory-network/1"
LAYERS = {kind.kind: kind for kind in (Add, AveragePool, Convolution, Dense, Flatten, MaxPool, Subsample)}
"""Types of layers by the name that they have in files."""


class Inputs(NamedTuple):
    """Inputs of a network and, where known, the label of each row."""

    x: np.ndarray
    """Shape (n, inputs), float64."""
    y: np.ndarray | None
    """Shape (n,), integers, or None."""


def write_whole(path: str | os.PathLike[str], writer: Callable[[Path], object]) -> None:
    """Write a file so that it is either whole or not there.

    Parameters
    ----------
    path : path
        Where the file shall be; its folder is made if it does not exist.
    writer : callable
        Called with the path of a temporary file in the same folder, which is then renamed.

    Raises
    ------
    InputError
        If the folder or the file cannot be written.
    """
    path = Path(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            writer(part)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, SafetensorError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot write {path}: {reason}") from None


def save_network(path: str | os.PathLike[str], network: Network) -> None:
    """Write a network as safetensors, float64, with the keys of its `nn.Sequential`."""
    layers = [_entry(network, layer) for layer in network.layers]
    metadata = {NETWORK_FORMAT: json.dumps(layers)}  # one key: the order of several is not the same each time
    tensors = {**network.weights, **network.biases}
    write_whole(path, lambda part: part.write_bytes(save(tensors, metadata)))


def _entry(network: Network, layer: Layer) -> dict[str, Any]:
    """Everything of a layer but its arrays, as JSON can hold it."""
    entry = {"type": layer.kind, "name": layer.name}
    entry |= {"activation": layer.activation.name, "slope": layer.activation.slope, **settings(layer)}
    return entry | ({"reads": network.reads[layer.name]} if layer.name in network.reads else {})


def load_network(path: str | os.PathLike[str]) -> Network:
    """Read a network written by `save_network`; bitwise the same.

    Raises
    ------
    InputError
        If the file is missing, truncated, of another format, or describes no valid network.
    """
    tensors, metadata = _read_safetensors(path)
    if NETWORK_FORMAT not in metadata:
        raise InputError(f"{path} is no network of the format {NETWORK_FORMAT}: its metadata do not list the layers")
    try:
        entries = json.loads(metadata[NETWORK_FORMAT])
        reads = {entry["name"]: tuple(entry.pop("reads")) for entry in entries if "reads" in entry}
        layers = [_layer(tensors, **entry) for entry in entries]
    except InputError as error:
        raise type(error)(f"{path}: {error}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(
            f"{path} does not list its layers as {NETWORK_FORMAT} does: name, type, activation, slope and settings of "
            "each, with its arrays as the tensors NAME.weight, NAME.bias"
        ) from None
    if tensors:
        raise InputError(f"{path} holds {sorted(tensors)}, which none of its layers uses")
    return Network(tuple(layers), reads)


def _layer(
    tensors: dict[str, np.ndarray], type: str, name: str, activation: str, slope: float | None, **given: Any
) -> Layer:
    if type not in LAYERS:
        raise UnsupportedLayerError(f"no bound for layer {name!r}, {type}: expected one of {', '.join(LAYERS)}")
    kind: Any = LAYERS[type]
    arrays = {part: tensors.pop(f"{name}.{part}") for part in PARAMETERS if part in kind.__dataclass_fields__}
    return kind(name=name, activation=Activation(activation, slope), **arrays, **given)


def save_masks(path: str | os.PathLike[str], masks: Mapping[str, np.ndarray]) -> None:
    """Write masks (bool, True = kept) keyed by parameter name, as safetensors."""
    tensors = {name: np.ascontiguousarray(mask, dtype=bool) for name, mask in masks.items()}
    write_whole(path, lambda part: part.write_bytes(save(tensors)))


def load_masks(path: str | os.PathLike[str]) -> dict[str, np.ndarray]:
    """Read masks written by `save_masks`."""
    masks, _ = _read_safetensors(path)
    for name, mask in masks.items():
        if mask.dtype != bool:
            raise InputError(f"{path}: {name} has dtype {mask.dtype}, expected bool")
    return masks


def save_inputs(path: str | os.PathLike[str], x: np.ndarray, y: np.ndarray | None = None) -> None:
    """Write inputs `x` (n, d), and labels `y` (n,) if there are any, as npz."""
    arrays = {"x": np.asarray(x, dtype=np.float64)} | ({} if y is None else {"y": np.asarray(y)})

    def write(part: Path) -> None:
        with part.open("wb") as file:
            np.savez(file, **arrays)

    write_whole(path, write)


def load_inputs(path: str | os.PathLike[str]) -> Inputs:
    """Read inputs written by `save_inputs`, or any real `x` whose numbers are float64 numbers."""
    arrays = load_npz(path)
    if "x" not in arrays or arrays["x"].dtype.kind not in "fiu":
        raise InputError(f"{path} holds {sorted(arrays)}, expected real numbers under the key x")
    x = arrays["x"].astype(np.float64)
    with np.errstate(invalid="ignore"):
        if not np.array_equal(x.astype(arrays["x"].dtype), arrays["x"], equal_nan=True):
            raise InputError(f"{path} holds x as {arrays['x'].dtype}, expected numbers that float64 does not round")
    return Inputs(x, arrays.get("y"))


def load_npz(path: str | os.PathLike[str]) -> dict[str, np.ndarray]:
    """Read all arrays of an npz file; pickled objects are refused.

    Raises
    ------
    InputError
        If the file is missing or damaged.
    """
    try:
        with open(path, "rb") as stream:  # numpy leaves a file open that it opened itself and found broken
            if stream.read(2) != b"PK":
                raise ValueError("it is no zip archive")
            stream.seek(0)
            with np.load(stream, allow_pickle=False) as file:
                return {name: file[name] for name in file.files}
    except Exception as error:  # of many kinds: zlib, zipfile, tokenize, memory that a header claims
        reason = "it holds Python objects" if "allow_pickle" in str(error) else _reason(error)
        raise InputError(f"cannot read {path} as an npz file of plain arrays: {reason}") from None


def sha256(path: str | os.PathLike[str]) -> str:
    """SHA-256 of a file, in hexadecimal."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"cannot read {path}: {_reason(error)}") from None


def digest(array: np.ndarray) -> str:
    """SHA-256 of an array: of its dtype, its shape and its numbers in C order."""
    array = np.ascontiguousarray(array)
    return hashlib.sha256(f"{array.dtype.str} {array.shape} ".encode() + array.tobytes()).hexdigest()


def network_digest(network: Network) -> str:
    """SHA-256 of a network: of its layers with their settings, of what they read, and of every parameter."""
    sums = {name: digest(array) for name, array in {**network.weights, **network.biases}.items()}
    described = json.dumps([[_entry(network, layer) for layer in network.layers], sums])
    return hashlib.sha256(described.encode()).hexdigest()


def _read_safetensors(path: str | os.PathLike[str]) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    if Path(path).is_dir():
        raise InputError(f"cannot read {path} as safetensors: it is a folder")
    try:
        with safe_open(path, framework="numpy") as file:
            return {name: file.get_tensor(name) for name in file.keys()}, file.metadata() or {}
    except (OSError, SafetensorError, TypeError, AttributeError) as error:
        raise InputError(f"cannot read {path} as safetensors: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or (str(error).strip() or type(error).__name__).splitlines()[0]
