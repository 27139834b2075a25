"""Instances where bounds are tight or fall: boundaries of domains, and arrays of few levels.

The worst vectors of the theory are flat, of two levels or geometric; the worst inputs are copies of each other. Along
each axis one split is drawn, and levels, sets and counts prefer to change there; numbers just above simple ones differ
from them by a power of 2 that counts prefer: so they meet without a search. Some draws are plain in everything at once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp

from lqtheory import domains
from lqtheory.bound import Bound, resolver
from lqtheory.networks import ACTIVATIONS, LAWS, Activation, Comparison, Network, random_inputs, weights
from lqtheory.primitives import Atom

CONTINUOUS = (domains.Real, domains.Vector, domains.Matrix)
SIMPLE = np.array([1.0, 1.0, 0.0, -1.0, 2.0, 0.5, 3.0])
NICE = [Fraction(x) for x in ("1/2", "1", "3/4", "1/4", "2", "1/3", "3", "9/10", "3/2")]


class Extremal:
    """A source of instances inside the domains of a bound; `rng` decides everything."""

    def __init__(self, bound: Bound, rng: np.random.Generator) -> None:
        self.over, self.rng = bound.over, rng

        def heavy(domain: domains.Domain) -> bool:
            return isinstance(domain, domains.Matrix | domains.NetworkPair | domains.Labels)

        atoms = {type(x) for side in (bound.lhs, bound.rhs, *bound.when) for x in side.atoms(Atom)}
        opaque = any(x.__module__ != Atom.__module__ and not hasattr(x, "define") for x in atoms)
        # What looks into matrices, or tries all choices, costs much and mostly shows what it has in few dimensions.
        self.longest, self.farthest = (5, 16) if opaque or any(map(heavy, self.over.values())) else (64, 256)
        self.least = {x.columns: x.least_columns for x in self.over.values() if isinstance(x, domains.Matrix)}

    def draw(self, flat: int | None = None) -> dict[str, Any]:
        """Return one instance; with `flat`, all axes have this length, and all entries are 1."""
        self.lengths: dict[sp.Symbol, int] = {}
        self.splits: dict[sp.Symbol, int] = {}
        self.digits = int(self.rng.integers(1, 12))
        self.flat, self.arrays = flat, []
        self.far = self.rng.random() < 0.05
        self.plain = flat is not None or self.rng.random() < 0.4
        values: dict[str, Any] = {}
        env: dict[sp.Basic, Any] = {}
        resolve = resolver(env)  # of what is known by then
        for symbol, domain in self.over.items():
            value = self.value(domain, resolve)
            values[symbol.name] = value
            self.arrays += [value] if isinstance(domain, domains.Vector | domains.Matrix) else []
            env[symbol] = Fraction(value) if isinstance(domain, domains.Real) else value
            env |= domain.axes(value)
        if flat is None and self.rng.random() < 0.2:
            moved = scaled(self.over, values, float(2.0 ** self.rng.integers(-10, 11)))
            reals = {x: domain for x, domain in self.over.items() if isinstance(domain, domains.Real)}
            env |= {x: Fraction(moved[x.name]) for x in reals}
            if all(domain.admits(env[x], resolve) for x, domain in reals.items()):
                return moved
        return values

    def value(self, domain: domains.Domain, resolve: domains.Resolve) -> Any:
        """Return one value of a domain."""
        match domain:
            case domains.Real():
                return self.real(domain, resolve)
            case domains.Integer():
                return self.integer(domain, resolve)
            case domains.Vector(axis=axis):
                x = self.like((self.length(axis),))
                x = self.vector(self.length(axis), self.splits[axis]) if x is None else x
                x = np.abs(x) if domain.nonnegative or domain.positive else x
                x = np.where(x == 0, 1.0, x) if domain.positive else x
                return x if x.any() or not domain.nonzero else np.eye(1, len(x))[0]
            case domains.Matrix(rows=rows, columns=columns):
                x = self.like((self.length(rows), self.length(columns)))
                return self.matrix(self.length(rows), self.length(columns), self.splits[columns]) if x is None else x
            case domains.IndexSet(axis=axis):
                return self.subset(self.length(axis), self.splits[axis])
            case domains.Labels(axis=axis, classes=classes):
                return self.labels(self.length(axis), self.length(classes))
            case domains.NetworkPair():
                return self.pair(domain.magnitude)
        raise TypeError(f"no extremal values for {type(domain).__name__}")

    def length(self, axis: sp.Symbol) -> int:
        """Return the length of an axis, and draw its split, when first asked for."""
        if axis not in self.lengths:
            short = max(2 + self.longest // 4, 5 * self.plain)
            likely = self.farthest if self.far else short if self.rng.random() < 0.6 else self.longest
            drawn = int(self.rng.integers(1, likely + 1))
            if self.rng.random() < 0.3:  # as long as another axis, or 1
                drawn = int(self.rng.choice(list(self.lengths.values()) or [1]))
            self.lengths[axis] = max(self.least.get(axis, 1), self.flat or drawn)
            self.splits[axis] = int(self.rng.integers(1, self.lengths[axis] + 1))
        return self.lengths[axis]

    def real(self, domain: domains.Real, resolve: domains.Resolve) -> float:
        """Return a number at, near or between the ends."""
        low, high = (None if end is None else resolve(sp.sympify(end)) for end in (domain.lower, domain.upper))
        start = low if low is not None else (high - 8 if high is not None else Fraction(-4))
        span = (high if high is not None else start + 8) - start
        near = Fraction(2) ** -int(self.rng.integers(1, 12))
        options = [
            NICE[self.rng.integers(len(NICE))],
            start + span * Fraction(int(self.rng.integers(1, 2**20)), 2**20),
            start + span * near,
            start + span * (1 - near),
            start + Fraction(2) ** int(self.rng.integers(-6, 10)) if high is None else start + span,
            start,
        ]
        sizes = []
        if self.arrays and self.flat is None:  # the size of an entry, or of a difference of two
            among = self.arrays[self.rng.integers(len(self.arrays))].ravel()
            one, other = (self.rng.choice(among) for _ in range(2))
            sizes = [Fraction(abs(one)), Fraction(abs(one - other))]
        options += sizes
        if self.plain and self.rng.random() < 0.7:
            ends = [x for x in (low, high) if x is not None]
            options = [x for x in ends + sizes if domain.admits(x, resolve)] or options
        inside = [x for x in map(float, options) if domain.admits(Fraction(x), resolve)] or [float(start + span / 2)]
        return inside[self.rng.integers(len(inside))]

    def integer(self, domain: domains.Integer, resolve: domains.Resolve) -> int:
        """Return an integer at, near or between the ends, or a split."""
        upper = None if domain.upper is None else math.floor(resolve(sp.sympify(domain.upper)))
        below = -3 if upper is None else upper - 8
        low = below if domain.lower is None else math.ceil(resolve(sp.sympify(domain.lower)))
        long = int(2 ** self.rng.uniform(1, 7 if self.longest > 5 and self.rng.random() < 0.2 else 4))
        high = low + long if upper is None else upper
        options = [low, low + 1, high, high - 1, int(self.rng.integers(low, max(low, high) + 1))]
        options += [x + y for x in self.splits.values() for y in (0, -1)] + [self.digits]
        inside = [x for x in options if low <= x <= high] or [low]
        return int(self.rng.choice(inside))

    def like(self, shape: tuple[int, ...]) -> np.ndarray | None:
        """Return, now and then, a variation of an array that was drawn before: the same, its means, its opposite, 0."""
        alike = [x for x in self.arrays if x.shape == shape]
        if not alike or self.flat is not None or self.rng.random() < 0.6:
            return None
        x = alike[self.rng.integers(len(alike))]
        means = np.broadcast_to(x.mean(axis=-1, keepdims=True), shape)
        options = [x, means, means, -x, 0 * x, x + self.rng.choice(SIMPLE, size=shape)]
        return np.array(options[self.rng.integers(len(options))])

    def vector(self, n: int, split: int) -> np.ndarray:
        """Return a vector of few levels, or of a law of random weights."""
        rng, rank = self.rng, np.arange(n)
        match 0 if self.flat is not None else rng.choice([0, 0, 2, 3]) if self.plain else rng.integers(12):
            case 0 | 1:
                x = np.ones(n)
            case 2:
                x = (rank < split) * 1.0
            case 3 | 4:
                low = rng.choice([0.5, 1 / (1 + math.sqrt(n)), 10 ** rng.uniform(-4, 0)])
                x = np.where(rank < split, 1.0, low)
            case 5:
                x = rng.uniform(0.1, 1) ** rank
            case 6:
                x = (rank + 1.0) ** -rng.uniform(0.1, 4)
            case 7:
                x = np.eye(1, n)[0]
            case 8 | 9:
                x = rng.choice(SIMPLE, size=n)
            case _:
                x = weights(rng, str(rng.choice(LAWS)), n)
        if self.flat is not None:
            return x
        x = x * rng.choice([-1.0, 1.0], size=n) if rng.random() < 0.3 else x
        x = rng.permutation(x) if rng.random() < 0.2 else x
        x = x * (1 + 2.0**-self.digits) if rng.random() < 0.1 else x  # where roundings turn
        return x * 2.0 ** rng.integers(-3, 4) if rng.random() < 0.2 else x

    def matrix(self, rows: int, columns: int, split: int) -> np.ndarray:
        """Return a matrix whose rows or columns are copies, a diagonal, or a random one."""
        rng = self.rng
        if self.flat is not None:
            return np.ones((rows, columns))
        match rng.choice([0, 2, 2, 4]) if self.plain else rng.integers(11):
            case 0 | 1:
                x = np.ones((rows, columns))
            case 2:
                x = np.eye(rows, columns)
            case 3:
                x = np.outer(self.vector(rows, rows), self.vector(columns, split))
            case 4:
                x = np.outer(rng.choice([-1.0, 1.0], size=rows), np.ones(columns))
            case 5:
                x = rng.choice([-1.0, 1.0], size=(rows, columns))
            case 6 | 7:
                x = rng.choice(SIMPLE, size=(rows, columns))
            case 8:
                x = np.sort(rng.integers(0, 5, size=(rows, columns)) / 4, axis=0)
            case 9:
                x = random_inputs(rng, rows, columns)
            case _:
                x = rng.normal(size=(rows, columns))
        if rows > 1 and rng.random() < 0.15:  # a mean of zero
            x = np.vstack([x[: rows // 2], -x[: rows // 2], *([0 * x[:1]] if rows % 2 else [])])
        return x * 2.0 ** rng.integers(-3, 4) if rng.random() < 0.2 else x

    def subset(self, n: int, split: int) -> np.ndarray:
        """Return the indices before or after the split, all, none, or any."""
        first = np.arange(n) < split
        options = [first, ~first, np.ones(n, bool), np.zeros(n, bool), self.rng.random(n) < 0.5]
        return options[self.rng.integers(len(options))]

    def labels(self, n: int, classes: int) -> np.ndarray:
        """Return random labels, one class only, or a chain in which each index names the next."""
        options = [
            self.rng.integers(classes, size=n),
            np.zeros(n, int),
            np.minimum(np.arange(1, n + 1), classes - 1),
        ]
        return options[self.rng.integers(len(options))]

    def pair(self, magnitude: bool) -> Comparison:
        """Return a small network and a pruned one; with `magnitude`, each neuron keeps its largest weights."""
        rng = self.rng
        plain = self.plain
        depth = int(rng.choice([1, 1, 2, 3] if plain else [1, 2, 2, 3, 3, 4, 5]))
        widest = 3 if rng.random() < 0.9 else 8
        sizes = rng.integers(1, widest + 1, size=depth + 1) if rng.random() < 0.7 else np.ones(depth + 1, int)
        alike = plain or rng.random() < 0.4  # all layers of one kind
        kind = rng.choice([0, 0, 5] if plain else [0, 0, 0, 1, 2, 3, 4, 5])
        dense, biases = [], []
        for out, into in zip(sizes[1:], sizes, strict=False):
            kind = kind if alike else rng.integers(6)
            flat, spread = np.ones((out, into)), rng.choice(SIMPLE, size=(out, into))
            signs = rng.choice([-1.0, 1.0], size=(out, into))  # these cancel in the dense network only
            options = [flat, spread, np.abs(spread), np.eye(out, into), rng.normal(size=(out, into)), signs]
            dense.append(options[kind] * (1.0 if plain or rng.random() < 0.6 else 2.0 ** rng.integers(-3, 4)))
            biases.append(np.zeros(out) if plain or rng.random() < 0.6 else rng.choice(SIMPLE, size=out))
        hidden = [self.activation() for _ in range(depth - 1)]
        hidden = hidden[:1] * (depth - 1) if rng.random() < 0.6 else hidden
        last = Activation("identity") if rng.random() < 0.9 else self.activation()
        network = Network.sequential(dense, biases, [*hidden, last])
        inputs = self.matrix(int(rng.integers(1, 4)), int(sizes[0]), 1) * rng.choice([-1.0, 1.0])
        one = np.arange(depth) == rng.integers(depth)
        touched = one if rng.random() < 0.6 else rng.random(depth) < rng.choice([0.4, 1.0])
        pruned, moved = [], {}
        for layer, (w, change) in enumerate(zip(dense, touched, strict=True)):
            if magnitude or plain or rng.random() < 0.4:
                mask = magnitude_mask(w, int(rng.integers(magnitude, w.shape[1] + 1)) if change else w.shape[1])
            else:
                mask = (rng.random(w.shape) < rng.choice([0.0, 0.5, 1.0])) if change else np.ones(w.shape, bool)
                if rng.random() < 0.2:
                    moved[f"{network.layers[layer].name}.bias"] = biases[layer] + rng.choice(SIMPLE, size=len(w))
            pruned.append(np.where(mask, w, 0.0))
        names = [f"{layer.name}.weight" for layer in network.layers]
        return Comparison(network, network.with_weights(dict(zip(names, pruned, strict=True)), moved), inputs)

    def activation(self) -> Activation:
        """Return an activation; more often one that is positively homogeneous, as the worst cases are."""
        plain = [Activation(x) for x in ("relu", "relu", "relu", "identity", "identity")]
        leaky = [Activation("leaky_relu", slope) for slope in (2.0, 2.0, 2.0, -1.5, 0.01)]
        smooth = [Activation(x) for x in ACTIVATIONS if x != "leaky_relu"]
        options = plain + leaky + smooth
        return options[self.rng.integers(len(options))]


def magnitude_mask(w: np.ndarray, k: int) -> np.ndarray:
    """Return the k largest weights of each row, on ties the first."""
    return np.argsort(np.argsort(-np.abs(w), axis=1, kind="stable"), axis=1) < k


def scaled(over: Mapping[sp.Symbol, domains.Domain], values: dict[str, Any], factor: float) -> dict[str, Any]:
    """Multiply all numbers and arrays by one factor: where a bound is homogeneous, it stays as tight as it was."""
    moved = {x.name: values[x.name] * factor for x, domain in over.items() if isinstance(domain, CONTINUOUS)}
    return values | moved
