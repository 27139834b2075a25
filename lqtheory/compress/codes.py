"""Codes of single numbers: uniform grids with a scale per row, and floats of 16, 32 or 64 bits (theory E1)."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from lqtheory.compress.arguments import check_array, check_name, check_whole
from lqtheory.errors import InputError


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


FLOATS = {
    "fp16": Float(16, 11, -14, 15),
    "bf16": Float(16, 8, -126, 127),
    "fp32": Float(32, 24, -126, 127),
    "fp64": Float(64, 53, -1022, 1023),
}
"""The float formats by name; the last is how numbers are held here, so it rounds nothing."""

GRIDS = {f"int{b}": b for b in range(2, 17)}
"""The grids by name, with the bits of a level: the levels -(2^(b-1) - 1) … 2^(b-1) - 1, times the scale of the row."""

CODES = GRIDS | {name: form.bits for name, form in FLOATS.items()}
"""Every code by name, with the bits of one number."""


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


def grid(weight: np.ndarray, bits: int, what: str = "the weight") -> tuple[np.ndarray, np.ndarray]:
    """Levels of the nearest points of a symmetric grid per row, and the scales of the rows.

    The scale is the smallest float32 number that reaches the largest weight of the row with the largest level,
    so nothing is clipped, and a weight of 0 stays 0. A level times a scale is exact in float64.

    Parameters
    ----------
    weight : array, shape (rows, …)
    bits : int
        At least 2.

    Returns
    -------
    levels, scale : arrays, the first of the given shape, the second of shape (rows,)
    """
    rows = weight.reshape(len(weight), math.prod(weight.shape[1:]))
    needed = np.abs(rows).max(axis=1, initial=0.0) / (2 ** (bits - 1) - 1)
    scale = single(needed, f"the scales of {what}")
    # Rounding to nearest may have gone down, and then the largest weight would miss its level.
    up = np.nextafter(scale.astype(np.float32), np.float32(np.inf)).astype(float)
    scale = np.where(scale < needed, up, scale)
    levels = np.rint(rows / np.where(scale > 0, scale, 1.0)[:, None]).astype(np.int64)
    return levels.reshape(weight.shape), scale


def scaled(levels: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Return the weights that levels and the scales of their rows stand for, exactly."""
    return levels * scale.reshape(-1, *[1] * (levels.ndim - 1))


def round_grid(weight: Any, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Nearest points of a symmetric grid per row; no weight moves by more than half the scale of its row.

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
    levels, scale = grid(check_array("weight", weight), check_whole("bits", bits, 2, 16))
    return scaled(levels, scale), scale


def round_weight(weight: np.ndarray, code: str, what: str = "the weight") -> np.ndarray:
    """Round a weight array by the code of that name.

    Raises
    ------
    InputError
        If there is no such code, or a number overflows; the sentence says how many do.
    """
    if check_name("code", code, CODES) in GRIDS:
        return scaled(*grid(weight, GRIDS[code], what))
    return _finite(round_float(weight, FLOATS[code]), code, what)
