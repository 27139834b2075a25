"""Orthogonal greedy approximation of a neuron by its inputs, in exact arithmetic, and the eigenvalue that rules it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from flint import arb, fmpq

from lqtheory.balls import ArbBalls, largest_eigenvalue
from lqtheory.errors import UndefinedError
from lqtheory.interpreters import Undecided
from lqtheory.primitives import Atom

LARGEST = 6
"""So many inputs that are not dead may be added in all orders that ties leave open; of more there are too many."""


class gram_least(Atom):
    """`gram_least(H)`: the smallest eigenvalue of the Gram matrix of h_j/‖h_j‖ in L2(μ); dead columns are left out."""

    nargs = 1

    @staticmethod
    def float_rule(H: np.ndarray) -> float:
        """Return the squared smallest singular value of the normalised columns; 0 where they are dependent."""
        alive = H[:, np.abs(H).max(axis=0) > 0]
        if not 0 < alive.shape[1] <= len(alive):
            return 0.0
        alive = alive / np.abs(alive).max(axis=0)
        return float(np.linalg.svd(alive / np.linalg.norm(alive, axis=0), compute_uv=False)[-1] ** 2)

    @staticmethod
    def ball_rule(H: list[list[arb]]) -> arb:
        """Subtract from the trace a, which all eigenvalues stay below: a − λ_max(a I − G)."""
        columns = np.array(H, dtype=object)
        squares = (columns * columns).sum(axis=0)
        alive = np.array([not x.contains(0) for x in squares])
        size = int(alive.sum())
        if not 0 < size <= len(columns):
            return arb(0)
        unit = columns[:, alive] / np.sqrt(squares[alive])
        return size - largest_eigenvalue(ArbBalls(np.eye(size, dtype=int) * arb(size) - unit.T @ unit)).to_arb()

    def tex(self, show: Any) -> str:
        return rf"\lambda_{{\min}}(G({show(self.args[0])}))"


class greedy_error(Atom):
    """`greedy_error(w, H, t, theta)`: E r_t² after t steps of the weak orthogonal greedy algorithm at its laziest.

    Each step adds the input of smallest |<r, h_j>|/‖h_j‖ that is still theta times the largest, and refits on all that
    were added; of equal inputs, each is followed, and the largest error counts: no more than six inputs are alive.
    """

    nargs = 4

    @staticmethod
    def float_rule(w: np.ndarray, H: np.ndarray, t: Any, theta: float) -> float:
        """Run in floats; what differs by rounding errors counts as equal."""
        columns, target = H[:, np.abs(H).max(axis=0) > 0], H @ w
        _check(columns.shape[1], int(t), theta <= 1)
        unit = columns / np.linalg.norm(columns, axis=0)
        runs = {frozenset(): (target, np.zeros((len(H), 0)))}
        for _ in range(int(t)):
            runs = dict(run for chosen, state in runs.items() for run in _continued_floats(chosen, state, unit, theta))
        return float(max(residual @ residual for residual, _ in runs.values()) / len(H))

    @staticmethod
    def ball_rule(w: list[arb], H: list[list[arb]], t: Any, theta: arb) -> arb:
        """Run in rational arithmetic; runs that have added the same inputs go on as one."""
        columns = [np.array([_rational(row[j]) for row in H]) for j in range(len(w))]
        columns = [column for column in columns if column.any()]
        target = sum((_rational(x) * np.array([_rational(row[j]) for row in H]) for j, x in enumerate(w)), fmpq(0))
        steps = int(arb(t).unique_fmpz())
        _check(len(columns), steps, not theta > 1)
        runs = {frozenset(): _State(target, ())}
        for _ in range(steps):
            runs = dict(run for chosen, state in runs.items() for run in _continued(chosen, state, columns, theta))
        return arb(max(_dot(state.residual, state.residual) for state in runs.values()) / len(H))

    def tex(self, show: Any) -> str:
        return rf"\max\,\mathbb{{E}} r_{{{show(self.args[2])}}}^2"


def _check(inputs: int, steps: int, reachable: bool) -> None:
    if steps < 0 or not reachable:
        raise UndefinedError(f"{steps} steps that reach more than the largest inner product do not exist")
    if inputs > LARGEST:
        raise UndefinedError(f"the orders of {inputs} inputs are too many")


_Floats = tuple[np.ndarray, np.ndarray]
"""What is still missing, and orthonormal columns that span what was added."""


def _continued_floats(
    chosen: frozenset[int], state: _Floats, unit: np.ndarray, theta: float
) -> Iterator[tuple[frozenset[int], _Floats]]:
    residual, basis = state
    gains = np.abs(residual @ unit)
    gains[gains <= 1e-13 * np.linalg.norm(residual)] = 0.0
    largest = gains.max(initial=0.0)
    if not largest or not np.linalg.norm(residual):
        yield chosen, state
        return
    least = gains[gains >= theta * largest * (1 - 1e-13)].min()
    for j in np.flatnonzero(np.abs(gains - least) <= 1e-13 * largest).tolist():
        new = unit[:, j] - basis @ (basis.T @ unit[:, j])
        size = np.linalg.norm(new)
        if size > 1e-7:  # else it was added before
            grown = np.column_stack([basis, new / size])
            yield chosen | {j}, (residual - grown[:, -1] * (grown[:, -1] @ residual), grown)
        else:
            yield chosen | {j}, state


class _State(NamedTuple):
    """What is still missing, and orthogonal vectors that span what was added."""

    residual: np.ndarray
    basis: tuple[np.ndarray, ...]


def _continued(
    chosen: frozenset[int], state: _State, columns: list[np.ndarray], theta: arb
) -> Iterator[tuple[frozenset[int], _State]]:
    gains = [_dot(state.residual, column) ** 2 / _dot(column, column) for column in columns]
    largest = max(gains, default=fmpq(0))
    if not largest:  # nothing is missing
        yield chosen, state
        return
    low, high = (_rational(end) ** 2 * largest for end in (theta.abs_lower(), theta.abs_upper()))
    if any(low <= gain < high for gain in gains):
        raise Undecided
    admitted = [gain for gain in gains if gain >= high or theta <= 0]
    for j, gain in enumerate(gains):
        if gain == min(admitted):
            yield chosen | {j}, _extended(state, columns[j])


def _extended(state: _State, column: np.ndarray) -> _State:
    for vector in state.basis:
        column = column - vector * (_dot(column, vector) / _dot(vector, vector))
    if not column.any():
        return state
    step = column * (_dot(state.residual, column) / _dot(column, column))
    return _State(state.residual - step, (*state.basis, column))


def _dot(x: np.ndarray, y: np.ndarray) -> fmpq:
    return (x * y).sum()


def _rational(x: arb) -> fmpq:
    mantissa, exponent = x.mid().man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)
