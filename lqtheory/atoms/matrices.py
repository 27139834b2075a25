"""A weight matrix as an operator: its norm after a scaling, and its singular values."""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import arb, fmpq

from lqtheory.atoms.gram import rational, squared_residual
from lqtheory.balls import ArbBalls, spectral_norm
from lqtheory.errors import UndefinedError
from lqtheory.primitives import Atom


class scaled_norm(Atom):
    """`scaled_norm(H, T)`: the operator norm of H diag(T)^(-1), T > 0."""

    nargs = 2

    @staticmethod
    def float_rule(H: np.ndarray, T: np.ndarray) -> float:
        """Return the spectral norm."""
        if not T.all():
            raise UndefinedError("a scaling by 0 has no inverse")
        return float(np.linalg.norm(H / T, 2))

    @staticmethod
    def ball_rule(H: list[list[arb]], T: list[arb]) -> arb:
        """Enclose by Gershgorin's theorem."""
        if any(x.contains(0) for x in T):
            raise UndefinedError("a scaling by 0 has no inverse")
        return spectral_norm(ArbBalls(np.array(H, dtype=object) / np.array(T, dtype=object))).to_arb()[()]

    def tex(self, show: Any) -> str:
        H, T = map(show, self.args)
        return rf"\lVert {H} \mathrm{{diag}}({T})^{{-1}} \rVert_2"


class singular_values(Atom):
    """`singular_values(H)`: all min(n, d) of them, from the largest."""

    nargs = 1

    @staticmethod
    def float_rule(H: np.ndarray) -> np.ndarray:
        """Return the singular values."""
        return np.linalg.svd(H, compute_uv=False)

    @staticmethod
    def ball_rule(H: list[list[arb]]) -> list[arb]:
        """Enclose what floats find: Weyl's inequality for the residual, Ostrowski's for the loss of orthogonality."""
        matrix = np.array(H, dtype=object)
        left, sizes, right = np.linalg.svd(np.vectorize(lambda x: float(x.mid()))(matrix), full_matrices=False)
        u, s, v = (np.vectorize(arb, otypes=[object])(x) for x in (left, sizes, right.T))
        residual = _frobenius(matrix - (u * s) @ v.T)
        defect = max((_frobenius(x.T @ x - np.eye(len(s), dtype=int)) for x in (u, v)), key=float)
        # All singular values of u and v lie within this factor of 1, and so do those of u s v^T of s.
        low, high = 1 - defect, 1 + defect
        return [((x * low).union(x * high) + arb(0, residual.upper())).max(arb(0)) for x in s]

    def tex(self, show: Any) -> str:
        return rf"s({show(self.args[0])})"


class range_distance(Atom):
    """`range_distance(H, U)`: the Frobenius norm of H − UV, V the best there is."""

    nargs = 2

    @staticmethod
    def float_rule(H: np.ndarray, U: np.ndarray) -> float:
        """Solve the least squares problem."""
        if not (np.isfinite(H).all() and np.isfinite(U).all()):
            raise UndefinedError("an entry is not finite")
        return float(np.linalg.norm(H - U @ np.linalg.lstsq(U, H, rcond=None)[0]))

    @staticmethod
    def ball_rule(H: list[list[arb]], U: list[list[arb]]) -> arb:
        """Solve it column by column, in rational arithmetic."""
        targets, rows = ([[rational(x) for x in row] for row in matrix] for matrix in (H, U))
        square = sum((squared_residual(rows, list(column)) for column in zip(*targets, strict=True)), fmpq(0))
        return arb(square).sqrt()

    def tex(self, show: Any) -> str:
        H, U = map(show, self.args)
        return rf"\min_V \lVert {H} - {U} V \rVert_F"


def _frobenius(matrix: np.ndarray) -> arb:
    return sum((x * x for x in matrix.flat), arb(0)).sqrt()
