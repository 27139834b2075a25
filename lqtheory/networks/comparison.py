"""Two networks of one structure on the same inputs: what every bound of section C speaks about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from flint import ctx

from lqtheory.balls import FloatBalls
from lqtheory.errors import InputError
from lqtheory.networks.activations import Activation
from lqtheory.networks.layers import Layer, parameters, settings
from lqtheory.networks.network import Network
from lqtheory.networks.trace import Trace


@dataclass(frozen=True, eq=False)
class Comparison:
    """A dense network and a pruned one of the same structure, on the same inputs.

    Parameters
    ----------
    dense, pruned : Network
        With the same layer names, shapes and activations.
    inputs : array, shape (n, inputs)
        Finite; the distribution mu of every mean and norm is uniform on its rows.
    labels : array of integers, shape (n,), optional
        Class of each row, 0 … outputs - 1.

    Raises
    ------
    InputError
        If the structures differ, or inputs or labels do not fit them.
    """

    dense: Network
    pruned: Network
    inputs: np.ndarray
    labels: np.ndarray | None = None
    _traces: dict[Any, Trace] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for role, network in (("dense", self.dense), ("pruned", self.pruned)):
            if not isinstance(network, Network):
                raise InputError(f"{role} is a {type(network).__name__}, expected a Network")
        object.__setattr__(self, "inputs", self.dense.check_inputs(self.inputs))
        if len(self.dense.layers) != len(self.pruned.layers):
            raise InputError(
                f"the pruned network has {len(self.pruned.layers)} layers, expected {len(self.dense.layers)}"
            )
        for dense, pruned in self.pairs:
            if _structure(dense) != _structure(pruned):
                raise InputError(
                    f"the pruned network has {_structure(pruned)} where the dense one has {_structure(dense)}"
                )
        if self.dense.reads != self.pruned.reads:
            raise InputError(f"the layers of the pruned network read {self.pruned.reads}, expected {self.dense.reads}")
        if self.labels is not None:
            object.__setattr__(self, "labels", _checked_labels(self.labels, len(self.inputs), self.dense.outputs))

    def __reduce__(self) -> tuple[Any, ...]:
        """Copies leave the traces behind: they can be computed again, and arb numbers cannot be pickled."""
        return Comparison, (self.dense, self.pruned, self.inputs, self.labels)

    @classmethod
    def of_relu(cls, dense: Sequence[Any], pruned: Sequence[Any], inputs: Any) -> Comparison:
        """Two ReLU networks without biases, from their weight matrices (units, inputs): for worked examples."""
        hidden = [Activation("relu")] * (len(dense) - 1) + [Activation("identity")]
        first, second = (Network.sequential(w, [np.zeros(len(rows)) for rows in w], hidden) for w in (dense, pruned))
        return cls(first, second, np.asarray(inputs, dtype=float))

    @property
    def depth(self) -> int:
        """Number of layers, the L of theory C."""
        return len(self.dense.layers)

    @property
    def pairs(self) -> list[tuple[Layer, Layer]]:
        """Each layer of the dense network with that of the pruned one."""
        return list(zip(self.dense.layers, self.pruned.layers, strict=True))

    def trace(self, arithmetic: Any = FloatBalls) -> Trace:
        """Errors layer by layer in the arithmetic of `FloatBalls` or `ArbBalls`; computed once for each precision."""
        key = (arithmetic, ctx.prec)
        if key not in self._traces:
            self._traces[key] = Trace(self, arithmetic)
        return self._traces[key]


def _structure(layer: Layer) -> str:
    slope = "" if layer.activation.slope is None else f" of slope {layer.activation.slope!r}"
    shapes = [f" of shape {array.shape}" for array in parameters(layer).values()][:1]
    details = [f", a {layer.kind} of {own}," for own in [settings(layer)] if own]
    return "".join([f"layer {layer.name!r}", *shapes, *details, f" with {layer.activation.name}{slope}"])


def _checked_labels(labels: Any, n: int, classes: int) -> np.ndarray:
    try:
        labels = np.asarray(labels)
    except ValueError:
        raise InputError(f"labels are a {type(labels).__name__} of no one shape, expected {n} integers") from None
    if classes < 2:
        raise InputError(f"labels were given for a network with {classes} output, expected at least 2 classes")
    if labels.shape != (n,) or not np.issubdtype(labels.dtype, np.integer):
        raise InputError(f"labels have shape {labels.shape} and dtype {labels.dtype}, expected {n} integers")
    if labels.min() < 0 or labels.max() >= classes:
        raise InputError(f"labels run from {labels.min()} to {labels.max()}, expected classes 0 to {classes - 1}")
    return labels
