"""What a compressed network takes to store, counted in bits that a decoder can really use (theory E2)."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from flint import arb, ctx

from lqtheory.errors import InputError
from lqtheory.networks import Layer, Network

NUMBER = 32
"""Bits of a number that is stored as it is: a float32, to which every family rounds what it does not code."""


class Compressed(NamedTuple):
    """A network after compression: of the same structure, so that it can be certified."""

    network: Network
    bits: dict[str, int]
    """By layer name, what its weights and biases take; a layer that is missing was left as it was."""
    note: str = ""
    """The setting in words, such as "int4" or "12 of 30 units"."""


def support_bits(d: int, k: int) -> int:
    """Bits that tell which k of d weights are kept, and k itself: ⌈log2 binom(d, k)⌉ + ⌈log2(d + 1)⌉.

    The first part is at most d times the entropy of k/d (bound `support-entropy`).

    Parameters
    ----------
    d, k : int
        0 <= k <= d.
    """
    if not 0 <= k <= d:
        raise InputError(f"k={k!r}, expected an integer from 0 to d={d!r}")
    return _log2_binomial(d, k) + d.bit_length()


def _log2_binomial(d: int, k: int) -> int:
    with ctx.workprec(128):
        log = (arb(d + 1).lgamma() - arb(k + 1).lgamma() - arb(d - k + 1).lgamma()) / arb(2).log()
        ceiling = log.ceil().unique_fmpz()
    # A power of two lies on the edge of its ball; such a binomial is small, or k is 1.
    return (math.comb(d, k) - 1).bit_length() if ceiling is None else int(ceiling)


def matrix_bits(matrix: np.ndarray, each: int) -> int:
    """Bits of a matrix whose entries take `each` bits, in the cheapest of three layouts.

    All entries; the non-zero ones and their support; the block of the rows and columns that are not zero, and
    which these are. Two bits say which layout it is; the shape is known.

    Parameters
    ----------
    matrix : array
        The first axis runs over the rows; the others, if there are several, are taken together.
    each : int
        Bits of one entry.
    """
    alive = matrix.reshape(len(matrix), math.prod(matrix.shape[1:])) != 0
    rows, columns = (int(alive.any(axis=axis).sum()) for axis in (1, 0))
    kept = int(alive.sum())
    layouts = (
        alive.size * each,
        kept * each + support_bits(alive.size, kept),
        rows * columns * each + sum(alive.shape),
    )
    return 2 + min(layouts)


def number_bits(array: np.ndarray) -> int:
    """Bits of each number of an array as it is: 32 where float32 holds all of them, else 64."""
    with np.errstate(over="ignore"):
        return NUMBER if np.array_equal(array, array.astype(np.float32)) else 64


def bias_bits(layer: Layer) -> int:
    """Bits of the biases of a layer as they are."""
    return matrix_bits(layer.bias[None], number_bits(layer.bias))


def network_bits(network: Network) -> dict[str, int]:
    """Bits of every layer as it is, by layer name."""
    return {
        layer.name: matrix_bits(layer.weight, number_bits(layer.weight)) + bias_bits(layer) for layer in network.layers
    }
