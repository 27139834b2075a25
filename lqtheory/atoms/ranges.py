"""What a matrix loses when it is projected onto a range that was drawn, not chosen (theory E3).

All is computed in rational arithmetic, for floats too: floats would have to guess the ranks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import sympy as sp
from flint import arb, fmpq, fmpq_mat

from lqtheory.atoms.gram import rational
from lqtheory.errors import UndefinedError
from lqtheory.primitives import All, At, Atom, SumOn

LARGEST = 8
"""So many signs are drawn in all ways, not more."""

_a = sp.Symbol("a", integer=True)


def column_square(H: sp.Basic, column: sp.Expr) -> sp.Expr:
    """Return the sum of squares of a column."""
    return SumOn(All(H), sp.Lambda(_a, At(H, _a, column) ** 2))


class _Exact(Atom):
    """An atom whose value is the rational number `exact(...)`."""

    @classmethod
    def float_rule(cls, *arguments: Any) -> float:
        """Round the exact value."""
        return float(arb(cls.exact(*arguments)))

    @classmethod
    def ball_rule(cls, *arguments: Any) -> arb:
        """Enclose the exact value."""
        return arb(cls.exact(*arguments))

    @staticmethod
    def exact(*arguments: Any) -> Any:
        """Return the value."""
        raise NotImplementedError


class rank(_Exact):
    """`rank(U)`, `rank(U, S)`: how many of its rows, or of those in S, are independent."""

    nargs = (1, 2)

    @staticmethod
    def exact(U: Any, S: np.ndarray | None = None) -> int:
        """Eliminate."""
        return _matrix(U, slice(None) if S is None else S).rref()[1]

    def tex(self, show: Any) -> str:
        U, *S = map(show, self.args)
        return rf"\mathrm{{rank}}({U}{'_' + S[0] if S else ''})"


class turned_error(_Exact):
    """`turned_error(H, U)`: mean of ‖H − PH‖_F² over all signs of the rows of U, summed over their cyclic shifts.

    P is the projection onto the range of U so turned.
    """

    nargs = 2

    @staticmethod
    def exact(H: Any, U: Any) -> fmpq:
        """Turn H in place of U, the other way round."""
        missed, matrix = _missed(_matrix(U)), np.array(_matrix(H).tolist())
        total, ways = fmpq(0), 0
        for signs in _signs(len(matrix)):
            ways += 1
            for shift in range(len(matrix)):
                total += _square(missed * _of(np.roll(matrix, shift, axis=0) * signs[:, None]))
        return total / ways

    def tex(self, show: Any) -> str:
        H, U = map(show, self.args)
        return rf"\textstyle\sum_k \mathbb{{E}}_\pm\lVert {H}-P_{{\pm {U}^{{(k)}}}} {H} \rVert_F^2"


class sketch_error(_Exact):
    """`sketch_error(H, U)`: ‖H − PH‖_F², P the projection onto the range of HU."""

    nargs = 2

    @staticmethod
    def exact(H: Any, U: Any) -> fmpq:
        """Project."""
        matrix = _matrix(H)
        return _square(_missed(matrix * _matrix(U)) * matrix)

    def tex(self, show: Any) -> str:
        H, U = map(show, self.args)
        return rf"\lVert {H}-P_{{{H}{U}}} {H} \rVert_F^2"


class sketch_error_mean(_Exact):
    """`sketch_error_mean(H, S, U)`: the mean of `sketch_error` over all signs of the rows of U outside S."""

    nargs = 3

    @staticmethod
    def exact(H: Any, S: np.ndarray, U: Any) -> fmpq:
        """Try all signs."""
        matrix, rows = _matrix(H), np.array(_matrix(U).tolist())
        squares = []
        for signs in _signs(int((~S).sum())):
            turned = rows.copy()
            turned[~S] *= signs[:, None]
            squares.append(_square(_missed(matrix * _of(turned)) * matrix))
        return sum(squares, fmpq(0)) / len(squares)

    def tex(self, show: Any) -> str:
        H, S, U = map(show, self.args)
        return rf"\mathbb{{E}}_{{\pm {U}_{{{S}^c}}}}\lVert {H}-P_{{{H}{U}}} {H} \rVert_F^2"


class sketch_excess(_Exact):
    """`sketch_excess(H, S, U)`: ‖H_{S^c} U_{S^c} U_S⁺‖_F², columns of H and rows of U; U_S has independent rows."""

    nargs = 3

    @staticmethod
    def exact(H: Any, S: np.ndarray, U: Any) -> fmpq:
        """Multiply."""
        dropped = _of(np.array(_matrix(H).tolist(), dtype=object)[:, ~S])
        return _square(dropped * _matrix(U, ~S) * _right_inverse(U, S))

    def tex(self, show: Any) -> str:
        H, S, U = map(show, self.args)
        return rf"\lVert {H}_{{{S}^c}} {U}_{{{S}^c}} {U}_{{{S}}}^+ \rVert_F^2"


class shares(Atom):
    """`shares(S, U)`: the vector of ‖u_j U_S⁺‖², u_j the rows of U; U_S has independent rows."""

    nargs = 2

    @staticmethod
    def float_rule(S: np.ndarray, U: np.ndarray) -> np.ndarray:
        """Round the exact values."""
        return np.array([float(x) for x in shares.ball_rule(S, U)])

    @staticmethod
    def ball_rule(S: np.ndarray, U: Any) -> list[arb]:
        """Multiply."""
        rows = (_matrix(U) * _right_inverse(U, S)).tolist()
        return [arb(sum((x * x for x in row), fmpq(0))) for row in rows]

    def tex(self, show: Any) -> str:
        S, U = map(show, self.args)
        return rf"\lVert {U} {U}_{{{S}}}^+ \rVert^2"


def _matrix(rows: Any, chosen: Any = slice(None)) -> fmpq_mat:
    return _of(np.array([[rational(arb(x)) for x in row] for row in rows], dtype=object)[chosen])


def _of(rows: np.ndarray) -> fmpq_mat:
    height, width = rows.shape
    return fmpq_mat(height, width, list(rows.flat))


def _square(matrix: fmpq_mat) -> fmpq:
    return sum((x * x for x in matrix.entries()), fmpq(0))


def _missed(matrix: fmpq_mat) -> fmpq_mat:
    """Return the projection onto what is orthogonal to the columns."""
    reduced, size = matrix.transpose().rref()
    identity = _of(np.eye(matrix.nrows(), dtype=int).astype(object))
    if not size:
        return identity
    basis = _of(np.array(reduced.tolist()[:size], dtype=object))
    return identity - basis.transpose() * (basis * basis.transpose()).inv() * basis


def _right_inverse(U: Any, S: np.ndarray) -> fmpq_mat:
    rows = _matrix(U, S)
    if rows.rref()[1] < rows.nrows():
        raise UndefinedError("rows that depend on each other have no right inverse")
    return rows.transpose() * (rows * rows.transpose()).inv()


def _signs(count: int) -> Iterator[np.ndarray]:
    if count > LARGEST:
        raise UndefinedError(f"the signs of {count} rows are too many")
    return (np.array(signs, dtype=object) for signs in product((1, -1), repeat=count))
