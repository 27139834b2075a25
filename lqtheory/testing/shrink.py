"""Make a counterexample one that a person can read: shorter arrays, rounder numbers, as long as balls still say so."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lqtheory import domains
from lqtheory.bound import Bound
from lqtheory.networks import Comparison, Network
from lqtheory.testing.moves import take

_ROUND = (1.0, 0.0, -1.0, 2.0, 0.5, 3.0, -2.0)


def shrink(bound: Bound, values: dict[str, Any], refutes: Callable[[dict[str, Any]], bool], seconds: float) -> dict:
    """Return simpler values that `refutes` still accepts; take the first that does, and begin again."""
    end, improved = time.monotonic() + seconds, True
    while improved:
        improved = False
        for simpler in _simpler(bound, values):
            if time.monotonic() > end:
                return values
            if refutes(simpler):
                values, improved = simpler, True
                break
    return values


def _simpler(bound: Bound, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    arrays = [x.name for x, d in bound.over.items() if isinstance(d, domains.Vector | domains.Matrix)]
    yield from ({**values, name: coarser} for name in arrays for coarser in _coarser_arrays(values[name]))
    yield from _shorter(bound, values)
    for symbol, domain in bound.over.items():
        name, value = symbol.name, values[symbol.name]
        match domain:
            case domains.Real():
                options = _rounder(value)
            case domains.Integer():
                options = iter([x for x in (0, 1, 2, value // 2, value - 1) if 0 <= x < abs(value)])
            case domains.Vector() | domains.Matrix():
                options = _rounder_arrays(value)
            case domains.NetworkPair():
                options = _rounder_pairs(value)
            case _:
                continue
        for option in options:
            yield {**values, name: option}


def _shorter(bound: Bound, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Drop half or one of the indices of an axis; counts may have to follow."""
    lengths = {a: n for x, d in bound.over.items() for a, n in d.axes(values[x.name]).items()}
    counts = [x.name for x, d in bound.over.items() if isinstance(d, domains.Integer) and values[x.name] > 0]
    labelled = {d.axis for d in bound.over.values() if isinstance(d, domains.Labels)}
    for axis, size in lengths.items():
        if axis in labelled or any(isinstance(d, domains.NetworkPair) for d in bound.over.values()):
            continue
        halves = [np.arange(size // 2), np.arange(size // 2, size)] if size > 3 else []
        for order in [*halves, *(np.delete(np.arange(size), j) for j in range(size) if size > 1)]:
            shorter = take(bound.over, values, axis, order)
            yield shorter
            for name in counts:
                less = max(0, values[name] - (size - len(order)))
                yield {**shorter, name: less}


def _rounder(x: float) -> Iterator[float]:
    simple = (0.5, 1.0, 2.0, 0.75, 0.25)
    yield from simple[: simple.index(x)] if x in simple else simple
    if x not in simple:
        yield from (r for digits in range(4) if (r := round(x, digits)) != x)


def _coarser_arrays(x: np.ndarray, plain: float = 1.0) -> Iterator[np.ndarray]:
    """One level, two levels (the largest entry, and the mean of the others), or the same without signs."""
    largest = np.abs(x).max(initial=0.0)
    yield from (y for y in (np.full_like(x, plain), np.sign(x), np.abs(x)) if not np.array_equal(x, y))
    if largest not in (0.0, 1.0):
        yield x / largest
    others = (x != 0) & (np.abs(x) < largest)
    if len(set(np.abs(x[others]).tolist())) > 1:
        yield np.where(others, np.sign(x) * np.abs(x[others]).mean(), x)


def _rounder_arrays(x: np.ndarray, plain: tuple[float, ...] = _ROUND) -> Iterator[np.ndarray]:
    """Fewer digits, then single entries that are simple."""
    for digits in range(4):
        if not np.array_equal(x, y := np.round(x, digits)):
            yield y
    for at in np.ndindex(x.shape):
        rank = plain.index(x[at]) if x[at] in plain else len(plain)
        for better in plain[:rank]:
            y = x.copy()
            y[at] = better
            yield y


def _rounder_pairs(pair: Comparison) -> Iterator[Comparison]:
    """Fewer inputs and units, biases of 0, nothing pruned in a layer, round weights: first what changes most."""
    for j in range(len(pair.inputs) if len(pair.inputs) > 1 else 0):
        yield Comparison(pair.dense, pair.pruned, np.delete(pair.inputs, j, axis=0))
    for level in range(pair.depth + 1):
        width = pair.inputs.shape[1] if level == 0 else len(pair.dense.layers[level - 1].bias)
        yield from (_without(pair, level, unit) for unit in range(width) if width > 1)
    for x in (*_coarser_arrays(pair.inputs), *_rounder_arrays(pair.inputs)):
        yield Comparison(pair.dense, pair.pruned, x)
    for dense, pruned in pair.pairs:
        for part in ("bias", "weight"):
            old, new = getattr(dense, part), getattr(pruned, part)
            if not np.array_equal(new, old):
                yield _with(pair, dense.name, part, old, old)
            plain = (0.0, *_ROUND) if part == "bias" else _ROUND
            for simple in (*_coarser_arrays(old, plain[0]), *_rounder_arrays(old, plain)):
                kept = np.where(new == old, simple, np.where(new == 0, 0.0, new))
                yield _with(pair, dense.name, part, simple, kept)


def _without(pair: Comparison, level: int, unit: int) -> Comparison:
    """Return both networks without one unit of a layer, or, for level 0, without one input."""
    sides: list[Network] = []
    for network in (pair.dense, pair.pruned):
        weights, biases = ([np.array(getattr(x, part)) for x in network.layers] for part in ("weight", "bias"))
        if level > 0:
            weights[level - 1] = np.delete(weights[level - 1], unit, axis=0)
            biases[level - 1] = np.delete(biases[level - 1], unit)
        if level < len(weights):
            weights[level] = np.delete(weights[level], unit, axis=1)
        sides.append(Network.sequential(weights, biases, [layer.activation for layer in network.layers]))
    dense, pruned = sides
    return Comparison(dense, pruned, np.delete(pair.inputs, unit, axis=1) if level == 0 else pair.inputs)


def _with(pair: Comparison, name: str, part: str, old: np.ndarray, new: np.ndarray) -> Comparison:
    kind = "weights" if part == "weight" else "biases"
    dense, pruned = pair.dense, pair.pruned
    return Comparison(
        dense.with_weights(**{kind: {f"{name}.{part}": old}}),
        pruned.with_weights(**{kind: {f"{name}.{part}": new}}),
        pair.inputs,
    )
