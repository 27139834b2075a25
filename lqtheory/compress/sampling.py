"""Sparsification by sampling (theory B3, Maurey): keep the largest weights, let a few draws stand in for the rest.

The draws are chosen at random, or one by one without chance; both are held to the same bounds.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from lqtheory.compress.arguments import check_mask, check_whole
from lqtheory.errors import InputError
from lqtheory.networks.layers import real_array

MOST_DRAWS = 2**24


class Sampled(NamedTuple):
    """A neuron that reads few of its inputs."""

    weights: np.ndarray
    """Shape (d,); kept weights are unchanged, drawn ones are multiples of D / (m B_j)."""
    kept: np.ndarray
    """Bool, shape (d,): the weights that were kept, not drawn."""
    guarantee: float
    """((D^2 - ||omega||^2) / m)^(1/2): the root mean square over random draws, and never exceeded by greedy ones."""


def sample(w: Any, h: Any, kept: Any, draws: int, *, seed: int | None = None) -> Sampled:
    """Replace the weights outside `kept` by the mean of draws of single inputs.

    A draw is D sign(w_j) h_j / B_j with B_j = ||h_j|| in L2(mu), u_j = |w_j| B_j and D the sum of u_j outside `kept`.
    Drawn with probability u_j / D it is right on average, and E ||error||^2 = (D^2 - ||omega||^2) / m, omega the part
    of the neuron that was not kept.

    Parameters
    ----------
    w : array, shape (d,)
        Weights of a neuron.
    h : array, shape (n, d)
        Its inputs, a row per sample; centre them if the bias takes over the mean.
    kept : bool array, shape (d,)
    draws : int
        m, from 1 to `MOST_DRAWS`; at most so many weights outside `kept` become non-zero.
    seed : int, optional
        For random draws. Without it each draw is the one that leaves the smallest ||sum_s (X_s - omega)||, which
        attains the average without chance (bound `sampling-step`): kernel herding, in the language of quadrature.

    Raises
    ------
    InputError
        If an argument is not as described.
    """
    w, h = check_neuron(w, h)
    kept, draws = check_mask("kept", kept, w.shape), check_whole("draws", draws, 1, MOST_DRAWS)
    seed = None if seed is None else check_whole("seed", seed, 0)
    sizes = _sizes(h)
    u = np.where(kept, 0.0, np.abs(w) * sizes)
    total, live = u.sum(), np.flatnonzero(u)
    weights = np.where(kept, w, 0.0)
    if not live.size:
        return Sampled(weights, kept, 0.0)
    signed = np.sign(w[live]) / sizes[live]
    directions = h[:, live] * signed
    omega = h[:, live] @ w[live]
    if seed is None:
        chosen = _herd(total * directions, omega, draws)
    else:
        chosen = np.random.default_rng(seed).choice(live.size, size=draws, p=u[live] / total)
    weights[live] = np.bincount(chosen, minlength=live.size) * signed * (total / draws)
    return Sampled(weights, kept, float(np.sqrt(max(0.0, total**2 - np.mean(omega**2)) / draws)))


def _herd(draws: np.ndarray, omega: np.ndarray, count: int) -> np.ndarray:
    """Choose columns one by one so that the norm of sum_s (X_s - omega) stays small."""
    residual, chosen = np.zeros_like(omega), []
    for _ in range(count):
        # All draws have the same norm D, so only the inner product with what is left can differ.
        chosen.append(int(np.argmin((residual - omega) @ draws)))
        residual += draws[:, chosen[-1]] - omega
    return np.array(chosen)


def sparsify(w: Any, h: Any, budget: int, *, seed: int | None = None) -> Sampled:
    """Approximate a neuron with at most `budget` non-zero weights, at the split that promises the smallest error.

    Parameters
    ----------
    w, h, seed
        As for `sample`.
    budget : int
        K, in [0, d]: k of them are kept, the largest u_j, and K - k are drawn; k = K is pruning.

    Returns
    -------
    Sampled
        Its `guarantee` is the smallest of sigma_K(u)_1 and ((D_k^2 - ||omega_k||^2) / (K - k))^(1/2) over k < K: with
        greedy draws the error never exceeds it (bounds `triangle` and `sampling`).

    Raises
    ------
    InputError
        If an argument is not as described.
    """
    w, h = check_neuron(w, h)
    budget = check_whole("budget", budget, 0, len(w))
    seed = None if seed is None else check_whole("seed", seed, 0)
    u = np.abs(w) * _sizes(h)
    order = np.argsort(-u, kind="stable")
    # Row k of the cumulated sums is what the k largest leave out.
    tails = np.append(np.cumsum(u[order][::-1])[::-1], 0.0)[: budget + 1]
    parts = np.cumsum((h * w)[:, order][:, ::-1], axis=1)[:, ::-1][:, :budget]
    squares = np.mean(parts**2, axis=0)
    drawn = np.sqrt(np.maximum(0.0, tails[:budget] ** 2 - squares) / np.arange(budget, 0, -1))
    guarantees = np.append(drawn, tails[budget])
    split = int(np.argmin(guarantees))
    kept = np.zeros(len(w), dtype=bool)
    kept[order[:split]] = True
    if split == budget:
        return Sampled(np.where(kept, w, 0.0), kept, float(guarantees[split]))
    return sample(w, h, kept, budget - split, seed=seed)


def check_neuron(w: Any, h: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return weights (d,) and inputs (n, d) as float64, or raise an `InputError` that says what is wrong."""
    w, h = real_array(w, "w"), real_array(h, "h")
    if w.ndim != 1 or h.ndim != 2 or h.shape[1] != len(w) or not h.size:
        raise InputError(f"w and h have shapes {w.shape} and {h.shape}, expected (d,) and (n, d), neither empty")
    if not (np.isfinite(w).all() and np.isfinite(h).all()):
        raise InputError("w or h has a NaN or infinite entry, expected finite numbers")
    with np.errstate(over="ignore"):
        if not np.isfinite(np.abs(h).max() ** 2 * max(1.0, np.abs(w).sum()) ** 2 * len(h)):
            raise InputError("w or h is so large that its squares overflow, expected smaller numbers")
    return w, h


def _sizes(h: np.ndarray) -> np.ndarray:
    return np.sqrt(np.mean(h**2, axis=0))
