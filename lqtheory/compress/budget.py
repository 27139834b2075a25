"""Prune, then quantise, under a budget of bits: the best split (theory E2)."""

from __future__ import annotations

from typing import Any

from lqtheory.certify import output_bound
from lqtheory.compress.bits import Compressed
from lqtheory.compress.prune import Pruner
from lqtheory.compress.quantise import quantise
from lqtheory.compress.search import smallest
from lqtheory.errors import InputError
from lqtheory.networks import Network

WIDTHS = (2, 3, 4, 5, 6, 8, 12)
"""Bits of a level that are tried."""


class PruneQuantise:
    """Keep so many weights by a method of `prune`, then round them to a grid; the steps of the method are shared.

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs)
    method : str
        A name in `METHODS`.
    """

    def __init__(self, network: Network, inputs: Any, *, method: str = "adaptive-path") -> None:
        self._pruner = Pruner(network, inputs, method=method)
        self.network, self.inputs, self.total = network, self._pruner.inputs, self._pruner.total

    def at(self, kept: int, width: int) -> Compressed:
        """Keep `kept` of the `total` weights, with `width` bits each.

        Per layer the bits are K · width + ⌈log2 binom(d, K)⌉ + ⌈log2(d + 1)⌉, a scale per row, and the biases;
        less where another layout of the matrix is cheaper (`matrix_bits`).
        """
        coded = quantise(self._pruner.at(kept / self.total)[0], f"int{width}")
        return coded._replace(note=f"{kept:,} of {self.total:,} weights, int{width}")


def within_budget(network: Network, inputs: Any, bits: int, *, method: str = "adaptive-path") -> Compressed:
    """Split a budget between more weights and more bits each, for the smallest certified output error.

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs)
    bits : int
        Of the whole network, scales and biases included.
    method : str
        A name in `METHODS`.

    Returns
    -------
    Compressed
        For each width the most weights that the budget allows, found by bisection; the best width.

    Raises
    ------
    InputError
        If the budget does not even hold the biases, with the fewest bits that are possible.
    """
    family = PruneQuantise(network, inputs, method=method)
    splits = []
    for width in WIDTHS:

        def too_dear(kept: int, width: int = width) -> bool:
            return sum(family.at(kept, width).bits.values()) > bits

        if not too_dear(0):
            splits.append(family.at(smallest(too_dear, family.total + 1) - 1, width))
    if not splits:
        fewest = min(sum(family.at(0, width).bits.values()) for width in WIDTHS)
        raise InputError(f"bits={bits!r}, expected at least {fewest}: what scales and biases take")
    return min(splits, key=lambda split: output_bound(network, split.network, inputs))
