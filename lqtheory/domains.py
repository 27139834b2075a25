"""Domains: what the value of a symbol may be.

A domain is declared once and serves four times: it validates (with one sentence that names symbol, domain and
value), prints itself, yields values outside itself, and tells `lqtheory.testing` what to draw. Every constraint
that it makes can be taken away (`widenings`), so that a test can ask whether a theorem needs it.
"""

from __future__ import annotations

import dataclasses as dc
import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
import sympy as sp

from lqtheory.errors import DomainError
from lqtheory.networks import Comparison, Dense

Endpoint = sp.Expr | int | None
Resolve = Callable[[sp.Expr], Fraction]


class Domain(Protocol):
    """The values that a symbol may take."""

    def validate(self, name: str, value: Any, resolve: Resolve) -> Any:
        """Return the canonical form of `value`, or raise `DomainError` with one sentence."""
        ...

    def axes(self, value: Any) -> Mapping[sp.Symbol, int]:
        """Lengths of the named axes of a valid value."""
        ...

    def needs(self) -> frozenset[sp.Symbol]:
        """Symbols (axes included) that this domain mentions and does not itself provide."""
        ...

    def outside(self) -> list[Any]:
        """Values that must be refused, whatever the other symbols are."""
        ...

    def widenings(self, symbol: sp.Symbol) -> Iterator[tuple[str, Domain]]:
        """Each single assumption as text, with the domain that lacks it."""
        ...


def _refuse(name: str, domain: Any, value: Any) -> DomainError:
    shown = f"an array of shape {value.shape}" if isinstance(value, np.ndarray) and value.size > 8 else repr(value)
    return DomainError(f"{name} must be {domain}; got {shown}")


def exact(value: Any) -> Fraction | None:
    """Return the rational number that `value` (int, float, Fraction, string, sympy Rational) is, else None."""
    if isinstance(value, bool | np.bool_):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, sp.Rational):
        return Fraction(int(value.p), int(value.q))
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, int | float | Fraction | str):
        try:
            return Fraction(value)
        except (ValueError, ZeroDivisionError):
            return None
    return None


@dc.dataclass(frozen=True)
class _Interval:
    """Numbers between two endpoints, which may be expressions in other symbols."""

    lower: Endpoint = None
    upper: Endpoint = None
    ends: str = "[]"

    def axes(self, value: Any) -> Mapping[sp.Symbol, int]:
        return {}

    def needs(self) -> frozenset[sp.Symbol]:
        ends = [sp.sympify(e) for e in (self.lower, self.upper) if e is not None]
        return frozenset(s for e in ends for s in e.free_symbols if isinstance(s, sp.Symbol))

    def admits(self, x: Fraction, resolve: Resolve) -> bool:
        """Tell whether a number lies in the interval."""
        above = self.lower is None or (
            x > resolve(sp.sympify(self.lower)) or (self.ends[0] == "[" and x == resolve(sp.sympify(self.lower)))
        )
        return above and (
            self.upper is None
            or x < resolve(sp.sympify(self.upper))
            or (self.ends[1] == "]" and x == resolve(sp.sympify(self.upper)))
        )

    def _widenings(self, symbol: sp.Symbol) -> Iterator[tuple[str, _Interval]]:
        if self.lower is not None:
            yield f"{symbol} {'>=' if self.ends[0] == '[' else '>'} {self.lower}", dc.replace(self, lower=None)
        if self.upper is not None:
            yield f"{symbol} {'<=' if self.ends[1] == ']' else '<'} {self.upper}", dc.replace(self, upper=None)

    def _span(self) -> str:
        low = "-oo" if self.lower is None else self.lower
        high = "oo" if self.upper is None else self.upper
        left = "(" if self.lower is None else self.ends[0]
        return f"{left}{low}, {high}{')' if self.upper is None else self.ends[1]}"


@dc.dataclass(frozen=True)
class Real(_Interval):
    """Real numbers in an interval; values are taken exactly (a float is the dyadic number that it stores)."""

    ends: str = "()"

    def validate(self, name: str, value: Any, resolve: Resolve) -> Fraction:
        x = exact(value)
        if x is None or not self.admits(x, resolve):
            raise _refuse(name, self, value)
        return x

    def outside(self) -> list[Any]:
        fixed = [x for e in (self.lower, self.upper) if (x := exact(e)) is not None]
        beyond = [x + 1 for x in fixed[1:]] + [x - 1 for x in fixed[:1]]
        open_ends = [x for x, end in zip(fixed, self.ends, strict=False) if end in "()"]
        return [math.nan, math.inf, "one half", None, True, *beyond, *open_ends]

    def widenings(self, symbol: sp.Symbol) -> Iterator[tuple[str, Domain]]:
        yield from self._widenings(symbol)  # type: ignore[misc]

    def __str__(self) -> str:
        return f"a number in {self._span()}"


@dc.dataclass(frozen=True)
class Integer(_Interval):
    """Integers in a closed range."""

    def validate(self, name: str, value: Any, resolve: Resolve) -> int:
        x = exact(value)
        if x is None or isinstance(value, str) or x.denominator != 1 or not self.admits(x, resolve):
            raise _refuse(name, self, value)
        return int(x)

    def outside(self) -> list[Any]:
        low = exact(self.lower)
        return [
            1.5,
            math.nan,
            None,
            True,
            *([low - 1] if low is not None else []),
            *([10**9] if self.upper is not None else []),
        ]

    def widenings(self, symbol: sp.Symbol) -> Iterator[tuple[str, Domain]]:
        yield from self._widenings(symbol)  # type: ignore[misc]

    def __str__(self) -> str:
        return f"an integer in {self._span()}"


@dc.dataclass(frozen=True)
class _Array:
    """Finite float64 arrays whose axes have names."""

    def _array(self, name: str, value: Any, ndim: int) -> np.ndarray:
        try:
            x = np.array(value)
        except ValueError:
            raise _refuse(name, self, value) from None
        if x.ndim != ndim or x.size == 0 or x.dtype.kind not in "fiu" or not np.isfinite(x).all():
            raise _refuse(name, self, value)
        x = x.astype(np.float64)
        x.setflags(write=False)
        return x

    def needs(self) -> frozenset[sp.Symbol]:
        return frozenset()


@dc.dataclass(frozen=True)
class Vector(_Array):
    """Finite, non-empty real vectors of shape (axis,)."""

    axis: sp.Symbol
    nonzero: bool = False
    positive: bool = False
    nonnegative: bool = False

    def validate(self, name: str, value: Any, resolve: Resolve) -> np.ndarray:
        x = self._array(name, value, 1)
        if (
            (self.nonzero and not x.any())
            or (self.positive and not (x > 0).all())
            or (self.nonnegative and not (x >= 0).all())
        ):
            raise _refuse(name, self, value)
        return x

    def axes(self, value: np.ndarray) -> Mapping[sp.Symbol, int]:
        return {self.axis: len(value)}

    def outside(self) -> list[Any]:
        bad = [np.array([]), np.array([1.0, math.nan]), np.array([math.inf]), np.ones((2, 2)), "abc", np.array([1j])]
        bad += [np.zeros(3)] if self.nonzero or self.positive else []
        return bad + ([np.array([1.0, -1.0])] if self.positive or self.nonnegative else [])

    def widenings(self, symbol: sp.Symbol) -> Iterator[tuple[str, Domain]]:
        if self.nonzero:
            yield f"{symbol} != 0", dc.replace(self, nonzero=False)
        if self.positive:
            yield f"{symbol} > 0", dc.replace(self, positive=False)
        if self.nonnegative:
            yield f"{symbol} >= 0", dc.replace(self, nonnegative=False)

    def __str__(self) -> str:
        kind = next((name for name in ("positive", "nonnegative", "nonzero") if getattr(self, name)), "non-empty")
        return f"a {kind} vector of finite numbers, of shape ({self.axis},)"


@dc.dataclass(frozen=True)
class Matrix(_Array):
    """Finite, non-empty real matrices of shape (rows, columns)."""

    rows: sp.Symbol
    columns: sp.Symbol
    least_columns: int = 1

    def validate(self, name: str, value: Any, resolve: Resolve) -> np.ndarray:
        x = self._array(name, value, 2)
        if x.shape[1] < self.least_columns:
            raise _refuse(name, self, value)
        return x

    def axes(self, value: np.ndarray) -> Mapping[sp.Symbol, int]:
        return {self.rows: value.shape[0], self.columns: value.shape[1]}

    def outside(self) -> list[Any]:
        return [np.ones(3), np.ones((0, 2)), np.full((2, 2), math.nan), "abc"]

    def widenings(self, symbol: sp.Symbol) -> Iterator[tuple[str, Domain]]:
        yield from ()

    def __str__(self) -> str:
        least = f" with {self.columns} >= {self.least_columns}" if self.least_columns > 1 else ""
        return f"a matrix of finite numbers, of shape ({self.rows}, {self.columns}){least}"


@dc.dataclass(frozen=True)
class IndexSet:
    """Sets of indices along an axis, as boolean arrays."""

    axis: sp.Symbol

    def validate(self, name: str, value: Any, resolve: Resolve) -> np.ndarray:
        x = np.array(value)
        if x.ndim != 1 or x.dtype != np.bool_:
            raise _refuse(name, self, value)
        x.setflags(write=False)
        return x

    def axes(self, value: np.ndarray) -> Mapping[sp.Symbol, int]:
        return {self.axis: len(value)}

    def needs(self) -> frozenset[sp.Symbol]:
        return frozenset()

    def outside(self) -> list[Any]:
        return [np.array([0, 1]), np.ones((1, 2), dtype=bool), "abc"]

    def widenings(self, symbol: sp.Symbol) -> Iterator[tuple[str, Domain]]:
        yield from ()

    def __str__(self) -> str:
        return f"a boolean array of shape ({self.axis},)"


@dc.dataclass(frozen=True)
class Labels:
    """Class labels 0 .. classes-1, one per sample."""

    axis: sp.Symbol
    classes: sp.Symbol

    def validate(self, name: str, value: Any, resolve: Resolve) -> np.ndarray:
        x = np.array(value)
        if x.ndim != 1 or x.dtype.kind not in "iu" or x.size == 0 or x.min() < 0 or x.max() >= resolve(self.classes):
            raise _refuse(name, self, value)
        return x

    def axes(self, value: np.ndarray) -> Mapping[sp.Symbol, int]:
        return {self.axis: len(value)}

    def needs(self) -> frozenset[sp.Symbol]:
        return frozenset({self.classes})

    def outside(self) -> list[Any]:
        return [np.array([-1]), np.array([10**6]), np.array([0.5]), "abc"]

    def widenings(self, symbol: sp.Symbol) -> Iterator[tuple[str, Domain]]:
        yield from ()

    def __str__(self) -> str:
        return f"an array of integers in [0, {self.classes}), of shape ({self.axis},)"


def kept_counts(dense: Dense, pruned: Dense) -> np.ndarray:
    """Return how many weights each neuron keeps; all of them where its row is unchanged, zeros included."""
    same = (dense.weight == pruned.weight).all(axis=1)
    return np.where(same, dense.weight.shape[1], (pruned.weight != 0).sum(axis=1))


def magnitude_pruned(pair: Comparison) -> bool:
    """Tell whether every neuron keeps its largest weights (at least one) and nothing else was changed."""
    for dense, pruned in pair.pairs:
        kept, size = pruned.weight != 0, np.abs(dense.weight)
        smallest_kept = np.where(kept, size, np.inf).min(axis=1)
        largest_cut = np.where(kept, 0.0, size).max(axis=1)
        unchanged = np.array_equal(pruned.weight[kept], dense.weight[kept]) and np.array_equal(pruned.bias, dense.bias)
        if not unchanged or (kept_counts(dense, pruned) == 0).any() or (smallest_kept < largest_cut).any():
            return False
    return True


def _is_dense(pair: Comparison) -> bool:
    return not pair.dense.reads and all(isinstance(layer, Dense) for layer in pair.dense.layers)


@dc.dataclass(frozen=True)
class NetworkPair:
    """A dense network and a pruned one of the same structure, dense layers one after another, on the same inputs.

    With `magnitude`, every neuron must keep its largest weights (at least one), and nothing else may have changed.
    """

    depth: sp.Symbol
    magnitude: bool = False

    def validate(self, name: str, value: Any, resolve: Resolve) -> Comparison:
        dense = isinstance(value, Comparison) and _is_dense(value)
        if not dense or (self.magnitude and not magnitude_pruned(value)):
            raise _refuse(name, self, value)
        return value

    def axes(self, value: Comparison) -> Mapping[sp.Symbol, int]:
        return {self.depth: value.depth}

    def needs(self) -> frozenset[sp.Symbol]:
        return frozenset()

    def outside(self) -> list[Any]:
        return [None, "network", np.ones((2, 2))]

    def widenings(self, symbol: sp.Symbol) -> Iterator[tuple[str, Domain]]:
        if self.magnitude:
            yield f"{symbol} keeps the largest weights of each neuron", dc.replace(self, magnitude=False)

    def __str__(self) -> str:
        which = ", each neuron pruned to its largest weights" if self.magnitude else ""
        return f"a Comparison of two networks of dense layers{which}"
