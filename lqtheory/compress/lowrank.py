"""Low rank: a weight matrix as a product of two thin ones (theory E3)."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np

from lqtheory.compress.bits import Compressed, bias_bits
from lqtheory.compress.quantise import coded_bits, round_weight, single
from lqtheory.errors import InputError
from lqtheory.networks import Network


class Factors(NamedTuple):
    """Two factors of one approximation, `left @ right`."""

    left: np.ndarray
    """Shape (units, rank)."""
    right: np.ndarray
    """Shape (rank, inputs)."""

    @property
    def product(self) -> np.ndarray:
        """The matrix that they stand for."""
        return self.left @ self.right


def break_even_rank(m: int, n: int) -> int:
    """Largest rank whose factors hold no more numbers than the m × n matrix: ⌊mn/(m+n)⌋ (bound `break-even-rank`)."""
    return m * n // (m + n)


def truncated(weight: np.ndarray, rank: int, second: np.ndarray | None = None) -> Factors:
    """Best approximation of that rank, in the Frobenius norm or on data.

    Without `second` the truncated singular value decomposition. With it the one that minimises
    E‖(W − W')h‖²: W' = QQᵀW, Q the leading eigenvectors of WΣWᵀ, the left singular vectors of WΣ^(1/2) (bounds
    `low-rank-best`, `best-term-rank`).

    Parameters
    ----------
    weight : array, shape (units, inputs)
    rank : int
        0 … min(units, inputs).
    second : array, shape (inputs, inputs), optional
        Σ, the second moment of the inputs, or their covariance when the bias is corrected.
    """
    _check_rank(weight, rank)
    if second is None:
        left, sizes, right = np.linalg.svd(weight, full_matrices=False)
        return Factors(left[:, :rank] * sizes[:rank], right[:rank])
    basis = np.linalg.eigh(weight @ second @ weight.T)[1][:, ::-1][:, :rank]
    return Factors(basis, basis.T @ weight)


def identity_columns(weight: np.ndarray, rank: int) -> Factors:
    """U = columns of the identity: the rows of largest norm stay, the others become 0 (Denil et al. 2013)."""
    _check_rank(weight, rank)
    rows = np.sort(np.argsort(-np.linalg.norm(weight, axis=1), kind="stable")[:rank])
    return Factors(np.eye(len(weight))[:, rows], weight[rows])


def gaussian(weight: np.ndarray, rank: int, rng: np.random.Generator) -> Factors:
    """U Gaussian, V its least squares fit (Denil et al. 2013).

    With n rows, E‖W − UU⁺W‖_F² = (1 − rank/n) ‖W‖_F² exactly: the range of U knows nothing of W (bound `random-range`).
    """
    _check_rank(weight, rank)
    left = rng.normal(size=(len(weight), rank))
    return Factors(left, np.linalg.lstsq(left, weight, rcond=None)[0])


def sketched(weight: np.ndarray, rank: int, rng: np.random.Generator) -> Factors:
    """U an orthonormal basis of WΩ, Ω Gaussian (Halko, Martinsson & Tropp 2011; `expected_sketch_error`).

    What every Ω guarantees is the bound `randomised-range`.
    """
    _check_rank(weight, rank)
    left = np.linalg.qr(weight @ rng.normal(size=(weight.shape[1], rank)))[0]
    return Factors(left, left.T @ weight)


def expected_sketch_error(weight: np.ndarray, rank: int) -> float:
    """Upper bound of E‖W − W'‖_F for `sketched` (Halko, Martinsson & Tropp 2011, Thm 10.5).

    The smallest (1 + k/(p−1))^(1/2) σ_k(s)_2 over k + p = rank, k, p >= 2, s the singular values; infinite for a
    rank below 4. Bound `randomised-range-mean` is the theorem before the mean over Gaussian Ω is taken.
    """
    _check_rank(weight, rank)
    sizes = np.linalg.svd(weight, compute_uv=False)
    tails = np.sqrt(np.cumsum(sizes[::-1] ** 2)[::-1])
    targets = np.arange(2, rank - 1)
    return float(np.min(np.sqrt(1 + targets / (rank - targets - 1)) * tails[targets], initial=np.inf))


def low_rank(network: Network, inputs: np.ndarray, ranks: Mapping[str, int], code: str = "fp32") -> Compressed:
    """Replace weights by their best approximation of low rank on the inputs, biases corrected.

    The factors are rounded, and the network gets their product as float64 computes it: that is what is certified.

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs)
    ranks : mapping from layer name to int
        A rank of at least min(units, inputs) rounds the weight itself.
    code : str
        One of `CODES`, for the factors.

    Raises
    ------
    InputError
        If a layer or the code is unknown, a rank is negative, or a number overflows.
    """
    limits = {layer.name: min(layer.weight.shape) for layer in network.layers}
    for name in ranks.keys() - limits.keys():
        raise InputError(f"ranks holds the layer {name!r}, expected names among {', '.join(limits)}")
    weights, biases, bits = {}, {}, {}
    for layer, h in zip(network.layers, network.activations(inputs), strict=True):
        if (rank := ranks.get(layer.name)) is None:
            continue
        key, mean = f"{layer.name}.weight", h.mean(axis=0)
        if rank >= limits[layer.name]:
            parts = (round_weight(layer.weight, code, key),)
        else:
            second = (h - mean).T @ (h - mean) / len(h)
            parts = tuple(round_weight(part, code, key) for part in truncated(layer.weight, rank, second))
        weights[key] = reduce(operator.matmul, parts)
        bias = single(layer.bias + (layer.weight - weights[key]) @ mean, f"{layer.name}.bias")
        biases[f"{layer.name}.bias"] = bias
        bits[layer.name] = sum(coded_bits(part, code) for part in parts) + limits[layer.name].bit_length()
    changed = network.with_weights(weights, biases)
    bits = {layer.name: bits[layer.name] + bias_bits(layer) for layer in changed.layers if layer.name in bits}
    note = ", ".join("whole" if rank >= limits[name] else str(rank) for name, rank in ranks.items())
    return Compressed(changed, bits, f"ranks {note}" + (f", {code}" if code != "fp32" else ""))


def _check_rank(weight: np.ndarray, rank: int) -> None:
    if not 0 <= rank <= min(weight.shape):
        raise InputError(f"rank={rank!r}, expected an integer from 0 to {min(weight.shape)}")
