"""Structured pruning: whole rows, columns and units (theory E4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lqtheory.compress.bits import Compressed, network_bits
from lqtheory.compress.quantise import rounded_network
from lqtheory.errors import InputError
from lqtheory.networks import Network


def group_norms(weight: np.ndarray, axis: int = 0) -> np.ndarray:
    """Return the ℓ2 norm of each row (`axis` 0), column (1), or whatever slice the axis counts: filters, channels.

    Keeping the largest loses at most what the bound `best-term-groups` says.
    """
    return np.sqrt((np.moveaxis(weight, axis, 0).reshape(weight.shape[axis], -1) ** 2).sum(axis=1))


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
        If `strength` is negative or not finite.
    """
    if not 0 <= strength < np.inf:
        raise InputError(f"strength={strength!r}, expected a finite number of at least 0")
    sizes = group_norms(weight, axis)
    factors = np.maximum(sizes - strength, 0.0) / np.where(sizes > 0, sizes, 1.0)
    return weight * np.expand_dims(factors, tuple(a for a in range(weight.ndim) if a != axis % weight.ndim))


def unit_scores(network: Network, inputs: np.ndarray) -> dict[str, np.ndarray]:
    """Per hidden unit, A ∘ its outgoing weights in norm, times the deviation of its activation (theory C7).

    A are the gains of the units above: the first-order change of the outputs when the unit becomes a constant.
    By layer name, the last layer left out; larger is kept.
    """
    moments, gains = network.moments(inputs), network.gains(inputs)
    return {
        layer.name: group_norms(above.weight * gain[:, None], axis=1) * moment.std
        for layer, above, gain, moment in zip(network.layers, network.layers[1:], gains[1:], moments[1:], strict=False)
    }


def drop_units(network: Network, inputs: np.ndarray, keep: Mapping[str, np.ndarray]) -> Compressed:
    """Turn hidden units into the constants that they are on average: weights to and from them become 0.

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs)
        Give the averages, which the biases above take over.
    keep : mapping from layer name to bool array, shape (units,)
        True = kept, for hidden layers.

    Returns
    -------
    Compressed
        What remains is rounded to float32; `without_dead_units` makes it as small as it is.

    Raises
    ------
    InputError
        If a layer is unknown or the last, or a mask has the wrong shape.
    """
    hidden = [layer.name for layer in network.layers[:-1]]
    for name, kept in keep.items():
        if name not in hidden:
            raise InputError(f"keep holds the layer {name!r}, expected names among the hidden layers {hidden}")
        units = len(network.weights[f"{name}.weight"])
        if np.shape(kept) != (units,) or np.asarray(kept).dtype != bool:
            raise InputError(f"keep[{name!r}] has shape {np.shape(kept)}, expected ({units},) and bool")
    means = [moments.mean for moments in network.moments(inputs)]
    weights, biases = dict(network.weights), dict(network.biases)
    for layer, above, mean in zip(network.layers, network.layers[1:], means[1:], strict=False):
        kept = keep.get(layer.name, np.ones(len(layer.weight), dtype=bool))
        below, on_top = f"{layer.name}.weight", f"{above.name}.weight"
        biases[f"{above.name}.bias"] = biases[f"{above.name}.bias"] + above.weight[:, ~kept] @ mean[~kept]
        weights[below] = np.where(kept[:, None], weights[below], 0.0)
        biases[f"{layer.name}.bias"] = np.where(kept, biases[f"{layer.name}.bias"], 0.0)
        weights[on_top] = np.where(kept, weights[on_top], 0.0)
    codes = {layer.name: "fp32" for layer in network.layers}
    smaller = rounded_network(network.with_weights(weights, biases), codes)
    return Compressed(smaller, network_bits(smaller), f"units {living_units(smaller)}")


def living_units(network: Network) -> str:
    """Hidden units that the layer above reads, per hidden layer, in words such as "30, 12"."""
    return ", ".join(str(int(above.weight.any(axis=0).sum())) for above in network.layers[1:])


def without_dead_units(network: Network) -> Network:
    """Leave out the hidden units that the layer above does not read: the same function with smaller layers.

    One unit per layer stays, dead or not, so that there is a layer.
    """
    layers = list(network.layers)
    for level, above in enumerate(network.layers[1:]):
        alive = np.asarray(above.weight.any(axis=0))
        alive[0] |= not alive.any()
        layers[level] = replace(layers[level], weight=layers[level].weight[alive], bias=layers[level].bias[alive])
        layers[level + 1] = replace(layers[level + 1], weight=layers[level + 1].weight[:, alive])
    return Network(tuple(layers))
