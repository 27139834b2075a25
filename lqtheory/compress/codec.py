"""Words of matrices, bit by bit: what `bits` counts, written down and read again (theory E2).

No code of the same accuracy is much shorter: the bounds `code-volume` and `code-packing`.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.compress.arguments import check_array, check_name, check_whole, shown
from lqtheory.compress.bits import HEADER, as_rows, layout_bits, position_bits
from lqtheory.compress.codes import CODES, GRIDS, grid, round_weight, scaled
from lqtheory.errors import InputError

_STORED = {"fp16": (np.float16, 0), "bf16": (np.float32, 16), "fp32": (np.float32, 0), "fp64": (np.float64, 0)}
"""By float code the type of numpy that holds its numbers, and how many of its last bits are always 0."""


LONGEST = 2**28
"""Most entries along an axis of a matrix."""


class Word:
    """Bits that are read from the front.

    Parameters
    ----------
    bits : bool array, one axis
    """

    def __init__(self, bits: Any) -> None:
        if not isinstance(bits, np.ndarray) or bits.ndim != 1 or bits.dtype != bool:
            raise InputError(f"the word is {shown(bits)}, expected a row of bools")
        self.bits = bits

    def take(self, count: int) -> np.ndarray:
        """Read the next bits."""
        if count > len(self.bits):
            raise InputError(f"the word ends {count - len(self.bits)} bits too early, expected one of its shape")
        taken, self.bits = self.bits[:count], self.bits[count:]
        return taken

    def numbers(self, count: int, width: int) -> np.ndarray:
        """Read numbers of `width` bits, at most 64."""
        bits = self.take(count * width).reshape(count, width).astype(np.uint64)
        return (bits << _shifts(width)).sum(axis=1, dtype=np.uint64)

    def integer(self, width: int) -> int:
        """Read one number of any width."""
        return int.from_bytes(np.packbits(np.append(np.zeros(-width % 8, bool), self.take(width))).tobytes(), "big")

    def places(self, size: int, count: int) -> np.ndarray:
        """Read what `write_places` wrote: bool, shape (size,)."""
        alive, rank = np.zeros(size, dtype=bool), self.integer(position_bits(size, count))
        subsets = math.comb(size, count)
        for place in reversed(range(size)):
            below = subsets * (place + 1 - count) // (place + 1)
            alive[place] = rank >= below
            if alive[place]:
                rank, subsets, count = rank - below, subsets - below, count - 1
            else:
                subsets = below
        return alive


def write_numbers(numbers: np.ndarray, width: int) -> np.ndarray:
    """Write numbers of `width` bits, the highest bit first."""
    return ((numbers.astype(np.uint64)[:, None] >> _shifts(width)) & np.uint64(1)).astype(bool).ravel()


def write_integer(number: int, width: int) -> np.ndarray:
    """Write one number of any width."""
    octets = np.frombuffer(number.to_bytes(-(-width // 8), "big"), dtype=np.uint8)
    return np.unpackbits(octets)[-width % 8 :].astype(bool)


def write_places(alive: np.ndarray) -> np.ndarray:
    """Write which entries are alive: the rank of their set among all of its size (combinatorial number system)."""
    count = int(alive.sum())
    width, rank, subsets = position_bits(len(alive), count), 0, math.comb(len(alive), count)
    for place in reversed(range(len(alive))):
        # `subsets` of places 0 … place have the entries that are left; so many of them go without this place:
        below = subsets * (place + 1 - count) // (place + 1)
        if alive[place]:
            rank, subsets, count = rank + below, subsets - below, count - 1
        else:
            subsets = below
    return write_integer(rank, width)


def encode(matrix: Any, code: str) -> np.ndarray:
    """Round a matrix by a code and write it in the cheapest layout.

    Parameters
    ----------
    matrix : array
        The first axis runs over the rows.
    code : str
        One of `CODES`.

    Returns
    -------
    bool array, shape (`matrix_bits`,)
        `np.packbits` makes bytes of it.

    Raises
    ------
    InputError
        If the matrix is not finite, there is no such code, or a number overflows.
    """
    rows, each = as_rows(check_array("matrix", matrix, empty=True)), CODES[check_name("code", code, CODES)]
    numbers, scales = _numbers(rows, code)
    alive = round_weight(rows, code) != 0
    lengths = layout_bits(alive, each)
    layout = int(np.argmin(lengths))
    live_rows, live_columns = alive.any(axis=1), alive.any(axis=0)
    if layout == 0:
        side, chosen = [], numbers
    elif layout == 1:
        side = [write_integer(int(alive.sum()), alive.size.bit_length()), write_places(alive.ravel())]
        chosen = numbers[alive]
    else:
        side, chosen = [live_rows, live_columns], numbers[np.ix_(live_rows, live_columns)]
    header = write_integer(list(CODES).index(code) * 4 + layout, HEADER)
    return np.concatenate([header, scales, *side, write_numbers(chosen.ravel(), each)])


def decode(word: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Read what `encode` wrote: the rounded matrix of that shape.

    Raises
    ------
    InputError
        If it is no word of a matrix of that shape.
    """
    if not isinstance(shape, tuple) or not shape:
        raise InputError(f"shape={shown(shape)}, expected a tuple of integers")
    rest, (rows, *others) = Word(word), [check_whole("an axis of shape", size, 0, LONGEST) for size in shape]
    columns = math.prod(others)
    if rows * columns > LONGEST:
        raise InputError(f"shape={shown(shape)} has {rows * columns} entries, expected at most {LONGEST}")
    number, layout = divmod(rest.integer(HEADER), 4)
    if number >= len(CODES) or layout > 2:
        raise InputError("the word begins with an unknown header, expected one that `encode` has written")
    code = list(CODES)[number]
    scales = _float(rest.numbers(rows, CODES["fp32"]), "fp32") if code in GRIDS else None
    alive = np.ones((rows, columns), dtype=bool)
    if layout == 1:
        count = rest.integer(alive.size.bit_length())
        alive = rest.places(alive.size, count).reshape(alive.shape)
    elif layout == 2:
        alive = rest.take(rows)[:, None] & rest.take(columns)
    matrix = np.zeros((rows, columns), dtype=np.uint64 if scales is None else np.int64)
    numbers = rest.numbers(int(alive.sum()), CODES[code])
    matrix[alive] = numbers if scales is None else numbers.astype(np.int64) - _zero(code)
    if len(rest.bits):
        raise InputError(f"the word has {len(rest.bits)} bits too many, expected one of a matrix of shape {shape}")
    return (_float(matrix, code) if scales is None else scaled(matrix, scales)).reshape(shape)


def _numbers(rows: np.ndarray, code: str) -> tuple[np.ndarray, np.ndarray]:
    """Return what stands for each entry, at least 0, and the written scales."""
    if code not in GRIDS:
        return _bits_of(round_weight(rows, code), code), np.zeros(0, dtype=bool)
    levels, scales = grid(rows, GRIDS[code])
    return levels + _zero(code), write_numbers(_bits_of(scales, "fp32"), CODES["fp32"])


def _zero(code: str) -> int:
    """Return what stands for the level 0: levels are written from the lowest."""
    return 2 ** (GRIDS[code] - 1) - 1


def _bits_of(x: np.ndarray, code: str) -> np.ndarray:
    kind, dropped = _STORED[code]
    return x.astype(kind).view(f"u{kind().itemsize}").astype(np.uint64) >> np.uint64(dropped)


def _float(numbers: np.ndarray, code: str) -> np.ndarray:
    kind, dropped = _STORED[code]
    return (numbers << np.uint64(dropped)).astype(f"u{kind().itemsize}").view(kind).astype(np.float64)


def _shifts(width: int) -> np.ndarray:
    return np.arange(width, dtype=np.uint64)[::-1]
