"""Layers without weights: sums, flatten, and the shortcut without parameters."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from lqtheory.errors import InputError
from lqtheory.networks.activations import Activation
from lqtheory.networks.convolution import grid_shape
from lqtheory.networks.layers import ErrorBound, identity
from lqtheory.networks.windows import Lift, Windows, axis_numbers, joined

if TYPE_CHECKING:
    from lqtheory.networks.statistics import LayerMoments


class Fixed(ABC):
    """What layers without weights have in common: nothing can be pruned, so they have no local error."""

    name: str
    in_shape: tuple[int, ...]
    out_shape: tuple[int, ...]
    rests_on: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def apply(self, h: Any, lift: Lift = np.asarray) -> Any:
        """Outputs of a batch (n, in)."""

    @property
    def footprint(self) -> int:
        """Numbers of inputs."""
        return prod(self.in_shape)

    def pushforward(self, change: np.ndarray, h: np.ndarray) -> np.ndarray:
        """Change of the outputs, (n, out), when the inputs move by `change`, (n, in): most such layers are linear."""
        return self.apply(change)

    def windows(self, h: Any, lift: Lift = np.asarray) -> list[Any]:
        """No neurons, so none."""
        return []

    def local_error(self, pruned: Any, moments: Callable[[int], LayerMoments], lift: Lift) -> ErrorBound:
        """Exactly 0."""
        return ErrorBound(lift(np.zeros(prod(self.out_shape))))


class _Identity(Fixed):
    """A layer that hands on its input."""

    def apply(self, h: Any, lift: Lift = np.asarray) -> Any:
        """`h` itself."""
        return h

    def pullback(self, g: np.ndarray, h: np.ndarray) -> np.ndarray:
        """`g` itself."""
        return g

    def norm(self, lift: Lift) -> Any:
        """Exactly 1."""
        return lift(np.float64(1.0))

    def unit_norms(self, lift: Lift) -> Any:
        """Exactly 1."""
        return lift(np.ones(prod(self.out_shape)))

    def magnify(self, e: Any, lift: Lift) -> Any:
        """`e` itself."""
        return e


@dataclass(frozen=True, eq=False)
class Add(_Identity):
    """The end of a residual block: hands on its input, a sum of the layers that it reads, through an activation.

    A layer that reads several others takes their sum (`Network.reads`), and errors add (theory C5); this one does
    nothing else.

    Parameters
    ----------
    name : str
    in_shape : tuple of int
        Shape of each summand.
    activation : Activation
        The identity by default.
    """

    name: str
    in_shape: tuple[int, ...]
    activation: Activation = field(default_factory=identity)

    kind: ClassVar[str] = "add"

    def __post_init__(self) -> None:
        object.__setattr__(self, "in_shape", _shape(self.name, self.in_shape))

    @property
    def out_shape(self) -> tuple[int, ...]:
        """Shape of the sum."""
        return self.in_shape


@dataclass(frozen=True, eq=False)
class Flatten(_Identity):
    """Channels and grid of an input as one vector, in C order.

    Parameters
    ----------
    name : str
    in_shape : tuple of int
    activation : Activation
        The identity by default.
    """

    name: str
    in_shape: tuple[int, ...]
    activation: Activation = field(default_factory=identity)

    kind: ClassVar[str] = "flatten"

    def __post_init__(self) -> None:
        object.__setattr__(self, "in_shape", _shape(self.name, self.in_shape))

    @property
    def out_shape(self) -> tuple[int, ...]:
        """One axis."""
        return (prod(self.in_shape),)


@dataclass(frozen=True, eq=False)
class Subsample(Fixed):
    """Every stride-th cell of the grid, with channels of zeros before and after: the shortcut without parameters.

    Parameters
    ----------
    name : str
    in_shape : tuple of int
        Channels and grid of one input, (c, n) or (c, h, w).
    stride : int or tuple of int
    before, after : int
        Channels of zeros.
    activation : Activation
        The identity by default.
    """

    name: str
    in_shape: tuple[int, ...]
    stride: int | tuple[int, ...]
    before: int = 0
    after: int = 0
    activation: Activation = field(default_factory=identity)

    kind: ClassVar[str] = "subsample"

    def __post_init__(self) -> None:
        shape = grid_shape(self.name, self.in_shape)
        object.__setattr__(self, "in_shape", shape)
        object.__setattr__(self, "stride", axis_numbers(f"stride of {self.name}", self.stride, len(shape) - 1, least=1))
        for part in ("before", "after"):
            (number,) = axis_numbers(f"{part} of {self.name}", getattr(self, part), 1, least=0)
            object.__setattr__(self, part, number)

    @cached_property
    def out_shape(self) -> tuple[int, ...]:  # type: ignore[override]
        """Channels and grid of one output."""
        return (self.before + self.in_shape[0] + self.after, *self._places.positions)

    @cached_property
    def _places(self) -> Windows:
        axes = len(self.in_shape) - 1
        return Windows(self.in_shape[1:], (1,) * axes, self.stride, (0,) * axes, (1,) * axes)  # type: ignore[arg-type]

    def apply(self, h: Any, lift: Lift = np.asarray) -> Any:
        """Chosen cells of a batch (n, in), and zeros: (n, out)."""
        n, places = h.shape[0], prod(self._places.positions)
        kept = self._places.columns(h.T, self.in_shape[0], lift).reshape(-1, n)
        first, last = (lift(np.zeros((channels * places, n))) for channels in (self.before, self.after))
        return joined([first, kept, last]).T

    def pullback(self, g: np.ndarray, h: np.ndarray) -> np.ndarray:
        """Gradient of the chosen cells, 0 at the others."""
        places, channels = prod(self._places.positions), self.in_shape[0]
        kept = g.reshape(-1, g.shape[-1]).T[self.before * places : (self.before + channels) * places]
        return self._places.scatter(kept.reshape(channels, -1), channels).T.reshape(*g.shape[:-1], -1)

    def norm(self, lift: Lift) -> Any:
        """Exactly 1: cells are kept or dropped."""
        return lift(np.float64(1.0))

    def unit_norms(self, lift: Lift) -> Any:
        """1 for a kept cell, 0 for a channel of zeros."""
        return self.magnify(lift(np.ones(prod(self.in_shape))), lift)

    def magnify(self, e: Any, lift: Lift) -> Any:
        """Errors of the chosen cells."""
        return self.apply(e[None], lift)[0]


def _shape(name: str, shape: Any) -> tuple[int, ...]:
    try:
        axes = len(shape)
    except TypeError:
        axes = 0
    if axes not in (1, 2, 3):
        raise InputError(f"in_shape={shape!r} of layer {name!r}, expected (units,), (channels, n) or (channels, h, w)")
    return axis_numbers(f"in_shape of {name}", shape, axes, least=1)
