"""The multi-norm bound of A4: the largest tail that a vector with given norms can have, enclosed from above.

For z >= 0 the tail is sigma_k(z)_1 = max over t >= 0 of s(t) - k t, s(t) = sum_i min(z_i, t). Stored polynomials bound
s(t) by sums of powers of z (see `ramps`), on a geometric grid of t; between two points of the grid, s is concave with
s(0) = 0, hence s(t) - k t <= s(t_2) (1 - k t_1 / s(t_1)) where that is positive, and <= 0 elsewhere.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from flint import arb

from lqtheory.atoms.ramps import DEGREE, ROOT, ramps
from lqtheory.balls import FloatBalls
from lqtheory.interpreters import Undecided, power
from lqtheory.primitives import Atom

_OCTAVES, _STEPS = 24, 12
_ROWS = 32
"""Vectors treated at once, so that memory stays bounded."""


class Tails:
    """Upper bounds of all k-term tails of non-negative vectors z, from sums of powers alone.

    Reads the largest entry, the number of non-zero entries, and sum_i z_i^(j/8), j = 1 … 16, of each row.

    Parameters
    ----------
    z : FloatBalls, shape (rows, d)
        Non-negative.
    """

    def __init__(self, z: FloatBalls) -> None:
        self._exponent = z.exponent(axis=1)
        scaled = z.ldexp(-self._exponent)
        root = scaled.sqrt().sqrt().sqrt()
        powers = [root]
        while len(powers) < DEGREE:
            powers.append(scaled if len(powers) == ROOT - 1 else powers[-1] * root)
        nonzero = FloatBalls.exact((z.upper() > 0).sum(axis=1).astype(float))
        self._sums = [nonzero, *(power.sum(axis=1) for power in powers)]
        table = FloatBalls.stack(self._sums).T
        parts = [_ramp_sums(table[start : start + _ROWS]) for start in range(0, len(table), _ROWS)]
        self._ramps = FloatBalls.concatenate(parts)

    def at(self, k: int) -> FloatBalls:
        """Upper bounds of sigma_k(z)_1 for each row, k >= 0."""
        thresholds = _grid().thresholds
        nonzero = self._sums[0]
        alive = nonzero.upper() > k
        s = _where(alive[:, None], self._ramps, 1.0)
        # Below the smallest threshold all that is known is s(t) <= t * nonzero.
        first = s[:, 0] * (1.0 - FloatBalls.exact(float(k)) / nonzero.maximum(1.0)).maximum(0.0)
        cells = s[:, 1:] * (1.0 - thresholds[:-1] * float(k) / s[:, :-1]).maximum(0.0)
        largest = cells.max(axis=1).maximum(first).ldexp(self._exponent[:, 0])
        return _where(alive, largest, 0.0)


def _where(condition: np.ndarray, balls: FloatBalls, other: float) -> FloatBalls:
    return FloatBalls.between(np.where(condition, balls.lower(), other), np.where(condition, balls.upper(), other))


class multi_norm(Atom):
    """`multi_norm(w, k, p)`: a bound of `tail(w, k, p)` that reads ‖w‖_0, ‖w‖_oo and ‖w‖_(pj/8), j = 1 … 16."""

    nargs = 3

    @staticmethod
    def float_rule(w: np.ndarray, k: Any, p: float) -> Any:
        """Return the middle of the enclosure."""
        return float(multi_norm.ball_rule([arb(x) for x in w.tolist()], arb(int(k)), arb(p)).mid())

    @staticmethod
    def ball_rule(w: list[arb], k: arb, p: arb) -> arb:
        """Evaluate in `FloatBalls`, with the largest magnitude divided out."""
        whole = k.unique_fmpz()
        if whole is None:
            raise Undecided
        largest = max((x.abs_upper() for x in w), key=float, default=arb(0))
        if largest == 0:
            return arb(0)
        z = FloatBalls.from_arb(np.array([[power(abs(x) / largest, p) for x in w]], dtype=object))
        return largest * power(Tails(z).at(int(whole)).to_arb()[0], 1 / p)

    def tex(self, show: Any) -> str:
        w, k, p = map(show, self.args)
        return rf"M_{{{k}}}({w})_{{{p}}}"


class _Grid(NamedTuple):
    """A geometric grid of thresholds t from 2^-24 to 1, and what bounds s(t) there."""

    thresholds: FloatBalls
    """Shape (points,)."""
    products: FloatBalls
    """What turns sums of powers into bounds of s(t), shape (17, columns), for each t those of all that apply to it."""
    starts: np.ndarray
    """The first column of each t, shape (points,)."""


@lru_cache(maxsize=1)
def _grid() -> _Grid:
    roots = 2.0 ** (np.arange(-_OCTAVES * _STEPS, 1) / (_STEPS * ROOT))  # of t; any numbers would be right
    powers = {0: FloatBalls.exact(np.ones_like(roots))}
    for j in range(1, DEGREE - ROOT + 1):
        powers[j], powers[-j] = powers[j - 1] * roots, powers[1 - j] / roots
    scale = FloatBalls.stack([powers[ROOT - j] for j in range(DEGREE + 1)])
    # Besides the stored polynomials there are min(v, t) <= t and min(v, t) <= v, which reach everywhere.
    coefficients = FloatBalls.exact(np.vstack([np.eye(DEGREE + 1)[[0, ROOT]], ramps().coefficients]).T)
    reach = np.concatenate([[np.inf, np.inf], ramps().reach])
    # z <= 1, so a polynomial applies where its reach times the root of t is at least 1, with room for rounding.
    point, each = np.nonzero(np.outer(roots, reach) >= 1 + 1e-9)
    return _Grid(powers[ROOT], coefficients[:, each] * scale[:, point], np.searchsorted(point, np.arange(len(roots))))


def _ramp_sums(sums: FloatBalls) -> FloatBalls:
    """Bounds of s(t) for every t of the grid, shape (rows, points)."""
    grid = _grid()
    bounds = sums @ grid.products
    return FloatBalls.between(
        *(np.minimum.reduceat(end, grid.starts, axis=1) for end in (bounds.lower(), bounds.upper()))
    )
