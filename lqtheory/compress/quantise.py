"""Quantisation: uniform grids with a scale per row, and floats of fewer bits (theory E1)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from lqtheory.compress.bits import NUMBER, Compressed, bias_bits, matrix_bits
from lqtheory.errors import InputError
from lqtheory.networks import Network


class Float(NamedTuple):
    """A binary floating-point format with gradual underflow."""

    bits: int
    precision: int
    """Bits of the significand, the leading one included: the unit roundoff is 2^-precision."""
    least: int
    """Exponent of the smallest normal number."""
    most: int
    """Exponent of the largest numbers."""

    @property
    def largest(self) -> float:
        """The largest finite number."""
        return float(np.ldexp(2 - 2.0 ** (1 - self.precision), self.most))


FLOATS = {"fp16": Float(16, 11, -14, 15), "bf16": Float(16, 8, -126, 127), "fp32": Float(32, 24, -126, 127)}
"""The float formats by name."""

GRIDS = {f"int{b}": b for b in range(2, 17)}
"""The grids by name, with the bits of a level: the levels -(2^(b-1) - 1) … 2^(b-1) - 1, times the scale of the row."""

CODES = (*GRIDS, *FLOATS)
"""Every code of `quantise`."""


def round_float(x: np.ndarray, form: Float) -> np.ndarray:
    """Nearest number of the format, ties to even; what overflows becomes infinite.

    With u = 2^-precision the error is at most u/(1+u) |x|, or half the smallest subnormal number below the normal
    ones (bounds `rounding-relative` and `rounding-gradual`).
    """
    unit = np.maximum(np.frexp(x)[1] - 1, form.least) - form.precision + 1
    with np.errstate(over="ignore"):
        rounded = np.ldexp(np.rint(np.ldexp(x, -unit)), unit)
    return np.where(np.abs(rounded) > form.largest, np.copysign(np.inf, x), rounded)


def single(array: np.ndarray, what: str) -> np.ndarray:
    """Round to float32; `InputError` names `what` overflows."""
    return _finite(round_float(np.asarray(array), FLOATS["fp32"]), "fp32", what)


def _finite(rounded: np.ndarray, code: str, what: str) -> np.ndarray:
    if overflown := int(np.isinf(rounded).sum()):
        raise InputError(f"{what} has {overflown} numbers beyond {FLOATS[code].largest:.5g}, the largest of {code}")
    return rounded


def round_grid(weight: np.ndarray, bits: int, what: str = "the weight") -> tuple[np.ndarray, np.ndarray]:
    """Nearest points of a symmetric grid per row; no weight moves by more than half the scale of its row.

    The scale is the smallest float32 number that reaches the largest weight of the row with the largest level,
    so nothing is clipped, and a weight of 0 stays 0. A level times a scale is exact in float64.
    Bounds `quantisation-uniform` and `quantisation-clipped`.

    Parameters
    ----------
    weight : array, shape (rows, …)
    bits : int
        At least 2.

    Returns
    -------
    weight, scale : arrays, the first of the given shape, the second of shape (rows,)
    """
    rows = weight.reshape(len(weight), math.prod(weight.shape[1:]))
    needed = np.abs(rows).max(axis=1, initial=0.0) / (2 ** (bits - 1) - 1)
    scale = single(needed, f"the scales of {what}")
    # Rounding to nearest may have gone down, and then the largest weight would miss its level.
    up = np.nextafter(scale.astype(np.float32), np.float32(np.inf)).astype(float)
    scale = np.where(scale < needed, up, scale)
    levels = np.rint(rows / np.where(scale > 0, scale, 1.0)[:, None])
    return (levels * scale[:, None]).reshape(weight.shape), scale


def round_weight(weight: np.ndarray, code: str, what: str = "the weight") -> np.ndarray:
    """Round a weight array by the code of that name.

    Raises
    ------
    InputError
        If there is no such code, or a number overflows; the sentence says how many do.
    """
    if code in GRIDS:
        return round_grid(weight, GRIDS[code], what)[0]
    if code not in FLOATS:
        raise InputError(f"code={code!r}, expected one of {', '.join(CODES)}")
    return _finite(round_float(weight, FLOATS[code]), code, what)


def coded_bits(weight: np.ndarray, code: str) -> int:
    """Bits of a matrix whose entries are numbers of a code, the scales of its rows included."""
    if code in GRIDS:
        return matrix_bits(weight, GRIDS[code]) + NUMBER * len(weight)
    return matrix_bits(weight, FLOATS[code].bits)


def quantise(network: Network, codes: str | Mapping[str, str]) -> Compressed:
    """Round the weights of a network; biases and scales are rounded to float32.

    Parameters
    ----------
    network : Network
    codes : str or mapping from layer name to str
        One code of `CODES` for all layers, or one each for some of them.

    Raises
    ------
    InputError
        If a code or a layer is unknown, or a number overflows.
    """
    names = [layer.name for layer in network.layers]
    codes = dict.fromkeys(names, codes) if isinstance(codes, str) else dict(codes)
    for name in codes.keys() - set(names):
        raise InputError(f"codes holds the layer {name!r}, expected names among {', '.join(names)}")
    rounded = rounded_network(network, codes)
    bits = {
        layer.name: coded_bits(layer.weight, codes[layer.name]) + bias_bits(layer)
        for layer in rounded.layers
        if layer.name in codes
    }
    return Compressed(rounded, bits, ", ".join(codes.values()))


def rounded_network(network: Network, codes: Mapping[str, str]) -> Network:
    """Network with the weights of the named layers rounded by their codes, and their biases to float32."""
    weights, biases = network.weights, network.biases
    return network.with_weights(
        {key: round_weight(weights[key], code, key) for name, code in codes.items() for key in [f"{name}.weight"]},
        {key: single(biases[key], key) for name in codes for key in [f"{name}.bias"]},
    )
