"""What the length of a network's code says about points that it was not trained on (theory E8)."""

from __future__ import annotations

from typing import NamedTuple

from flint import arb, ctx

from lqtheory.balls import upper_float
from lqtheory.errors import InputError


class Generalisation(NamedTuple):
    """An upper bound of the risk on the population, rounded up; its first word says whether it says anything."""

    risk: float
    gap: float
    """What the code length adds to the training risk."""

    def __str__(self) -> str:
        if self.risk >= 1:
            return f"vacuous: the training risk plus {self.gap:.3g} is {self.risk:.3g}, and no risk exceeds 1"
        return f"holds: the risk on the population is at most {self.risk:.3g}, {self.gap:.3g} above that in training"


def occam(training_risk: float, bits: int, n: int, *, confidence: float = 0.95) -> Generalisation:
    """Bound the risk by the training risk plus ((bits ln 2 + ln(1/δ))/2n)^(1/2), with confidence 1 - δ.

    Holds for all networks of a prefix-free code at once, so the network may be chosen by the training points; the
    code may not. Source: zhou2019 (bound `occam`).

    Parameters
    ----------
    training_risk : float
        Mean loss on the training points, each loss in [0, 1].
    bits : int
        Length of the network's code word, all side information counted.
    n : int
        Number of independent training points.
    confidence : float
        In (0, 1).

    Raises
    ------
    InputError
        If an argument is outside its range.
    """
    if not 0 <= training_risk <= 1:
        raise InputError(f"training_risk={training_risk!r}, expected a number in [0, 1]")
    if bits < 0 or n < 1:
        raise InputError(f"bits={bits!r} and n={n!r}, expected at least 0 bits and 1 point")
    if not 0 < confidence < 1:
        raise InputError(f"confidence={confidence!r}, expected a number in (0, 1)")
    with ctx.workprec(64):
        gap = ((bits * arb(2).log() - (1 - arb(confidence)).log()) / (2 * n)).sqrt()
        return Generalisation(upper_float(gap + training_risk), upper_float(gap))
