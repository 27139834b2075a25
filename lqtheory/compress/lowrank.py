"""Low rank: a weight matrix as a product of two thin ones (theory E3)."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from functools import reduce
from typing import Any, NamedTuple

import numpy as np

from lqtheory.compress.arguments import (
    check_array,
    check_calibration,
    check_layers,
    check_mapping,
    check_name,
    check_whole,
)
from lqtheory.compress.bits import Compressed, as_rows, bias_bits, matrix_bits
from lqtheory.compress.codes import CODES, round_weight, single
from lqtheory.errors import InputError
from lqtheory.files import network_digest
from lqtheory.networks import Network, Weighted


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
    m, n = check_whole("m", m, 1), check_whole("n", n, 1)
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
    weight, rank = _checked(weight, rank)
    if second is None:
        left, sizes, right = np.linalg.svd(weight, full_matrices=False)
        return Factors(left[:, :rank] * sizes[:rank], right[:rank])
    second = check_array("second", second, 2, squares=True)
    if second.shape != (weight.shape[1],) * 2:
        raise InputError(f"second has shape {second.shape}, expected {(weight.shape[1],) * 2}: one row per input")
    with np.errstate(over="ignore", invalid="ignore"):
        gram = weight @ second @ weight.T
    if not np.isfinite(gram).all():
        raise InputError("the product of weight and second overflows, expected smaller numbers")
    basis = np.linalg.eigh(gram)[1][:, ::-1][:, :rank]
    return Factors(basis, basis.T @ weight)


def identity_columns(weight: np.ndarray, rank: int) -> Factors:
    """U = columns of the identity: the rows of largest norm stay, the others become 0 (Denil et al. 2013)."""
    weight, rank = _checked(weight, rank)
    rows = np.sort(np.argsort(-np.linalg.norm(weight, axis=1), kind="stable")[:rank])
    return Factors(np.eye(len(weight))[:, rows], weight[rows])


def gaussian(weight: np.ndarray, rank: int, rng: np.random.Generator) -> Factors:
    """U Gaussian, V its least squares fit (Denil et al. 2013).

    With n rows, E‖W − UU⁺W‖_F² = (1 − rank/n) ‖W‖_F² exactly: the range of U knows nothing of W (bound `random-range`).
    """
    weight, rank = _checked(weight, rank)
    left = _check_rng(rng).normal(size=(len(weight), rank))
    return Factors(left, np.linalg.lstsq(left, weight, rcond=None)[0])


def sketched(weight: np.ndarray, rank: int, rng: np.random.Generator) -> Factors:
    """U an orthonormal basis of WΩ, Ω Gaussian (Halko, Martinsson & Tropp 2011; `expected_sketch_error`).

    What every Ω guarantees is the bound `randomised-range`.
    """
    weight, rank = _checked(weight, rank)
    left = np.linalg.qr(weight @ _check_rng(rng).normal(size=(weight.shape[1], rank)))[0]
    return Factors(left, left.T @ weight)


def expected_sketch_error(weight: np.ndarray, rank: int) -> float:
    """Upper bound of E‖W − W'‖_F for `sketched` (Halko, Martinsson & Tropp 2011, Thm 10.5).

    The smallest (1 + k/(p−1))^(1/2) σ_k(s)_2 over k + p = rank, k, p >= 2, s the singular values; infinite for a
    rank below 4. Bound `randomised-range-mean` is the theorem before the mean over Gaussian Ω is taken.
    """
    weight, rank = _checked(weight, rank)
    sizes = np.linalg.svd(weight, compute_uv=False)
    tails = np.sqrt(np.cumsum(sizes[::-1] ** 2)[::-1])
    targets = np.arange(2, rank - 1)
    return float(np.min(np.sqrt(1 + targets / (rank - targets - 1)) * tails[targets], initial=np.inf))


def low_rank(network: Network, inputs: Any, ranks: Mapping[str, int], code: str = "fp32") -> Compressed:
    """Replace weights by their best approximation of low rank on the inputs, biases corrected.

    The matrix of a convolution is that of its patches, one for each group. The factors are rounded, and the network
    gets their product as float64 computes it: that is what is certified.

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs)
    ranks : mapping from layer name to int
        At least 0, for each group of neurons; from `largest_rank` on the weight itself is rounded.
    code : str
        One of `CODES`, for the factors.

    Raises
    ------
    UnsupportedLayerError
        If a rank is given for a layer without weights.
    InputError
        If a layer or the code is unknown, a rank is no integer or negative, or a number overflows.
    """
    inputs, ranks = check_calibration(network, inputs), check_mapping("ranks", ranks, "layer names to ranks")
    check_layers("ranks", ranks, network)
    check_name("code", code, CODES)
    weights, biases, bits = {}, {}, {}
    for layer, h in zip(network.prunable, network.activations(inputs), strict=True):
        if layer.name not in ranks:
            continue
        rank, largest = check_whole(f"rank of {layer.name!r}", ranks[layer.name], 0), largest_rank(layer)
        products, shifts, bits[layer.name] = [], [], largest.bit_length()
        for matrix, rows in zip(group_matrices(layer), layer.windows(h), strict=True):
            factors = _factors(matrix, rank, rows, code, layer.name)
            products.append(reduce(operator.matmul, factors))
            shifts.append((matrix - products[-1]) @ rows.mean(axis=0))
            bits[layer.name] += sum(matrix_bits(factor, code) for factor in factors)
        weights[f"{layer.name}.weight"] = np.concatenate(products).reshape(layer.weight.shape)
        biases[f"{layer.name}.bias"] = single(layer.bias + np.concatenate(shifts), f"{layer.name}.bias")
    changed = network.with_weights(weights, biases)
    bits = {layer.name: bits[layer.name] + bias_bits(layer) for layer in changed.prunable if layer.name in bits}
    limits = {layer.name: largest_rank(layer) for layer in network.prunable}
    note = ", ".join("whole" if rank >= limits[name] else str(rank) for name, rank in ranks.items())
    note = f"ranks {note}" + (f", {code}" if code != "fp32" else "")
    return Compressed(changed, bits, network_digest(network), note)


def group_matrices(layer: Weighted) -> list[np.ndarray]:
    """Return the matrix (neurons, inputs of a neuron) of each group of neurons, in the order of `windows`."""
    return np.split(as_rows(layer.weight), layer.groups)


def largest_rank(layer: Weighted) -> int:
    """Largest rank that the matrix of a group of neurons can have."""
    return min(group_matrices(layer)[0].shape)


def _factors(matrix: np.ndarray, rank: int, rows: np.ndarray, code: str, name: str) -> tuple[np.ndarray, ...]:
    """Return the rounded matrix, or two rounded factors."""
    if rank >= min(matrix.shape):
        return (round_weight(matrix, code, f"{name}.weight"),)
    centred = rows - rows.mean(axis=0)
    factors = truncated(matrix, rank, centred.T @ centred / len(centred))
    return tuple(round_weight(factor, code, f"a factor of {name}.weight") for factor in factors)


def _checked(weight: Any, rank: Any) -> tuple[np.ndarray, int]:
    """Return the matrix and the rank, or say what is wrong."""
    weight = check_array("weight", weight, 2, squares=True)
    return weight, check_whole("rank", rank, 0, min(weight.shape))


def _check_rng(rng: Any) -> np.random.Generator:
    if not isinstance(rng, np.random.Generator):
        raise InputError(f"rng is {type(rng).__name__}, expected a numpy Generator")
    return rng
