"""A feed-forward network in numpy: forward pass, moments of its activations, gains of its neurons."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from math import prod
from operator import add
from typing import Any

import numpy as np

from lqtheory.errors import InputError
from lqtheory.networks.activations import Activation
from lqtheory.networks.layers import Dense, Layer, Weighted, parameters, real_array
from lqtheory.networks.moments import Moments, moments
from lqtheory.networks.windows import Lift

CHUNK = 2048
"""Rows of inputs treated at once, so that memory does not grow with the data; fewer where convolutions are wide."""
INPUT = "input"
"""What a layer names in `Network.reads` when it reads the inputs of the network."""
_NUMBERS = 2**24
_NUMBERS_AT_ONCE = 2**26


@dataclass(frozen=True, eq=False)
class Network:
    """Layers one after another; a layer may read other earlier ones instead of the one before, and takes their sum.

    Parameters
    ----------
    layers : sequence of Layer
        First to last; each has its own name, and the shape of its inputs is that of what it reads.
    reads : mapping from layer name to sequence of layer names
        For those that do not (only) read the layer before. "input" stands for the inputs of the network.
        A residual block is a layer that reads two.

    Raises
    ------
    InputError
        If there is no layer, a name occurs twice, shapes do not fit, or a layer reads what is not there or is
        itself read by none.
    """

    layers: tuple[Layer, ...]
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        layers = tuple(self.layers)
        object.__setattr__(self, "layers", layers)
        if not layers:
            raise InputError("layers is empty, expected at least one layer")
        names = [layer.name for layer in layers]
        if len(set(names)) < len(names):
            raise InputError(f"layers have the names {names}, expected each name once")
        object.__setattr__(self, "reads", _checked_reads(self.reads, names))
        shapes = [layers[0].in_shape, *(layer.out_shape for layer in layers)]
        for level, layer in enumerate(layers):
            for source in self.sources[level]:
                if shapes[source] != layer.in_shape:
                    below = f"layer {names[source - 1]!r} below has" if source else "the inputs of the network have"
                    raise InputError(
                        f"layer {layer.name!r} takes {_words(layer.in_shape)} inputs, "
                        f"but {below} {_words(shapes[source])} units"
                    )
        unread = set(range(1, len(layers))) - {source for read in self.sources for source in read}
        for level in unread:
            raise InputError(f"no layer reads layer {names[level - 1]!r}, expected one that does")

    @cached_property
    def sources(self) -> tuple[tuple[int, ...], ...]:
        """What each layer reads, by number: l is the output of the l-th layer, 0 the inputs of the network."""
        numbers = {layer.name: number for number, layer in enumerate(self.layers, start=1)} | {INPUT: 0}
        return tuple(
            tuple(numbers[name] for name in self.reads[layer.name]) if layer.name in self.reads else (before,)
            for before, layer in enumerate(self.layers)
        )

    def entering(self, level: int, states: Any) -> Any:
        """Sum of what layer l = 1 … L reads, from the states so far: arrays, balls or bounds of errors."""
        return reduce(add, (states[source] for source in self.sources[level - 1]))

    @cached_property
    def prunable(self) -> tuple[Weighted, ...]:
        """The layers with weights, from first to last."""
        return tuple(layer for layer in self.layers if isinstance(layer, Weighted))

    @property
    def in_shape(self) -> tuple[int, ...]:
        """Shape of one input."""
        return self.layers[0].in_shape

    @property
    def outputs(self) -> int:
        """Number of outputs."""
        return prod(self.layers[-1].out_shape)

    @property
    def chunk(self) -> int:
        """Rows to treat at once."""
        return min(CHUNK, self._rows(_NUMBERS))

    def _rows(self, numbers: int) -> int:
        return max(1, numbers // max(layer.footprint for layer in self.layers))

    @classmethod
    def sequential(
        cls,
        weights: Sequence[np.ndarray],
        biases: Sequence[np.ndarray],
        activations: Sequence[Activation],
    ) -> Network:
        """Network whose layers are named as in the `nn.Sequential` of the same modules.

        Parameters
        ----------
        weights, biases : sequences of arrays, shapes (out, in) and (out,)
            One each per layer.
        activations : sequence of Activation
            One per layer; an identity is no module and takes no name.
        """
        if not len(weights) == len(biases) == len(activations):
            counts = f"{len(weights)} weights, {len(biases)} biases and {len(activations)} activations"
            raise InputError(f"there are {counts}, expected one of each per layer")
        if odd := [a for a in activations if not isinstance(a, Activation)]:
            raise InputError(f"activations hold {odd[0]!r}, expected Activation objects such as Activation('relu')")
        layers, name = [], 0
        for weight, bias, activation in zip(weights, biases, activations, strict=True):
            layers.append(Dense(str(name), weight, bias, activation))
            name += 1 if activation.name == "identity" else 2
        return cls(tuple(layers))

    def __call__(self, x: Any) -> np.ndarray:
        """Outputs (logits) for the rows of `x`, (n, inputs) -> (n, outputs), float64."""
        return np.concatenate([states[-1] for _, states in self._chunks(x, self._rows(_NUMBERS_AT_ONCE))])

    def forward(self, h: Any, lift: Lift = np.asarray) -> tuple[list[Any], list[Any]]:
        """Run the network on a batch in the arithmetic of `lift`.

        Returns
        -------
        entering : list
            What each layer takes in.
        states : list
            The inputs, and the output of each layer.
        """
        entering, states = [], [h]
        for level, layer in enumerate(self.layers, start=1):
            entering.append(self.entering(level, states))
            states.append(layer.activation(layer.apply(entering[-1], lift)))
        return entering, states

    def walk(self, x: Any) -> Generator[tuple[Layer, np.ndarray], Layer | None, None]:
        """Yield every layer with what it takes in; a layer that is sent back stands in for it from there on.

        Only the states that are still to be read are held.
        """
        states: dict[int, np.ndarray] = {0: self.check_inputs(x)}
        last = {source: level for level, sources in enumerate(self.sources, start=1) for source in sources}
        rows = self._rows(_NUMBERS_AT_ONCE)
        for level, layer in enumerate(self.layers, start=1):
            h = self.entering(level, states)
            used = (yield layer, h) or layer
            if level not in last:  # nobody reads it: the outputs
                continue
            parts = [used.activation(used.apply(h[start : start + rows])) for start in range(0, len(h), rows)]
            states[level] = np.concatenate(parts) if len(parts) > 1 else parts[0]
            for source in set(self.sources[level - 1]):
                if last[source] == level:
                    del states[source]

    def activations(self, x: Any) -> list[np.ndarray]:
        """Inputs of each prunable layer for the rows of `x`: a list of arrays (n, in of that layer)."""
        entering, _ = self.forward(self.check_inputs(x))
        return [h for layer, h in zip(self.layers, entering, strict=True) if isinstance(layer, Weighted)]

    def _chunks(self, x: Any, rows: int | None = None) -> Iterator[tuple[list[np.ndarray], list[np.ndarray]]]:
        x, rows = self.check_inputs(x), rows or self.chunk
        for start in range(0, len(x), rows):
            yield self.forward(x[start : start + rows])

    def moments(self, x: Any) -> list[Moments]:
        """Moments of the inputs of each prunable layer over the rows of `x`, (n, inputs)."""
        x = self.check_inputs(x)
        return moments(self.prunable, lambda: self._windows(x))

    def _windows(self, x: np.ndarray) -> Iterator[list[list[np.ndarray]]]:
        """Per chunk of rows, the windows of each prunable layer."""
        for entering, _ in self._chunks(x):
            pairs = zip(self.layers, entering, strict=True)
            yield [layer.windows(h) for layer, h in pairs if isinstance(layer, Weighted)]

    def sensitivities(self, x: Any) -> list[np.ndarray]:
        """Squared length of the gradient of the outputs at each unit, ||df/dz_i(x)||^2, for every row of `x`.

        Exact backward passes, one per output.

        Returns
        -------
        list of arrays, shape (n, units)
            One per prunable layer.
        """
        return [np.concatenate(parts) for parts in zip(*self._sensitivities(self.check_inputs(x)), strict=True)]

    def gains(self, x: Any, directions: np.ndarray | None = None) -> list[np.ndarray]:
        """First-order gain of each neuron, A_i = sqrt(E sum ||df/dz_i||^2) over the rows of `x` (theory C7).

        The sum is over the places of the neuron, as if they were independent. The gains rank weights; they
        certify nothing.

        Parameters
        ----------
        x : array, shape (n, inputs)
        directions : array, shape (n, k, outputs), optional
            Instead of every output: directions in which the outputs are derived, the squares being added up. One of
            random signs for each row estimates the same without bias, in one backward pass.

        Returns
        -------
        list of arrays, shape (neurons,)
            One per prunable layer.
        """
        x = self.check_inputs(x)
        sums = [
            [layer.by_neuron(part).sum(axis=0) for layer, part in zip(self.prunable, parts, strict=True)]
            for parts in self._sensitivities(x, directions)
        ]
        return [np.sqrt(sum(chunks) / len(x)) for chunks in zip(*sums, strict=True)]

    def _sensitivities(self, x: np.ndarray, directions: np.ndarray | None = None) -> Iterator[list[np.ndarray]]:
        widest = max(prod(layer.out_shape) for layer in self.layers)
        if directions is None:
            directions = np.broadcast_to(np.eye(self.outputs), (len(x), self.outputs, self.outputs))
        rows = max(1, min(self._rows(_NUMBERS_AT_ONCE), 4_000_000 // (directions.shape[1] * widest)))
        for place, (entering, _) in enumerate(self._chunks(x, rows)):
            wanted = directions[place * rows : place * rows + len(entering[0])]
            back = self.backward(wanted, entering, self.slopes(entering))
            squares = [(g**2).sum(axis=1) for level, g in back if isinstance(self.layers[level - 1], Weighted)]
            yield squares[::-1]

    def slopes(self, entering: Sequence[np.ndarray]) -> list[np.ndarray]:
        """Derivatives of the activations, (n, units) for each layer, from what `forward` says that it takes in."""
        return [layer.activation.derivative(layer.apply(h)) for layer, h in zip(self.layers, entering, strict=True)]

    def backward(
        self, g: np.ndarray, entering: Sequence[np.ndarray], slopes: Sequence[np.ndarray]
    ) -> Iterator[tuple[int, np.ndarray]]:
        """Pull gradients with respect to the outputs, (n, k, outputs), back through the network.

        Yields
        ------
        int, array
            From l = L to 1, the gradients with respect to the pre-activations of layer l, (n, k, units).
        """
        gradients: dict[int, np.ndarray] = {}
        for level in range(len(self.layers), 0, -1):
            layer = self.layers[level - 1]
            g = gradients.pop(level, g) * slopes[level - 1][:, None, :]
            yield level, g
            below = [source for source in self.sources[level - 1] if source]
            if below:
                g = layer.pullback(g, entering[level - 1])
            for source in below:
                gradients[source] = gradients[source] + g if source in gradients else g

    @property
    def weights(self) -> dict[str, np.ndarray]:
        """The prunable weights by parameter name, such as "0.weight"."""
        return {f"{layer.name}.weight": layer.weight for layer in self.prunable}

    @property
    def biases(self) -> dict[str, np.ndarray]:
        """The biases by parameter name, such as "0.bias"."""
        return {f"{layer.name}.bias": layer.bias for layer in self.prunable}

    @property
    def total(self) -> int:
        """Number of prunable weights; biases are not counted."""
        return sum(weight.size for weight in self.weights.values())

    def with_weights(
        self,
        weights: Mapping[str, np.ndarray] | None = None,
        biases: Mapping[str, np.ndarray] | None = None,
    ) -> Network:
        """Return the network with the named parameters replaced; the others stay bitwise the same."""
        weights, biases = dict(weights or {}), dict(biases or {})
        for name in (weights.keys() - self.weights.keys()) | (biases.keys() - self.biases.keys()):
            raise InputError(f"there is no parameter {name!r}; expected one of {[*self.weights, *self.biases]}")
        new, layers = weights | biases, []
        for layer in self.layers:
            given = {part: new.get(f"{layer.name}.{part}", old) for part, old in parameters(layer).items()}
            for part, old in parameters(layer).items():
                if np.shape(given[part]) != old.shape:
                    raise InputError(f"{layer.name}.{part} has shape {np.shape(given[part])}, expected {old.shape}")
            layers.append(replace(layer, **given) if given else layer)  # type: ignore[type-var]
        return replace(self, layers=tuple(layers))

    def check_inputs(self, x: Any) -> np.ndarray:
        """Inputs as a float64 array of shape (n, inputs), from (n, inputs) or (n, channels, *grid).

        Raises
        ------
        InputError
            If they are no such array of finite numbers.
        """
        array, width = real_array(x, "inputs"), prod(self.in_shape)
        if array.ndim > 1 and array.shape[1:] == self.in_shape:
            array = array.reshape(len(array), width)
        if array.ndim != 2 or array.shape[1] != width or len(array) == 0:
            raise InputError(f"inputs have shape {array.shape}, expected (n, {width}) with n at least 1")
        if not np.isfinite(array).all():
            raise InputError("inputs have a NaN or infinite entry, expected finite numbers")
        array.setflags(write=False)
        return array


def _checked_reads(reads: Mapping[str, Sequence[str]], names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    if reads and INPUT in names:
        raise InputError(f"a layer has the name {INPUT!r}, which stands for the inputs of the network")
    checked: dict[str, tuple[str, ...]] = {}
    for name, read in reads.items():
        if name not in names:
            raise InputError(f"reads holds {name!r}, expected names among the layers {', '.join(names)}")
        earlier = [INPUT, *names[: names.index(name)]]
        if isinstance(read, str) or not read or not set(read) <= set(earlier):
            raise InputError(f"layer {name!r} reads {read!r}, expected some of {', '.join(earlier)}")
        if tuple(read) != (earlier[-1],):  # what every layer reads by itself is not worth a word
            checked[name] = tuple(read)
    return checked


def _words(shape: tuple[int, ...]) -> str:
    return str(shape[0]) if len(shape) == 1 else str(shape)
