"""A second opinion on a certificate, in exact arithmetic: one file that shares no code with the rest and needs nothing.

`python second_opinion.py certificate.json` reads a certificate and the four files beside it and computes every number
again in integers and fractions, where `lqtheory verify` uses balls: activations, local errors and moments without any
rounding. Two steps leave the rationals, and both are proved. A root r of x is accepted because r^2 >= x. A number s is
accepted as operator norm of W because s^2 I - W^T W is positive semidefinite, which exact elimination decides; how s
was guessed does not matter. The rules for the bounds (theory C1, C1', C2, B1, B2, C6) grow with every root and norm in
them, so all of them may be a little too large, but never too small.

What is false: an upper number below the value u that its rule gives, proved from above to about 12 digits; a lower
number above the measured error, decided by its square; a count, name, text or hash that is not the true one; a status
that these numbers do not earn. As `verify` does, it also refuses what is true but not what the rule gives: a number
must lie within one part in a million of u. So a number that was lowered but is still not below u is accepted by both.
Within some 10^-12 of u the two may differ: each says yes only to what its own arithmetic has proved. Where everything
cancels, 96 bits leave a rest of 2^-96 of the size of the sums: up to 2^-80 of it counts as rest, not as weakness.

Dense layers one after another, identity or relu, at most 32 wide. Exit codes: 0 accepted, 1 refused, 2 cannot say.
"""

from __future__ import annotations

import ast
import hashlib
import json
import math
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from operator import mul
from pathlib import Path
from typing import Any, NamedTuple

WIDEST = 32
_TOLERANCE = Fraction(1, 10**6)
_REST = Fraction(1, 2**80)
_FILES = ("dense.safetensors", "pruned.safetensors", "masks.safetensors", "inputs.npz")
_NETWORK_FORMAT = "lqtheory-network/1"
_PURPOSE = {
    "estimate": "the measured value; it says nothing of other inputs, while the upper bounds rest on fewer facts",
    "lower": "lower end of the enclosure of the measured value",
    "upper": "the smallest of the bounds in `by`",
    "telescoped": "splits the error into layers: needs the pruned network and the data",
    "a_posteriori": "splits the error into layers and steps, so it explains and allocates: "
    "needs the local errors of the pruned network on the data",
    "a_priori": "needs the changed weights and the moments of the dense activations, but no run of the pruned network",
}
_BOUNDS = [
    "propagation-after",
    "propagation-on-pruned",
    "telescoping-units",
    "elementwise",
    "triangle",
    "gram-centred",
]
_ASSUMPTIONS = [
    "both networks compute in exact real arithmetic on the stored float64 weights",
    "the distribution of the inputs is uniform on the rows of inputs.npz",
]
_LABELLED = "accuracy is top-1 on the labels in inputs.npz, and a tie counts as an error"

Row = list[int]
Matrix = list[Row]


class CannotSay(Exception):
    """The files cannot be read, or hold what is beyond this checker."""


# --- Files -----------------------------------------------------------------------------------------------------------


class Layer(NamedTuple):
    """One dense layer, h -> activation(W h + b)."""

    name: str
    activation: str
    weight: list[list[float]]
    bias: list[float]


def _json(text: str | bytes, what: Any) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a key occurs twice in one object")
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=unique)
    except (ValueError, RecursionError) as error:
        raise CannotSay(f"{what} is not valid JSON: {error}") from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotSay(f"cannot read {path}: {error.strerror}") from None


def _safetensors(path: Path, dtype: str, code: str) -> tuple[dict[str, tuple[list[int], list[Any]]], dict[str, str]]:
    """Return shape and numbers of every tensor, all of one dtype, and the metadata."""
    data = _bytes(path)
    length = int.from_bytes(data[:8], "little")
    if len(data) < 8 or length > len(data) - 8:
        raise CannotSay(f"{path} is no safetensors file: it is shorter than its header says")
    header, body = _json(data[8 : 8 + length], path), data[8 + length :]
    try:
        metadata = header.pop("__metadata__", {})
        tensors, end = {}, 0
        for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
            (start, stop), shape = entry["data_offsets"], entry["shape"]
            size = math.prod(shape)
            fits = start == end and stop - start == size * struct.calcsize(code) and stop <= len(body)
            if entry["dtype"] != dtype or not fits or min(shape, default=0) < 0:
                raise CannotSay(f"{path}: {name} is not stored as {dtype}, one tensor right after the other")
            tensors[name], end = (shape, list(struct.unpack(f"<{size}{code}", body[start:stop]))), stop
    except (AttributeError, KeyError, TypeError, ValueError, struct.error):
        raise CannotSay(f"{path} is no safetensors file: its header does not list tensors") from None
    if end != len(body):
        raise CannotSay(f"{path} holds {len(body)} bytes, of which its tensors take {end}")
    return tensors, metadata


def _network(path: Path) -> list[Layer]:
    tensors, metadata = _safetensors(path, "F64", "d")
    if _NETWORK_FORMAT not in metadata:
        raise CannotSay(f"{path} is no network of the format {_NETWORK_FORMAT}")
    layers: list[Layer] = []
    try:
        for entry in _json(metadata[_NETWORK_FORMAT], path):
            if entry["type"] != "dense" or entry["activation"] not in ("identity", "relu") or "reads" in entry:
                kind = f"{entry['type']} with {entry['activation']}"
                raise CannotSay(
                    f"layer {entry['name']!r} is {kind}, expected dense layers, one after another, with relu or none"
                )
            shape, numbers = tensors.pop(f"{entry['name']}.weight")
            units, bias = tensors.pop(f"{entry['name']}.bias")
            if len(shape) != 2 or min(shape) < 1 or units != shape[:1] or entry["slope"] is not None:
                raise CannotSay(f"{path}: layer {entry['name']!r} has parameters that do not fit together")
            if max(shape) > WIDEST:
                raise CannotSay(f"layer {entry['name']!r} has shape {tuple(shape)}, expected at most {WIDEST} each way")
            if layers and len(layers[-1].bias) != shape[1]:
                raise CannotSay(f"{path}: layer {entry['name']!r} takes {shape[1]} inputs, not what is below it")
            if not all(map(math.isfinite, numbers + bias)):
                raise CannotSay(f"{path}: layer {entry['name']!r} has a NaN or infinite entry")
            rows = [numbers[i : i + shape[1]] for i in range(0, len(numbers), shape[1])]
            layers.append(Layer(entry["name"], entry["activation"], rows, bias))
    except (KeyError, TypeError):
        raise CannotSay(f"{path} does not list its layers as {_NETWORK_FORMAT} does") from None
    if tensors or not layers:
        raise CannotSay(f"{path} holds {sorted(tensors)}, which none of its {len(layers)} layers uses")
    if len({layer.name for layer in layers}) < len(layers):
        raise CannotSay(f"{path} has two layers of one name")
    return layers


def _masks(path: Path) -> dict[str, tuple[list[int], list[int]]]:
    tensors, _ = _safetensors(path, "BOOL", "B")
    if any(byte > 1 for _, mask in tensors.values() for byte in mask):
        raise CannotSay(f"{path} holds bytes that are neither 0 nor 1")
    return tensors


def _inputs(path: Path) -> tuple[list[list[float]], list[int] | None]:
    _bytes(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if sorted(names) not in (["x.npy"], ["x.npy", "y.npy"]):
                raise CannotSay(f"{path} holds {sorted(names)}, expected x.npy and perhaps y.npy")
            arrays = {name: _npy(archive.read(name), f"{path}: {name}") for name in names}
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise CannotSay(f"cannot read {path} as an npz file: {error}") from None
    (shape, x, kind), labels = arrays["x.npy"], arrays.get("y.npy")
    if kind != "f8" or len(shape) != 2 or 0 in shape or not all(map(math.isfinite, x)):
        raise CannotSay(f"{path} holds x as {kind} of shape {shape}, expected finite f8 of shape (n, inputs)")
    if labels and (labels[2][0] not in "iu" or len(labels[0]) != 1):
        raise CannotSay(f"{path} holds y as {labels[2]} of shape {labels[0]}, expected integers of shape (n,)")
    return [x[i : i + shape[1]] for i in range(0, len(x), shape[1])], labels and labels[1]


_CODES = {"f8": "d", "i1": "b", "i2": "h", "i4": "i", "i8": "q", "u1": "B", "u2": "H", "u4": "I", "u8": "Q"}


def _npy(data: bytes, what: str) -> tuple[tuple[int, ...], list[Any], str]:
    """Return shape, numbers and kind of one array, of the version 1.0 of the format, which is what numpy writes."""
    length = int.from_bytes(data[8:10], "little")
    try:
        header = ast.literal_eval(data[10 : 10 + length].decode("latin1").strip())
        shape, kind = header["shape"], header["descr"].lstrip("<|")
        size = math.prod(shape)
        whole = data[:8] == b"\x93NUMPY\x01\x00" and header.keys() == {"descr", "fortran_order", "shape"}
        if not whole or header["fortran_order"] is not False or type(shape) is not tuple:
            raise ValueError
        return shape, list(struct.unpack(f"<{size}{_CODES[kind]}", data[10 + length :])), kind
    except (ValueError, SyntaxError, KeyError, TypeError, AttributeError, MemoryError, RecursionError, struct.error):
        raise CannotSay(f"{what} is no array of numbers in C order") from None


# --- Exact numbers ---------------------------------------------------------------------------------------------------


def root(x: Fraction) -> Fraction:
    """Return r with r^2 >= x, at most 2^-100 of itself above the root of x >= 0."""
    shift = 202 - x.numerator.bit_length() + x.denominator.bit_length()
    shift += shift % 2
    scaled = math.ceil(x * Fraction(2) ** shift)
    whole = math.isqrt(scaled)
    r = (whole + (whole**2 < scaled)) / Fraction(2) ** (shift // 2)
    if r * r < x:
        raise ArithmeticError(f"{r} is below the root of {x}")
    return r


def norm(entries: Sequence[Fraction]) -> Fraction:
    """Euclidean norm, from above."""
    return root(sum((x * x for x in entries), Fraction(0)))


def up(x: Fraction) -> float:
    """Smallest float that is not below x."""
    try:
        near = x.numerator / x.denominator
    except OverflowError:
        near = math.inf if x > 0 else -sys.float_info.max
    return near if near >= x else math.nextafter(near, math.inf)


def down(x: Fraction) -> float:
    """Largest float that is not above x."""
    return -up(-x)


def semidefinite(matrix: Matrix) -> bool:
    """Whether a symmetric matrix of integers is positive semidefinite, by fraction-free elimination (Bareiss).

    Every pivot must be at least 0. Where one is 0 its row must be 0 too, and both its row and column are left out:
    what remains is the elimination of the matrix without them, so all divisions stay exact.
    """
    a, last = [row[i:] for i, row in enumerate(matrix)], 1  # upper triangle: a[i][j - i] is the entry (i, j)
    while a:
        (pivot, *rest), *below = a
        if pivot < 0 or (pivot == 0 and any(rest)):
            return False
        if pivot:
            for i, row in enumerate(below):
                left = rest[i]
                below[i] = [(pivot * x - left * y) // last for x, y in zip(row, rest[i:], strict=True)]
            last = pivot
        a = below
    return True


def largest_eigenvalue(gram: Matrix, sizes: Row) -> Fraction:
    """Return t with t diag(sizes)^2 - gram positive semidefinite, about 12 digits from the least such t.

    The guess is the trace of a high power of the matrix g_ij / (s_i s_j), by repeated squaring in floats; the proof is
    exact. Should it fail, the guess is raised, at last to the trace, which is an upper bound of any such matrix.
    """
    m = [[g / (s * t) for g, t in zip(row, sizes, strict=True)] for row, s in zip(gram, sizes, strict=True)]
    logarithm, weight = 0.0, 1.0
    for _ in range(44):
        trace = math.fsum(row[i] for i, row in enumerate(m))
        if not trace > 0:
            break
        logarithm, weight = logarithm + weight * math.log(trace), weight / 2
        m = [[x / trace for x in row] for row in m]
        upper = [[sum(map(mul, row, other)) for other in m[i:]] for i, row in enumerate(m)]
        m = [[upper[min(i, j)][abs(i - j)] for j in range(len(m))] for i in range(len(m))]
    exact_trace = sum((Fraction(row[i], sizes[i] ** 2) for i, row in enumerate(gram)), Fraction(0))
    for margin in (2.0**-42, 2.0**-36, 2.0**-24):
        guess = Fraction(math.exp(logarithm) * (1 + margin)) if exact_trace else Fraction(0)
        if semidefinite(_less_gram(guess, gram, sizes)):
            return guess
    return exact_trace


def _less_gram(t: Fraction, gram: Matrix, sizes: Row) -> Matrix:
    """Return t diag(sizes)^2 - gram times the denominator of t: integers."""
    p, q = t.as_integer_ratio()
    return [[p * sizes[i] ** 2 * (i == j) - q * g for j, g in enumerate(row)] for i, row in enumerate(gram)]


def _gram(weight: Matrix) -> Matrix:
    """Return W^T W or W W^T, whichever is smaller: beyond zeros they have the same eigenvalues."""
    columns = [list(column) for column in zip(*weight, strict=True)]
    smaller = min(weight, columns, key=len)
    return [[sum(map(mul, row, other)) for other in smaller] for row in smaller]


# --- Both networks on the inputs -------------------------------------------------------------------------------------


class Run:
    """Both networks on all inputs, as integers: inputs and parameters times 2^e, what follows layer l times 2^(e(l+1)).

    Parameters
    ----------
    dense, pruned : list of Layer
        Of one structure.
    x : list of rows of floats
    """

    def __init__(self, dense: list[Layer], pruned: list[Layer], x: list[list[float]]) -> None:
        tables = [x, *(table for layer in dense + pruned for table in (layer.weight, [layer.bias]))]
        self.e = max(v.as_integer_ratio()[1] for table in tables for row in table for v in row).bit_length() - 1
        self.depth, self.n = len(dense), len(x)
        self.dense, self.pruned = ([self._scaled(layer) for layer in network] for network in (dense, pruned))
        self.activations = [layer.activation for layer in dense]
        # states[i]: after this layer, of the network whose first i layers are dense and the rest pruned.
        states = [self._integers(x)]
        self.clean, self.local, self.local_on_pruned = [states[0]], [], []
        for l in range(1, self.depth + 1):
            full, full_on_pruned = self._apply(self.dense, l, states[-1]), self._apply(self.dense, l, states[0])
            states = [*(self._apply(self.pruned, l, state) for state in states), full]
            self.local.append(self.squares(full, states[-2], l))
            self.local_on_pruned.append(self.squares(full_on_pruned, states[0], l))
            self.clean.append(full)
        self.steps = [self.squares(one, other, self.depth) for one, other in zip(states[1:], states, strict=False)]
        self.error = sum(self.squares(states[-1], states[0], self.depth))
        self.outputs, self.outputs_pruned = states[-1], states[0]

    def _integers(self, table: list[list[float]]) -> Matrix:
        one = 2**self.e
        return [[p * (one // q) for p, q in map(float.as_integer_ratio, row)] for row in table]

    def _scaled(self, layer: Layer) -> tuple[Matrix, Row]:
        return self._integers(layer.weight), self._integers([layer.bias])[0]

    def _apply(self, network: list[tuple[Matrix, Row]], l: int, rows: Matrix) -> Matrix:
        weight, bias = network[l - 1]
        shifted = [b << self.e * l for b in bias]
        z = [[sum(map(mul, w, h)) + b for w, b in zip(weight, shifted, strict=True)] for h in rows]
        return z if self.activations[l - 1] == "identity" else [[max(v, 0) for v in row] for row in z]

    def unit(self, l: int) -> int:
        """What an integer of layer l is divided by."""
        return 2 ** (self.e * (l + 1))

    def squares(self, one: Matrix, other: Matrix, l: int) -> list[Fraction]:
        """Per unit of layer l, the mean square of a difference."""
        gaps = [[a - b for a, b in zip(*rows, strict=True)] for rows in zip(one, other, strict=True)]
        return [Fraction(sum(map(mul, c, c)), self.n * self.unit(l) ** 2) for c in zip(*gaps, strict=True)]

    def covariance(self, l: int) -> tuple[Row, Matrix, Matrix]:
        """Of the dense activations: sums s, sums of products S, and n S - s s^T, all integers."""
        columns = list(zip(*self.clean[l], strict=True))
        s, products = [sum(c) for c in columns], [[sum(map(mul, c, d)) for d in columns] for c in columns]
        centred = [
            [self.n * v - a * b for v, b in zip(row, s, strict=True)] for row, a in zip(products, s, strict=True)
        ]
        return s, products, centred

    def largest(self) -> list[Fraction]:
        """Per layer, a size that no sum in it exceeds."""
        size, sizes = max(abs(v) for row in self.clean[0] for v in row), []
        for l in range(1, self.depth + 1):
            layers = (self.dense[l - 1], self.pruned[l - 1])
            size = max(
                sum(map(abs, w)) * size + (abs(b) << self.e * l)
                for layer in layers
                for w, b in zip(*layer, strict=True)
            )
            sizes.append(Fraction(size, self.unit(l)))
        return sizes


# --- The rules of the bounds, each from above ------------------------------------------------------------------------


def operator_norm(weight: Matrix, unit: int) -> Fraction:
    """Operator norm of a matrix of integers divided by `unit`."""
    gram = _gram(weight)
    size = math.isqrt(max(row[i] for i, row in enumerate(gram))) + 1
    return root(largest_eigenvalue(gram, [size] * len(gram))) * size / unit


def propagated(
    layers: Sequence[Sequence[tuple[Matrix, Fraction]]], unit: int, added: Sequence[Sequence[list[Fraction]]]
) -> list[Fraction]:
    """Bounds of the error after each layer: C1 and C2 together, per unit and of all units, the smaller of both forms.

    Parameters
    ----------
    layers : per layer, one or two pairs (weights, operator norm)
    unit : int
        What the weights are divided by.
    added : per layer, for each pair what the layer adds at each unit
    """
    units, total, totals = [Fraction(0)] * len(layers[0][0][0][0]), Fraction(0), []
    for pairs, errors in zip(layers, added, strict=True):
        ways = []
        for (weight, size), local in zip(pairs, errors, strict=True):
            each = [
                min(sum(map(mul, map(abs, w), units)), root(Fraction(sum(map(mul, w, w)))) * total) / unit + a
                for w, a in zip(weight, local, strict=True)
            ]
            ways.append((each, size * total + norm(local)))
        units = [_short(min(column)) for column in zip(*(each for each, _ in ways), strict=True)]
        total = _short(min(*(whole for _, whole in ways), norm(units)))
        totals.append(total)
    return totals


def _short(x: Fraction) -> Fraction:
    """Round up to 128 bits, or numbers would double in length from layer to layer."""
    shift = 128 - x.numerator.bit_length() + x.denominator.bit_length()
    return math.ceil(x * Fraction(2) ** shift) / Fraction(2) ** shift


def by_moments(run: Run, l: int) -> list[Fraction] | None:
    """Bounds by B1 and B2 of what layer l adds, from moments of what it takes in; None where these overflow.

    Deviations are floats, rounded up, and at least 2^-30 of the root mean square: that is part of the rule.
    """
    (weight, bias), (other, other_bias) = run.dense[l - 1], run.pruned[l - 1]
    s, products, centred = run.covariance(l - 1)
    n, unit, one = run.n, run.unit(l - 1), 2**run.e
    stds = []
    for i in range(len(s)):
        rms = up(root(Fraction(products[i][i], n * unit**2)))
        if rms == math.inf:
            return None
        deviation = root(Fraction(centred[i][i], (n * unit) ** 2))
        stds.append(Fraction(up(max(deviation, Fraction(rms) / 2**30))))
    alive = [i for i, std in enumerate(stds) if std]
    common = max((stds[i].denominator for i in alive), default=1)
    sizes = [int(stds[i] * common) * n * unit for i in alive]
    correlation = largest_eigenvalue([[centred[i][j] * common**2 for j in alive] for i in alive], sizes)
    bounds = []
    for w, v, b, c in zip(weight, other, bias, other_bias, strict=True):
        change = [p - q for p, q in zip(w, v, strict=True)]
        scaled = [abs(d) * std / one for d, std in zip(change, stds, strict=True)]
        mean = (Fraction(sum(map(mul, change, s)), n * unit) + b - c) / one
        bounds.append(norm([min(sum(scaled, Fraction(0)), root(correlation) * norm(scaled)), mean]))
    return bounds


# --- Claims ----------------------------------------------------------------------------------------------------------


class Upper(NamedTuple):
    """An upper number: at least `value`, and not more than a millionth (or the rest of a cancellation) above it."""

    value: Fraction | None
    rest: Fraction = Fraction(0)

    def admits(self, claim: Any) -> bool:
        """Whether the claim is proved, and is what the rule gives; None stands for what no float reaches."""
        if self.value is None or not _is_number(claim):
            return claim is None and (self.value is None or up(self.value + self.rest) == math.inf)
        most = up(self.value + self.rest)
        return up(self.value) <= claim and (most == math.inf or Fraction(claim) <= _moved(Fraction(most)))


class Norm(NamedTuple):
    """An operator norm s: s^2 I - W^T W is positive semidefinite, and s not more than a millionth above the norm."""

    weight: Matrix
    unit: int
    value: Fraction

    def admits(self, claim: Any) -> bool:
        """Whether the claim is proved, and is what the rule gives."""
        if not _is_number(claim):
            return claim is None and up(self.value) == math.inf
        gram, square = _gram(self.weight), (Fraction(claim) * self.unit) ** 2
        proved = claim >= 0 and semidefinite(_less_gram(square, gram, [1] * len(gram)))
        return proved and Fraction(claim) <= _moved(Fraction(min(up(self.value), sys.float_info.max)))


class Lower(NamedTuple):
    """A lower number, likewise; `square` says that the value is given by its square, so that nothing is rounded."""

    value: Fraction
    rest: Fraction = Fraction(0)
    square: bool = False

    def admits(self, claim: Any) -> bool:
        """Whether the claim is proved, and is what the rule gives."""
        if not _is_number(claim) or (self.square and claim < 0):
            return False
        c, most = Fraction(claim), Fraction(down(root(self.value) if self.square else self.value))
        true = c * c <= self.value if self.square else c <= most
        return true and c >= most - _TOLERANCE * abs(most) - self.rest


class Near(NamedTuple):
    """An estimate: within a millionth of the value."""

    value: Fraction
    rest: Fraction = Fraction(0)

    def admits(self, claim: Any) -> bool:
        """Whether the claim is close enough; None stands for what no float reaches."""
        if not _is_number(claim):
            return claim is None and up(self.value + self.rest) == math.inf
        room = _TOLERANCE * abs(self.value) + self.rest
        return Fraction(down(self.value)) - room <= claim <= Fraction(up(self.value)) + room


class Either(NamedTuple):
    """Any of several claims: all of them true, some of them weaker."""

    claims: list[Any]

    def admits(self, claim: Any) -> bool:
        """Whether one of them admits the claim."""
        return any(one.admits(claim) if hasattr(one, "admits") else _same(one, claim) for one in self.claims)


def _moved(x: Fraction) -> Fraction:
    return x + _TOLERANCE * abs(x)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) < math.inf


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one == other


def _refusals(rule: Any, claim: Any, where: str) -> Iterator[str]:
    """One sentence for each place where a claim is not what the rule admits."""
    if isinstance(rule, dict) and isinstance(claim, dict):
        if odd := sorted(map(repr, rule.keys() ^ claim.keys())):
            yield f"{where or 'certificate'} lacks or should not have {', '.join(odd)}"
        for key in rule.keys() & claim.keys():
            yield from _refusals(rule[key], claim[key], f"{where}.{key}" if where else key)
    elif isinstance(rule, list) and isinstance(claim, list) and len(rule) == len(claim):
        for i, pair in enumerate(zip(rule, claim, strict=True)):
            yield from _refusals(*pair, f"{where}[{i}]")
    elif hasattr(rule, "admits"):
        if not rule.admits(claim):
            yield f"{where} is {claim!r}, which is not {_words(rule)}"
    elif not _same(rule, claim):
        yield f"{where} is {claim!r}, expected {rule!r}"


def _words(rule: Any) -> str:
    match rule:
        case Either(claims):
            return " nor ".join(dict.fromkeys(map(_words, claims)))
        case Upper(None):
            return "null, as no float is large enough"
        case Upper(value):
            return f"proved: an upper bound is at least {up(value)!r}, and at most a millionth more"
        case Norm(_, _, value):
            return (
                f"proved: s^2 I - W^T W is positive semidefinite from {up(value)!r} on, and s at most a millionth more"
            )
        case Lower(value, _, square):
            return f"proved: a lower bound is at most {down(root(value) if square else value)!r}, and hardly less"
        case Near(value):
            return f"the value measured, {up(value)!r}"
        case _:
            return repr(rule)


# --- From the files to the claims that they earn ---------------------------------------------------------------------


def _admissible(
    run: Run, names: list[str], masks: dict[str, tuple[list[int], list[int]]], labels: list[int] | None
) -> dict[str, Any]:
    """Return the certificate with a rule in the place of every number."""
    one, sizes = 2**run.e, run.largest()
    norms = [[operator_norm(weight, one) for weight, _ in pair] for pair in zip(run.dense, run.pruned, strict=True)]
    on_clean = [[root(x) for x in squares] for squares in run.local]
    on_pruned = [[root(x) for x in squares] for squares in run.local_on_pruned]
    pruned = [[(w, s)] for (w, _), (_, s) in zip(run.pruned, norms, strict=True)]
    both = [[*p, (w, s)] for p, (w, _), (s, _) in zip(pruned, run.dense, norms, strict=True)]
    after_each = propagated(both, one, list(zip(on_clean, on_pruned, strict=True)))
    moments = [by_moments(run, l) for l in range(1, run.depth + 1)]
    prior = None if None in moments else propagated(pruned, one, [[a] for a in moments if a is not None])[-1]
    steps = norm([sum(map(root, column), Fraction(0)) for column in zip(*run.steps, strict=True)])
    by = {"telescoped": steps, "a_posteriori": after_each[-1], "a_priori": prior}
    rest = sizes[-1] * _REST
    smallest = min(bound for bound in by.values() if bound is not None)
    drop, status = _accuracy(run, labels, by, rest) if labels else (None, _spread_reached(run, smallest, rest))
    if up(smallest) == math.inf:
        status = "inapplicable"
    return {
        "format": "lqtheory-certificate/1",
        "status": status,
        "norm": "L2 over the inputs, Euclidean over the outputs",
        "arithmetic": "real",
        "output_error": {
            "estimate": Near(root(run.error), rest),
            "lower": Lower(run.error, rest, square=True),
            "upper": Upper(smallest, rest),
            "by": {name: Upper(bound, rest) for name, bound in by.items()},
            "purpose": _PURPOSE,
        },
        "accuracy_drop": drop,
        "layers": [
            {
                "name": name,
                "kept": sum(masks[f"{name}.weight"][1]),
                "total": len(masks[f"{name}.weight"][1]),
                "norm_dense": Norm(weight, one, whole),
                "norm_pruned": Norm(weight_pruned, one, cut),
                "local_error": Upper(norm(local), size * _REST),
                "bound": Upper(bound, size * _REST),
            }
            for name, (weight, _), (weight_pruned, _), (whole, cut), local, bound, size in zip(
                names, run.dense, run.pruned, norms, on_clean, after_each, sizes, strict=True
            )
        ],
        "bounds": [*_BOUNDS, *(["margin-sample"] if labels else [])],
        "assumptions": [*_ASSUMPTIONS, *([_LABELLED] if labels else [])],
    }


def _spread_reached(run: Run, bound: Fraction, rest: Fraction) -> Either:
    """`vacuous` where the bound reaches the root of E ||f - E f||^2; the best constant would do as well."""
    _, _, centred = run.covariance(run.depth)
    spread = Fraction(sum(row[i] for i, row in enumerate(centred)), (run.n * run.unit(run.depth)) ** 2)
    reached = (bound**2 >= spread, bound + 2 * rest >= root(spread))
    return Either(["vacuous" if vacuous else "holds" for vacuous in reached])


def _accuracy(
    run: Run, labels: list[int], by: dict[str, Fraction | None], rest: Fraction
) -> tuple[dict[str, Any], Either]:
    """Top-1 accuracy, a tie counting as an error, and how many right answers a bound allows to be lost (C6).

    Every count comes twice: exact, and with margins up to `rest` undecided, which then count against the bound.
    """
    n, unit = run.n, run.unit(run.depth)
    dense, pruned = (
        [Fraction(z[y] - max(z[:y] + z[y + 1 :]), unit) for z, y in zip(outputs, labels, strict=True)]
        for outputs in (run.outputs, run.outputs_pruned)
    )
    right, right_pruned = sum(m > 0 for m in dense), sum(m > 0 for m in pruned)
    surely, maybe_pruned = sum(m > rest for m in dense), sum(m >= -rest for m in pruned)
    maybe, surely_pruned = sum(m >= -rest for m in dense), sum(m > rest for m in pruned)
    sharp = [m for m in dense if m > 0]
    blunt = [max(m - rest, Fraction(0)) for m in dense if m >= -rest]
    lost = {name: _most_lost(sharp, bound, n) for name, bound in by.items()}
    at_worst = {name: _most_lost(blunt, bound and bound + rest, n) for name, bound in by.items()}
    fewest, fewest_at_worst = min(lost.values()), min(at_worst.values())

    def upper(low: int, high: int) -> Either:
        return Either([Upper(Fraction(count, n)) for count in range(low, high + 1)])

    drop = {
        "estimate": Either([Near(Fraction(c, n)) for c in range(surely - maybe_pruned, maybe - surely_pruned + 1)]),
        "lower": Either([Lower(Fraction(c, n)) for c in range(surely - maybe_pruned, right - right_pruned + 1)]),
        "upper": upper(fewest, fewest_at_worst),
        "by": {name: upper(lost[name], at_worst[name]) for name in by},
        "purpose": _PURPOSE,
    }
    reached = (fewest >= right, fewest_at_worst >= surely)
    return drop, Either(["vacuous" if vacuous else "holds" for vacuous in reached])


def _most_lost(margins: list[Fraction], bound: Fraction | None, n: int) -> int:
    """Largest r whose r smallest margins have sum m^2 / 2 <= n bound^2."""
    if bound is None or up(bound) == math.inf:
        return len(margins)
    spent, lost = Fraction(0), 0
    for m in sorted(margins):
        spent += m * m
        if spent > 2 * n * bound**2:
            break
        lost += 1
    return lost


def second_opinion(path: Any) -> list[str]:
    """Check a certificate with the four files beside it.

    Parameters
    ----------
    path : path
        Of `certificate.json`, as `lqtheory certify` wrote it.

    Returns
    -------
    list of str
        One sentence for each thing that is wrong; none where the certificate is accepted.

    Raises
    ------
    CannotSay
        If a file is missing or broken, or a network is not of the kind that this checker knows.
    """
    path = Path(path)
    claimed = _json(_bytes(path), path)
    if not isinstance(claimed, dict) or claimed.get("format") == "lqtheory-guarantee/1":
        raise CannotSay(f"{path} is no certificate of a pruned network on given inputs")
    dense, pruned = (_network(path.with_name(name)) for name in _FILES[:2])
    masks, (x, labels) = _masks(path.with_name(_FILES[2])), _inputs(path.with_name(_FILES[3]))
    files = [{"path": name, "sha256": hashlib.sha256(_bytes(path.with_name(name))).hexdigest()} for name in _FILES]
    if problems := list(_refusals(files, claimed.get("files"), "files")):
        return problems
    if problems := list(_misfits(dense, pruned, masks, x, labels)):
        return problems
    rules = _admissible(Run(dense, pruned, x), [layer.name for layer in dense], masks, labels)
    version = claimed.get("version")  # says who wrote it; what the numbers mean is fixed by the format
    return list(_refusals(rules | {"files": files, "version": version if type(version) is str else ""}, claimed, ""))


def _misfits(
    dense: list[Layer],
    pruned: list[Layer],
    masks: dict[str, tuple[list[int], list[int]]],
    x: list[list[float]],
    labels: list[int] | None,
) -> Iterator[str]:
    """One sentence for each way in which the files do not fit together."""
    shapes = [[(layer.name, layer.activation, len(layer.bias), len(layer.weight[0])) for layer in network]
              for network in (dense, pruned)]  # fmt: skip
    if shapes[0] != shapes[1]:
        yield f"the pruned network has the layers {shapes[1]}, the dense one {shapes[0]}"
        return
    if len(x[0]) != shapes[0][0][3]:
        yield f"the inputs have {len(x[0])} columns, the network takes {shapes[0][0][3]}"
    classes = len(dense[-1].bias)
    if labels is not None and not (len(labels) == len(x) and classes > 1 and set(labels) <= set(range(classes))):
        yield f"the labels are not one class of {classes}, at least 2, for each of the {len(x)} rows"
    if masks.keys() != {f"{layer.name}.weight" for layer in pruned}:
        yield f"there are masks of {sorted(masks)}, expected one for each weight"
        return
    for layer in pruned:
        shape, mask = masks[f"{layer.name}.weight"]
        if shape != [len(layer.weight), len(layer.weight[0])]:
            yield f"the mask of {layer.name}.weight has shape {shape}"
        elif any(w and not kept for w, kept in zip([w for row in layer.weight for w in row], mask, strict=True)):
            yield f"{layer.name}.weight has non-zero weights outside its mask"


def main(arguments: Sequence[str]) -> int:
    """Print one sentence and return the exit code."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python second_opinion.py certificate.json\n")
        return 2
    try:
        problems = second_opinion(arguments[0])
    except CannotSay as error:
        sys.stderr.write(f"cannot say: {error}\n")
        return 2
    sys.stdout.write(f"refused: {problems[0]}\n" if problems else "accepted: every number was proved again exactly\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
