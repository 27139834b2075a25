"""Convolutions on a grid of cells: their operator norm with zero padding and on a torus, and their patches.

A grid is written by its sides, a kernel by its taps: `(k, x, y, z)` are three taps on a line of k cells,
`(k, t, x, y, z, u)` the taps ((x, y), (z, u)) on k × t cells.
"""

from __future__ import annotations

from functools import reduce
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from flint import arb

from lqtheory.balls import ArbBalls, spectral_norm
from lqtheory.errors import UndefinedError
from lqtheory.interpreters import root
from lqtheory.primitives import Atom

LARGEST = 24
"""So many cells a grid may have, not more."""


class _Convolution(NamedTuple):
    """The sides of a grid, and the taps with their places in the kernel; the outputs reach as far as the taps."""

    sides: tuple[int, ...]
    reach: tuple[int, ...]
    taps: dict[tuple[int, ...], Any]

    @property
    def torus(self) -> tuple[int, ...]:
        return tuple(side + reach - 1 for side, reach in zip(self.sides, self.reach, strict=True))


def _convolution(arguments: tuple[Any, ...]) -> _Convolution:
    reach = (3,) if len(arguments) == 4 else (2, 2)
    sides = tuple(int(x.unique_fmpz()) if isinstance(x, arb) else int(x) for x in arguments[: len(reach)])
    if min(sides) < 1 or np.prod(sides) > LARGEST:
        raise UndefinedError(f"a grid of {' × '.join(map(str, sides))} cells is empty or too large")
    places = product(*map(range, reach))
    return _Convolution(sides, reach, dict(zip(places, arguments[len(reach) :], strict=True)))


def _matrix(it: _Convolution) -> np.ndarray:
    """Matrix from the cells of the grid to those of the torus, on which nothing wraps around."""
    zero = 0 * next(iter(it.taps.values()))
    matrix = np.full((*it.torus, *it.sides), zero)
    for cell in product(*map(range, it.sides)):
        for place, tap in it.taps.items():
            matrix[(*np.add(cell, place), *cell)] += tap
    return matrix.reshape(np.prod(it.torus), np.prod(it.sides))


class zero_padded_norm(Atom):
    """`zero_padded_norm(k, x, y, z)`: the operator norm of the taps on k cells, or on k × t, zeros beside them."""

    nargs = (4, 6)

    @staticmethod
    def float_rule(*arguments: Any) -> float:
        """Return the spectral norm of the matrix."""
        return float(np.linalg.norm(_matrix(_convolution(arguments)), 2))

    @staticmethod
    def ball_rule(*arguments: Any) -> arb:
        """Enclose by Gershgorin's theorem."""
        return spectral_norm(ArbBalls(_matrix(_convolution(arguments)))).to_arb()[()]

    def tex(self, show: Any) -> str:
        return rf"\lVert \mathrm{{conv}}({', '.join(map(show, self.args))}) \rVert_2"


class circular_norm(Atom):
    """`circular_norm(k, x, y, z)`: the largest Fourier coefficient of the taps, on a torus longer by their reach.

    max_f |x + y e^(−iθ_f) + z e^(−2iθ_f)| on a line: the norm of the convolution on the torus.
    """

    nargs = (4, 6)

    @staticmethod
    def float_rule(*arguments: Any) -> float:
        """Transform the taps."""
        it = _convolution(arguments)
        kernel = np.reshape(list(it.taps.values()), it.reach)
        return float(np.abs(np.fft.fftn(kernel, it.torus, range(len(it.torus)))).max())

    @staticmethod
    def ball_rule(*arguments: Any) -> arb:
        """Transform the taps."""
        it = _convolution(arguments)
        return reduce(arb.max, (_coefficient(it, f) for f in product(*map(range, it.torus))))

    def tex(self, show: Any) -> str:
        return rf"\max_f \lvert \mathcal{{F}}({', '.join(map(show, self.args))})_f \rvert"


class patches(Atom):
    """`patches(F, y, S)`: what three taps see of the cells F, a row per sample: a row per sample and place in S.

    At a cell they see the cell, the next one and the one after that, where y says which cell is next. So y may lead
    along a line or around a circle, S holds the places that a stride leaves, and a cell of zeros is padding.
    """

    nargs = 3

    @staticmethod
    def float_rule(F: Any, y: Any, S: np.ndarray) -> np.ndarray:
        """Gather the cells."""
        cells, places = np.array(F), np.flatnonzero(S)
        if not len(places):
            raise UndefinedError("a convolution without places has no patches")
        after = np.array([int(x.unique_fmpz()) if isinstance(x, arb) else int(x) for x in y])
        seen = [places, after[places], after[after[places]]]
        return np.stack([cells[:, index].ravel() for index in seen], axis=1)

    @staticmethod
    def ball_rule(F: Any, y: Any, S: np.ndarray) -> list[list[arb]]:
        """Gather the cells."""
        return patches.float_rule(F, y, S).tolist()

    def tex(self, show: Any) -> str:
        return rf"\mathrm{{patches}}_{{{show(self.args[2])}}}({show(self.args[0])})"


class patch_moment(Atom):
    """`patch_moment(F, y, S)`: Σ hhᵀ over the `patches` h, shape (3, 3)."""

    nargs = 3

    @staticmethod
    def float_rule(F: Any, y: Any, S: np.ndarray) -> np.ndarray:
        """Multiply."""
        seen = patches.float_rule(F, y, S)
        return seen.T @ seen

    @staticmethod
    def ball_rule(F: Any, y: Any, S: np.ndarray) -> list[list[arb]]:
        """Multiply."""
        return patch_moment.float_rule(F, y, S).tolist()

    def tex(self, show: Any) -> str:
        return rf"\textstyle\sum_{{h \in \mathrm{{patches}}_{{{show(self.args[2])}}}({show(self.args[0])})}} hh^\top"


def _coefficient(it: _Convolution, frequency: tuple[int, ...]) -> arb:
    real, imaginary = arb(0), arb(0)
    for place, tap in it.taps.items():
        turn = sum((arb(2 * f * j) / side for f, j, side in zip(frequency, place, it.torus, strict=True)), arb(0))
        real, imaginary = real + tap * turn.cos_pi(), imaginary + tap * turn.sin_pi()
    return root(real**2 + imaginary**2)
