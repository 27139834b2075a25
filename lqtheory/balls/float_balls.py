"""Midpoint-radius arrays in IEEE double, rounded outward, at the speed of numpy.

A ball (mid, rad) stands for all reals x with |x - mid| <= rad. Nothing here relies on directed
rounding: each operation adds a bound of its own rounding error to the radius, and then inflates the
radius to cover the rounding of the radius itself. For sums and products of matrices the bounds
|fl(AB) - AB| <= n u |A||B| + n eta hold in any order of summation, with or without fused
multiply-add (Jeannerod & Rump 2013); u = 2^-53, eta = 2^-1074. Gradual underflow is assumed.

A NaN or an infinity anywhere makes the entry the whole line: midpoint 0, radius inf.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import numpy as np
from flint import arb, ctx

from lqtheory.balls.scalars import lower_float, upper_float

_ETA = 2.0**-1074
_SAFE = 2.0**-900


def _rounding(x: np.ndarray) -> np.ndarray:
    """At least the rounding error of a sum whose computed value is x; sums that underflow are exact."""
    return np.abs(x) * 2.0**-52


def _spacing(x: np.ndarray) -> np.ndarray:
    """At least u|x|, subnormal numbers included; 0 where x is 0."""
    return np.where(x == 0, 0.0, np.spacing(np.abs(x)))


def _up(rad: np.ndarray, terms: int = 4) -> np.ndarray:
    """At least the exact value of a non-negative expression of that many roundings, computed as `rad`."""
    return rad * (1 + (terms + 4) * 2.0**-52)


def _scaled_norm(x: np.ndarray, axis: int | None) -> np.ndarray:
    """Euclidean norms with a relative error of at most (n + 4) u but for underflow of the norm itself."""
    top = np.abs(x).max(axis=axis, keepdims=True, initial=0.0)
    exponent = np.frexp(np.where(np.isfinite(top), top, 1.0))[1]
    # With a largest entry near 1, what underflows when squared is far below the rounding error.
    return np.ldexp(np.sqrt(np.square(np.ldexp(x, -exponent)).sum(axis=axis)), exponent.squeeze(axis))


def _no_underflow(*factors: FloatBalls) -> bool:
    """Whether no product of non-zero entries of the factors, errors included, can underflow."""
    bottom = 2.0**-60
    for balls in factors:
        for part in (np.abs(balls._mid), balls._rad):
            bottom *= min(1.0, np.min(part, where=part > 0, initial=1.0))
    return bottom >= _SAFE


def _quiet(method: Callable[..., Any]) -> Callable[..., Any]:
    """Overflow and NaN are answered by an infinite radius, so numpy need not warn of them."""

    @wraps(method)
    def run(*args: Any, **kwargs: Any) -> Any:
        with np.errstate(all="ignore"):
            return method(*args, **kwargs)

    return run


class FloatBalls:
    """Rigorous float64 arrays: midpoints and radii, rounded outward.

    Parameters
    ----------
    mid, rad : arrays of one shape
        Midpoints and radii >= 0. Entries that are not finite become the whole line.
    """

    __slots__ = ("_mid", "_rad")
    __array_ufunc__ = None

    def __init__(self, mid: Any, rad: Any) -> None:
        mid, rad = np.asarray(mid, dtype=np.float64), np.asarray(rad, dtype=np.float64)
        finite = np.isfinite(mid) & np.isfinite(rad)
        if not finite.all():
            mid, rad = np.where(finite, mid, 0.0), np.where(finite, rad, np.inf)
        self._mid, self._rad = mid, rad

    @classmethod
    def _made(cls, mid: np.ndarray, rad: np.ndarray) -> FloatBalls:
        """Take parts of balls that are in order already, without looking at them again."""
        balls = object.__new__(cls)
        balls._mid, balls._rad = mid, rad
        return balls

    @classmethod
    def exact(cls, values: Any) -> FloatBalls:
        """Floats as the dyadic numbers they are: radius 0."""
        values = np.asarray(values, dtype=np.float64)
        return cls(values, np.zeros_like(values))

    @classmethod
    @_quiet
    def between(cls, lower: Any, upper: Any) -> FloatBalls:
        """Balls that contain the intervals [lower, upper]."""
        lower, upper = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
        mid = lower / 2 + upper / 2
        rad = np.maximum(upper - mid, mid - lower)
        return cls(mid, rad + _rounding(rad))

    @classmethod
    def from_arb(cls, balls: Any) -> FloatBalls:
        """Balls that contain arb balls: one, or an object array of them."""
        balls = np.asarray(balls, dtype=object)
        lower = np.array([lower_float(x) for x in balls.ravel()]).reshape(balls.shape)
        upper = np.array([upper_float(x) for x in balls.ravel()]).reshape(balls.shape)
        return cls.between(lower, upper)

    @classmethod
    def stack(cls, balls: Sequence[FloatBalls]) -> FloatBalls:
        """Arrays of one shape along a new first axis."""
        return cls._made(np.stack([b._mid for b in balls]), np.stack([b._rad for b in balls]))

    @classmethod
    def concatenate(cls, balls: Sequence[FloatBalls]) -> FloatBalls:
        """Arrays joined along the first axis."""
        return cls._made(np.concatenate([b._mid for b in balls]), np.concatenate([b._rad for b in balls]))

    @classmethod
    def _of(cls, other: Any) -> FloatBalls:
        if isinstance(other, FloatBalls):
            return other
        return cls.from_arb(other) if isinstance(other, arb) else cls.exact(other)

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the array."""
        return self._mid.shape

    @property
    def T(self) -> FloatBalls:
        """Transpose."""
        return FloatBalls._made(self._mid.T, self._rad.T)

    def reshape(self, *shape: int) -> FloatBalls:
        """Return the same entries in C order in another shape."""
        return FloatBalls._made(self._mid.reshape(*shape), self._rad.reshape(*shape))

    def __len__(self) -> int:
        return len(self._mid)

    def __getitem__(self, key: Any) -> FloatBalls:
        return FloatBalls._made(self._mid[key], self._rad[key])

    def __repr__(self) -> str:
        return f"FloatBalls({self._mid!r}, {self._rad!r})"

    def mid(self) -> np.ndarray:
        """Midpoints."""
        return self._mid

    def lower(self) -> np.ndarray:
        """Floats <= every number of each ball; -inf where the radius is infinite."""
        low = self._mid - self._rad
        return np.where(self._rad == 0, self._mid, np.nextafter(low, -np.inf))[()]

    def upper(self) -> np.ndarray:
        """Floats >= every number of each ball; inf where the radius is infinite."""
        high = self._mid + self._rad
        return np.where(self._rad == 0, self._mid, np.nextafter(high, np.inf))[()]

    def to_arb(self) -> np.ndarray:
        """The same balls as an object array of arb."""
        pairs = zip(self._mid.ravel().tolist(), self._rad.ravel().tolist(), strict=True)
        return np.array([arb(m, r) for m, r in pairs], dtype=object).reshape(self.shape)

    def map(self, function: Callable[[arb], arb]) -> FloatBalls:
        """Apply an arb function to every entry."""
        with ctx.workprec(64):
            flat = np.empty(self._mid.size, dtype=object)
            flat[:] = [function(x) for x in self.to_arb().ravel()]
            return FloatBalls.from_arb(flat.reshape(self.shape))

    def __neg__(self) -> FloatBalls:
        return FloatBalls._made(-self._mid, self._rad)

    @_quiet
    def __add__(self, other: Any) -> FloatBalls:
        other = self._of(other)
        mid = self._mid + other._mid
        return FloatBalls(mid, _up(self._rad + other._rad + _rounding(mid)))

    __radd__ = __add__

    def __sub__(self, other: Any) -> FloatBalls:
        return self + -self._of(other)

    def __rsub__(self, other: Any) -> FloatBalls:
        return -self + other

    @_quiet
    def __mul__(self, other: Any) -> FloatBalls:
        other = self._of(other)
        mid = self._mid * other._mid
        cross = np.abs(self._mid) * other._rad + self._rad * (np.abs(other._mid) + other._rad)
        rad = _up(cross + np.spacing(np.abs(mid))) + 4 * _ETA
        zero = ((self._mid == 0) & (self._rad == 0)) | ((other._mid == 0) & (other._rad == 0))
        finite = np.isfinite(self._rad) & np.isfinite(other._rad)
        return FloatBalls(mid, np.where(zero & finite, 0.0, rad))

    __rmul__ = __mul__

    @_quiet
    def __truediv__(self, other: Any) -> FloatBalls:
        other = self._of(other)
        quotient = self._mid / other._mid
        # (a+da)/(b+db) - q = (a - q b + da - q db)/(b+db), and |a - q b| <= |b| ulp(q).
        size = np.abs(quotient)
        top = np.abs(other._mid) * np.spacing(size) + self._rad + size * other._rad + 4 * _ETA
        away = np.abs(other._mid) - other._rad
        rad = _up(top, 8) / (away * (1 - 2.0**-50)) + _ETA
        zero = (self._mid == 0) & (self._rad == 0)
        return FloatBalls(quotient, np.where(away > 0, np.where(zero, 0.0, _up(rad)), np.inf))

    @_quiet
    def __matmul__(self, other: Any) -> FloatBalls:
        other = self._of(other)
        n = self.shape[-1]
        size, other_size = np.abs(self._mid), np.abs(other._mid)
        rad = size @ _up((n + 2) * _spacing(other_size) + other._rad)
        if self._rad.any():
            rad = rad + self._rad @ (other_size + other._rad)
        rad = _up(rad, 2 * n + 8)
        if not _no_underflow(self, other):
            rad = rad + 8 * n * _ETA
        # BLAS may skip a factor 0, whatever it multiplies: an infinite radius must not get lost there.
        if not (np.isfinite(self._rad).all() and np.isfinite(other._rad).all()):
            rad = np.full_like(rad, np.inf)
        return FloatBalls(self._mid @ other._mid, rad)

    def abs(self) -> FloatBalls:
        """Absolute values."""
        low, high = self.lower(), self.upper()
        crossing = FloatBalls.between(0.0, np.maximum(-low, high))
        sided = (low >= 0) | (high <= 0)
        return FloatBalls(np.where(sided, np.abs(self._mid), crossing._mid), np.where(sided, self._rad, crossing._rad))

    def square(self) -> FloatBalls:
        """Squares."""
        return self * self

    @_quiet
    def sqrt(self) -> FloatBalls:
        """Square roots of the non-negative parts; the whole line where there is none."""
        low, high = self.lower(), self.upper()
        bottom = np.nextafter(np.sqrt(np.maximum(low, 0.0)), -np.inf)
        top = np.nextafter(np.sqrt(high), np.inf)
        return FloatBalls.between(np.maximum(bottom, 0.0), np.where(high == 0, 0.0, top))

    @_quiet
    def sum(self, axis: int | None = None) -> FloatBalls:
        """Sums, in any order of summation."""
        n = self._mid.size if axis is None else self.shape[axis]
        size = np.abs(self._mid).sum(axis=axis)
        return FloatBalls(
            self._mid.sum(axis=axis), _up(self._rad.sum(axis=axis) + n * _rounding(_up(size, n)), 2 * n + 4)
        )

    def mean(self, axis: int | None = None) -> FloatBalls:
        """Means."""
        return self.sum(axis) / float(self._mid.size if axis is None else self.shape[axis])

    def max(self, axis: int | None = None) -> FloatBalls:
        """Largest entries."""
        return FloatBalls.between(self.lower().max(axis=axis), self.upper().max(axis=axis))

    def maximum(self, other: Any) -> FloatBalls:
        """Entry-wise the larger of two."""
        other = self._of(other)
        low, high, other_low, other_high = self.lower(), self.upper(), other.lower(), other.upper()
        both = FloatBalls.between(np.maximum(low, other_low), np.maximum(high, other_high))
        first, second = low >= other_high, other_low >= high
        return FloatBalls(
            np.where(first, self._mid, np.where(second, other._mid, both._mid)),
            np.where(first, self._rad, np.where(second, other._rad, both._rad)),
        )

    def minimum(self, other: Any) -> FloatBalls:
        """Entry-wise the smaller of two."""
        return -(-self).maximum(-self._of(other))

    def smaller(self, other: FloatBalls) -> FloatBalls:
        """Of two upper bounds of one thing, entry-wise the smaller; wide where rounding hides which one it is."""
        return self.minimum(other)

    def hull(self, other: FloatBalls) -> FloatBalls:
        """Balls that contain both."""
        return FloatBalls.between(np.minimum(self.lower(), other.lower()), np.maximum(self.upper(), other.upper()))

    @_quiet
    def ldexp(self, exponent: Any) -> FloatBalls:
        """Multiply by 2**exponent, exactly but for underflow and overflow."""
        mid, rad = np.ldexp(self._mid, exponent), np.ldexp(self._rad, exponent)
        lost = ((np.abs(mid) < _SAFE) & (self._mid != 0)) | ((rad < _SAFE) & (self._rad != 0))
        return FloatBalls(mid, np.where(lost, _up(rad) + 4 * _ETA, rad))

    @_quiet
    def exponent(self, axis: int | None = None) -> np.ndarray:
        """Integers e such that 2**e is about the largest magnitude along an axis, kept with length 1."""
        size = np.abs(self._mid) + self._rad
        top = size.max(axis=axis, keepdims=axis is not None)
        return np.frexp(np.where(np.isfinite(top), top, 1.0))[1]

    @_quiet
    def norm(self, axis: int | None = None) -> FloatBalls:
        """Euclidean norms along an axis, or of all entries."""
        n = self._mid.size if axis is None else self.shape[axis]
        mid, rad = _scaled_norm(self._mid, axis), _scaled_norm(self._rad, axis)
        # By the triangle inequality, the norm moves by at most the norm of the radii.
        rounding = (n + 8) * 2.0**-52 * mid + np.where(mid + rad > 0, 8 * _ETA, 0.0)
        return FloatBalls(mid, _up(rad + rounding, n + 8))
