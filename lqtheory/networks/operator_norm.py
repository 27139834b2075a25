"""The operator norm of a convolution: its value by Lanczos, and an enclosure that is proved.

Lanczos values are lower bounds. The upper one: t is at least the square of the norm of A iff t - A^T A is
positive semidefinite. With any matrix L, and E = t - A^T A - L L^T,

    ||A||^2 = lambda_max(t - L L^T - E) <= t + ||E|| <= t + max_i sum_j |E_ij|,

so an approximate Cholesky factor L, of which nothing is assumed, proves a bound barely above t. Rows of the grid
interact only with those near them, so A^T A is a band of blocks, and so is L.
"""

from __future__ import annotations

from functools import reduce
from math import prod
from operator import add
from typing import Any, NamedTuple

import numpy as np
from scipy.linalg import LinAlgError, cholesky, solve_triangular
from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh

from lqtheory.networks.circular_norm import circular_norm, circular_work
from lqtheory.networks.windows import Lift, Windows

MARGIN = 2.0**-27
"""By this part t exceeds the square of the Lanczos value: far above rounding, far below what a bound would notice."""
WORK = 2e11
"""Multiplications that a proof may cost; beyond it another is looked for."""
_DENSE = 48
_ATTEMPTS = 12
_LEAST = 2.0**-900


class ProvedNorm(NamedTuple):
    """An operator norm between its bounds, and how the upper one was proved."""

    ball: Any
    """Holds the norm; a scalar ball."""
    method: str
    """`cholesky` (barely above the norm), `circular` (the norm on a torus: C5), or `absolute sums` (Schur's test)."""


def convolution_norm(weight: np.ndarray, windows: Windows, lift: Lift) -> ProvedNorm:
    """Enclose the operator norm, l2 to l2, of a convolution with zero padding.

    Parameters
    ----------
    weight : array, shape (out, in, *kernel)
    windows : Windows
        Where the kernel stands.
    lift : Lift
        Of the arithmetic in which the proof is done.

    Returns
    -------
    ProvedNorm
        By `cholesky` about 4e-9 wide, relative to the norm. Where that would cost more than `WORK`, the upper end is
        the smaller of the norm on a torus, where that costs less, and the root of the largest column sum times the
        largest row sum of |A|.
    """
    exponent = int(np.frexp(np.abs(weight).max())[1])
    weight, windows = np.ldexp(weight, -exponent), _one_window(windows)
    band = _Band(weight, windows)
    if not band.pairs:
        return ProvedNorm(lift(np.float64(0.0)), "absolute sums")
    value, vector = singular_pair(weight, windows)
    out = len(weight)
    image = lift(weight.reshape(out, -1)) @ windows.columns(lift(vector[:, None]), weight.shape[1], lift)
    low = image.norm() / lift(vector).norm()
    if band.work <= WORK:
        high, method = band.bound(value**2, lift), "cholesky"
    else:
        high, method = _affordable(weight, windows, lift)
    return ProvedNorm(low.hull(low.maximum(high)).ldexp(exponent), method)


def _affordable(weight: np.ndarray, windows: Windows, lift: Lift) -> tuple[Any, str]:
    by_sums = _schur(np.abs(weight), windows, lift)
    if circular_work(weight.shape[:2], windows) > WORK:
        return by_sums, "absolute sums"
    by_torus = circular_norm(weight, windows, lift)
    return (by_torus, "circular") if by_torus.upper() < by_sums.upper() else (by_sums, "absolute sums")


def singular_pair(weight: np.ndarray, windows: Windows) -> tuple[float, np.ndarray]:
    """Estimate of the largest singular value of the convolution by Lanczos, with its right singular vector."""
    out, into = weight.shape[:2]
    rows, size = weight.reshape(out, -1), into * prod(windows.grid)

    def apply(x: np.ndarray) -> np.ndarray:
        return (rows @ windows.columns(x.reshape(size, -1), into)).reshape(-1, x.size // size)

    def adjoint(z: np.ndarray) -> np.ndarray:
        return windows.scatter(rows.T @ z.reshape(out, -1), into)

    if size <= _DENSE:
        values, vectors = np.linalg.svd(apply(np.eye(size)))[1:]
        return float(values[0]), vectors[0]

    def square(x: np.ndarray) -> np.ndarray:
        return adjoint(apply(x)).ravel()

    gram = LinearOperator((size, size), matvec=square, dtype=np.float64)  # type: ignore[call-arg]
    try:
        squares, vectors = eigsh(gram, k=1, which="LA", v0=np.random.default_rng(0).normal(size=size))
    except ArpackNoConvergence as error:
        squares, vectors = error.eigenvalues, error.eigenvectors
    if not len(squares):
        return 0.0, np.ones(size)
    return float(np.sqrt(max(squares[0], 0.0))), vectors[:, 0]


def _one_window(windows: Windows) -> Windows:
    """Leave one whole window along each axis on which windows do not overlap.

    There the operator falls into one independent part per window, and the parts of windows in the padding lack
    some columns of a whole one, so a whole one has the largest norm.
    """
    parts = {name: list(getattr(windows, name)) for name in ("grid", "kernel", "stride", "padding", "dilation")}
    for axis, extent in enumerate(windows.extent):
        line = Windows(*((numbers[axis],) for numbers in parts.values()))
        if extent <= line.stride[0] and (line.index >= 0).all(axis=0).any():
            parts["grid"][axis], parts["padding"][axis] = extent, 0
    return Windows(*map(tuple, parts.values()))


class _Band:
    """The Gram matrix of a convolution as a band of blocks: one block per pair of lines along the first axis.

    A line holds all channels and all cells along the other axes. The Gram matrix is A^T A or A A^T, whichever has
    fewer lines and entries; both have the norm squared as their largest eigenvalue.
    """

    def __init__(self, weight: np.ndarray, windows: Windows) -> None:
        first, rest = (
            Windows(*(getattr(windows, name)[part] for name in ("grid", "kernel", "stride", "padding", "dilation")))
            for part in (slice(0, 1), slice(1, None))
        )
        self.blocks = [_line_matrix(weight[:, :, place], rest) for place in range(weight.shape[2])]
        links = [
            (int(cell), line, place)
            for (place, line), cell in np.ndenumerate(first.index)
            if cell >= 0 and self.blocks[place].any()
        ]
        self.lines, images = first.grid[0], first.positions[0]
        if self.blocks[0].shape[0] * images < self.blocks[0].shape[1] * self.lines:
            links = [(line, cell, place) for cell, line, place in links]
            self.blocks, self.lines = [block.T for block in self.blocks], images
        self.size = self.blocks[0].shape[1]
        through: dict[int, list[tuple[int, int]]] = {}
        for line, middle, place in links:
            through.setdefault(middle, []).append((line, place))
        self.pairs: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
        for ends in through.values():
            for line, place in ends:
                for other, other_place in ends:
                    if other <= line:
                        key = (line, other)
                        self.pairs[key] = (*self.pairs.get(key, ()), (place, other_place))
        self.width = max((line - other for line, other in self.pairs), default=0)
        self.work = float(self.lines) * (1 + self.width) ** 2 * self.size**3

    def bound(self, square: float, lift: Lift) -> Any:
        """Bound of the norm, proved by a factor at a t barely above `square`; the whole line where none is found."""
        gram = self._gram(lift)
        for attempt in range(_ATTEMPTS):
            t = square * (1 + MARGIN * 16**attempt) + _LEAST
            try:
                factor = self._factor({key: block.mid() for key, block in gram.items()}, t)
            except LinAlgError:
                continue
            return (self._defect(gram, factor, t, lift) + t).sqrt()
        return lift(np.float64(np.nan))

    def _gram(self, lift: Lift) -> dict[tuple[int, int], Any]:
        blocks, products, sums = [lift(block) for block in self.blocks], {}, {}
        for terms in set(self.pairs.values()):
            for a, b in terms:
                if (a, b) not in products:
                    products[a, b] = blocks[a].T @ blocks[b]
            sums[terms] = reduce(add, (products[term] for term in terms))
        return {key: sums[terms] for key, terms in self.pairs.items()}

    def _factor(self, gram: dict[tuple[int, int], np.ndarray], t: float) -> dict[tuple[int, int], np.ndarray]:
        """Cholesky factor of t - Gram in floats, by blocks."""
        factor: dict[tuple[int, int], np.ndarray] = {}
        for line in range(self.lines):
            start = max(0, line - self.width)
            for other in range(start, line + 1):
                block = t * np.eye(self.size) if other == line else np.zeros((self.size, self.size))
                if (line, other) in gram:
                    block = block - gram[line, other]
                for below in range(start, other):
                    block -= factor[line, below] @ factor[other, below].T
                if other == line:
                    factor[line, line] = cholesky(block, lower=True)
                else:
                    factor[line, other] = solve_triangular(factor[other, other], block.T, lower=True).T
        return factor

    def _defect(self, gram: dict, factor: dict, t: float, lift: Lift) -> Any:
        """Ball that holds the largest row sum of |t - Gram - L L^T|."""
        sums: list[Any] = [lift(np.zeros(self.size)) for _ in range(self.lines)]
        lifted = {key: lift(block) for key, block in factor.items()}
        for line, other in factor:
            shared = range(max(0, line - self.width), other + 1)
            error = reduce(add, (lifted[line, middle] @ lifted[other, middle].T for middle in shared))
            if (line, other) in gram:
                error = error + gram[line, other]
            if line == other:
                error = error - t * np.eye(self.size)
            sums[line] = sums[line] + error.abs().sum(axis=1)
            if line != other:
                sums[other] = sums[other] + error.abs().sum(axis=0)
        return reduce(lambda a, b: a.maximum(b), sums).max()


def _line_matrix(weight: np.ndarray, windows: Windows) -> np.ndarray:
    """Matrix of a convolution over the axes of `windows`: (out * positions, in * cells)."""
    out, into = weight.shape[:2]
    places, positions = windows.index.shape
    matrix = np.zeros((out, positions, into, prod(windows.grid) + 1))
    kernel = weight.reshape(out, into, places)
    for place, cells in enumerate(windows.index):
        matrix[:, np.arange(positions), :, cells] += kernel[:, :, place]
    return matrix[..., :-1].reshape(out * positions, -1)


def _schur(size: np.ndarray, windows: Windows, lift: Lift) -> Any:
    """Bound the norm by the root of the largest row sum times the largest column sum."""
    out, into = size.shape[:2]
    rows = lift(size.reshape(out, into, -1))
    by_row = rows.sum(axis=2).sum(axis=1).max()
    # A cell is seen at each place by at most one window: its column sum is at most that of the kernel.
    by_column = rows.sum(axis=2).sum(axis=0).max()
    return (by_row * by_column).sqrt()
