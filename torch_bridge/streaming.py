"""Prune a file of weights larger than memory: one tensor at a time, from safetensors to safetensors."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from torch import nn

from lqtheory.compress.selection import count, top_of_neurons
from lqtheory.errors import InputError
from lqtheory.files import write_whole
from torch_bridge.selectors import matching

_ROWS = 2**16
"""About so many weights of neurons are sorted at once."""


def prune_file(
    source: str | os.PathLike[str],
    weights: str | os.PathLike[str],
    masks: str | os.PathLike[str],
    *,
    sparsity: float,
    method: str = "magnitude-layer",
    ignored: Iterable[str] = (),
) -> dict[str, tuple[int, int]]:
    """Prune a safetensors file to another one, in about five times the memory of its largest tensor.

    Tensors of floats with two axes or more are pruned as `lqtheory.prune` does; all others, such as biases, are copied.

    Parameters
    ----------
    source : path
        Of a safetensors file with tensors of any type; the rows of a tensor are its neurons.
    weights, masks : paths
        Of the files to write: the same names, shapes, types and metadata, zeros where pruned; and bool by the names of
        the pruned tensors, True where kept.
    sparsity : float
        Fraction to remove of each tensor, in [0, 1).
    method : str
        magnitude-layer, or magnitude-neuron, which keeps at least one weight of each neuron.
    ignored : sequence of str
        Tensors to copy: names, or regular expressions of whole names ("re:.*embed.*").

    Returns
    -------
    dict from name to (kept, total)
        Of the pruned tensors.

    Raises
    ------
    InputError
        If an argument is not as described, the source cannot be read, holds NaN in what is pruned or nothing to prune,
        or a file cannot be written; then neither file is there.
    """
    if not 0 <= sparsity < 1:
        raise InputError(f"sparsity is {sparsity!r}, expected a number in [0, 1)")
    if method not in _METHODS:
        raise InputError(f"method is {method!r}, expected one of {', '.join(_METHODS)}: others need the whole model")
    paths = {Path(path).resolve() for path in (source, weights, masks)}
    if len(paths) < 3:
        raise InputError(f"source, weights and masks are {source}, {weights} and {masks}, expected three files")
    header, described = _header(Path(source))
    names = [name for name, entry in described.items() if _prunable(entry)]
    left = matching(dict.fromkeys(names, nn.Identity()), ignored, "ignored")
    chosen = [name for name in names if name not in left]
    if not chosen:
        raise InputError(f"{source} holds no tensor of floats with two axes or more, expected at least one to prune")
    kept: dict[str, tuple[int, int]] = {}

    def write(pruned: BinaryIO, supports: BinaryIO) -> None:
        pruned.write(header)
        supports.write(_header_of_masks({name: described[name]["shape"] for name in chosen}))
        for name, tensor in _tensors(Path(source), described):
            raw = tensor.contiguous().reshape(-1).view(torch.uint8).numpy()
            if name in chosen:
                mask = _METHODS[method](_magnitudes(source, name, tensor), 1 - sparsity)
                raw = raw.reshape(mask.size, -1) * mask.reshape(-1, 1)
                supports.write(mask.data)
                kept[name] = (int(mask.sum()), mask.size)
            pruned.write(raw.data)

    write_whole(weights, lambda one: write_whole(masks, lambda other: _opened(one, other, write)))
    return kept


def _opened(one: Path, other: Path, write: Callable[[BinaryIO, BinaryIO], None]) -> None:
    with one.open("wb") as first, other.open("wb") as second:
        write(first, second)


def _magnitudes(source: Any, name: str, tensor: torch.Tensor) -> np.ndarray:
    """Return |w| of every weight, one row per neuron; float32 holds all narrower types exactly."""
    wide = tensor if tensor.dtype == torch.float64 else tensor.float()
    size = wide.abs().reshape(len(tensor), -1).numpy()
    if not np.isfinite(size).all():
        raise InputError(f"{source}: {name} has a NaN or infinite entry, expected finite numbers")
    return size


def _of_layer(size: np.ndarray, keep: float) -> np.ndarray:
    """Mask of the largest of all; of equal ones the first. It sorts nothing, which saves memory."""
    k = count(keep, size.size)
    if k == 0:
        return np.zeros(size.shape, dtype=bool)
    least = np.partition(size, size.size - k, axis=None)[size.size - k]
    mask = size > least
    mask.ravel()[np.flatnonzero(size == least)[: k - int(mask.sum())]] = True
    return mask


def _of_neurons(size: np.ndarray, keep: float) -> np.ndarray:
    """Mask of the largest of each row, a few rows at a time."""
    step = max(1, _ROWS // size.shape[1])
    parts = (size[start : start + step] for start in range(0, len(size), step))
    return np.concatenate([top_of_neurons(part, part, keep) for part in parts])


_METHODS = {"magnitude-layer": _of_layer, "magnitude-neuron": _of_neurons}
_FLOATS = ("F64", "F32", "F16", "BF16", "F8_E4M3", "F8_E5M2")


def _prunable(entry: dict[str, Any]) -> bool:
    return len(entry["shape"]) > 1 and all(entry["shape"]) and entry["dtype"] in _FLOATS


def _header(path: Path) -> tuple[bytes, dict[str, Any]]:
    """Return the header of a file as it stands there, and its tensors in the order of their bytes."""
    _open(path, lambda file: None)  # the library checks that the header fits the file
    with path.open("rb") as file:
        start = file.read(8)
        text = file.read(int.from_bytes(start, "little"))
    entries = {name: entry for name, entry in json.loads(text).items() if name != "__metadata__"}
    return start + text, dict(sorted(entries.items(), key=lambda item: item[1]["data_offsets"]))


def _header_of_masks(shapes: dict[str, list[int]]) -> bytes:
    entries, end = {}, 0
    for name, shape in shapes.items():
        start, end = end, end + int(np.prod(shape))
        entries[name] = {"dtype": "BOOL", "shape": shape, "data_offsets": [start, end]}
    text = json.dumps(entries).encode()
    text += b" " * (-len(text) % 8)  # the data begin at a multiple of 8 bytes
    return len(text).to_bytes(8, "little") + text


def _tensors(path: Path, described: Iterable[str]) -> Iterator[tuple[str, torch.Tensor]]:
    """Read one tensor after the other. The file is opened for each: what was read stays mapped while it is open."""
    for name in described:
        yield name, _open(path, lambda file, name=name: file.get_tensor(name))


def _open(path: Path, read: Callable[[Any], Any]) -> Any:
    try:
        with safe_open(path, framework="pt") as file:
            return read(file)
    except (OSError, SafetensorError) as error:
        raise InputError(f"cannot read {path} as safetensors: {str(error).splitlines()[0]}") from None
