"""Rigorous arrays in arbitrary precision: object arrays of arb balls.

Slow, and independent of every rounding argument in `float_balls`: the arithmetic of `verify`
and of the checks of single statements. The precision is that of `flint.ctx`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
from flint import arb, arb_mat

from lqtheory.balls.scalars import lower_float, upper_float

_ZERO = arb(0)
_NO_EXPONENT = -(2**40)  # of 0 and of what is not finite: below that of any number worth scaling


def _objects(values: Sequence[arb], shape: tuple[int, ...]) -> np.ndarray:
    flat = np.empty(len(values), dtype=object)
    flat[:] = values
    return flat.reshape(shape)


def _sqrt(x: arb) -> arb:
    if x.lower() > 0 or x.is_zero():
        return x.sqrt()
    return x.upper().sqrt().union(_ZERO)


class ArbBalls:
    """Rigorous arrays whose entries are arb balls.

    Parameters
    ----------
    balls : array of object
        Its entries are `flint.arb`.
    """

    __slots__ = ("_balls",)
    __array_ufunc__ = None

    def __init__(self, balls: Any) -> None:
        self._balls = np.asarray(balls, dtype=object)

    @classmethod
    def exact(cls, values: Any) -> ArbBalls:
        """Floats as the dyadic numbers they are: radius 0."""
        values = np.asarray(values, dtype=np.float64)
        return cls(_objects([arb(v) for v in values.ravel().tolist()], values.shape))

    @classmethod
    def from_arb(cls, balls: Any) -> ArbBalls:
        """One arb ball, or an object array of them."""
        return cls(balls)

    @classmethod
    def stack(cls, balls: Sequence[ArbBalls]) -> ArbBalls:
        """Arrays of one shape along a new first axis."""
        return cls(np.stack([b._balls for b in balls]))

    @classmethod
    def concatenate(cls, balls: Sequence[ArbBalls]) -> ArbBalls:
        """Arrays joined along the first axis."""
        return cls(np.concatenate([b._balls for b in balls]))

    @staticmethod
    def _of(other: Any) -> np.ndarray:
        if isinstance(other, ArbBalls):
            return other._balls
        return np.asarray(other, dtype=object) if isinstance(other, arb) else ArbBalls.exact(other)._balls

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the array."""
        return self._balls.shape

    @property
    def T(self) -> ArbBalls:
        """Transpose."""
        return ArbBalls(self._balls.T)

    def reshape(self, *shape: int) -> ArbBalls:
        """Return the same entries in C order in another shape."""
        return ArbBalls(self._balls.reshape(*shape))

    def __len__(self) -> int:
        return len(self._balls)

    def __getitem__(self, key: Any) -> ArbBalls:
        return ArbBalls(self._balls[key])

    def __repr__(self) -> str:
        return f"ArbBalls({self._balls!r})"

    def map(self, function: Callable[[arb], Any], dtype: type = object) -> Any:
        """Apply an arb function to every entry; balls, or an array of another dtype."""
        values = _objects([function(x) for x in self._balls.ravel()], self.shape)
        return ArbBalls(values) if dtype is object else values.astype(dtype)[()]

    def mid(self) -> np.ndarray:
        """Midpoints, rounded to float64."""
        return self.map(lambda x: float(x.mid()), float)

    def lower(self) -> np.ndarray:
        """Floats <= every number of each ball; -inf for NaN."""
        return self.map(lower_float, float)

    def upper(self) -> np.ndarray:
        """Floats >= every number of each ball; inf for NaN."""
        return self.map(upper_float, float)

    def to_arb(self) -> np.ndarray:
        """Return the object array of arb itself."""
        return self._balls

    def __neg__(self) -> ArbBalls:
        return ArbBalls(-self._balls)

    def __add__(self, other: Any) -> ArbBalls:
        return ArbBalls(self._balls + self._of(other))

    __radd__ = __add__

    def __sub__(self, other: Any) -> ArbBalls:
        return ArbBalls(self._balls - self._of(other))

    def __rsub__(self, other: Any) -> ArbBalls:
        return -self + other

    def __mul__(self, other: Any) -> ArbBalls:
        return ArbBalls(self._balls * self._of(other))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> ArbBalls:
        return ArbBalls(self._balls / self._of(other))

    def __matmul__(self, other: Any) -> ArbBalls:
        left, right = self._balls, self._of(other)
        rows, columns = np.atleast_2d(left), right if right.ndim == 2 else right[:, None]
        product = arb_mat(rows.tolist()) * arb_mat(columns.tolist())
        return ArbBalls(_objects(product.entries(), (*left.shape[:-1], *right.shape[1:])))

    def abs(self) -> ArbBalls:
        """Absolute values."""
        return self.map(abs)

    def square(self) -> ArbBalls:
        """Squares."""
        return self * self

    def sqrt(self) -> ArbBalls:
        """Square roots of the non-negative parts."""
        return self.map(_sqrt)

    def sum(self, axis: int | None = None) -> ArbBalls:
        """Sums."""
        return ArbBalls(self._balls.sum(axis=axis))

    def mean(self, axis: int | None = None) -> ArbBalls:
        """Means."""
        return self.sum(axis) / float(self._balls.size if axis is None else self.shape[axis])

    def max(self, axis: int | None = None) -> ArbBalls:
        """Largest entries."""
        if axis is None:
            return ArbBalls(reduce(arb.max, self._balls.ravel()))
        rows = np.moveaxis(self._balls, axis, 0)
        return reduce(ArbBalls.maximum, map(ArbBalls, rows))

    def maximum(self, other: Any) -> ArbBalls:
        """Entry-wise the larger of two."""
        pairs = np.broadcast_arrays(self._balls, self._of(other))
        return ArbBalls(_objects([x.max(y) for x, y in zip(*map(np.ravel, pairs), strict=True)], pairs[0].shape))

    def minimum(self, other: Any) -> ArbBalls:
        """Entry-wise the smaller of two."""
        return -(-self).maximum(-ArbBalls(self._of(other)))

    def smaller(self, other: ArbBalls) -> ArbBalls:
        """Of two upper bounds of one thing, entry-wise the ball that ends lower, as it is.

        `minimum` joins balls that overlap, and arb rounds the end of a wide ball by 2^-30 of its width.
        """
        pairs = zip(self._balls.ravel(), other._balls.ravel(), strict=True)
        chosen = [x if upper_float(x) <= upper_float(y) else y for x, y in pairs]
        return ArbBalls(_objects(chosen, self.shape))

    def hull(self, other: ArbBalls) -> ArbBalls:
        """Balls that contain both."""
        pairs = zip(self._balls.ravel(), other._balls.ravel(), strict=True)
        return ArbBalls(_objects([x.union(y) for x, y in pairs], self.shape))

    def ldexp(self, exponent: Any) -> ArbBalls:
        """Multiply by 2**exponent."""
        exponent = np.asarray(exponent)
        powers = _objects([arb(2) ** int(e) for e in exponent.ravel()], exponent.shape)
        return ArbBalls(self._balls * powers)

    def exponent(self, axis: int | None = None) -> np.ndarray:
        """Integers e such that 2**e is about the largest magnitude along an axis, kept with length 1."""
        top = np.asarray(self.map(_exponent, int)).max(axis=axis, keepdims=axis is not None)
        return np.where(top == _NO_EXPONENT, 0, top)

    def norm(self, axis: int | None = None) -> ArbBalls:
        """Euclidean norms along an axis, or of all entries."""
        return self.square().sum(axis).sqrt()


def _exponent(x: arb) -> int:
    end = x.abs_upper()
    if not end.is_finite() or end.is_zero():
        return _NO_EXPONENT
    mantissa, exponent = end.man_exp()
    return max(_NO_EXPONENT, min(int(exponent) + int(mantissa).bit_length(), -_NO_EXPONENT))
