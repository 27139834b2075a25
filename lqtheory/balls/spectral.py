"""Enclosures of operator norms: eigenvectors in floats, then Gershgorin in balls.

Nothing is assumed of the accuracy of the eigenvectors: they are just a change of basis in which
the matrix is nearly diagonal, and its distance from orthogonality is bounded too.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def largest_eigenvalue(matrix: Any) -> Any:
    """Ball that holds the largest eigenvalue of a symmetric positive semidefinite matrix.

    With any invertible V, the largest eigenvalue is at most that of T = V^T G V divided by the
    smallest of S = V^T V, and at least T_11 / S_11 (a Rayleigh quotient).

    Parameters
    ----------
    matrix : balls, shape (d, d)
        Contains the symmetric positive semidefinite matrix.

    Returns
    -------
    scalar ball of the same arithmetic
        The whole line where the matrix is not finite.
    """
    arithmetic = type(matrix)
    exponent = matrix.exponent()
    matrix = matrix.ldexp(-exponent)
    middle = matrix.mid()
    try:
        basis = np.linalg.eigh((middle + middle.T) / 2)[1][:, ::-1]
    except np.linalg.LinAlgError:
        return arithmetic.exact(np.nan)
    v = arithmetic.exact(basis)
    turned, overlap = v.T @ (matrix @ v), v.T @ v
    defect = (overlap - np.eye(len(basis))).abs().sum(axis=1).max()
    if not defect.upper() < 1:
        return arithmetic.exact(np.nan)
    high = turned.abs().sum(axis=1).max() / (1.0 - defect)
    low = turned[0, 0] / overlap[0, 0]
    return low.hull(high).ldexp(exponent)


def spectral_norm(matrix: Any) -> Any:
    """Ball that holds the spectral norm of a matrix, of any shape and scale.

    Parameters
    ----------
    matrix : balls, shape (m, n)

    Returns
    -------
    scalar ball of the same arithmetic
    """
    if 1 in matrix.shape:
        return matrix.norm()
    exponent = matrix.exponent()
    scaled = matrix.ldexp(-exponent)
    scaled = scaled if matrix.shape[0] <= matrix.shape[1] else scaled.T
    return largest_eigenvalue(scaled @ scaled.T).sqrt().ldexp(exponent)
