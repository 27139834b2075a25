"""Seeded random weights, networks and inputs, awkward ones included."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from lqtheory.errors import InputError
from lqtheory.networks.activations import Activation
from lqtheory.networks.convolution import Convolution
from lqtheory.networks.fixed import Add, Flatten, Subsample
from lqtheory.networks.layers import Dense
from lqtheory.networks.network import INPUT, Network
from lqtheory.networks.pooling import AveragePool, MaxPool


def _signs(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    return rng.choice([-1.0, 1.0], size=shape)


def _geometric(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    decay = rng.uniform(0.5, 0.95) ** np.arange(shape[-1])
    return _signs(rng, shape) * rng.permuted(np.broadcast_to(decay, shape), axis=-1)


def _one_hot(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    hot = rng.integers(shape[-1], size=(*shape[:-1], 1))
    return np.where(np.arange(shape[-1]) == hot, rng.normal(size=shape), 0.0)


def _zero_rows(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    return np.where(rng.random((*shape[:-1], 1)) < 0.4, 0.0, rng.normal(size=shape))


_LAWS = {
    "gaussian": lambda rng, shape: rng.normal(size=shape),
    "laplace": lambda rng, shape: rng.laplace(size=shape),
    "student_t": lambda rng, shape: rng.standard_t(3, size=shape),
    "cauchy": lambda rng, shape: rng.standard_cauchy(size=shape),
    "lognormal": lambda rng, shape: _signs(rng, shape) * rng.lognormal(size=shape),
    "flat": _signs,
    "geometric": _geometric,
    "one_hot": _one_hot,
    "ties": lambda rng, shape: rng.integers(-2, 3, size=shape).astype(float),
    "zero_rows": _zero_rows,
    "denormal": lambda rng, shape: rng.normal(size=shape) * 1e-310,
    "huge": lambda rng, shape: rng.normal(size=shape) * 1e150,
    "tiny": lambda rng, shape: rng.normal(size=shape) * 1e-150,
}

LAWS = tuple(_LAWS)
"""Names of the laws of `weights`."""


def weights(rng: np.random.Generator, law: str, shape: int | tuple[int, ...]) -> np.ndarray:
    """Random weights of one law.

    Parameters
    ----------
    rng : numpy Generator
    law : str
        One of `LAWS`: heavy tails, equal magnitudes, exact ties, zero rows, denormals, extreme scales.
    shape : int or tuple
        The last axis runs over the inputs of a neuron.

    Returns
    -------
    array, float64, of that shape

    Raises
    ------
    InputError
        If no law has this name.
    """
    if law not in _LAWS:
        raise InputError(f"law={law!r}, expected one of {', '.join(LAWS)}")
    return _LAWS[law](rng, tuple(np.atleast_1d(shape)))


def random_network(
    rng: np.random.Generator, sizes: Sequence[int], activation: Activation | str = "relu", law: str = "gaussian"
) -> Network:
    """Random network with linear outputs; weights and biases of one law, scaled by 1/sqrt(inputs).

    Parameters
    ----------
    rng : numpy Generator
    sizes : sequence of int
        Inputs, units of each hidden layer, outputs: at least two numbers, each at least 1.
    activation : Activation or str
        Of the hidden layers.
    law : str
        One of `LAWS`.

    Raises
    ------
    InputError
        If `sizes` is too short or a size is below 1.
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise InputError(f"sizes={list(sizes)}, expected at least two sizes, each at least 1")
    hidden = Activation(activation) if isinstance(activation, str) else activation
    shapes = list(zip(sizes[1:], sizes, strict=False))
    return Network.sequential(
        [weights(rng, law, shape) / np.sqrt(shape[1]) for shape in shapes],
        [weights(rng, law, out) / np.sqrt(inputs) for out, inputs in shapes],
        [hidden] * (len(shapes) - 1) + [Activation("identity")],
    )


def random_inputs(rng: np.random.Generator, n: int, d: int) -> np.ndarray:
    """Gaussian inputs, shape (n, d), in which about a tenth of the columns is dead and a tenth constant."""
    x = rng.normal(size=(n, d))
    kind = rng.random(d)
    x[:, kind < 0.1] = 0.0
    x[:, kind > 0.9] = rng.normal()
    return x


def random_convolutional(
    rng: np.random.Generator,
    in_shape: tuple[int, ...],
    depth: int,
    outputs: int,
    activation: Activation | str = "relu",
    law: str = "gaussian",
) -> Network:
    """Random network of convolutions, pooling and residual blocks, with one dense layer at the end.

    Parameters
    ----------
    rng : numpy Generator
    in_shape : tuple of int
        Channels and grid of one input, (c, n) or (c, h, w).
    depth : int
        Number of steps before the head; a residual block is one.
    outputs : int
        Units of the dense layer, which is linear.
    activation : Activation or str
        After every convolution and sum.
    law : str
        One of `LAWS`; weights are scaled by 1/sqrt(inputs of a neuron).
    """
    chain = _Chain(rng, in_shape, Activation(activation) if isinstance(activation, str) else activation, law)
    for _ in range(depth):
        rng.choice([chain.convolve, chain.convolve, chain.pool, chain.block])()  # type: ignore[arg-type]
    if rng.random() < 0.5:
        chain.append(AveragePool.whole, chain.shape)
    chain.append(Flatten, chain.shape)
    (size,) = chain.shape
    chain.append(Dense, *chain.parameters((outputs, size)))
    return Network(tuple(chain.layers), chain.reads)


class _Chain:
    """A network under construction; layers are named by their number."""

    def __init__(self, rng: np.random.Generator, shape: tuple[int, ...], activation: Activation, law: str) -> None:
        self.rng, self.shape, self.activation, self.law = rng, tuple(shape), activation, law
        self.layers: list[Any] = []
        self.reads: dict[str, tuple[str, ...]] = {}

    def append(self, kind: Callable[..., Any], *arguments: Any, reads: tuple[str, ...] = (), **named: Any) -> None:
        layer = kind(str(len(self.layers)), *arguments, **named)
        self.layers.append(layer)
        self.shape = layer.out_shape
        if reads:
            self.reads[layer.name] = reads

    @property
    def top(self) -> str:
        return self.layers[-1].name if self.layers else INPUT

    def parameters(self, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
        scale = np.sqrt(np.prod(shape[1:]))
        return weights(self.rng, self.law, shape) / scale, weights(self.rng, self.law, shape[0]) / scale

    def convolve(self, *, out: int | None = None, same: bool = False, reads: tuple[str, ...] = ()) -> None:
        """Add a convolution: any one, or one that keeps the grid."""
        channels, *grid = self.shape
        kernel = self.rng.choice([1, 3], size=len(grid)) if same else self.rng.integers(1, 4, size=len(grid))
        dilation = self.rng.integers(1, 3, size=len(grid))
        extent = (kernel - 1) * dilation + 1
        padding = extent // 2 if same else np.maximum(self.rng.integers(0, 3, size=len(grid)), (extent - grid + 1) // 2)
        stride = 1 if same else tuple(self.rng.integers(1, 3, size=len(grid)))
        out = int(self.rng.integers(1, 5)) if out is None else out
        groups = int(self.rng.choice([g for g in range(1, channels + 1) if channels % g == 0 == out % g]))
        parameters = self.parameters((out, channels // groups, *kernel))
        self.append(
            Convolution, *parameters, self.shape, stride, tuple(padding), tuple(dilation), groups, self.activation,
            reads=reads,
        )  # fmt: skip

    def pool(self) -> None:
        """Add a pooling layer, its windows disjoint or not."""
        kernel = [int(self.rng.integers(1, min(3, size) + 1)) for size in self.shape[1:]]
        stride = [int(self.rng.integers(1, size + 1)) for size in kernel]
        padding = [int(self.rng.integers(size // 2 + 1)) for size in kernel]
        self.append(self.rng.choice([AveragePool, MaxPool]), self.shape, kernel, stride, padding)  # type: ignore[arg-type]

    def block(self) -> None:
        """Add a residual block: two convolutions beside the identity, a subsampling or a convolution."""
        start, shape = self.top, self.shape
        shortcut = self.rng.choice(["identity", "subsample", "convolution"])
        if shortcut == "subsample":
            before, after = self.rng.integers(0, 2, size=2)
            self.append(Subsample, shape, 2, int(before), int(after))
            target, side = self.shape, self.top
            self.shape = shape
            self.append(AveragePool, shape, 1, 2, reads=(start,))  # as coarse as the shortcut
        else:
            target, side = shape, start
            if shortcut == "convolution":
                self.convolve(out=shape[0], same=True, reads=(start,))
                side = self.top
        first = () if shortcut == "subsample" else (start,)
        self.convolve(same=True, reads=first)
        self.convolve(out=target[0], same=True)
        self.append(Add, self.shape, self.activation, reads=(self.top, side))
