"""A code of a whole ℓq ball that prunes and rounds (theory E2): its errors, to hold against the limits of E7."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from lqtheory.compress.arguments import check_array, check_positive, check_whole
from lqtheory.compress.bits import sparse_bits
from lqtheory.compress.codec import Word, write_numbers, write_places
from lqtheory.compress.selection import top
from lqtheory.errors import InputError

WIDEST = 24
"""Most bits that are spent on a value."""

LARGEST = 2**16
"""Most entries of a vector."""


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


def encode_ball(w: Any, kept: int, width: int) -> np.ndarray:
    """Write a vector with entries in [-1, 1] as `sparse_bits(len(w), kept, width)` bits.

    Which its `kept` largest entries are, then for each of them in which of 2^width equal parts of [-1, 1] it lies.

    Returns
    -------
    bool array

    Raises
    ------
    InputError
        If an entry is outside [-1, 1], or a number is outside its range.
    """
    w = check_array("w", w, 1)
    if np.abs(w).max() > 1:
        raise InputError(f"w has the largest magnitude {np.abs(w).max()!r}, expected at most 1: scale it")
    alive = top(np.abs(w), w, check_whole("kept", kept, 0, len(w)))
    width = check_whole("width", width, 0, WIDEST)
    parts = np.minimum(np.floor((w[alive] + 1) * 2.0 ** (width - 1)), 2.0**width - 1)
    return np.concatenate([write_places(alive), write_numbers(parts, width)])


def decode_ball(word: np.ndarray, size: int, kept: int, width: int) -> np.ndarray:
    """Read what `encode_ball` wrote: the middle of each part, 0 where nothing was kept."""
    size = check_whole("size", size, 1, LARGEST)
    kept, width = check_whole("kept", kept, 0, size), check_whole("width", width, 0, WIDEST)
    w, rest = np.zeros(size), Word(word)
    alive = rest.places(size, kept)
    w[alive] = (rest.numbers(kept, width) + 0.5) * 2.0 ** (1 - width) - 1
    return w


def worst_error(size: int, kept: int, width: int, q: float, p: float) -> float:
    """Bound the ℓp error of the code on the unit ℓq ball: (C^p + kept 2^(-p width))^(1/p) (bound `prune-quantise`).

    C = `worst_tail` of theory A1; q, p > 0.
    """
    kept = check_whole("kept", kept, 0, check_whole("size", size, 1, LARGEST))
    width, q, p = check_whole("width", width, 0, WIDEST), check_positive("q", q), check_positive("p", p)
    r = np.arange(kept + 1, size + 1, dtype=float)
    tail = ((r - kept) * r ** (-p / q)).max(initial=0.0)
    return float((tail + kept * 2.0 ** (-p * width)) ** (1 / p))


def best_splits(size: int, q: float, p: float) -> list[Split]:
    """Return the splits of a budget that no other split beats in both bits and error, from few bits to many."""
    size = check_whole("size", size, 1, LARGEST)
    splits = sorted(
        (
            Split(kept, width, sparse_bits(size, kept, width), worst_error(size, kept, width, q, p))
            for kept in range(size + 1)
            for width in range(WIDEST + 1)
        ),
        key=lambda split: (split.bits, split.error),
    )
    best: list[Split] = []
    for split in splits:
        if not best or split.error < best[-1].error:
            best.append(split)
    return best
