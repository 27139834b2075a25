"""Which family of compressions is cheapest for a certified tolerance."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from lqtheory.certify import output_bound
from lqtheory.compress.arguments import check_calibration, check_names, check_not_negative, shown
from lqtheory.compress.bits import NUMBER, Compressed, as_rows, network_bits
from lqtheory.compress.budget import WIDTHS, PruneQuantise
from lqtheory.compress.codes import GRIDS, round_weight
from lqtheory.compress.compose import aligned
from lqtheory.compress.groups import drop_units, unit_scores
from lqtheory.compress.lowrank import break_even_rank, group_matrices, largest_rank, low_rank
from lqtheory.compress.merge import Merger
from lqtheory.compress.prune import Pruner
from lqtheory.compress.quantise import quantise
from lqtheory.compress.search import smallest
from lqtheory.compress.units import hidden
from lqtheory.errors import InputError
from lqtheory.files import network_digest
from lqtheory.networks import Network, Weighted


class Ladder(NamedTuple):
    """Settings of one family, 0 … `top`, from the cheapest to the dearest."""

    top: int
    at: Callable[[int], Compressed]


class Choice(NamedTuple):
    """The cheapest setting of a family within the tolerance."""

    family: str
    compressed: Compressed | None
    """None when no setting is within the tolerance."""
    upper: float
    """Its certified output error; that of the dearest setting when none is within the tolerance."""

    @property
    def bits(self) -> float:
        """Bits of the whole network; inf when no setting is within the tolerance."""
        return math.inf if self.compressed is None else sum(self.compressed.bits.values())


class Choices(NamedTuple):
    """The answer of `cheapest`, the cheapest family first."""

    tolerance: float
    float32_bits: int
    """What all weights and biases take as float32 numbers."""
    rows: tuple[Choice, ...]

    def table(self) -> str:
        """Return one line per family."""
        lines = [("family", "bits", "of float32", "certified", "setting")]
        for row in self.rows:
            if row.compressed is None:
                lines.append((row.family, "-", "-", f"{row.upper:.4g}", "nothing within the tolerance"))
            else:
                share = f"{row.bits / self.float32_bits:.4f}"
                lines.append((row.family, f"{row.bits:,}", share, f"{row.upper:.4g}", row.compressed.note))
        return f"{aligned(lines)}\ncertified output error at most {self.tolerance:g}"

    def to_dict(self) -> dict[str, Any]:
        """Return everything but the networks, as JSON can hold it."""
        rows = [
            {
                "family": row.family,
                "bits": None if row.compressed is None else int(row.bits),
                "upper": row.upper if math.isfinite(row.upper) else None,
                "setting": None if row.compressed is None else row.compressed.note,
            }
            for row in self.rows
        ]
        return {"tolerance": self.tolerance, "float32_bits": self.float32_bits, "families": rows}


def cheapest(network: Network, inputs: Any, tolerance: float, *, families: Iterable[str] | None = None) -> Choices:
    """Find for every family the setting of fewest bits whose certified output error is within a tolerance.

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs)
        Calibrate and certify.
    tolerance : float
        Largest certified upper output error (L2 over the inputs, Euclidean over the outputs), at least 0.
    families : collection of str, optional
        Names in `FAMILIES`; all by default.

    Returns
    -------
    Choices
        Found by bisection: where the error does not fall with the bits, a smaller setting may qualify too.

    Raises
    ------
    InputError
        If an argument is not as described, or a number is beyond the range of float32 or overflows.
    """
    chosen = check_names("families", FAMILIES if families is None else families)
    if not chosen or chosen - FAMILIES.keys():
        raise InputError(f"families={shown(sorted(chosen))}, expected names among {', '.join(FAMILIES)}")
    tolerance, inputs = check_not_negative("tolerance", tolerance), check_calibration(network, inputs)
    rows = [_choice(name, network, inputs, tolerance) for name in FAMILIES if name in chosen]
    numbers = network.total + sum(bias.size for bias in network.biases.values())
    return Choices(tolerance, NUMBER * numbers, tuple(sorted(rows, key=lambda row: (row.bits, row.upper))))


def _choice(family: str, network: Network, inputs: np.ndarray, tolerance: float) -> Choice:
    ladders = FAMILIES[family](network, inputs)
    choices = [_cheapest_rung(family, ladder, network, inputs, tolerance) for ladder in ladders]
    return min(choices, key=lambda choice: (choice.bits, choice.upper))


def _cheapest_rung(family: str, ladder: Ladder, network: Network, inputs: np.ndarray, tolerance: float) -> Choice:
    def upper(setting: int) -> float:
        return output_bound(network, ladder.at(setting).network, inputs)

    if (best := upper(ladder.top)) > tolerance:
        return Choice(family, None, best)
    setting = smallest(lambda setting: upper(setting) <= tolerance, ladder.top)
    return Choice(family, ladder.at(setting), upper(setting))


def _prune(network: Network, inputs: np.ndarray) -> list[Ladder]:
    pruner, source = Pruner(network, inputs), network_digest(network)

    def at(kept: int) -> Compressed:
        rounded = quantise(pruner.at(kept / pruner.total)[0], "fp32").network
        return Compressed(rounded, network_bits(rounded), source, f"{kept:,} of {pruner.total:,} weights")

    return [Ladder(pruner.total, at)]


def _prune_quantise(network: Network, inputs: np.ndarray) -> list[Ladder]:
    family = PruneQuantise(network, inputs)
    return [Ladder(family.top, partial(family.at, width=width)) for width in WIDTHS]


def _quantise(network: Network, inputs: np.ndarray) -> list[Ladder]:
    """Per layer the fewest bits whose first-order change of the outputs is below one threshold for all layers."""
    codes = (*GRIDS, "fp32")
    errors = {}
    for layer, windows, gains in _calibrated(network, inputs):
        rounded = [round_weight(layer.weight, code, f"{layer.name}.weight") for code in codes]
        changes = [np.split(as_rows(layer.weight - weight), layer.groups) for weight in rounded]
        errors[layer.name] = [_first_order(change, windows, gains) for change in changes]
    thresholds = sorted({error for row in errors.values() for error in row}, reverse=True)

    def at(setting: int) -> Compressed:
        if setting == len(thresholds):
            return quantise(network, "fp32")
        fits = {name: np.flatnonzero(np.array(row) <= thresholds[setting]) for name, row in errors.items()}
        return quantise(network, {name: codes[fit[0]] if fit.size else "fp32" for name, fit in fits.items()})

    return [Ladder(len(thresholds), at)]


def _low_rank(network: Network, inputs: np.ndarray, code: str = "fp32") -> list[Ladder]:
    """One threshold on the squared singular value, in units of the outputs, that one stored number buys."""
    worth: dict[str, np.ndarray] = {}
    for layer, windows, gains in _calibrated(network, inputs):
        m, n = group_matrices(layer)[0].shape
        squares = np.zeros(m)  # of all groups, which have one rank
        for matrix, h, gain in zip(group_matrices(layer), windows, gains, strict=True):
            outputs = (h - h.mean(axis=0)) @ matrix.T * np.sqrt(np.mean(gain**2))
            sizes = np.linalg.svd(outputs, compute_uv=False)
            squares[: len(sizes)] += sizes**2
        rank = break_even_rank(m, n)
        # Beyond the rank at which factors cost as much as the matrix, the rest comes as one piece.
        rest = squares[rank:].sum() / max(1, m * n - rank * (m + n))
        worth[layer.name] = np.append(squares[:rank] / (m + n), rest) / layer.groups
    thresholds = sorted({x for row in worth.values() for x in row.tolist()}, reverse=True)

    def at(setting: int) -> Compressed:
        ranks = {}
        for layer in network.prunable:
            chosen = worth[layer.name] >= (thresholds[setting - 1] if setting else math.inf)
            whole = setting == len(thresholds) or chosen[-1]
            ranks[layer.name] = largest_rank(layer) if whole else int(chosen.sum())
        return low_rank(network, inputs, ranks, code)

    return [Ladder(len(thresholds), at)]


def _low_rank_quantise(network: Network, inputs: np.ndarray) -> list[Ladder]:
    return [ladder for width in WIDTHS for ladder in _low_rank(network, inputs, f"int{width}")]


def _groups(network: Network, inputs: np.ndarray) -> list[Ladder]:
    """One threshold on the squared score that one stored number buys."""
    scores = unit_scores(network, inputs)
    weights = network.weights
    sizes = {
        name: weights[f"{name}.weight"][0].size + 1 + sum(x.weight.size for x in found.weighted) / len(scores[name])
        for name, found in hidden(network).items()
    }
    worth = {name: score**2 / sizes[name] for name, score in scores.items()}
    everything = np.concatenate([*worth.values(), np.empty(0)])
    ranks = np.empty(len(everything), dtype=int)
    ranks[np.argsort(-everything, kind="stable")] = np.arange(len(everything))
    ends = np.cumsum([0, *map(len, worth.values())])
    places = {name: ranks[a:b] for name, (a, b) in zip(worth, pairwise(ends), strict=True)}

    def at(setting: int) -> Compressed:
        return drop_units(network, inputs, {name: place < setting for name, place in places.items()})

    return [Ladder(len(everything), at)]


def _merge(network: Network, inputs: np.ndarray) -> list[Ladder]:
    merger = Merger(network, inputs)
    return [Ladder(len(merger.merges), lambda setting: merger.at(len(merger.merges) - setting))]


def _calibrated(network: Network, inputs: np.ndarray) -> Iterator[tuple[Weighted, list[np.ndarray], list[np.ndarray]]]:
    """Each layer with weights; for each group of its neurons what they take in, and their gains."""
    with np.errstate(over="ignore", invalid="ignore"):
        gains = network.gains(inputs)
    for layer, h, gain in zip(network.prunable, network.activations(inputs), gains, strict=True):
        if not np.isfinite(np.sum(gain**2)):
            raise InputError(f"on these inputs the gains of layer {layer.name!r} overflow, expected finite ones")
        yield layer, layer.windows(h), np.split(gain, layer.groups)


def _first_order(changes: list[np.ndarray], windows: list[np.ndarray], gains: list[np.ndarray]) -> float:
    """Return the first-order change of the outputs when the matrices of a layer change."""
    groups = zip(changes, windows, gains, strict=True)
    return math.sqrt(sum(float(np.mean((h @ change.T) ** 2, axis=0) @ gain**2) for change, h, gain in groups))


FAMILIES: dict[str, Callable[[Network, np.ndarray], list[Ladder]]] = {
    "prune": _prune,
    "quantise": _quantise,
    "prune+quantise": _prune_quantise,
    "low-rank": _low_rank,
    "low-rank+quantise": _low_rank_quantise,
    "groups": _groups,
    "merge": _merge,
}
"""The families by name: from a network and its inputs to ladders of settings."""
