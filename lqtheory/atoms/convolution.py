"""A convolution with three taps along a line of cells: its operator norm with zero padding, and on a circle."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np
from flint import arb

from lqtheory.balls import ArbBalls, spectral_norm
from lqtheory.errors import UndefinedError
from lqtheory.primitives import Atom

_TAPS = 3


def _cells(cells: Any) -> int:
    whole = int(cells.unique_fmpz()) if isinstance(cells, arb) else int(cells)
    if whole < 1:
        raise UndefinedError(f"a line of {whole} cells does not exist")
    return whole


def _matrix(cells: int, taps: tuple[Any, ...], zero: Any) -> np.ndarray:
    """Matrix of the convolution whose output is as long as the taps reach, (cells + 2, cells)."""
    rows = [[taps[i - j] if 0 <= i - j < _TAPS else zero for j in range(cells)] for i in range(cells + _TAPS - 1)]
    return np.array(rows, dtype=type(zero) if isinstance(zero, float) else object)


class zero_padded_norm(Atom):
    """`zero_padded_norm(k, x, y, z)`: the operator norm of the taps (x, y, z) on k cells, zeros beside them."""

    nargs = 4

    @staticmethod
    def float_rule(cells: Any, *taps: float) -> float:
        """Return the spectral norm of the matrix."""
        return float(np.linalg.norm(_matrix(_cells(cells), taps, 0.0), 2))

    @staticmethod
    def ball_rule(cells: arb, *taps: arb) -> arb:
        """Enclose by Gershgorin's theorem."""
        return spectral_norm(ArbBalls(_matrix(_cells(cells), taps, arb(0)))).to_arb()[()]

    def tex(self, show: Any) -> str:
        cells, *taps = map(show, self.args)
        return rf"\lVert T_{{{cells}}}({', '.join(taps)}) \rVert_2"


class circular_norm(Atom):
    """`circular_norm(k, x, y, z)`: max_f |x + y e^(−iθ_f) + z e^(−2iθ_f)|, the norm on a circle of k + 2 cells."""

    nargs = 4

    @staticmethod
    def float_rule(cells: Any, *taps: float) -> float:
        """Take the largest Fourier coefficient."""
        return float(np.abs(np.fft.fft(taps, _cells(cells) + _TAPS - 1)).max())

    @staticmethod
    def ball_rule(cells: arb, *taps: arb) -> arb:
        """Take the largest Fourier coefficient."""
        circle = _cells(cells) + _TAPS - 1
        sizes = []
        for f in range(circle):
            turns = [arb(2 * f * j) / circle for j in range(_TAPS)]
            real = sum((x * t.cos_pi() for x, t in zip(taps, turns, strict=True)), arb(0))
            imaginary = sum((x * t.sin_pi() for x, t in zip(taps, turns, strict=True)), arb(0))
            sizes.append((real**2 + imaginary**2).sqrt())
        return reduce(arb.max, sizes)

    def tex(self, show: Any) -> str:
        cells, *taps = map(show, self.args)
        return rf"\max_f \lvert \mathcal{{F}}_{{{cells}+2}}({', '.join(taps)})_f \rvert"
