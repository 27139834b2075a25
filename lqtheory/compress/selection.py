"""From scores to masks: exactly k kept, ties broken by larger weight, then by index."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

Masks = dict[str, np.ndarray]
"""Bool arrays by parameter name ("0.weight"); True = kept."""

SCOPES = ("global", "layer", "neuron")
"""Among which weights scores are compared: all, those of a layer, those of a neuron."""


def count(keep: float, n: int) -> int:
    """Number of weights to keep of `n`: floor(keep * n + 1/2).

    Parameters
    ----------
    keep : float
        Kept share, in [0, 1].
    n : int
        Weights in the scope.
    """
    # A share such as 1 - 0.9 lies a rounding error of 1 below 1/10, which must not decide a half.
    return min(n, math.floor((keep + 2**-52) * n + 0.5))


def top(scores: np.ndarray, weights: np.ndarray, k: int) -> np.ndarray:
    """Mask of the k largest scores along the last axis; equal scores: larger |weight| first, then index.

    Parameters
    ----------
    scores, weights : arrays of one shape
        A score that is NaN (0 times an overflow) counts as 0.
    k : int
        0 … length of the last axis.
    """
    scores = np.where(np.isnan(scores), 0.0, scores)
    best = np.lexsort((-np.abs(weights), -scores), axis=-1)[..., :k]
    mask = np.zeros(scores.shape, dtype=bool)
    np.put_along_axis(mask, best, True, axis=-1)
    return mask


def top_of_neurons(scores: np.ndarray, weights: np.ndarray, keep: float) -> np.ndarray:
    """Mask of the same share of each neuron, at least one weight; neurons run along the first axis."""
    each = (len(weights), -1)
    k = max(1, count(keep, weights[0].size))
    return top(scores.reshape(each), weights.reshape(each), k).reshape(weights.shape)


def top_of_blocks(scores: np.ndarray, weights: np.ndarray, n: int, m: int) -> np.ndarray:
    """Mask of the n largest scores of any m neighbours along the last axis: N:M sparsity; the last block may be short.

    Parameters
    ----------
    scores, weights : arrays, shape (units, inputs)
        As for `top`.
    n, m : int
        1 <= n <= m.
    """
    units, inputs = scores.shape
    missing = -inputs % m
    places, nothing = (units, -1, m), ((0, 0), (0, missing))
    padded = np.pad(scores, nothing, constant_values=-1.0), np.pad(weights, nothing)
    mask = top(padded[0].reshape(places), padded[1].reshape(places), n)
    return mask.reshape(units, -1)[:, :inputs]


def select(scores: Mapping[str, np.ndarray], weights: Mapping[str, np.ndarray], keep: float, scope: str) -> Masks:
    """Masks that keep one share of each scope, exactly `count`; supports of smaller shares lie in those of larger.

    Parameters
    ----------
    scores, weights : mappings from parameter name to array
        The first axis runs over the neurons.
    keep : float
        Kept share, in [0, 1].
    scope : str
        One of `SCOPES`; in scope `neuron` at least one weight per neuron is kept.
    """
    if scope == "neuron":
        return {name: top_of_neurons(scores[name], weight, keep) for name, weight in weights.items()}
    if scope == "layer":
        return {
            name: top(scores[name].ravel(), weight.ravel(), count(keep, weight.size)).reshape(weight.shape)
            for name, weight in weights.items()
        }
    all_scores, all_weights = (np.concatenate([part[name].ravel() for name in weights]) for part in (scores, weights))
    flat = top(all_scores, all_weights, count(keep, all_weights.size))
    ends = np.cumsum([weight.size for weight in weights.values()])[:-1]
    pieces = zip(weights.items(), np.split(flat, ends), strict=True)
    return {name: piece.reshape(weight.shape) for (name, weight), piece in pieces}
