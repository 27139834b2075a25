"""What a compressed network takes to store, counted in bits: the lengths of the words of `codec` (theory E2)."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from flint import arb, ctx

from lqtheory.compress.arguments import check_array, check_name, check_network, check_whole
from lqtheory.compress.codes import CODES, GRIDS
from lqtheory.networks import Network, Weighted

NUMBER = CODES["fp32"]
"""Bits of a scale, and of whatever else is rounded to float32."""

HEADER = 7
"""Bits that begin the word of a matrix: five say which code, two which layout."""


class Compressed(NamedTuple):
    """A network after compression: of the same structure, so that it can be certified."""

    network: Network
    bits: dict[str, int]
    """By layer name, what its weights and biases take; a layer that is missing was left as it was."""
    source: str
    """SHA-256 of the network from which it was made (`files.network_digest`)."""
    note: str = ""
    """The setting in words, such as "int4" or "12 of 30 units"."""


def position_bits(d: int, k: int) -> int:
    """Bits that tell which k of d entries are kept, where k is known: ⌈log2 binom(d, k)⌉ (atom `support_bits`).

    The first part is at most d times the entropy of k/d (bound `support-entropy`).

    Parameters
    ----------
    d, k : int
        0 <= k <= d.
    """
    k = check_whole("k", k, 0, check_whole("d", d, 0))
    with ctx.workprec(128):
        log = (arb(d + 1).lgamma() - arb(k + 1).lgamma() - arb(d - k + 1).lgamma()) / arb(2).log()
        ceiling = log.ceil().unique_fmpz()
    # A power of two lies on the edge of its ball; such a binomial is small, or k is 1.
    return (math.comb(d, k) - 1).bit_length() if ceiling is None else int(ceiling)


def sparse_bits(d: int, k: int, each: int) -> int:
    """Bits of k of d entries with `each` bits, and which they are, where k is known."""
    return position_bits(d, k) + k * check_whole("each", each, 0)


def layout_bits(alive: np.ndarray, each: int) -> tuple[int, int, int]:
    """Bits of a matrix in each of three layouts, its shape being known.

    All entries; the living ones, their number and their places; the block of the rows and columns that have living
    ones, and which these are.

    Parameters
    ----------
    alive : bool array, two axes
        The entries that are not 0.
    each : int
        Bits of one entry.
    """
    rows, columns = (int(alive.any(axis=axis).sum()) for axis in (1, 0))
    return (
        alive.size * each,
        sparse_bits(alive.size, int(alive.sum()), each) + alive.size.bit_length(),
        rows * columns * each + sum(alive.shape),
    )


def matrix_bits(matrix: np.ndarray, code: str) -> int:
    """Bits of the word of a matrix: its header, the scales of its rows if the code has them, the cheapest layout.

    Parameters
    ----------
    matrix : array
        Numbers of the code. The first axis runs over the rows; the others, if there are several, are taken together.
    code : str
        One of `CODES`.
    """
    matrix, each = check_array("matrix", matrix, empty=True), CODES[check_name("code", code, CODES)]
    scales = NUMBER * len(matrix) if code in GRIDS else 0
    return HEADER + scales + min(layout_bits(as_rows(matrix) != 0, each))


def as_rows(array: np.ndarray) -> np.ndarray:
    """Take all axes but the first together, of empty arrays too."""
    return array.reshape(len(array), math.prod(array.shape[1:]))


def plain_code(array: np.ndarray) -> str:
    """Code of an array as it is: fp32 where float32 holds every number, else fp64."""
    with np.errstate(over="ignore", under="ignore"):
        return "fp32" if np.array_equal(array, array.astype(np.float32)) else "fp64"


def plain_bits(array: np.ndarray) -> int:
    """Bits of an array as it is."""
    array = check_array("array", array)
    return matrix_bits(array, plain_code(array))


def bias_bits(layer: Weighted) -> int:
    """Bits of the biases of a layer as they are, one row."""
    return plain_bits(layer.bias[None])


def network_bits(network: Network) -> dict[str, int]:
    """Bits of every layer with weights as it is, by layer name; the others take none.

    Raises
    ------
    InputError
        If it is no network with weights.
    """
    return {layer.name: plain_bits(layer.weight) + bias_bits(layer) for layer in check_network(network).prunable}
