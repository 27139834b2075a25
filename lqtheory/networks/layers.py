"""Layers behind one protocol, so that the propagation of errors never asks what kind it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from lqtheory.balls import spectral_norm
from lqtheory.errors import InputError
from lqtheory.networks.activations import Activation

if TYPE_CHECKING:
    from lqtheory.networks.statistics import LayerMoments

Lift = Callable[[np.ndarray], Any]
"""How stored floats enter an arithmetic: `np.asarray`, `FloatBalls.exact` or `ArbBalls.exact`."""


class Layer(Protocol):
    """What bounds and pruners need to know of a layer: an affine map followed by an activation."""

    @property
    def name(self) -> str:
        """Name of the layer in the network, as in `nn.Sequential`."""
        ...

    @property
    def activation(self) -> Activation:
        """The activation applied to the output of the affine map."""
        ...

    @property
    def weight(self) -> np.ndarray:
        """The prunable weights."""
        ...

    @property
    def bias(self) -> np.ndarray:
        """The bias, one per unit; never pruned."""
        ...

    def apply(self, h: Any, lift: Lift = np.asarray) -> Any:
        """Pre-activations of a batch, in the arithmetic of `lift`."""
        ...

    def adjoint(self, g: np.ndarray) -> np.ndarray:
        """Transpose of the linear part, for gradients."""
        ...

    def norm(self, lift: Lift) -> Any:
        """Ball that holds the operator norm of the linear part, l2 to l2."""
        ...

    def unit_norms(self, lift: Lift) -> Any:
        """Balls that hold the Euclidean norm of each unit's incoming weights."""
        ...

    def magnify(self, e: Any, lift: Lift) -> Any:
        """Apply the linear part with absolute weights to a vector of error sizes."""
        ...

    def mean_error(self, pruned: Layer, mean: Any, lift: Lift) -> Any:
        """How far another version of the layer moves the mean of each pre-activation."""
        ...

    def local_error(self, pruned: Layer, moments: LayerMoments, lift: Lift) -> Any:
        """Bounds of the L2 norm of what another version of the layer changes at each pre-activation."""
        ...


@dataclass(frozen=True, eq=False)
class Dense:
    """A fully connected layer, h -> activation(h W^T + b).

    Parameters
    ----------
    name : str
        Name in the network, such as "0"; its parameters are "0.weight" and "0.bias".
    weight : array, shape (out, in)
        Finite numbers; kept as a read-only float64 copy.
    bias : array, shape (out,)
        Finite numbers; kept as a read-only float64 copy.
    activation : Activation
        Applied to every pre-activation; the identity by default.

    Raises
    ------
    InputError
        If the layer is empty, a shape is wrong, or a number is NaN or infinite.
    """

    name: str
    weight: np.ndarray
    bias: np.ndarray
    activation: Activation = field(default_factory=lambda: Activation("identity"))

    def __post_init__(self) -> None:
        for part, dimensions in (("weight", 2), ("bias", 1)):
            array = _stored(getattr(self, part), f"{self.name}.{part}")
            if array.ndim != dimensions or array.size == 0:
                raise InputError(
                    f"{self.name}.{part} has shape {array.shape}, expected "
                    f"{dimensions} dimension{'s' * (dimensions > 1)} and at least one entry"
                )
            object.__setattr__(self, part, array)
        if self.bias.shape != self.weight.shape[:1]:
            raise InputError(
                f"{self.name}.bias has shape {self.bias.shape}, expected {self.weight.shape[:1]}: "
                "one entry per row of the weight"
            )

    def apply(self, h: Any, lift: Lift = np.asarray) -> Any:
        """Pre-activations of a batch `h` of shape (n, in), in the arithmetic of `lift`: shape (n, out)."""
        return h @ lift(self.weight.T) + lift(self.bias)

    def adjoint(self, g: np.ndarray) -> np.ndarray:
        """Gradient with respect to the inputs, (…, in), from that of the pre-activations, (…, out)."""
        return g @ self.weight

    def norm(self, lift: Lift) -> Any:
        """Ball that holds the spectral norm of the weight."""
        return spectral_norm(lift(self.weight))

    def unit_norms(self, lift: Lift) -> Any:
        """Balls that hold the Euclidean norms of the rows of the weight, shape (out,)."""
        return lift(self.weight.T).norm(axis=0)

    def magnify(self, e: Any, lift: Lift) -> Any:
        """|W| e for a vector `e` of shape (in,), as balls of shape (out,)."""
        return lift(np.abs(self.weight)) @ e

    def mean_error(self, pruned: Layer, mean: Any, lift: Lift) -> Any:
        """Balls of D m + b - b', shape (out,), with D = W - W' and m the means of the inputs, shape (in,)."""
        return (lift(self.weight) - lift(pruned.weight)) @ mean + (lift(self.bias) - lift(pruned.bias))

    def local_error(self, pruned: Layer, moments: LayerMoments, lift: Lift) -> Any:
        """Bounds of the L2 norm of D h + b - b', shape (out,), from the moments of h alone (theory B1, B2).

        They hold for any mask and any change of the kept weights and of the biases.
        """
        scaled = (lift(self.weight) - lift(pruned.weight)).abs() * moments.std
        mean = self.mean_error(pruned, moments.mean, lift)
        return moments.combination(scaled.sum(axis=1), scaled.T.norm(axis=0), mean)


def real_array(values: Any, what: str) -> np.ndarray:
    """Copy real numbers to a float64 array, or raise an `InputError` that names them."""
    try:
        given = np.asarray(values)
        if given.dtype.kind not in "fiub":
            raise TypeError
        return np.array(given, dtype=np.float64, order="C")  # a copy: what is certified must not change
    except (TypeError, ValueError, RuntimeError):  # the last from tensors that require gradients
        raise InputError(f"{what} is {type(values).__name__}, expected an array of real numbers") from None


def _stored(values: Any, what: str) -> np.ndarray:
    array = real_array(values, what)
    if not np.isfinite(array).all():
        raise InputError(f"{what} has a NaN or infinite entry, expected finite numbers")
    array.flags.writeable = False
    return array
