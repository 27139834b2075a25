"""Moments of a network's activations over a data set, in rigorous arithmetic."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from lqtheory.balls import Balls, largest_eigenvalue
from lqtheory.networks.network import Network

_FLAT = -30


class Statistics:
    """Moments over the rows of `inputs` of what the neurons of a network take in, and of its outputs.

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs)
    arithmetic : FloatBalls or ArbBalls
        The class of the balls.

    Attributes
    ----------
    moments : list of lists of LayerMoments
        For each layer one per group of its neurons (of a convolution: over rows and places), none where it has no
        weights; and a last list with one, of the outputs of the network.
    """

    def __init__(self, network: Network, inputs: np.ndarray, arithmetic: Any) -> None:
        sums: list[list[_Sums]] = []
        for start in range(0, len(inputs), network.chunk):
            h = arithmetic.exact(inputs[start : start + network.chunk])
            entering, states = network.forward(h, arithmetic.exact)
            pairs = zip(network.layers, entering, strict=True)
            windows = [*(layer.windows(h, arithmetic.exact) for layer, h in pairs), [states[-1]]]
            sums = sums or [[_Sums(group) for group in groups] for groups in windows]
            for totals, groups in zip(sums, windows, strict=True):
                for total, group in zip(totals, groups, strict=True):
                    total.add(group)
        self.moments = [[LayerMoments(total) for total in totals] for totals in sums]


class _Sums:
    """Sums of shifted and scaled activations: their sizes are near 1, and their means near 0.

    The shift (a mean, rounded) keeps the variance free of cancellation; the scales (powers of two)
    keep squares from over- and underflowing. Both are exact numbers, any would be right.
    """

    def __init__(self, first: Balls) -> None:
        self.arithmetic = type(first)
        self.shift = np.nan_to_num(first.mean(axis=0).mid(), nan=0.0, posinf=0.0, neginf=0.0)
        self.exponent = (first - self.shift).exponent(axis=0)[0]
        self.count = 0
        self.first: Any = 0.0
        self.second: Any = 0.0

    def add(self, h: Balls) -> None:
        scaled = (h - self.shift).ldexp(-self.exponent)
        self.count += len(h)
        self.first = scaled.sum(axis=0) + self.first
        self.second = scaled.T @ scaled + self.second


class LayerMoments:
    """Mean, deviation and correlations of one set of activations, as balls."""

    def __init__(self, sums: _Sums) -> None:
        n = sums.count
        self._arithmetic = sums.arithmetic
        self._exponent = sums.exponent
        offset = sums.first / float(n)
        self._scaled_covariance = sums.second / float(n) - offset[:, None] * offset
        self.mean = offset.ldexp(sums.exponent) + sums.shift

    @cached_property
    def variation(self) -> Balls:
        """Standard deviations (divisor n)."""
        diagonal = np.arange(len(self._exponent))
        return self._scaled_covariance[diagonal, diagonal].sqrt().ldexp(self._exponent)

    @cached_property
    def std(self) -> Balls:
        """Floats barely above the standard deviations, and at least 2^-30 of the root mean squares.

        Every bound by deviations stays true with larger ones. Without the floor, the rounding errors of
        a constant column would look like a random direction and enter `correlation_norm`.
        """
        floored = self.variation.maximum(self.second.ldexp(_FLAT))
        return self._arithmetic.exact(floored.upper())

    @cached_property
    def second(self) -> Balls:
        """Root mean squares, floats barely above the exact ones."""
        rms = self._arithmetic.stack([self.variation, self.mean]).norm(axis=0)
        return self._arithmetic.exact(rms.upper())

    @cached_property
    def correlation_norm(self) -> Balls:
        """Largest eigenvalue of the covariance matrix divided by `std` on both sides."""
        return self._normalised(self._scaled_covariance, self.std)

    def combination(self, by_sum: Balls, by_square: Balls, mean: Balls) -> Balls:
        """Bound the L2 norm of sums c_0 + sum_j c_j h_j over these h: the smaller of B1 and B2, with the mean.

        Parameters
        ----------
        by_sum, by_square : balls, shape (units,)
            The l1 and the l2 norm of c_j std_j over j, for each sum.
        mean : balls, shape (units,)
            The mean of each sum.
        """
        centred = by_sum.smaller(self.correlation_norm.sqrt() * by_square)
        return self._arithmetic.stack([centred, mean]).norm(axis=0)

    def _normalised(self, scaled_gram: Balls, sizes: Balls) -> Balls:
        alive = np.flatnonzero(sizes.upper())
        if not alive.size:
            return self._arithmetic.exact(0.0)
        size = sizes.ldexp(-self._exponent)[alive]
        return largest_eigenvalue(scaled_gram[np.ix_(alive, alive)] / size[:, None] / size)
