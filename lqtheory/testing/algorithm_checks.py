"""What must be true of the algorithms and certificates: each check runs seeded cases and returns what it finds wrong.

Every check is a function without arguments that returns None, or one sentence with the first case that fails. They
are quick, so that the same run can show that they notice wrong algorithms (`lqtheory.testing.algorithm_mutants`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from math import floor, prod
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from flint import arb, fmpq

from lqtheory.balls import ArbBalls, FloatBalls
from lqtheory.certify import certify, verify
from lqtheory.compress import METHODS, encode, lowrank, proximal_step, prune
from lqtheory.compress.bits import matrix_bits
from lqtheory.compress.codes import round_grid
from lqtheory.compress.selection import SCOPES, select
from lqtheory.networks import (
    LAWS,
    Activation,
    Convolution,
    Dense,
    random_convolutional,
    random_inputs,
    random_network,
    weights,
)
from lqtheory.testing.soundness import ACTIVATIONS, draw, violations

_LAWS = ("gaussian", "flat", "ties", "huge")


def certificates_are_sound() -> str | None:
    """No certified number is on the wrong side of the error that plain arb measures."""
    return _unsound(ACTIVATIONS, 200)


def certificates_with_gelu_are_sound() -> str | None:
    """Likewise for the one activation whose Lipschitz constant is only just above 1."""
    return _unsound([Activation("gelu")], 100)


def _unsound(activations: Sequence[Activation], cases: int) -> str | None:
    rng = np.random.default_rng(7)
    for case in (draw(rng, activations, _LAWS, widest=4) for _ in range(cases)):
        with np.errstate(all="ignore"):
            wrong = violations(case, certify(case.dense, case.pruned, case.inputs, quick=True))
        if wrong:
            return f"{wrong[0]} is on the wrong side of the measured error, weights {case.law}, {case.kind}"
    return None


def tampering_is_refused() -> str | None:
    """`verify` accepts what `certify` wrote, and not with an upper end a billionth below what its rule gives."""
    rng = np.random.default_rng(0)
    dense = random_network(rng, [4, 5, 3])
    x = random_inputs(rng, 20, 4)
    with TemporaryDirectory() as folder:
        path = Path(certify(dense, prune(dense, x, sparsity=0.5).network, x).save(folder))
        if not verify(path).accepted:
            return "verify refuses what certify wrote"
        content = json.loads(path.read_text())
        content["output_error"]["upper"] *= 1 - 2e-9
        path.write_text(json.dumps(content))
        return "verify accepts an upper end that was lowered" if verify(path).accepted else None


def norms_are_operator_norms() -> str | None:
    """The ball of a layer's norm holds that of its matrix, which is what it makes of the unit vectors."""
    rng = np.random.default_rng(0)
    for law in LAWS:
        for _ in range(4):
            dense = Dense("0", weights(rng, law, (3, 5)), np.zeros(3))
            chain = random_convolutional(rng, (2, 5), 3, 2, law=law)
            for layer in [dense, *(layer for layer in chain.layers if isinstance(layer, Convolution))]:
                matrix = layer.apply(np.eye(prod(layer.in_shape))) - layer.apply(np.zeros((1, prod(layer.in_shape))))
                scale = np.abs(matrix).max() or 1.0
                truth, ball = np.linalg.norm(matrix / scale, 2), layer.norm(FloatBalls.exact)
                low, high = ball.lower() / scale, ball.upper() / scale
                if not low * (1 - 1e-9) <= truth <= high * (1 + 1e-9) + 5e-324 / scale:
                    return f"the norm of a {layer.kind} layer of {law} weights is {truth * scale}, not in {ball}"
    return None


def balls_hold_the_exact_values() -> str | None:
    """Sums, products, quotients and roots of balls hold the rational numbers that they stand for."""
    rng = np.random.default_rng(0)
    for law in ("gaussian", "cauchy", "lognormal", "tiny"):
        a, b = weights(rng, law, (2, 40))
        p, q = (list(map(Fraction, x.tolist())) for x in (a, b))
        for arithmetic in (FloatBalls, ArbBalls):
            x, y = arithmetic.exact(a), arithmetic.exact(b)
            values = {
                "sum": (x.sum(), [sum(p)]),
                "product": (x * y, [s * t for s, t in zip(p, q, strict=True)]),
                "quotient": (x / y, [s / t for s, t in zip(p, q, strict=True)]),
                "inner product": ((x[None] @ y), [sum(s * t for s, t in zip(p, q, strict=True))]),
                "square of the norm": (x.norm(), [sum(s * s for s in p)]),
            }
            for name, (ball, exact) in values.items():
                square = 2 if name == "square of the norm" else 1
                ends = zip(np.atleast_1d(ball.lower()).tolist(), np.atleast_1d(ball.upper()).tolist(), strict=True)
                for (low, high), value in zip(ends, exact, strict=True):
                    if not Fraction(low) ** square <= value <= Fraction(high) ** square:
                        return f"the {name} of {law} numbers, {float(value)}, is not in [{low}, {high}]"
    thirds = ArbBalls([arb(fmpq(k, 3)) for k in range(1, 50)])
    if not all(3 * Fraction(high) >= k for k, high in enumerate(thirds.upper().tolist(), start=1)):
        return "the upper end of the ball of a third is below it"
    return None


def _count(keep: float, n: int) -> int:
    """Return floor(keep n + 1/2) for a decimal `keep`, exactly."""
    return floor(Fraction(str(keep)) * n + Fraction(1, 2))


def masks_keep_exactly_k() -> str | None:
    """Of every scope exactly the share asked for is kept, with ties and zeros too, and the best of it."""
    rng = np.random.default_rng(0)
    for law in ("gaussian", "ties", "flat", "one_hot"):
        layers = {"a": weights(rng, law, (4, 7)), "b": weights(rng, law, (3, 4))}
        scores = {name: np.abs(w) for name, w in layers.items()}
        for keep in (0.0, 0.1, 0.25, 0.5, 0.66, 0.9, 1.0):
            for scope in SCOPES:
                masks = select(scores, layers, keep, scope)
                scopes = {
                    "global": [[(scores[name], mask) for name, mask in masks.items()]],
                    "layer": [[(scores[name], mask)] for name, mask in masks.items()],
                    "neuron": [[pair] for name in masks for pair in zip(scores[name], masks[name], strict=True)],
                }
                for parts in scopes[scope]:
                    score, mask = (np.concatenate([np.ravel(p[i]) for p in parts]) for i in (0, 1))
                    asked = max(_count(keep, mask.size), int(scope == "neuron"))
                    if mask.sum() != asked:
                        return f"{mask.sum()} of {mask.size} {law} weights kept, asked {asked} in scope {scope}"
                    if mask.any() and not mask.all() and score[mask].min() < score[~mask].max():
                        return f"a better weight is dropped than one that is kept, {law} weights, scope {scope}"
    return None


def pruned_networks_are_as_sparse_as_asked() -> str | None:
    """Every method keeps the share of all weights that was asked for, gradual ones too, and zeros may be kept."""
    rng = np.random.default_rng(1)
    for law in ("gaussian", "ties", "zero_rows"):
        network, x = random_network(rng, [6, 8, 4], law=law), random_inputs(rng, 30, 6)
        for name, method in METHODS.items():
            if method.scope != "global":
                continue  # shares of neurons and layers are rounded one by one: `masks_keep_exactly_k`
            for sparsity in (0.05, 0.3, 0.8):
                _, masks, plan = prune(network, x, method=name, sparsity=sparsity)
                kept, asked = sum(int(mask.sum()) for mask in masks.values()), _count(1 - sparsity, network.total)
                if not kept == asked == sum(layer.kept for layer in plan.layers):
                    return f"{name} keeps {kept} of {network.total} {law} weights, asked {asked}"
    return None


def chance_favours_no_layer() -> str | None:
    """Random pruning keeps about the same share of every layer, however large."""
    network = random_network(np.random.default_rng(0), [50, 40, 5])
    for seed in range(5):
        for layer in prune(network, np.ones((1, 50)), method="random", sparsity=0.5, seed=seed).plan.layers:
            if abs(layer.kept - layer.total / 2) > 6 * np.sqrt(layer.total) / 2:
                return f"chance keeps {layer.kept} of the {layer.total} weights of layer {layer.name!r}, asked for half"
    return None


def group_lasso_step_is_a_minimum() -> str | None:
    """The proximal step of the group lasso has the smallest value, among multiples of each row, of its objective."""
    rng = np.random.default_rng(0)
    for _ in range(20):
        weight, strength = rng.normal(size=(3, 4)) * 2, rng.uniform(0, 3)
        step = proximal_step(weight, strength)

        def objective(rows: np.ndarray, weight: np.ndarray = weight, strength: float = strength) -> np.ndarray:
            return ((rows - weight) ** 2).sum(axis=1) / 2 + strength * np.sqrt((rows**2).sum(axis=1))

        least = min((objective(t * weight) for t in np.linspace(0, 1, 101)), key=np.sum)
        if objective(step).sum() > least.sum() + 1e-9:
            return f"the group lasso step has objective {objective(step).sum()}, multiples of the rows {least.sum()}"
    return None


def low_rank_saves_up_to_break_even() -> str | None:
    """Factors of the break-even rank hold no more numbers than the matrix; those of the next rank hold more."""
    for m in range(1, 30):
        for n in range(1, 30):
            rank = lowrank.break_even_rank(m, n)
            if not rank * (m + n) <= m * n < (rank + 1) * (m + n):
                return f"rank {rank} is called break-even for {m} x {n}: factors take {rank * (m + n)} numbers"
    return None


def rounding_is_to_nearest() -> str | None:
    """No weight moves by more than half the scale of its row."""
    rng = np.random.default_rng(0)
    for bits in (2, 4, 8):
        weight = rng.normal(size=(5, 20))
        rounded, scale = round_grid(weight, bits)
        if (moved := np.abs(rounded - weight).max(axis=1) / scale).max() > 0.5 + 1e-9:
            return f"int{bits} moves a weight by {moved.max():.3f} of its scale"
    return None


def bits_are_what_is_written() -> str | None:
    """The bits counted for a pruned matrix are those of its word, positions included."""
    rng = np.random.default_rng(0)
    for keep in (0.05, 0.3, 1.0):
        matrix = np.where(rng.random((8, 9)) < keep, rng.normal(size=(8, 9)), 0.0)
        if (counted := matrix_bits(matrix, "fp64")) != (written := len(encode(matrix, "fp64"))):
            return f"{counted} bits counted, {written} written"
    return None
