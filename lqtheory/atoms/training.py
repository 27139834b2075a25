"""Networks that are trained on a sample: how often one of them looks much better there than it is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from flint import arb, ctx, fmpq

from lqtheory.errors import UndefinedError
from lqtheory.interpreters import Undecided
from lqtheory.primitives import Atom


class occam_miss(Atom):
    """`occam_miss(N, H, kappa, delta)`: the chance that the risk of some network is far above its training risk.

    A row of H is a point of the population, all equally likely, with the loss of each network there, clipped to
    [0, 1]. N points are drawn independently; they train all the networks. Far is more than
    ((κ_j ln 2 + ln(1/delta))/2N)^(1/2), κ_j the code length of network j in bits.
    """

    nargs = 4

    @staticmethod
    def float_rule(N: Any, H: np.ndarray, kappa: np.ndarray, delta: float) -> float:
        """Decide in balls: floats would decide ties by their rounding errors."""
        with ctx.workprec(128):
            rows = [[arb(x) for x in row] for row in H]
            try:
                return float(occam_miss.ball_rule(arb(N), rows, [arb(x) for x in kappa], arb(delta)))
            except Undecided:
                raise UndefinedError("floats do not tell which samples lie beyond the limit") from None

    @staticmethod
    def ball_rule(N: arb, H: list[list[arb]], kappa: list[arb], delta: arb) -> arb:
        """Go through all training samples, by how often each point is drawn."""
        size, points = int(N.unique_fmpz()), len(H)
        if size < 1 or not delta > 0:
            raise UndefinedError(f"{size} training points and a level {delta} say nothing")
        nats = [bits * arb(2).log() - delta.log() for bits in kappa]
        if any(x < 0 for x in nats):
            raise UndefinedError("the root of a negative number is not real")
        limits = np.array([points * (size * x / 2).sqrt() for x in nats])
        losses = np.array([[x.max(arb(0)).min(arb(1)) for x in row] for row in H])
        counts = np.array(list(_counts(size, points)))
        gaps = (size - points * counts).astype(object) @ losses  # times the points, times the sample
        far, near = gaps > limits, gaps <= limits
        if not (far | near).all():
            raise Undecided
        ways = sum(_ways(count) for count in counts[far.any(axis=1)].tolist())
        return arb(fmpq(ways, points**size))

    def tex(self, show: Any) -> str:
        N, H, kappa, delta = map(show, self.args)
        gap = rf"\mathbb{{E}}{H}_j - \bar {H}_j"
        return rf"P_{{{N}}}(\exists j: {gap} > \sqrt{{({kappa}_j \ln 2 + \ln(1/{delta}))/2{N}}})"


def _counts(size: int, points: int) -> Iterator[tuple[int, ...]]:
    if points == 1:
        yield (size,)
        return
    for first in range(size + 1):
        for rest in _counts(size - first, points - 1):
            yield (first, *rest)


def _ways(counts: list[int]) -> int:
    """Return in how many orders points are drawn so often."""
    return math.factorial(sum(counts)) // math.prod(map(math.factorial, counts))
