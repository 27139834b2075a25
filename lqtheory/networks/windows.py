"""Sliding windows over a grid: index arrays that turn a convolution into a matrix product (im2col)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from lqtheory.errors import InputError

Lift = Callable[[np.ndarray], Any]
"""How stored floats enter an arithmetic: `np.asarray`, `FloatBalls.exact` or `ArbBalls.exact`."""


@dataclass(frozen=True)
class Windows:
    """The windows of a kernel that slides over a grid of any dimension.

    Parameters
    ----------
    grid, kernel, stride, padding, dilation : tuples of int
        One number per axis of the grid. The padding is a margin of zeros on both sides.

    Raises
    ------
    InputError
        If a number is out of range, or not even one window fits.
    """

    grid: tuple[int, ...]
    kernel: tuple[int, ...]
    stride: tuple[int, ...]
    padding: tuple[int, ...]
    dilation: tuple[int, ...]

    def __post_init__(self) -> None:
        for name, least in (("grid", 1), ("kernel", 1), ("stride", 1), ("padding", 0), ("dilation", 1)):
            numbers = axis_numbers(name, getattr(self, name), len(self.grid), least)
            object.__setattr__(self, name, numbers)
        if min(self.positions, default=1) < 1:
            raise InputError(f"a window of extent {self.extent} does not fit into a grid of {self.grid} as padded")

    @property
    def extent(self) -> tuple[int, ...]:
        """Length of a window along each axis, with the gaps of the dilation."""
        return tuple((k - 1) * d + 1 for k, d in zip(self.kernel, self.dilation, strict=True))

    @property
    def positions(self) -> tuple[int, ...]:
        """Number of windows along each axis."""
        axes = zip(self.grid, self.extent, self.stride, self.padding, strict=True)
        return tuple((g + 2 * p - e) // s + 1 for g, e, s, p in axes)

    @cached_property
    def index(self) -> np.ndarray:
        """Cell of the flattened grid at each place of each window, -1 in the padding: shape (places, windows)."""
        dimension, cell, inside = len(self.grid), np.int64(0), np.bool_(True)
        for axis, size in enumerate(self.grid):
            place = np.arange(self.kernel[axis]) * self.dilation[axis] - self.padding[axis]
            at = place[:, None] + np.arange(self.positions[axis]) * self.stride[axis]
            shape = [1] * (2 * dimension)
            shape[axis], shape[dimension + axis] = at.shape
            inside = inside & ((at >= 0) & (at < size)).reshape(shape)
            cell = cell * size + at.reshape(shape)
        return np.where(inside, cell, -1).reshape(prod(self.kernel), prod(self.positions))

    def columns(self, h: Any, channels: int, lift: Lift = np.asarray, chosen: np.ndarray | None = None) -> Any:
        """What every window sees: from (channels * cells, n) to (channels * places, windows * n), 0 in the padding.

        Of some windows only where their numbers are given.
        """
        cells, n = prod(self.grid), h.shape[1]
        seen = self.index if chosen is None else self.index[:, chosen]
        inside = seen >= 0
        offsets = np.arange(channels)[:, None, None] * cells
        index = np.where(inside, seen + offsets, channels * cells)
        padded = h if inside.all() else joined([h, lift(np.zeros((1, n)))])
        return padded[index].reshape(channels * len(self.index), -1)

    def scatter(self, columns: np.ndarray, channels: int) -> np.ndarray:
        """Adjoint of `columns`: from (channels * places, windows * n) to (channels * cells, n), floats."""
        places, windows = self.index.shape
        parts = columns.reshape(channels, places, windows, -1)
        total = np.zeros((channels, prod(self.grid) + 1, parts.shape[-1]))
        for place, cells in enumerate(self.index):  # at one place all windows see different cells, but for padding
            total[:, cells] += parts[:, place]
        return total[:, :-1].reshape(-1, parts.shape[-1])


def joined(parts: Sequence[Any]) -> Any:
    """Arrays or balls joined along the first axis."""
    return np.concatenate(parts) if isinstance(parts[0], np.ndarray) else type(parts[0]).concatenate(parts)


def axis_numbers(name: str, value: Any, axes: int, least: int) -> tuple[int, ...]:
    """One integer per axis from one for all or a sequence.

    Raises
    ------
    InputError
        If the numbers are not integers of at least `least`, one per axis.
    """
    numbers = [value] * axes if isinstance(value, int | np.integer) else value
    try:
        right = len(numbers) == axes and all(isinstance(x, int | np.integer) and x >= least for x in numbers)
    except TypeError:
        right = False
    if not right:
        raise InputError(f"{name}={value!r}, expected {axes} integer{'s' * (axes > 1)} of at least {least}")
    return tuple(map(int, numbers))
