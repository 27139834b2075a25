"""A code of pruned and rounded weights, down to the bit (theory E2), and how far it is from the limits of E7.

The limits are the bounds `code-volume` and `code-packing`.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lqtheory.compress.selection import top
from lqtheory.errors import InputError


class Split(NamedTuple):
    """How a code spends its bits."""

    kept: int
    """Weights that are kept."""
    width: int
    """Bits for the value of each."""
    bits: int
    """Length of every code word."""
    error: float
    """Largest ℓp error on the unit ℓq ball, at most."""


def code_bits(size: int, kept: int, width: int, *, side: int = 0) -> int:
    """Bits of a vector of which `kept` entries are stored: kept * width + ⌈log2 binom(size, kept)⌉ + side.

    Parameters
    ----------
    size, kept, width : int
        0 <= kept <= size; width >= 0 bits for each value.
    side : int
        What else must be told: 32 for a float32 scale, ⌈log2(size + 1)⌉ where the decoder does not know `kept`,
        32 for each bias.

    Raises
    ------
    InputError
        If an argument is outside its range.
    """
    if not 0 <= kept <= size or width < 0 or side < 0:
        raise InputError(f"size={size!r}, kept={kept!r}, width={width!r}, side={side!r}, expected 0 <= kept <= size")
    return kept * width + (math.comb(size, kept) - 1).bit_length() + side


def encode(w: np.ndarray, kept: int, width: int) -> int:
    """Write a vector with entries in [-1, 1] as one number of `code_bits` bits.

    The rank of the set of its `kept` largest entries among all sets (in the combinatorial number system), then for
    each of them which of 2^width equal parts of [-1, 1] it lies in.

    Raises
    ------
    InputError
        If an entry is outside [-1, 1].
    """
    if not (np.abs(w) <= 1).all():
        raise InputError(f"w has the largest magnitude {np.abs(w).max()!r}, expected at most 1: scale it")
    places = np.flatnonzero(top(np.abs(w), w, kept))
    code = sum(math.comb(int(place), count) for count, place in enumerate(places, start=1))
    parts = np.minimum(np.floor((w[places] + 1) * 2.0 ** (width - 1)), 2.0**width - 1)
    for part in parts.astype(int).tolist():
        code = code << width | part
    return code


def decode(code: int, size: int, kept: int, width: int) -> np.ndarray:
    """Read what `encode` wrote: the middle of each part, 0 where nothing was kept."""
    w = np.zeros(size)
    parts = [code >> width * i & (1 << width) - 1 for i in reversed(range(kept))]
    rank, place = code >> width * kept, size
    for count, part in zip(range(kept, 0, -1), reversed(parts), strict=True):
        place = next(x for x in reversed(range(place)) if math.comb(x, count) <= rank)
        rank -= math.comb(place, count)
        w[place] = (part + 0.5) * 2.0 ** (1 - width) - 1
    return w


def worst_error(size: int, kept: int, width: int, q: float, p: float) -> float:
    """Bound the ℓp error of the code on the unit ℓq ball: (C^p + kept 2^(-p width))^(1/p) (bound `prune-quantise`).

    C = `worst_tail` of theory A1; q, p > 0.
    """
    r = np.arange(kept + 1, size + 1, dtype=float)
    tail = ((r - kept) * r ** (-p / q)).max(initial=0.0)
    return float((tail + kept * 2.0 ** (-p * width)) ** (1 / p))


def best_splits(size: int, q: float, p: float, *, widest: int = 24) -> list[Split]:
    """Return the splits of a budget that no other split beats in both bits and error, from few bits to many."""
    splits = sorted(
        (
            Split(kept, width, code_bits(size, kept, width), worst_error(size, kept, width, q, p))
            for kept in range(size + 1)
            for width in range(widest + 1)
        ),
        key=lambda split: (split.bits, split.error),
    )
    best: list[Split] = []
    for split in splits:
        if not best or split.error < best[-1].error:
            best.append(split)
    return best
