"""Prune as far as held-out data allow, with a guarantee on the population (theory D1, D2)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count as count_from
from typing import Any

import numpy as np

from lqtheory.certify.population import Guarantee, guarantee, rows
from lqtheory.compress.arguments import check_number
from lqtheory.compress.prune import Pruned, Pruner, prune
from lqtheory.compress.selection import count
from lqtheory.errors import InputError
from lqtheory.files import digest
from lqtheory.networks import Network

STEPS_PER_HALVING = 4
"""The path keeps the shares 2^(-1/4), 2^(-1/2), 2^(-3/4), 1/2, … of the weights: fixed before any data are seen."""


def prune_guaranteed(
    network: Network,
    calibration: Any,
    held_out: Any,
    labels: Any,
    *,
    max_drop: float,
    confidence: float = 0.95,
    method: str = "adaptive-path",
    seed: int = 0,
    discrete: bool = False,
) -> tuple[Pruned | None, Guarantee]:
    """Return the sparsest network of a pruning path whose accuracy surely drops by little, or None.

    With a chance of at least `confidence` over the held-out points, the top-1 accuracy of the network on the
    population is at most `max_drop` below that of the dense one.

    Parameters
    ----------
    network : Network
    calibration : array, shape (m, inputs)
        From these the path is made.
    held_out, labels : arrays, shapes (n, inputs) and (n,)
        Drawn independently from the population, and used for nothing else, the training of the network included.
    max_drop, confidence
        As for `guarantee`.
    method, seed
        As for `prune`.
    discrete : bool
        Whether the population repeats inputs; without it no held-out point may occur twice, or be among the
        calibration inputs.

    Raises
    ------
    InputError
        If an argument is not as described.
    """
    max_drop = check_number("max_drop", max_drop, lambda x: 0 <= x < 1, "a number in [0, 1)")
    confidence = check_number("confidence", confidence, lambda x: 0.5 <= x < 1, "a number in [1/2, 1)")
    pruner = Pruner(network, calibration, method=method, seed=seed)
    points = network.check_inputs(held_out)
    _refuse_shared(pruner.inputs, points, discrete)
    found = guarantee(
        network,
        (pruner.at(1 - sparsity)[0] for sparsity in _sparsities(pruner.total)),
        points,
        labels,
        max_drop=max_drop,
        confidence=confidence,
        discrete=discrete,
    )
    if not found.passed:
        return None, found
    sparsity = list(_sparsities(pruner.total))[found.passed - 1]
    return prune(network, pruner.inputs, method=method, sparsity=sparsity, seed=seed), found


def _sparsities(total: int) -> Iterator[float]:
    for step in range(2 * STEPS_PER_HALVING - 1):  # near the dense network: 1/64 to 1/8 dropped
        dropped = 2.0 ** (step / 2 - 6)
        if 0 < count(1 - dropped, total) < total:
            yield dropped
    for step in count_from(1):
        keep = 2.0 ** (-step / STEPS_PER_HALVING)
        if not count(keep, total):
            return
        yield 1 - keep


def _refuse_shared(calibration: np.ndarray, held_out: np.ndarray, discrete: bool) -> None:
    """Refuse held-out inputs whose digest the plan records, or that share a row with the calibration inputs."""
    if digest(calibration) == digest(held_out):
        raise InputError(f"the held-out inputs are the calibration inputs (sha256 {digest(held_out)}), expected others")
    seen = set(rows(calibration))
    if not discrete and (shared := sum(row in seen for row in rows(held_out))):
        raise InputError(
            f"{shared} of {len(held_out)} held-out inputs are calibration inputs too, expected none: a guarantee needs "
            "points that nothing else has seen (say discrete if the population itself repeats inputs)"
        )
