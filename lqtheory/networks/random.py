"""Seeded random weights, networks and inputs, awkward ones included."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lqtheory.errors import InputError
from lqtheory.networks.activations import Activation
from lqtheory.networks.network import Network


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
