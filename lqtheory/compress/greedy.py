"""Orthogonal greedy approximation (theory B5): add the input that helps most, refit on all that were added, repeat."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from lqtheory.compress.arguments import check_number, check_whole
from lqtheory.compress.sampling import check_neuron


class Greedy(NamedTuple):
    """A neuron that reads few of its inputs."""

    weights: np.ndarray
    """Shape (d,); the best ones on the chosen inputs."""
    chosen: np.ndarray
    """Indices of the chosen inputs, in order; fewer than asked for where nothing was left to gain."""
    errors: np.ndarray
    """The error in L2(mu) before the first step and after each."""


def orthogonal_greedy(w: Any, h: Any, steps: int, *, weakness: float = 1.0) -> Greedy:
    """Approximate a neuron by few of its inputs: the error falls like m^(1/2 - 1/q) (bound `orthogonal-greedy`).

    Parameters
    ----------
    w : array, shape (d,)
        Weights of a neuron.
    h : array, shape (n, d)
        Its inputs, a row per sample; centre them if the bias takes over the mean.
    steps : int
        m, at least 0.
    weakness : float
        theta in (0, 1]: the first input with |<r, h_j>| / ||h_j|| >= theta * (the largest) is taken; 1 takes the best.

    Raises
    ------
    InputError
        If an argument is not as described.
    """
    w, h = check_neuron(w, h)
    steps = check_whole("steps", steps, 0)
    weakness = check_number("weakness", weakness, lambda x: 0 < x <= 1, "a number in (0, 1]")
    sizes = np.linalg.norm(h, axis=0)
    unit = h / np.where(sizes > 0, sizes, 1.0)
    residual, chosen, basis = h @ w, [], np.zeros((len(h), 0))
    smallest = np.finfo(float).eps * np.linalg.norm(residual) * max(h.shape)
    errors = [np.linalg.norm(residual)]
    for _ in range(steps):
        gains = np.abs(residual @ unit)
        if gains.max() <= smallest:  # what is left are rounding errors
            break
        chosen.append(int(np.argmax(gains >= weakness * gains.max())))
        # Twice, so that the new direction is orthogonal to the old ones in floats too.
        direction = unit[:, chosen[-1]]
        for _ in range(2):
            direction = direction - basis @ (basis.T @ direction)
        direction = direction / np.linalg.norm(direction)
        basis = np.column_stack([basis, direction])
        residual = residual - direction * (direction @ residual)
        errors.append(np.linalg.norm(residual))
    weights = np.zeros_like(w)
    weights[chosen] = np.linalg.lstsq(h[:, chosen], h @ w, rcond=None)[0]
    return Greedy(weights, np.array(chosen, dtype=int), np.array(errors) / np.sqrt(len(h)))
