"""Prune, then quantise, under a budget of bits: the best split (theory E2)."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.certify import output_bound
from lqtheory.compress.arguments import check_whole
from lqtheory.compress.bits import Compressed
from lqtheory.compress.prune import Pruner
from lqtheory.compress.quantise import quantise
from lqtheory.compress.search import smallest
from lqtheory.errors import InputError
from lqtheory.files import network_digest
from lqtheory.networks import Network

WIDTHS = tuple(range(2, 13))
"""Bits of a level that are tried."""

OCTAVE = 8
"""Counts of kept weights that are tried between a number and its double, so that all widths share them."""


class PruneQuantise:
    """Keep so many weights by a method of `prune`, then round them to a grid; what was pruned is remembered.

    For one vector and its largest weights the bound `prune-quantise-bits` says what that costs.
    Settings run from 0, which keeps nothing, to `top`, which keeps all, in steps of 2^(1/`OCTAVE`).

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs)
    method : str
        A name in `METHODS`.
    """

    def __init__(self, network: Network, inputs: Any, *, method: str = "adaptive-path") -> None:
        self._pruner = Pruner(network, inputs, method=method)
        self._pruned: dict[int, Network] = {}
        self._source = network_digest(network)
        self.top = 1 + math.ceil(OCTAVE * math.log2(self._pruner.total))

    def kept(self, setting: int) -> int:
        """Return the number of weights that a setting keeps."""
        check_whole("setting", setting, 0, self.top)
        return round(self._pruner.total * 2 ** ((setting - self.top) / OCTAVE)) if setting else 0

    def at(self, setting: int, width: int) -> Compressed:
        """Keep the weights of a setting, with `width` bits each.

        Per layer the bits are K · width + ⌈log2 binom(d, K)⌉ + ⌈log2(d + 1)⌉, a scale per row, and the biases;
        less where another layout of the matrix is cheaper (`matrix_bits`).
        """
        kept, total = self.kept(setting), self._pruner.total
        if kept not in self._pruned:
            self._pruned[kept] = self._pruner.at(kept / total)[0]
        coded = quantise(self._pruned[kept], f"int{width}")
        return coded._replace(source=self._source, note=f"{kept:,} of {total:,} weights, int{width}")


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
    bits = check_whole("bits", bits, 0)
    family = PruneQuantise(network, inputs, method=method)
    splits = []
    for width in WIDTHS:

        def too_dear(setting: int, width: int = width) -> bool:
            return sum(family.at(setting, width).bits.values()) > bits

        if not too_dear(0):
            splits.append(family.at(smallest(too_dear, family.top + 1) - 1, width))
    if not splits:
        fewest = min(sum(family.at(0, width).bits.values()) for width in WIDTHS)
        raise InputError(f"bits={bits!r}, expected at least {fewest}: what scales and biases take")
    return min(splits, key=lambda split: output_bound(network, split.network, inputs))
