"""Checks of arguments: each returns the value as the algorithms use it, or raises one sentence that names it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from numbers import Real
from typing import Any

import numpy as np

from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.networks import Network, Weighted
from lqtheory.networks.layers import real_array

_ROOT = math.sqrt(np.finfo(float).max) / 2


def shown(value: Any) -> str:
    """Return a value as a sentence can hold it: one line, and not long."""
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype} of shape {value.shape}"
    try:
        text = " ".join(repr(value).split())
    except ValueError:  # an integer of more digits than Python prints
        return f"a {type(value).__name__} of many digits"
    return text if len(text) <= 80 else f"{text[:77]}..."


def check_whole(name: str, value: Any, low: int, high: int | None = None) -> int:
    """Return an integer within its range."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not whole or value < low or (high is not None and value > high):
        span = f"of at least {low}" if high is None else f"from {low} to {high}"
        raise InputError(f"{name}={shown(value)}, expected an integer {span}")
    return int(value)


def check_number(name: str, value: Any, inside: Callable[[float], bool], words: str) -> float:
    """Return a finite number; `words` say where it must lie, such as "a number in [0, 1)"."""
    try:
        right = isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value) and inside(value)
    except OverflowError:  # an integer beyond the floats
        right = False
    if not right:
        raise InputError(f"{name}={shown(value)}, expected {words}")
    return float(value)


def check_positive(name: str, value: Any) -> float:
    """Return a finite number above 0."""
    return check_number(name, value, lambda x: x > 0, "a finite number above 0")


def check_not_negative(name: str, value: Any) -> float:
    """Return a finite number of at least 0."""
    return check_number(name, value, lambda x: x >= 0, "a finite number of at least 0")


def check_array(
    name: str, value: Any, dimensions: int | None = None, *, empty: bool = False, squares: bool = False
) -> np.ndarray:
    """Return finite real numbers as a float64 array.

    Of any number of dimensions but 0, and not empty, by default; with `squares` the sum of squares must be finite too.
    """
    array = real_array(value, name)
    if not array.ndim or array.ndim != (dimensions or array.ndim) or not (array.size or empty):
        axes = f"{dimensions or 'at least 1'} dimension{'s' * ((dimensions or 1) > 1)}"
        raise InputError(f"{name} has shape {array.shape}, expected {axes} and at least one entry")
    if not np.isfinite(array).all():
        raise InputError(f"{name} has a NaN or infinite entry, expected finite numbers")
    if squares and float(np.abs(array).max(initial=0.0)) > _ROOT / math.sqrt(max(1, array.size)):
        raise InputError(f"{name} is so large that its squares overflow, expected smaller numbers")
    return array


def check_mask(name: str, value: Any, shape: tuple[int, ...]) -> np.ndarray:
    """Return a bool array of that shape."""
    if not isinstance(value, np.ndarray) or value.shape != shape or value.dtype != bool:
        raise InputError(f"{name} is {shown(value)}, expected a bool array of shape {shape}")
    return value


def check_name(name: str, value: Any, known: Iterable[str]) -> str:
    """Return one of some names."""
    if not isinstance(value, str) or value not in (known := list(known)):
        raise InputError(f"{name}={shown(value)}, expected one of {', '.join(known)}")
    return value


def check_names(name: str, value: Any) -> frozenset[str]:
    """Return a collection of names; a single text is none."""
    try:
        values = [value] if isinstance(value, str) else list(value)
    except TypeError:
        values = [value]
    if isinstance(value, str) or not all(isinstance(entry, str) for entry in values):
        raise InputError(f"{name}={shown(value)}, expected a collection of names")
    return frozenset(values)


def check_mapping(name: str, value: Any, content: str) -> dict[Any, Any]:
    """Return a mapping; `content` says of what, such as "layer names to ranks"."""
    if not isinstance(value, Mapping):
        raise InputError(f"{name} is {type(value).__name__}, expected a mapping from {content}")
    return dict(value)


def check_network(network: Any, name: str = "network") -> Network:
    """Return a network that has weights."""
    if not isinstance(network, Network):
        raise InputError(f"{name} is a {type(network).__name__}, expected a Network")
    if not network.prunable:
        raise InputError(f"{name} has no layer with weights, expected at least one")
    return network


def check_layers(argument: str, names: Iterable[Any], network: Network) -> None:
    """Refuse names that are no layers with weights."""
    known = [layer.name for layer in network.prunable]
    kinds = {layer.name: layer.kind for layer in network.layers}
    for name in names:
        if name in kinds and name not in known:
            raise UnsupportedLayerError(
                f"{argument} holds the layer {shown(name)}, {kinds[name]}, which has no weights"
            )
        if name not in known:
            raise InputError(
                f"{argument} holds the layer {shown(name)}, expected names among the layers {', '.join(known)}"
            )


def check_calibration(network: Any, inputs: Any, *, squares: bool = True) -> np.ndarray:
    """Return inputs on which the activations, and unless told otherwise their squares, do not overflow."""
    inputs = check_network(network).check_inputs(inputs)
    with np.errstate(over="ignore", invalid="ignore"):
        entering, states = network.forward(inputs)
        for layer, h, outputs in zip(network.layers, entering, states[1:], strict=True):
            if not np.isfinite(outputs).all():
                raise InputError(f"on these inputs the outputs of layer {layer.name!r} overflow, expected finite ones")
            if not (squares and isinstance(layer, Weighted)):
                continue
            size = np.abs(h).max()
            if not np.isfinite(size**2 * h.size * max(1.0, np.abs(layer.weight).max()) ** 2):
                raise InputError(
                    f"on these inputs the squares of the activations at layer {layer.name!r} overflow, "
                    "expected finite ones"
                )
    return inputs
