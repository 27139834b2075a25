"""The norm of a convolution on a grid that closes on itself, which bounds that on a grid with zeros around it (C5).

Put the padded grid, lengthened to a multiple of the stride, on a torus. There no window of the convolution wraps
around, so the convolution is that of the torus, restricted to inputs that are 0 outside the grid and to some of the
outputs: its norm is at most as large. Fourier's basis splits the one of the torus into blocks. Without stride there is
one block F(θ) = sum_k W_k e^(ikθ), out x in, for each frequency θ. A stride keeps one output in S; it takes S
frequencies for one, their aliases, and the block is (F(θ_1) … F(θ_S)) / √S.
"""

from __future__ import annotations

from functools import reduce
from itertools import product
from math import lcm, prod
from typing import Any

import numpy as np
from flint import arb, fmpq

from lqtheory.balls import spectral_norm
from lqtheory.networks.windows import Lift, Windows, joined


def circular_work(channels: tuple[int, int], windows: Windows) -> float:
    """Multiplications that `circular_norm` takes, about: eigenvectors cost most. `channels` are (out, in)."""
    out, into = channels[0], channels[1] * prod(windows.stride)
    return 100.0 * prod(_coarse(windows)) * min(out, into) ** 2 * max(out, into)


def circular_norm(weight: np.ndarray, windows: Windows, lift: Lift) -> Any:
    """Ball that holds the operator norm on the torus; its upper end bounds the norm with zero padding.

    Parameters
    ----------
    weight : array, shape (out, in, *kernel)
    windows : Windows
        Where the kernel stands.
    lift : Lift
        Of the arithmetic in which the blocks are enclosed.

    Returns
    -------
    scalar ball
    """
    coarse, stride = _coarse(windows), np.array(windows.stride)
    circle, whole = np.array(coarse) * stride, lcm(*(coarse * stride).tolist())
    cosine, sine = _roots(whole, type(lift(np.zeros(1))))
    places = np.indices(windows.kernel).reshape(len(circle), -1).T * windows.dilation
    aliases = np.indices(windows.stride).reshape(len(circle), -1).T * coarse
    taps = lift(weight.reshape(*weight.shape[:2], -1).T.reshape(len(places), -1))  # rows: a place, columns: (in, out)
    norms = []
    for frequency in product(*map(range, coarse)):
        if frequency > tuple(-np.array(frequency) % coarse):
            continue  # the block of -θ is the conjugate one
        # In units of 1 / whole, so that each phase is an entry of the table.
        phases = ((frequency + aliases) * (whole // circle)) @ places.T % whole
        blocks = ((part[phases] @ taps).reshape(-1, len(weight)) for part in (cosine, sine))
        norms.append(_complex_norm(*blocks))
    return reduce(lambda a, b: a.maximum(b), norms) / lift(np.float64(prod(windows.stride))).sqrt()


def _coarse(windows: Windows) -> tuple[int, ...]:
    """Number of windows along each axis of the torus."""
    axes = zip(windows.grid, windows.padding, windows.stride, strict=True)
    return tuple(-(-(cells + 2 * padding) // stride) for cells, padding, stride in axes)


def _roots(n: int, arithmetic: Any) -> tuple[Any, Any]:
    """Cosines and sines of all multiples of 2π / n, as balls."""
    turns = [arb(fmpq(2 * j, n)) for j in range(n)]
    return tuple(
        arithmetic.from_arb(np.array(parts, dtype=object))
        for parts in ([t.cos_pi() for t in turns], [t.sin_pi() for t in turns])
    )


def _complex_norm(real: Any, imaginary: Any) -> Any:
    """Spectral norm of a complex matrix, as that of the real one twice as large."""
    left, right = joined([real, imaginary]), joined([-imaginary, real])
    return spectral_norm(joined([left.T, right.T]))
