"""Pooling: windows that slide over each channel, and hand on their mean or their maximum."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Any, ClassVar

import numpy as np

from lqtheory.errors import InputError
from lqtheory.networks.activations import Activation
from lqtheory.networks.convolution import grid_shape
from lqtheory.networks.fixed import Fixed
from lqtheory.networks.layers import identity
from lqtheory.networks.operator_norm import convolution_norm
from lqtheory.networks.windows import Lift, Windows, axis_numbers


@dataclass(frozen=True, eq=False)
class _Pool(Fixed):
    """A window that slides over each channel."""

    name: str
    in_shape: tuple[int, ...]
    kernel: int | tuple[int, ...]
    stride: int | tuple[int, ...] | None = None
    padding: int | tuple[int, ...] = 0
    activation: Activation = field(default_factory=identity)

    def __post_init__(self) -> None:
        shape = grid_shape(self.name, self.in_shape)
        object.__setattr__(self, "in_shape", shape)
        object.__setattr__(self, "stride", self.kernel if self.stride is None else self.stride)
        for part in ("kernel", "stride", "padding"):
            least = 0 if part == "padding" else 1
            numbers = axis_numbers(f"{part} of {self.name}", getattr(self, part), len(shape) - 1, least)
            object.__setattr__(self, part, numbers)
        if not (self.places.index >= 0).any(axis=0).all():
            raise InputError(f"layer {self.name!r} has a window that lies in the padding, expected cells in each")

    @cached_property
    def places(self) -> Windows:
        """Where the window stands."""
        try:
            dilation = (1,) * (len(self.in_shape) - 1)
            return Windows(self.in_shape[1:], self.kernel, self.stride, self.padding, dilation)  # type: ignore[arg-type]
        except InputError as error:
            raise InputError(f"layer {self.name!r}: {error}") from None

    @cached_property
    def out_shape(self) -> tuple[int, ...]:  # type: ignore[override]
        """Channels and grid of one output."""
        return (self.in_shape[0], *self.places.positions)

    @property
    def footprint(self) -> int:
        """Numbers in all windows."""
        return self.in_shape[0] * self.places.index.size

    def _seen(self, h: Any, lift: Lift) -> Any:
        """Transpose a batch (n, in) and cut it into windows: (channels, places in a window, windows, n)."""
        columns = self.places.columns(h.T, self.in_shape[0], lift)
        return columns.reshape(self.in_shape[0], *self.places.index.shape, h.shape[0])

    def _back(self, columns: np.ndarray, lead: tuple[int, ...]) -> np.ndarray:
        """Adjoint of `_seen`."""
        return self.places.scatter(columns, self.in_shape[0]).T.reshape(*lead, -1)


@dataclass(frozen=True, eq=False)
class AveragePool(_Pool):
    """The mean of each window, zeros of the padding included; of disjoint windows of s cells the norm is 1/sqrt(s).

    Parameters
    ----------
    name : str
    in_shape : tuple of int
        Channels and grid of one input, (c, n) or (c, h, w).
    kernel : int or tuple of int
    stride : int or tuple of int, optional
        That of the kernel by default: disjoint windows.
    padding : int or tuple of int
    activation : Activation
        The identity by default.
    """

    kind: ClassVar[str] = "average-pool"
    rests_on: ClassVar[tuple[str, ...]] = ("average-pooling",)

    @classmethod
    def whole(cls, name: str, in_shape: tuple[int, ...]) -> AveragePool:
        """One window over the whole grid: global average pooling, or adaptive pooling to 1 x 1."""
        return cls(name, in_shape, grid_shape(name, in_shape)[1:])

    def apply(self, h: Any, lift: Lift = np.asarray) -> Any:
        """Means of a batch (n, in): (n, out)."""
        means = self._seen(h, lift).sum(axis=1) / float(len(self.places.index))
        return means.reshape(prod(self.out_shape), -1).T

    def pullback(self, g: np.ndarray, h: np.ndarray) -> np.ndarray:
        """Share each gradient equally among the cells of the window."""
        channels, (places, windows) = self.in_shape[0], self.places.index.shape
        share = g.reshape(-1, g.shape[-1]).T.reshape(channels, 1, windows, -1) / places
        return self._back(np.broadcast_to(share, (channels, places, *share.shape[2:])), g.shape[:-1])

    def norm(self, lift: Lift) -> Any:
        """Norm of the convolution with a constant kernel."""
        sums = convolution_norm(np.ones((1, 1, *self.places.kernel)), self.places, lift).ball
        return sums / float(len(self.places.index))

    def unit_norms(self, lift: Lift) -> Any:
        """1/sqrt(s) for s cells in a window."""
        return lift(np.ones(prod(self.out_shape))) / lift(np.float64(len(self.places.index))).sqrt()

    def magnify(self, e: Any, lift: Lift) -> Any:
        """Means of the errors."""
        return self.apply(e[None], lift)[0]


@dataclass(frozen=True, eq=False)
class MaxPool(_Pool):
    """The largest entry of each window, the padding left out.

    In L2(mu) an error of a unit is at most the root of the sum of squares over its window, and *not* the largest of
    them; all together they are at most sqrt(m) times those of the inputs, m the most windows that share a cell.

    Parameters
    ----------
    name : str
    in_shape : tuple of int
        Channels and grid of one input, (c, n) or (c, h, w).
    kernel : int or tuple of int
    stride : int or tuple of int, optional
        That of the kernel by default: disjoint windows.
    padding : int or tuple of int
    activation : Activation
        The identity by default.
    """

    kind: ClassVar[str] = "max-pool"
    rests_on: ClassVar[tuple[str, ...]] = ("max-pooling", "max-pooling-units")

    def apply(self, h: Any, lift: Lift = np.asarray) -> Any:
        """Maxima of a batch (n, in): (n, out)."""
        index = self.places.index
        first = index[(index >= 0).argmax(axis=0), np.arange(index.shape[1])]
        cells = np.where(index >= 0, index, first)  # a cell twice in a window leaves its maximum as it is
        offsets = np.arange(self.in_shape[0])[:, None, None] * prod(self.in_shape[1:])
        return h.T[cells + offsets].max(axis=1).reshape(prod(self.out_shape), -1).T

    def pullback(self, g: np.ndarray, h: np.ndarray) -> np.ndarray:
        """Hand each gradient to the first largest cell of its window."""
        channels, (places, windows) = self.in_shape[0], self.places.index.shape
        lead = g.shape[:-1]
        by_window = np.moveaxis(g.reshape(len(h), -1, channels, windows), (0, 1), (2, 3))[:, None]
        return self._back((by_window * self._chosen(h)[..., None]).reshape(channels, places, windows, -1), lead)

    def pushforward(self, change: np.ndarray, h: np.ndarray) -> np.ndarray:
        """Change of the first largest cell of each window."""
        moved = (self._seen(change, np.asarray) * self._chosen(h)).sum(axis=1)
        return moved.reshape(prod(self.out_shape), -1).T

    def _chosen(self, h: np.ndarray) -> np.ndarray:
        """Whether a cell is the first largest of its window: (channels, places in a window, windows, n)."""
        places = self.places.index[..., None]
        seen = np.where(places >= 0, self._seen(h, np.asarray), -np.inf)
        return seen.argmax(axis=1)[:, None] == np.arange(len(places))[:, None, None]

    def norm(self, lift: Lift) -> Any:
        """sqrt(m), m the largest number of windows that share a cell."""
        index = self.places.index
        return lift(np.float64(np.bincount(index[index >= 0]).max())).sqrt()

    def unit_norms(self, lift: Lift) -> Any:
        """Exactly 1."""
        return lift(np.ones(prod(self.out_shape)))

    def magnify(self, e: Any, lift: Lift) -> Any:
        """Root of the sum of squares over each window."""
        return self._seen(e[None], lift).norm(axis=1).reshape(prod(self.out_shape))
