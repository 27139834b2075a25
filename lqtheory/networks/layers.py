"""Layers behind one protocol, so that the propagation of errors never asks what kind it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

import numpy as np

from lqtheory.balls import spectral_norm
from lqtheory.errors import InputError
from lqtheory.networks.activations import Activation
from lqtheory.networks.windows import Lift

if TYPE_CHECKING:
    from lqtheory.networks.statistics import LayerMoments

PARAMETERS = ("weight", "bias")


@dataclass(frozen=True)
class ErrorBound:
    """Upper bounds of an error in L2(mu), as balls: unit by unit, and of all units together."""

    units: Any
    """Shape (units,)."""
    together: Any = None
    """A scalar, where more is known of all units than their Euclidean norm says."""

    @property
    def total(self) -> Any:
        """Bound of all units together, a scalar."""
        return self.units.norm() if self.together is None else self.together

    def __add__(self, other: ErrorBound) -> ErrorBound:
        return ErrorBound(self.units + other.units, self.total + other.total)

    def __mul__(self, factor: Any) -> ErrorBound:
        return ErrorBound(self.units * factor, None if self.together is None else self.together * factor)

    def minimum(self, other: ErrorBound) -> ErrorBound:
        """Take the smaller of two bounds of one error."""
        return ErrorBound(self.units.minimum(other.units), self.total.minimum(other.total))


class Layer(Protocol):
    """What bounds need to know of a layer: a map, affine but for max pooling, followed by an activation.

    Activations are arrays (n, size), each row in C order of the shape (channels, *grid) or (units,).
    """

    kind: ClassVar[str]
    """Name of the type in files and messages."""
    rests_on: ClassVar[tuple[str, ...]]
    """Ids of the bounds by which errors pass through it, where these are not those of dense layers."""

    @property
    def name(self) -> str:
        """Name of the layer in the network, as in `nn.Sequential`."""
        ...

    @property
    def activation(self) -> Activation:
        """The activation applied to the output of the map."""
        ...

    @property
    def in_shape(self) -> tuple[int, ...]:
        """Shape of one input."""
        ...

    @property
    def out_shape(self) -> tuple[int, ...]:
        """Shape of one output."""
        ...

    @property
    def footprint(self) -> int:
        """Numbers that `windows` holds for one row of inputs."""
        ...

    def apply(self, h: Any, lift: Lift = np.asarray) -> Any:
        """Pre-activations of a batch, in the arithmetic of `lift`."""
        ...

    def pullback(self, g: np.ndarray, h: np.ndarray) -> np.ndarray:
        """Gradient with respect to the inputs `h` (n, in), from that of the pre-activations (n, outputs, out)."""
        ...

    def pushforward(self, change: np.ndarray, h: np.ndarray) -> np.ndarray:
        """Change of the pre-activations, (n, out), to first order, when the inputs `h` move by `change`, (n, in)."""
        ...

    def norm(self, lift: Lift) -> Any:
        """Ball that holds the Lipschitz constant of the map, l2 to l2: of a linear one, its operator norm."""
        ...

    def unit_norms(self, lift: Lift) -> Any:
        """Upper bounds of the Lipschitz constant of each unit, as balls: the norm of its incoming weights."""
        ...

    def magnify(self, e: Any, lift: Lift) -> Any:
        """Bound the error of each unit from those of its inputs: of a linear map, |W| e."""
        ...

    def windows(self, h: Any, lift: Lift = np.asarray) -> list[Any]:
        """What the neurons take in, one array (rows, inputs of a neuron) for each group of neurons; [] without any."""
        ...

    def local_error(self, pruned: Any, moments: Callable[[int], LayerMoments], lift: Lift) -> ErrorBound:
        """Bound what another version of the layer changes, from the moments of each group of `windows`."""
        ...


@runtime_checkable
class Weighted(Layer, Protocol):
    """A layer with weights: neurons, each of which stands in one or many places."""

    @property
    def weight(self) -> np.ndarray:
        """The prunable weights; the first axis runs over the neurons."""
        ...

    @property
    def bias(self) -> np.ndarray:
        """The bias, one per neuron; never pruned."""
        ...

    @property
    def groups(self) -> int:
        """Number of groups of neurons; those of one group share their inputs."""
        ...

    def windows(self, h: Any, lift: Lift = np.asarray, places: np.ndarray | None = None) -> list[Any]:
        """As for any layer; of some of the places of the neurons only where their numbers are given."""
        ...

    def by_neuron(self, z: np.ndarray) -> np.ndarray:
        """Rearrange (n, size) as (rows, neurons), with the rows of `windows`."""
        ...


def parameters(layer: Layer) -> dict[str, np.ndarray]:
    """Arrays of a layer by name: weight and bias, or none."""
    return {part: getattr(layer, part) for part in PARAMETERS if hasattr(layer, part)}


def settings(layer: Layer) -> dict[str, Any]:
    """Every argument of a layer but its name, its activation and its arrays: numbers and tuples of numbers."""
    own = {"name", "activation", *PARAMETERS}
    return {entry.name: getattr(layer, entry.name) for entry in fields(layer) if entry.name not in own}  # type: ignore[arg-type]


def identity() -> Activation:
    """Return the activation that changes nothing."""
    return Activation("identity")


def check_parameters(layer: Weighted, dimensions: int) -> None:
    """Store weight and bias as read-only float64 copies, or say what is wrong with them."""
    for part, expected in (("weight", dimensions), ("bias", 1)):
        array = _stored(getattr(layer, part), f"{layer.name}.{part}")
        if array.ndim != expected or array.size == 0:
            raise InputError(
                f"{layer.name}.{part} has shape {array.shape}, expected "
                f"{expected} dimension{'s' * (expected > 1)} and at least one entry"
            )
        object.__setattr__(layer, part, array)
    if layer.bias.shape != layer.weight.shape[:1]:
        raise InputError(
            f"{layer.name}.bias has shape {layer.bias.shape}, expected {layer.weight.shape[:1]}: "
            "one entry per row of the weight"
        )


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
    activation: Activation = field(default_factory=identity)

    kind: ClassVar[str] = "dense"
    rests_on: ClassVar[tuple[str, ...]] = ()
    groups: ClassVar[int] = 1

    def __post_init__(self) -> None:
        check_parameters(self, dimensions=2)

    @property
    def in_shape(self) -> tuple[int, ...]:
        """Shape of one input, (in,)."""
        return self.weight.shape[1:]

    @property
    def out_shape(self) -> tuple[int, ...]:
        """Shape of one output, (out,)."""
        return self.weight.shape[:1]

    @property
    def footprint(self) -> int:
        """Numbers of inputs."""
        return self.weight.shape[1]

    def apply(self, h: Any, lift: Lift = np.asarray) -> Any:
        """Pre-activations of a batch `h` of shape (n, in), in the arithmetic of `lift`: shape (n, out)."""
        return h @ lift(self.weight.T) + lift(self.bias)

    def pullback(self, g: np.ndarray, h: np.ndarray) -> np.ndarray:
        """Gradient with respect to the inputs, (…, in), from that of the pre-activations, (…, out)."""
        return g @ self.weight

    def pushforward(self, change: np.ndarray, h: np.ndarray) -> np.ndarray:
        """Change of the pre-activations, (n, out), when the inputs move by `change`, (n, in)."""
        return change @ self.weight.T

    def norm(self, lift: Lift) -> Any:
        """Ball that holds the spectral norm of the weight."""
        return spectral_norm(lift(self.weight))

    def unit_norms(self, lift: Lift) -> Any:
        """Balls that hold the Euclidean norms of the rows of the weight, shape (out,)."""
        return lift(self.weight.T).norm(axis=0)

    def magnify(self, e: Any, lift: Lift) -> Any:
        """|W| e for a vector `e` of shape (in,), as balls of shape (out,)."""
        return lift(np.abs(self.weight)) @ e

    def windows(self, h: Any, lift: Lift = np.asarray, places: np.ndarray | None = None) -> list[Any]:
        """Every neuron takes in all inputs: one group, `h` itself."""
        return [h]

    def by_neuron(self, z: np.ndarray) -> np.ndarray:
        """Every neuron stands in one place: `z` itself."""
        return z

    def mean_error(self, pruned: Dense, mean: Any, lift: Lift) -> Any:
        """Balls of D m + b - b', shape (out,), with D = W - W' and m the means of the inputs, shape (in,)."""
        return (lift(self.weight) - lift(pruned.weight)) @ mean + (lift(self.bias) - lift(pruned.bias))

    def local_error(self, pruned: Dense, moments: Callable[[int], LayerMoments], lift: Lift) -> ErrorBound:
        """Bounds of the L2 norm of D h + b - b', shape (out,), from the moments of h alone (theory B1, B2).

        They hold for any mask and any change of the kept weights and of the biases.
        """
        scaled = (lift(self.weight) - lift(pruned.weight)).abs() * moments(0).std
        mean = self.mean_error(pruned, moments(0).mean, lift)
        return ErrorBound(moments(0).combination(scaled.sum(axis=1), scaled.T.norm(axis=0), mean))


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
