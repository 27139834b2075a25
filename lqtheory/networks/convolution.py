"""Convolutions as matrix products of patches, and batch normalisation folded into the layer before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from math import prod
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import numpy as np

from lqtheory.errors import InputError
from lqtheory.networks.activations import Activation
from lqtheory.networks.layers import Dense, ErrorBound, check_parameters, identity, real_array
from lqtheory.networks.operator_norm import ProvedNorm, convolution_norm, singular_pair
from lqtheory.networks.windows import Lift, Windows, axis_numbers, joined

if TYPE_CHECKING:
    from lqtheory.networks.statistics import LayerMoments


@dataclass(frozen=True, eq=False)
class Convolution:
    """A convolution over a grid of one or two axes with zero padding, then an activation (theory C5).

    Its neurons are the output channels; each stands in every place of the output grid.

    Parameters
    ----------
    name : str
        Name in the network; its parameters are "name.weight" and "name.bias".
    weight : array, shape (out channels, in channels / groups, *kernel)
        Finite numbers; kept as a read-only float64 copy.
    bias : array, shape (out channels,)
    in_shape : tuple of int
        Channels and grid of one input, (c, n) or (c, h, w).
    stride, padding, dilation : int or tuple of int
        For all axes of the grid, or one number each.
    groups : int
        Divides the channels on both sides; a group of outputs sees the same group of inputs.
    activation : Activation
        The identity by default.

    Raises
    ------
    InputError
        If a shape or a number does not fit, or a weight is NaN or infinite.
    """

    name: str
    weight: np.ndarray
    bias: np.ndarray
    in_shape: tuple[int, ...]
    stride: int | tuple[int, ...] = 1
    padding: int | tuple[int, ...] = 0
    dilation: int | tuple[int, ...] = 1
    groups: int = 1
    activation: Activation = field(default_factory=identity)

    kind: ClassVar[str] = "convolution"
    rests_on: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "in_shape", grid_shape(self.name, self.in_shape))
        axes = len(self.in_shape) - 1
        check_parameters(self, dimensions=2 + axes)
        (groups,) = axis_numbers(f"groups of {self.name}", self.groups, 1, least=1)
        object.__setattr__(self, "groups", groups)
        for part in ("stride", "padding", "dilation"):
            least = 0 if part == "padding" else 1
            numbers = axis_numbers(f"{part} of {self.name}", getattr(self, part), axes, least)
            object.__setattr__(self, part, numbers)
        out, into = self.weight.shape[:2]
        if out % groups or into * groups != self.in_shape[0]:
            raise InputError(
                f"{self.name}.weight has shape {self.weight.shape}, expected {self.in_shape[0]} input channels over "
                f"groups={groups} in the second axis and a multiple of that in the first"
            )
        _ = self.places  # refuses a kernel that does not fit

    @cached_property
    def places(self) -> Windows:
        """Where the kernel stands."""
        try:
            return Windows(self.in_shape[1:], self.weight.shape[2:], self.stride, self.padding, self.dilation)  # type: ignore[arg-type]
        except InputError as error:
            raise InputError(f"layer {self.name!r}: {error}") from None

    @property
    def out_shape(self) -> tuple[int, ...]:
        """Channels and grid of one output."""
        return (len(self.bias), *self.places.positions)

    @property
    def footprint(self) -> int:
        """Numbers of inputs of all neurons in all places, once for each group."""
        return self.groups * self._rows.shape[1] * prod(self.places.positions)

    @property
    def _rows(self) -> np.ndarray:
        return self.weight.reshape(len(self.weight), -1)

    def _of_group(self, group: int) -> slice:
        share = len(self.bias) // self.groups
        return slice(group * share, (group + 1) * share)

    def _columns(self, h: Any, lift: Lift, places: np.ndarray | None = None) -> list[Any]:
        """Per group, what each place takes in: (inputs of a neuron, places * n)."""
        channels, cells = self.weight.shape[1], prod(self.in_shape[1:])
        step, of = channels * cells, self.places.columns
        return [of(h.T[g * step : (g + 1) * step], channels, lift, places) for g in range(self.groups)]

    def _linear(self, rows: np.ndarray, h: Any, lift: Lift) -> Any:
        columns = self._columns(h, lift)
        z = joined([lift(rows[self._of_group(group)]) @ part for group, part in enumerate(columns)])
        return z.reshape(prod(self.out_shape), -1).T

    def _everywhere(self, neurons: Any) -> Any:
        """One value per neuron, at each of its places."""
        return neurons[np.repeat(np.arange(len(self.bias)), prod(self.places.positions))]

    def apply(self, h: Any, lift: Lift = np.asarray) -> Any:
        """Pre-activations of a batch `h` of shape (n, in), in the arithmetic of `lift`: shape (n, out)."""
        return self._linear(self._rows, h, lift) + lift(self._everywhere(self.bias))

    def pullback(self, g: np.ndarray, h: np.ndarray) -> np.ndarray:
        """Gradient with respect to the inputs, (…, in), from that of the pre-activations, (…, out)."""
        per_neuron = g.reshape(-1, g.shape[-1]).T.reshape(len(self.bias), -1)
        parts = [
            self.places.scatter(self._rows[part].T @ per_neuron[part], self.weight.shape[1])
            for part in map(self._of_group, range(self.groups))
        ]
        return np.concatenate(parts).T.reshape(*g.shape[:-1], -1)

    def pushforward(self, change: np.ndarray, h: np.ndarray) -> np.ndarray:
        """Change of the pre-activations, (n, out), when the inputs move by `change`, (n, in)."""
        return self._linear(self._rows, change, np.asarray)

    def prove_norm(self, lift: Lift) -> ProvedNorm:
        """Enclose the operator norm, with a proof of the upper end (see `operator_norm`): of the largest group."""
        parts = (self.weight[self._of_group(group)] for group in range(self.groups))
        proofs = [convolution_norm(part, self.places, lift) for part in parts]
        return max(proofs, key=lambda proof: float(proof.ball.upper()))._replace(
            ball=reduce(lambda a, b: a.maximum(b), (proof.ball for proof in proofs))
        )

    def norm(self, lift: Lift) -> Any:
        """Ball that holds the operator norm; its upper end is proved."""
        return self.prove_norm(lift).ball

    def estimate_norm(self) -> float:
        """Operator norm by Lanczos: all its digits as a rule, but a lower bound."""
        parts = (self.weight[self._of_group(group)] for group in range(self.groups))
        return max(singular_pair(part, self.places)[0] for part in parts)

    def unit_norms(self, lift: Lift) -> Any:
        """Balls of the Euclidean norm of the whole kernel; at the border fewer weights take part."""
        return self._everywhere(lift(self._rows.T).norm(axis=0))

    def magnify(self, e: Any, lift: Lift) -> Any:
        """|W| e for a vector `e` of shape (in,), as balls of shape (out,)."""
        return self._linear(np.abs(self._rows), e[None], lift)[0]

    def windows(self, h: Any, lift: Lift = np.asarray, places: np.ndarray | None = None) -> list[Any]:
        """Patches: one array (places * n, inputs of a neuron) per group; of some places where these are named."""
        return [columns.T for columns in self._columns(h, lift, places)]

    def by_neuron(self, z: np.ndarray) -> np.ndarray:
        """Rearrange (n, out) as (places * n, channels)."""
        return z.T.reshape(len(self.bias), -1).T

    def local_error(self, pruned: Convolution, moments: Callable[[int], LayerMoments], lift: Lift) -> ErrorBound:
        """Bound what another version changes, channel by channel, from the moments of the patches (theory B1, B2).

        Bounds `patch-gram` and `patch-gram-norm`.

        Means over data and places give the squares of all places of a channel together, divided by their number;
        none of them is above their sum.
        """
        channels = []
        for group in range(self.groups):
            part, moment = self._of_group(group), moments(group)
            change = lift(self._rows[part]) - lift(pruned._rows[part])
            mean = change @ moment.mean + (lift(self.bias[part]) - lift(pruned.bias[part]))
            scaled = change.abs() * moment.std
            channels.append(moment.combination(scaled.sum(axis=1), scaled.T.norm(axis=0), mean))
        places = lift(np.float64(prod(self.places.positions)))
        together = joined(channels) * places.sqrt()
        return ErrorBound(self._everywhere(together), together.norm())


_Neurons = TypeVar("_Neurons", Dense, Convolution)


def fold_batch_norm(
    layer: _Neurons, scale: np.ndarray, shift: np.ndarray, mean: np.ndarray, variance: np.ndarray, epsilon: float = 1e-5
) -> _Neurons:
    """Fold batch normalisation in evaluation mode into the layer before it: one affine map after another is one.

    z -> scale * (z - mean) / sqrt(variance + epsilon) + shift, channel by channel, computed in float64. What is
    certified is the folded layer (bound `batch-norm-fold`).

    Parameters
    ----------
    layer : Dense or Convolution
        With the identity as activation.
    scale, shift, mean, variance : arrays, shape (channels,)
    epsilon : float
        Above 0 where a variance is 0.

    Raises
    ------
    InputError
        If the layer has an activation, or the arrays do not fit it.
    """
    if not isinstance(layer, Dense | Convolution):
        raise InputError(f"layer is {type(layer).__name__}, expected a Dense or Convolution layer")
    if layer.activation.name != "identity":
        raise InputError(f"layer {layer.name!r} has the activation {layer.activation.name}, expected none before it")
    given, arrays = {"scale": scale, "shift": shift, "mean": mean, "variance": variance}, []
    for name, values in given.items():
        arrays.append(real_array(values, f"{name} after {layer.name!r}"))
        if arrays[-1].shape != layer.bias.shape or not np.isfinite(arrays[-1]).all():
            raise InputError(
                f"{name} after {layer.name!r} has shape {arrays[-1].shape}, expected finite numbers of shape "
                f"{layer.bias.shape}"
            )
    scale, shift, mean, variance = arrays
    variance = variance + real_array(epsilon, "epsilon")
    if not (variance > 0).all():
        raise InputError(f"epsilon={epsilon!r} after {layer.name!r}, expected every variance + epsilon above 0")
    factor = scale / np.sqrt(variance)
    weight = layer.weight * factor.reshape(-1, *[1] * (layer.weight.ndim - 1))
    return replace(layer, weight=weight, bias=(layer.bias - mean) * factor + shift)


def grid_shape(name: str, shape: Any) -> tuple[int, ...]:
    """Channels and one or two axes of a grid, or an `InputError`."""
    try:
        axes = len(shape)
    except TypeError:
        axes = 0
    if axes not in (2, 3):
        raise InputError(f"in_shape={shape!r} of layer {name!r}, expected (channels, n) or (channels, h, w)")
    return axis_numbers(f"in_shape of {name}", shape, axes, least=1)
