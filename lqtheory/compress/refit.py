"""Repairs of a pruned network: nothing, biases corrected, or every neuron refitted to the dense one (theory B4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from lqtheory.compress.bits import as_rows
from lqtheory.compress.second_order import damped, sweep
from lqtheory.compress.selection import Masks
from lqtheory.compress.state import State
from lqtheory.networks import Network, Weighted

RIDGE = 1e-3
"""Strength of the pull towards the dense weights, in units of the mean variance of a neuron's inputs."""

SAMPLES_PER_WEIGHT = 8
"""A neuron with more kept weights than samples / this weights all samples alike: too few would determine it."""

_ROUNDING = 2.0**-80
"""A variance below this, of inputs of size 1, is the rounding error of a constant: nothing to fit with."""


def leave(dense: Network, state: State, masks: Masks) -> Network:
    """Set the dropped weights to 0 and change nothing else."""
    return state.network.with_weights({name: np.where(masks[name], w, 0.0) for name, w in state.weights.items()})


def correct_biases(dense: Network, state: State, masks: Masks) -> Network:
    """Set the dropped weights to 0 and add their mean contribution to the bias (theory B2)."""
    biases = {}
    for name, w in state.weights.items():
        bias = name.removesuffix("weight") + "bias"
        dropped, mean = (x.reshape(-1, w[0].size) for x in (np.where(masks[name], 0.0, w), state.moments[name].mean))
        shift = dropped @ mean[0] if len(mean) == 1 else (dropped * mean).sum(axis=1)
        biases[bias] = state.network.biases[bias] + shift
    return leave(dense, state, masks).with_weights(biases=biases)


def refit(dense: Network, state: State, masks: Masks, ridge: float = RIDGE) -> Network:
    """Fit every neuron, on its kept weights and a free bias, to the dense network's pre-activations (theory B4).

    Layer by layer from below: inputs are the activations of the refitted layers, so a layer also repairs what was
    lost before it. Samples are weighted by the sensitivity of the outputs to the neuron.

    Parameters
    ----------
    dense : Network
        The target.
    state : State
        Gives inputs and sensitivities.
    masks : mapping from parameter name to bool array
        A layer without a mask stays as it is.
    ridge : float
        At least 0; with 0 the least squares solution nearest to the dense weights.
    """
    importance = dict(zip(dense.weights, state.sensitivities, strict=True))
    return layer_by_layer(dense, state, masks, partial(fit, ridge=ridge), importance)


def layer_by_layer(
    dense: Network,
    state: State,
    masks: Masks,
    solve: Callable[..., tuple[np.ndarray, np.ndarray | None]],
    importance: Mapping[str, np.ndarray | None],
) -> Network:
    """Solve for every layer with a mask, from below, on the activations of the layers solved before it.

    Parameters
    ----------
    dense, state, masks
        As for `refit`.
    solve : callable
        Gets weight and kept, shape (units, inputs), the inputs of the neurons, (n, inputs), the dense network's
        pre-activations and the importances of the samples, (n, units); every place of a neuron is a sample. Returns
        the new weight, and the new bias or None, which leaves it.
    importance : mapping from parameter name to array
        A layer without one, or with None, counts all samples alike.
    """
    after, layers, new = dense.walk(state.inputs), [], None
    for layer, wanted in dense.walk(state.inputs):
        _, h = after.send(new)
        new, kept = layer, masks.get(f"{layer.name}.weight")
        if kept is not None and isinstance(layer, Weighted):
            new = _solved(layer, kept, h, wanted, importance.get(f"{layer.name}.weight"), state.places(layer), solve)
        layers.append(new)
    return replace(dense, layers=tuple(layers))


def _solved(
    layer: Weighted,
    kept: np.ndarray,
    h: np.ndarray,
    wanted: np.ndarray,
    importance: np.ndarray | None,
    places: np.ndarray | None,
    solve: Callable[..., tuple[np.ndarray, np.ndarray | None]],
) -> Any:
    """Solve for the neurons of a layer, group by group."""
    parts = []
    weights, supports = as_rows(layer.weight), as_rows(kept)
    share = len(weights) // layer.groups
    groups = zip(layer.windows(h, places=places), layer.windows(wanted, places=places), strict=True)
    for group, (rows, given) in enumerate(groups):
        part = slice(group * share, (group + 1) * share)
        a = None if importance is None else importance[:, part]
        targets = given @ weights[part].T + layer.bias[part]
        weight, bias = solve(weights[part], supports[part], rows, targets, a)
        parts.append((weight, layer.bias[part] if bias is None else bias))
    new, biases = map(np.concatenate, zip(*parts, strict=True))
    return replace(layer, weight=new.reshape(layer.weight.shape), bias=biases)  # type: ignore[type-var]


def surgery(dense: Network, state: State, masks: Masks) -> Network:
    """Let the kept weights of every layer take over what the dropped ones did, as SparseGPT does; biases stay.

    The inputs of largest second moment come first: while most others can still adapt, and whatever their numbering.
    """

    def solve(weight: np.ndarray, kept: np.ndarray, h: np.ndarray, *_: Any) -> tuple[np.ndarray, None]:
        second, swept = damped(h.T @ h / len(h)), np.empty(weight.shape)
        order = np.argsort(-np.diag(second), kind="stable")
        swept[:, order] = sweep(weight[:, order], kept[:, order], second[np.ix_(order, order)])
        return swept, None

    return layer_by_layer(dense, state, masks, solve, {})


def fit(
    weight: np.ndarray,
    kept: np.ndarray,
    h: np.ndarray,
    targets: np.ndarray,
    importance: np.ndarray | None,
    ridge: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Weighted least squares with a free intercept, unit by unit, each on its own support.

    Minimises E[a (h.v + c - z)^2] + ridge * (mean variance of the support) * ||v - w||^2, so the error of a unit
    is never larger than with its kept weights and the best bias.

    Parameters
    ----------
    weight, kept : arrays, shape (units, inputs)
        Weights w to stay close to; bool supports.
    h : array, shape (n, inputs)
    targets, importance : arrays, shape (n, units)
        Targets z; sample weights a >= 0, of any scale, or None where they are alike.
    ridge : float
        At least 0.

    Returns
    -------
    weight, bias : arrays, shapes (units, inputs) and (units,)
    """
    # One power of two brings the inputs near 1, so that no square overflows.
    scale = 2.0 ** max(np.frexp(np.abs(h).max())[1], -500)
    columns, targets = np.ascontiguousarray(h.T) / scale, targets / scale
    n = len(targets)
    means, target_means = columns.mean(axis=1), targets.mean(axis=0)
    centred = columns - means[:, None]
    gram, cross = centred @ centred.T / n, centred @ (targets - target_means) / n
    fitted, bias = np.zeros(weight.shape), np.empty(len(weight))
    for unit, (w, mask, z) in enumerate(zip(weight, kept, targets.T, strict=True)):
        support, mass = np.flatnonzero(mask), 0.0 if importance is None else importance[:, unit].sum()
        if importance is not None and SAMPLES_PER_WEIGHT * support.size <= n and 0 < mass < np.inf:
            p = importance[:, unit] / mass
            x, target = columns[support], p @ z
            mean, root = x @ p, np.sqrt(p)
            x = (x - mean[:, None]) * root
            second, right = x @ x.T, x @ ((z - target) * root)
        else:
            mean, target = means[support], target_means[unit]
            second, right = gram[np.ix_(support, support)], cross[support, unit]
        fitted[unit, support] = w[support] + _correction(second, right - second @ w[support], ridge)
        bias[unit] = scale * (target - fitted[unit, support] @ mean)
    return fitted, bias


def _correction(second: np.ndarray, right: np.ndarray, ridge: float) -> np.ndarray:
    """Solution v of (second + penalty) v = right; the shortest one where it is not unique; 0 where floats overflow."""
    if not (np.isfinite(second).all() and np.isfinite(right).all()):
        return np.zeros(len(second))
    if ridge > 0:
        penalty = max(ridge * second.trace() / max(1, len(second)), _ROUNDING)
        try:
            # Not scipy's Cholesky: its threads and those of numpy's products would wait for each other.
            return np.linalg.solve(second + penalty * np.eye(len(second)), right)
        except np.linalg.LinAlgError:
            pass
    return np.linalg.lstsq(second, right, rcond=None)[0]
