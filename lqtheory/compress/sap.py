"""Pruning whose amount follows from a sparsity index of the weights themselves, as published (Diao et al. 2023)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lqtheory.compress.bits import as_rows
from lqtheory.compress.selection import SCOPES, Masks


class Sap(NamedTuple):
    """The rule of sparsity-informed adaptive pruning: keep r = N (1+η)^(−q/(q−p)) of the weights alive.

    N is the effective dimension of those weights (atom `effective_dimension`, theory A2). Of d alive
    ⌊d min(max(γ(1 − r/d), 0), β)⌋ go, the smallest.
    """

    p: float
    q: float
    eta: float = 0.0
    gamma: float = 1.0
    beta: float = 0.9

    def removed(self, size: np.ndarray, alive: np.ndarray) -> np.ndarray:
        """Count what each row loses: |w| and which weights are alive, shape (rows, d) -> (rows,)."""
        d, p, q = alive.sum(axis=1), self.p, self.q
        largest = np.max(np.where(alive, size, 0.0), axis=1)
        relative = np.where(alive, size, 0.0) / np.where(largest > 0, largest, 1.0)[:, None]
        norms = [np.sum(relative**e, axis=1, where=alive) ** (1 / e) for e in (p, q)]
        ratio = norms[0] / np.where(norms[1] > 0, norms[1], 1.0)
        kept = ratio ** (p * q / (q - p)) * (1 + self.eta) ** (-q / (q - p))
        share = np.clip(self.gamma * (1 - np.ceil(kept) / np.maximum(d, 1)), 0.0, self.beta)
        return np.where(largest > 0, np.floor(d * share), 0).astype(int)


class Fixed(NamedTuple):
    """The same share of the weights alive at every step: the rule of lottery tickets and of one-shot pruning."""

    share: float = 0.2

    def removed(self, size: np.ndarray, alive: np.ndarray) -> np.ndarray:
        """Count what each row loses, as `Sap.removed`."""
        return np.floor(alive.sum(axis=1) * self.share).astype(int)


def prune_smallest(weights: Masks, alive: Masks, rule: Sap | Fixed, scope: str) -> Masks:
    """Drop in each scope as many of the weights alive as the rule says, the smallest first; ties by index.

    Parameters
    ----------
    weights : mapping from parameter name to array
        The first axis runs over the neurons.
    alive : mapping from parameter name to bool array
    rule : Sap or Fixed
    scope : str
        One of `SCOPES`: global, layer or neuron.

    Returns
    -------
    dict of bool arrays
    """
    if scope not in SCOPES:
        raise ValueError(f"scope={scope!r}, expected one of {', '.join(SCOPES)}")
    if scope == "global":
        size, living = (np.concatenate([x[name].ravel() for name in weights])[None] for x in (weights, alive))
        flat = _kept(size, living, rule)
        ends = np.cumsum([w.size for w in weights.values()])[:-1]
        pieces = np.split(flat[0], ends)
        return {name: piece.reshape(w.shape) for (name, w), piece in zip(weights.items(), pieces, strict=True)}
    shaped = as_rows if scope == "neuron" else lambda x: x.reshape(1, -1)
    return {name: _kept(shaped(w), shaped(alive[name]), rule).reshape(w.shape) for name, w in weights.items()}


def _kept(weight: np.ndarray, alive: np.ndarray, rule: Sap | Fixed) -> np.ndarray:
    size = np.abs(weight)
    order = np.argsort(np.where(alive, size, -1.0), axis=1, kind="stable")  # the dead come first
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(size.shape[1])[None, :], axis=1)
    gone = (~alive).sum(axis=1) + rule.removed(size, alive)
    return alive & (ranks >= gone[:, None])


def pq_index(w: np.ndarray, p: float = 0.5, q: float = 1.0) -> float:
    """PQ index 1 − d^(1/q−1/p) ‖w‖_p/‖w‖_q of an array (atom `pq_index`); 0 for zeros."""
    size = np.abs(w).ravel()
    size = size / (size.max() or 1.0)
    below = np.sum(size**q) ** (1 / q)
    return float(1 - size.size ** (1 / q - 1 / p) * np.sum(size**p) ** (1 / p) / below) if below else 0.0


def gini(w: np.ndarray) -> float:
    """Gini index of the sizes of an array (theory A6), 0 for zeros."""
    size = np.sort(np.abs(w).ravel())
    d, total = size.size, size.sum()
    return float(1 - 2 * np.sum(size / total * (d - np.arange(1, d + 1) + 0.5) / d)) if total else 0.0
