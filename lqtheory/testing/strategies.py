"""Hypothesis strategies, public: weight vectors and networks of many laws, and the instances of any bound.

Simple values come first, so that a counterexample shrinks to one that a person can read.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import hypothesis.strategies as st
import numpy as np
import sympy as sp

from lqtheory import domains
from lqtheory.bound import Bound, resolver
from lqtheory.networks import ACTIVATIONS, LAWS, Activation, Comparison, Network, random_inputs, weights

_SEEDS = st.integers(0, 2**32 - 1)
_SIMPLE = st.sampled_from([1.0, 0.0, -1.0, 2.0, 0.5, 3.0])
_LONGEST = {"d": 8, "n": 4, "c": 4, "m": 4}


@st.composite
def weight_vectors(
    draw: st.DrawFn, size: int | None = None, *, max_size: int = 8, laws: tuple[str, ...] = LAWS
) -> np.ndarray:
    """Vectors of weights: small simple ones, arbitrary half-precision floats, and every law of `LAWS`.

    Parameters
    ----------
    size : int, optional
        Length; drawn from 1 .. `max_size` when not given.
    laws : tuple of str
        Which laws to draw from: gaussian, laplace, student_t, cauchy, lognormal, flat, geometric, one_hot, ties,
        zero_rows, denormal, huge (1e150), tiny (1e-150).

    Returns
    -------
    ndarray of float64, shape (size,)
    """
    length = draw(st.integers(1, max_size)) if size is None else size
    match draw(st.integers(0, 3)):
        case 0:
            return np.array(draw(st.lists(_SIMPLE, min_size=length, max_size=length)))
        case 1:
            return np.array(draw(st.lists(st.floats(-1024, 1024, width=16), min_size=length, max_size=length)))
    return weights(np.random.default_rng(draw(_SEEDS)), draw(st.sampled_from(laws)), length)


@st.composite
def matrices(draw: st.DrawFn, rows: int, columns: int, *, laws: tuple[str, ...] = LAWS) -> np.ndarray:
    """Matrices whose entries follow `weight_vectors`, or inputs with dead and constant columns."""
    if draw(st.booleans()):
        return draw(weight_vectors(rows * columns, laws=laws)).reshape(rows, columns)
    return random_inputs(np.random.default_rng(draw(_SEEDS)), rows, columns)


def activations() -> st.SearchStrategy[Activation]:
    """Every supported activation; leaky relu with slopes beyond 1 and below 0 too."""
    leaky = st.sampled_from([0.01, 2.0, -1.5]).map(lambda slope: Activation("leaky_relu", slope))
    return st.one_of(st.sampled_from([a for a in ACTIVATIONS if a != "leaky_relu"]).map(Activation), leaky)


@st.composite
def networks(
    draw: st.DrawFn, *, max_depth: int = 3, max_width: int = 4, laws: tuple[str, ...] = LAWS, inputs: int | None = None
) -> Network:
    """Dense networks of depth 1 .. `max_depth` and widths 1 .. `max_width`, one weight law per layer."""
    depth = draw(st.sampled_from([*range(1, max_depth + 1), *range(2, max_depth + 1)]))  # depth 1 is the least telling
    sizes = [draw(st.integers(1, max_width)) for _ in range(depth + 1)]
    sizes[0] = sizes[0] if inputs is None else inputs
    shapes = list(zip(sizes[1:], sizes, strict=False))
    return Network.sequential(
        [draw(matrices(*shape, laws=laws)) for shape in shapes],
        [draw(weight_vectors(out, laws=laws)) for out, _ in shapes],
        [draw(activations()) for _ in range(depth - 1)] + [Activation("identity")],
    )


TAME = tuple(law for law in LAWS if law not in ("denormal", "huge", "tiny"))
"""The laws whose products stay far from overflow and underflow."""


@st.composite
def comparisons(draw: st.DrawFn, *, magnitude: bool = False, laws: tuple[str, ...] = TAME) -> Comparison:
    """A network and a pruned version on a few inputs: random masks with biases and kept weights moved or not.

    With `magnitude`, every neuron keeps its largest weights, unchanged, as many in each neuron of a layer.
    """
    dense = draw(networks(laws=laws))
    inputs = draw(matrices(draw(st.integers(1, _LONGEST["n"])), dense.layers[0].weight.shape[1], laws=laws))
    if draw(st.integers(0, 3)) == 3:  # flat weights are extremal for ℓq norms: everything 1, no biases
        dense = dense.with_weights(
            {name: np.ones_like(x) for name, x in dense.weights.items()},
            {name: np.zeros_like(x) for name, x in dense.biases.items()},
        )
        inputs = np.ones_like(inputs)
    moved = not magnitude and draw(st.booleans())
    new_weights, new_biases = {}, {}
    for layer in dense.layers:
        out, into = layer.weight.shape
        if magnitude:
            kept = np.argsort(np.argsort(-np.abs(layer.weight), axis=1, kind="stable"), axis=1) < draw(
                st.integers(1, into)
            )
        else:
            kept = np.array(draw(st.lists(st.booleans(), min_size=out * into, max_size=out * into))).reshape(out, into)
        shift = draw(matrices(out, into, laws=laws)) if moved else 0.0
        new_weights[f"{layer.name}.weight"] = np.where(kept, layer.weight + shift, 0.0)
        new_biases[f"{layer.name}.bias"] = layer.bias + (draw(weight_vectors(out, laws=laws)) if moved else 0.0)
    return Comparison(dense, dense.with_weights(new_weights, new_biases), inputs)


@lru_cache(maxsize=1000)
def _reals(low: Fraction | None, high: Fraction | None, ends: str) -> st.SearchStrategy[float]:
    def inside(x: Fraction) -> bool:
        above = low is None or x > low or (ends[0] == "[" and x == low)
        return above and (high is None or x < high or (ends[1] == "]" and x == high))

    start = low if low is not None else (high if high is not None else Fraction(0)) - 4
    stop = high if high is not None else start + 8
    grid = [start + (stop - start) * Fraction(x, 64) for x in (32, 48, 16, 56, 8, 0, 64, 4, 60, 1, 63)]
    nice = [Fraction(x) for x in ("1/2", "3/4", "1/4", "1", "2", "3", "1/3") if start <= Fraction(x) <= stop]
    simple = list(filter(inside, nice + grid))
    fine = st.integers(1, 2**20 - 1).map(lambda x: start + (stop - start) * Fraction(x, 2**20))
    drawn = st.one_of(st.sampled_from(simple), fine).map(float) if simple else fine.map(float)
    return drawn.filter(lambda x: inside(Fraction(x)))


def _from_domain(
    domain: domains.Domain, lengths: Mapping[sp.Symbol, int], resolve: domains.Resolve
) -> st.SearchStrategy[Any]:
    match domain:
        case domains.Real():
            ends = (None if end is None else resolve(sp.sympify(end)) for end in (domain.lower, domain.upper))
            return _reals(*ends, domain.ends)
        case domains.Integer():
            upper = None if domain.upper is None else math.floor(resolve(sp.sympify(domain.upper)))
            below = -3 if upper is None else upper - 8
            low = below if domain.lower is None else math.ceil(resolve(sp.sympify(domain.lower)))
            high = low + 12 if upper is None else upper
            return st.integers(low, high) if low <= high else st.nothing()
        case domains.Vector(axis=axis) if domain.positive:
            floats = st.one_of(st.sampled_from([1.0, 2.0, 0.5]), st.floats(1 / 64, 64, width=16))
            return st.lists(floats, min_size=lengths[axis], max_size=lengths[axis]).map(np.array)
        case domains.Vector(axis=axis):
            drawn = (
                weight_vectors(lengths[axis], laws=TAME).map(np.abs)
                if domain.nonnegative
                else weight_vectors(lengths[axis])
            )
            return drawn.filter(np.any) if domain.nonzero else drawn
        case domains.Matrix(rows=rows, columns=columns):
            return matrices(lengths[rows], lengths[columns])
        case domains.IndexSet(axis=axis):
            return st.lists(st.booleans(), min_size=lengths[axis], max_size=lengths[axis]).map(
                lambda x: np.array(x, bool)
            )
        case domains.Labels(axis=axis, classes=classes):
            return st.lists(st.integers(0, lengths[classes] - 1), min_size=lengths[axis], max_size=lengths[axis]).map(
                np.array
            )
        case domains.NetworkPair():
            return comparisons(magnitude=domain.magnitude)
    raise TypeError(f"no strategy for {type(domain).__name__}")


class _Lengths(dict[sp.Symbol, int]):
    """Axis lengths, drawn when first asked for."""

    def __init__(self, draw: st.DrawFn, bound: Bound) -> None:
        self.draw = draw
        self.least = {x.columns: x.least_columns for x in bound.over.values() if isinstance(x, domains.Matrix)}

    def __missing__(self, axis: sp.Symbol) -> int:
        self[axis] = self.draw(st.integers(self.least.get(axis, 1), _LONGEST.get(axis.name, 8)), label=axis.name)
        return self[axis]


@st.composite
def instances(draw: st.DrawFn, bound: Bound) -> dict[str, Any]:
    """Values for the symbols of `bound`, inside its domains (its side conditions are not yet asked)."""
    lengths = _Lengths(draw, bound)
    out: dict[str, Any] = {}
    env: dict[sp.Basic, Any] = {}
    for symbol, domain in bound.over.items():
        resolve = resolver(env)
        out[symbol.name] = value = draw(_from_domain(domain, lengths, resolve), label=symbol.name)
        env[symbol] = domain.validate(symbol.name, value, resolve)
        env |= domain.axes(env[symbol])
    return out
