"""From one arb ball to floats that enclose it."""

from __future__ import annotations

import math

from flint import arb


def upper_float(x: arb) -> float:
    """Smallest float64 found that is >= every number in the ball; inf for NaN."""
    end = x.upper()
    if end.is_nan():
        return math.inf
    value = float(end)
    return value if arb(value) >= end else math.nextafter(value, math.inf)


def lower_float(x: arb) -> float:
    """Largest float64 found that is <= every number in the ball; -inf for NaN."""
    return 0.0 - upper_float(-x)  # not -0.0
