"""Quadratic forms of a neuron's inputs: the norm of the Gram matrix, and the best refit on a support."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from flint import arb, fmpq, fmpq_mat

from lqtheory.balls import ArbBalls, spectral_norm
from lqtheory.errors import UndefinedError
from lqtheory.primitives import Atom


class gram_norm(Atom):
    """`gram_norm(H)`: the largest eigenvalue of the Gram matrix of h_j/‖h_j‖ in L2(μ); dead columns are left out."""

    nargs = 1

    @staticmethod
    def float_rule(H: np.ndarray) -> float:
        """Return the squared spectral norm of the normalised columns."""
        return _squared_norm(H)

    @staticmethod
    def ball_rule(H: list[list[arb]]) -> arb:
        """Enclose by Gershgorin's theorem."""
        return _squared_norm_ball(np.array(H, dtype=object))

    def tex(self, show: Any) -> str:
        return rf"\lambda_{{\max}}(G({show(self.args[0])}))"


class dropped_gram_norm(Atom):
    """`dropped_gram_norm(S, H)`: `gram_norm` of the columns outside S; never larger than that of all."""

    nargs = 2

    @staticmethod
    def float_rule(S: np.ndarray, H: np.ndarray) -> float:
        """Leave the columns of S out."""
        return gram_norm.float_rule(H[:, ~S])

    @staticmethod
    def ball_rule(S: np.ndarray, H: list[list[arb]]) -> arb:
        """Leave the columns of S out."""
        return _squared_norm_ball(np.array(H, dtype=object)[:, ~S])

    def tex(self, show: Any) -> str:
        S, H = map(show, self.args)
        return rf"\lambda_{{\max}}(G_{{{S}^c {S}^c}}({H}))"


class correlation_norm(Atom):
    """`correlation_norm(H)`: the largest eigenvalue of the correlation matrix; constant columns are left out."""

    nargs = 1

    @staticmethod
    def float_rule(H: np.ndarray) -> float:
        """Return the squared spectral norm of the centred, normalised columns."""
        return _squared_norm(H - H.mean(axis=0))

    @staticmethod
    def ball_rule(H: list[list[arb]]) -> arb:
        """Enclose by Gershgorin's theorem."""
        columns = np.array(H, dtype=object)
        return _squared_norm_ball(columns - columns.sum(axis=0) / arb(len(columns)))

    def tex(self, show: Any) -> str:
        return rf"\lambda_{{\max}}(\mathrm{{corr}}({show(self.args[0])}))"


class dropped_correlation_norm(Atom):
    """`dropped_correlation_norm(S, H)`: `correlation_norm` of the columns outside S; never larger than that of all."""

    nargs = 2

    @staticmethod
    def float_rule(S: np.ndarray, H: np.ndarray) -> float:
        """Leave the columns of S out."""
        return correlation_norm.float_rule(H[:, ~S])

    @staticmethod
    def ball_rule(S: np.ndarray, H: list[list[arb]]) -> arb:
        """Leave the columns of S out."""
        return correlation_norm.ball_rule([[x for x, kept in zip(row, S, strict=True) if not kept] for row in H])

    def tex(self, show: Any) -> str:
        S, H = map(show, self.args)
        return rf"\lambda_{{\max}}(\mathrm{{corr}}_{{{S}^c {S}^c}}({H}))"


class offdiagonal_norm(Atom):
    """`offdiagonal_norm(H)`: the operator norm of the second moment matrix of the h_j without its diagonal."""

    nargs = 1

    @staticmethod
    def float_rule(H: np.ndarray) -> float:
        """Return the spectral norm."""
        second = H.T @ H / len(H)
        return float(np.linalg.norm(second - np.diag(np.diag(second)), 2))

    @staticmethod
    def ball_rule(H: list[list[arb]]) -> arb:
        """Enclose by Gershgorin's theorem."""
        columns = np.array(H, dtype=object)
        second = columns.T @ columns / arb(len(columns))
        second[np.diag_indices(len(second))] = arb(0)
        return spectral_norm(ArbBalls(second)).to_arb()

    def tex(self, show: Any) -> str:
        second = rf"\mathbb{{E}}[{show(self.args[0])}^\top {show(self.args[0])}]"
        return rf"\lVert {second} - \mathrm{{diag}} \rVert_2"


class refit_residual(Atom):
    """`refit_residual(w, S, H)`: the least E(Σ_j w_j h_j − Σ_{j in S} v_j h_j)² over v.

    In other words w_{S^c}ᵀ(Schur complement of Σ_SS)w_{S^c}, Σ the second moment of the inputs.
    """

    nargs = 3

    @staticmethod
    def float_rule(w: np.ndarray, S: np.ndarray, H: np.ndarray) -> float:
        """Solve the least squares problem."""
        target = H[:, ~S] @ w[~S]
        if not np.isfinite(target).all():
            raise UndefinedError("beyond the largest float")
        best = np.linalg.lstsq(H[:, S], target, rcond=None)[0]
        return float(np.mean((target - H[:, S] @ best) ** 2))

    @staticmethod
    def ball_rule(w: list[arb], S: np.ndarray, H: list[list[arb]]) -> arb:
        """Solve in rational arithmetic: floats are rational, so the rank of Σ_SS is decided, not guessed."""
        rows = [[rational(x) for x in row] for row in H]
        kept, dropped = np.flatnonzero(S), np.flatnonzero(~S)
        target = [sum((rational(w[j]) * row[j] for j in dropped), fmpq(0)) for row in rows]
        return arb(squared_residual([[row[j] for j in kept] for row in rows], target) / len(rows))

    def tex(self, show: Any) -> str:
        w, S, _ = map(show, self.args)
        return rf"\min_v \mathbb{{E}}({w}^\top h - v_{{{S}}}^\top h_{{{S}}})^2"


class refit_residual_centred(Atom):
    """`refit_residual_centred(w, S, H)`: the same with a free bias, least over v and over the shift of the bias."""

    nargs = 3

    @staticmethod
    def float_rule(w: np.ndarray, S: np.ndarray, H: np.ndarray) -> float:
        """Keep one more input, which is always 1."""
        return refit_residual.float_rule(np.append(w, 0.0), np.append(S, True), np.column_stack([H, np.ones(len(H))]))

    @staticmethod
    def ball_rule(w: list[arb], S: np.ndarray, H: list[list[arb]]) -> arb:
        """Keep one more input, which is always 1."""
        return refit_residual.ball_rule([*w, arb(0)], np.append(S, True), [[*row, arb(1)] for row in H])

    def tex(self, show: Any) -> str:
        w, S, _ = map(show, self.args)
        return rf"\min_{{v,s}} \mathbb{{E}}({w}^\top h - v_{{{S}}}^\top h_{{{S}}} - s)^2"


def rational(x: arb) -> fmpq:
    """Return the midpoint of a ball: exact for the floats that bounds are given."""
    mantissa, exponent = x.mid().man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)


def squared_residual(rows: list[list[fmpq]], target: list[fmpq]) -> fmpq:
    """Return the least ‖target − rows v‖² over v, exactly, whatever the rank of the matrix of these rows."""
    columns = list(zip(*rows, strict=True))
    gram = fmpq_mat(len(columns), len(columns), [_dot(x, y) for x in columns for y in columns])
    columns = [columns[j] for j in _pivots(gram)] if columns else []
    square = _dot(target, target)
    if columns:
        size = len(columns)
        normal = fmpq_mat(size, size, [_dot(x, y) for x in columns for y in columns])
        moment = fmpq_mat(size, 1, [_dot(x, target) for x in columns])
        square -= (moment.transpose() * normal.solve(moment))[0, 0]
    return square


def _dot(x: Sequence[fmpq], y: Sequence[fmpq]) -> fmpq:
    return sum((a * b for a, b in zip(x, y, strict=True)), fmpq(0))


def _pivots(matrix: fmpq_mat) -> list[int]:
    """Return the pivot columns of the reduced row echelon form: a largest independent subset."""
    reduced, rank = matrix.rref()
    return [next(j for j in range(matrix.ncols()) if reduced[row, j] != 0) for row in range(rank)]


def _squared_norm(columns: np.ndarray) -> float:
    scale = np.abs(columns).max(axis=0)
    alive = columns[:, scale > 0] / scale[scale > 0]
    if alive.size == 0:
        return 0.0
    return float(np.linalg.norm(alive / np.sqrt((alive**2).sum(axis=0)), 2) ** 2)


def _squared_norm_ball(columns: np.ndarray) -> arb:
    squares = (columns * columns).sum(axis=0)
    alive = np.array([not x.contains(0) for x in np.atleast_1d(squares)])
    if not alive.any():
        return arb(0)
    roots = np.array([x.sqrt() for x in squares[alive]], dtype=object)
    return spectral_norm(ArbBalls(columns[:, alive] / roots)).to_arb() ** 2
