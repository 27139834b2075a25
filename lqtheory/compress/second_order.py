"""Second order pruning of a layer: optimal brain damage and optimal brain surgeon (theory B4, E6).

The loss is that of the layer, ½E((w − v)h)² per neuron: quadratic, with Hessian Σ = E hhᵀ and its minimum at the
dense weights. So surgery is exact; for the loss of training the theory asks for a Hessian that is Lipschitz, which
no ReLU network has.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.compress.arguments import check_array, check_whole
from lqtheory.compress.selection import top
from lqtheory.errors import InputError

_ROUNDING = 2.0**-30
"""Relative to the sizes of two inputs, what rounding may do to an entry of their second moment."""


def saliencies(weight: np.ndarray, second: np.ndarray) -> np.ndarray:
    """½ Σ_jj w_j², the change of the loss that the diagonal of the Hessian predicts (LeCun et al. 1989).

    Its order is that of the activation-scaled weights: Wanda's rule. What it misses: bounds `diagonal-hessian` here,
    `diagonal-hessian-cubic` and `diagonal-hessian-gradient` for other losses. Arguments as for `brain_damage`.
    """
    weight, second = _checked(weight, second)
    return weight**2 * np.diag(second) / 2


def brain_damage(weight: np.ndarray, second: np.ndarray, keep: int) -> np.ndarray:
    """Keep the weights of largest saliency in every row, unchanged.

    Parameters
    ----------
    weight : array, shape (units, inputs)
    second : array, shape (inputs, inputs)
        Second moment of the inputs, or their covariance when the bias is corrected.
    keep : int
        Weights to keep in each row, 0 … inputs.

    Raises
    ------
    InputError
        If an argument is not as described.
    """
    weight, second = _checked(weight, second)
    keep = check_whole("keep", keep, 0, weight.shape[1])
    return np.where(top(saliencies(weight, second), weight, keep), weight, 0.0)


def brain_surgeon(weight: np.ndarray, second: np.ndarray, keep: int) -> np.ndarray:
    """Remove in every row one weight at a time, the cheapest, and let the others take over what it did.

    Removing w_j costs w_j²/(2 [Σ⁻¹]_jj), the least that any weights without it can do, after the update
    w ← w − w_j/[Σ⁻¹]_jj Σ⁻¹e_j: a least squares refit on what is left (bound `refit`).

    Parameters
    ----------
    weight, second, keep
        As for `brain_damage`. Inputs that are always 0 cost nothing and go first.

    Returns
    -------
    array, shape (units, inputs)

    Raises
    ------
    InputError
        If an argument is not as described, or the second moment of the other inputs is singular; a multiple of the
        identity added to it makes it regular.
    """
    weight, second = _checked(weight, second)
    keep = check_whole("keep", keep, 0, weight.shape[1])
    living = np.flatnonzero(np.diag(second) > 0)
    result = np.zeros(weight.shape)
    result[:, living] = _surgery(weight[:, living], second[np.ix_(living, living)], min(keep, len(living)))
    return result


def _surgery(weight: np.ndarray, second: np.ndarray, keep: int) -> np.ndarray:
    rows = np.arange(len(weight))
    weight = weight.copy()
    if keep == weight.shape[1]:
        return weight
    try:
        if np.linalg.cond(second) > 2.0**45:
            raise np.linalg.LinAlgError
        inverse = np.linalg.inv(second)
    except np.linalg.LinAlgError:
        raise InputError("second is singular, expected a regular second moment (add a multiple of 1)") from None
    inverses = np.repeat(inverse[None], len(weight), axis=0)  # each row removes others
    alive = np.ones(weight.shape, dtype=bool)
    for _ in range(weight.shape[1] - keep):
        diagonal = np.where(alive, np.diagonal(inverses, axis1=1, axis2=2), 1.0)
        costs = np.where(alive, weight**2 / diagonal, np.inf)
        j = costs.argmin(axis=1)
        column = inverses[rows, :, j] / np.sqrt(diagonal[rows, j])[:, None]
        weight -= (weight[rows, j] / np.sqrt(diagonal[rows, j]))[:, None] * column
        inverses -= column[:, :, None] * column[:, None, :]
        alive[rows, j] = False
        weight[~alive] = 0.0
    return weight


def damped(second: np.ndarray, share: float = 0.01) -> np.ndarray:
    """Add a share of the mean of the diagonal to the diagonal, so that there is an inverse."""
    mean = np.trace(second) / len(second)
    return second + (share * mean if mean > 0 else 1.0) * np.eye(len(second))


def surgeon_saliencies(weight: np.ndarray, second: np.ndarray) -> np.ndarray:
    """½ w_j²/[Σ⁻¹]_jj: what the loss rises by when w_j alone is removed and the others adapt (Hassibi & Stork 1993).

    Parameters
    ----------
    weight : array, shape (units, inputs)
    second : array, shape (inputs, inputs)
        Regular: see `damped`.
    """
    return weight**2 / np.diag(np.linalg.inv(second)) / 2


def sweep(weight: np.ndarray, kept: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Remove weights from the first input to the last; those after each take over what it did, in all rows at once.

    One inverse serves all rows, as in SparseGPT (Frantar & Alistarh 2023): a weight behind is never moved again, so
    the result loses at least as much as the least squares refit on the same support.

    Parameters
    ----------
    weight, kept : arrays, shape (units, inputs)
    second : array, shape (inputs, inputs)
        Regular: see `damped`.
    """
    weight = weight.copy()
    # Row j of U, where UᵀU = Σ⁻¹, says how those after j adapt once all before it are fixed.
    upper = np.linalg.cholesky(np.linalg.inv(second)).T
    for j, row in enumerate(upper):
        removed = np.where(kept[:, j], 0.0, weight[:, j]) / row[j]
        weight[:, j:] -= np.outer(removed, row[j:])
    return np.where(kept, weight, 0.0)


def _checked(weight: Any, second: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return float64 copies, or say what is wrong."""
    weight, second = (
        check_array(name, array, 2, squares=True) for name, array in (("weight", weight), ("second", second))
    )
    d = weight.shape[1]
    if second.shape != (d, d):
        raise InputError(f"second has shape {second.shape}, expected {(d, d)}: one row per input")
    sizes = np.sqrt(np.abs(np.diag(second)))
    if (np.abs(second - second.T) > _ROUNDING * np.outer(sizes, sizes)).any():
        raise InputError("second is not symmetric, expected the second moment of the inputs")
    if (np.diag(second) < 0).any() or (np.abs(second) > (1 + _ROUNDING) * np.outer(sizes, sizes)).any():
        raise InputError("second has an entry that no second moment has, expected |second_ij|² <= second_ii second_jj")
    if np.abs(weight).max() * sizes.max() > 1e150:
        raise InputError("weight and second are so large that the loss overflows, expected smaller numbers")
    return weight, second
