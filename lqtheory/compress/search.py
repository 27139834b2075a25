"""Bisection on an integer setting: the cheapest one that qualifies."""

from __future__ import annotations

from collections.abc import Callable


def smallest(qualifies: Callable[[int], bool], top: int) -> int:
    """Smallest setting in 0 … `top` that qualifies, `top` taken on trust, where it is monotone.

    Where it is not, a setting that qualifies, though a smaller one may too.

    Parameters
    ----------
    qualifies : callable
        Asked about log2(top) settings below `top`.
    top : int
        At least 0.
    """
    low, high = -1, top
    while high - low > 1:
        middle = (low + high) // 2
        if qualifies(middle):
            high = middle
        else:
            low = middle
    return high
