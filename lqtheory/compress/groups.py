"""Structured pruning: whole rows, columns and units (theory E4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lqtheory.compress.arguments import (
    check_array,
    check_calibration,
    check_layers,
    check_mapping,
    check_mask,
    check_not_negative,
    check_whole,
)
from lqtheory.compress.bits import Compressed, as_rows, network_bits
from lqtheory.compress.quantise import rounded_network
from lqtheory.compress.refit import correct_biases
from lqtheory.compress.state import State
from lqtheory.compress.units import hidden, living_units, readers, sum_by_unit, unit_read
from lqtheory.files import network_digest
from lqtheory.networks import Network


def group_norms(weight: np.ndarray, axis: int = 0) -> np.ndarray:
    """Return the ℓ2 norm of each row (`axis` 0), column (1), or whatever slice the axis counts: filters, channels.

    Keeping the largest loses at most what the bound `best-term-groups` says.
    """
    weight, axis = _of_axis(weight, axis)
    return np.linalg.norm(as_rows(np.moveaxis(weight, axis, 0)), axis=1)


def proximal_step(weight: np.ndarray, strength: float, axis: int = 0) -> np.ndarray:
    """Group-lasso proximal step: the minimiser v of ½‖v − w‖² + strength · Σ_g ‖v_g‖ (bound `group-proximal`).

    Every group shrinks towards 0 by `strength` in norm, and those of a smaller norm become 0: gradient steps with
    this after each train a network whose groups can be dropped.

    Parameters
    ----------
    weight : array
    strength : float
        At least 0: the step size times the weight of the penalty.
    axis : int
        Counts the groups.

    Raises
    ------
    InputError
        If an argument is not as described.
    """
    weight, axis = _of_axis(weight, axis)
    strength, sizes = check_not_negative("strength", strength), group_norms(weight, axis)
    factors = np.maximum(sizes - strength, 0.0) / np.where(sizes > 0, sizes, 1.0)
    return weight * np.expand_dims(factors, tuple(a for a in range(weight.ndim) if a != axis % weight.ndim))


def _of_axis(weight: Any, axis: Any) -> tuple[np.ndarray, int]:
    weight = check_array("weight", weight, squares=True)
    return weight, check_whole("axis", axis, -weight.ndim, weight.ndim - 1)


def unit_scores(network: Network, inputs: Any) -> dict[str, np.ndarray]:
    """Per hidden unit, A ∘ its outgoing weights ∘ the deviations of what they read, in norm (theory C7).

    A are the gains of the units above: the first-order change of the outputs when the unit becomes a constant.
    By the name of each layer whose units may be dropped; larger is kept.
    """
    inputs = check_calibration(network, inputs)
    with np.errstate(over="ignore", invalid="ignore"):
        moments = dict(zip(network.weights, network.moments(inputs), strict=True))
        gains = dict(zip(network.weights, network.gains(inputs), strict=True))
        scores = {}
        for name, found in hidden(network).items():
            units = len(network.weights[f"{name}.weight"])
            squares = [
                sum_by_unit((gains[key][:, None] * as_rows(reader.weight * moments[key].std)) ** 2, reader, units)
                for reader in found.weighted
                for key in [f"{reader.name}.weight"]
            ]
            scores[name] = np.sqrt(np.nan_to_num(sum(squares), nan=0.0))
    return scores


def drop_units(network: Network, inputs: Any, keep: Mapping[str, np.ndarray]) -> Compressed:
    """Turn hidden units into the constants that they are on average: weights to and from them become 0.

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs)
        Give the averages, which the biases above take over: of a channel over its places too.
    keep : mapping from layer name to bool array, shape (units,)
        True = kept, for hidden layers; a convolution has one unit per channel.

    Returns
    -------
    Compressed
        What remains is rounded to float32; `without_dead_units` makes it as small as it is.

    Raises
    ------
    UnsupportedLayerError
        If a layer has no weights, or its units are outputs or are added to others.
    InputError
        If a layer is unknown, or a mask has the wrong shape.
    """
    inputs, keep = check_calibration(network, inputs), check_mapping("keep", keep, "layer names to bool arrays")
    check_layers("keep", keep, network)
    masks = {name: np.ones(weight.shape, dtype=bool) for name, weight in network.weights.items()}
    for name, kept in keep.items():
        units = len(network.weights[f"{name}.weight"])
        check_mask(f"keep[{name!r}]", kept, (units,))
        masks[f"{name}.weight"][~kept] = False
        for reader in readers(network, name).weighted:
            masks[f"{reader.name}.weight"] &= kept[unit_read(reader, units)].reshape(reader.weight.shape)
    dropped = correct_biases(network, State(network, masks, inputs), masks)
    biases = {f"{name}.bias": np.where(kept, dropped.biases[f"{name}.bias"], 0.0) for name, kept in keep.items()}
    codes = {layer.name: "fp32" for layer in network.prunable}
    smaller = rounded_network(dropped.with_weights(biases=biases), codes)
    return Compressed(smaller, network_bits(smaller), network_digest(network), f"units {living_units(smaller)}")
