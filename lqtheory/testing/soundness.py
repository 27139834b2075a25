"""Random pruned networks, the truth about them in plain arb, and the certified numbers that contradict it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from flint import arb, arb_mat, ctx

from lqtheory.certify import Certificate
from lqtheory.compress import METHODS, prune
from lqtheory.errors import InputError
from lqtheory.networks import LAWS, Activation, Network, random_inputs, random_network

ACTIVATIONS = [
    *map(Activation, ("identity", "relu", "tanh", "sigmoid", "gelu", "softplus")),
    *(Activation("leaky_relu", slope) for slope in (2.0, 0.01, -1.5)),
]
"""Every kind of activation, and slopes within and beyond [0, 1]."""


class Case(NamedTuple):
    """A network, a pruned version of it, and inputs."""

    dense: Network
    pruned: Network
    inputs: np.ndarray
    kind: str
    """How it was pruned: a method of `METHODS`, or "random masks"."""
    law: str
    """Of the weights: one of `LAWS`."""


def draw(
    rng: np.random.Generator,
    activations: Sequence[Activation] = ACTIVATIONS,
    laws: Sequence[str] = LAWS,
    widest: int = 32,
) -> Case:
    """Draw a dense network of 1 to 5 layers, pruned by a random method or by chance, and up to 64 inputs."""
    depth = rng.choice(5, p=[0.34, 0.27, 0.17, 0.12, 0.10]) + 1
    sizes = [_size(rng, widest) for _ in range(depth + 1)]
    if rng.random() < 0.2:
        sizes = [sizes[0]] * (depth + 1)
    law = str(rng.choice(laws))
    activation = activations[int(rng.integers(len(activations)))]
    dense = random_network(rng, sizes, activation, law)
    inputs = random_inputs(rng, _size(rng, 64), sizes[0])
    kind = str(rng.choice(["random masks", *METHODS], p=[0.5] + [0.5 / len(METHODS)] * len(METHODS)))
    with np.errstate(all="ignore"):
        try:
            if kind != "random masks":
                sparsity = rng.uniform(0, 0.95)
                return Case(dense, prune(dense, inputs, method=kind, sparsity=sparsity).network, inputs, kind, law)
        except InputError:  # the activations overflow, so the method has no scores
            kind = "random masks"
        return Case(dense, _cut_at_random(rng, dense, inputs), inputs, kind, law)


def _size(rng: np.random.Generator, largest: int) -> int:
    """Log-uniform: small networks are cheap, and the tight ones are small."""
    return int(np.exp(rng.uniform(0, np.log(largest + 1))))


def _cut_at_random(rng: np.random.Generator, dense: Network, inputs: np.ndarray) -> Network:
    """Random masks; kept weights, biases, or both moved; biases corrected or not."""
    kind = rng.choice(["plain", "corrected", "refitted", "shifted"])
    keep, weights, biases = rng.random(), {}, {}
    for layer, moments in zip(dense.prunable, dense.moments(inputs), strict=True):
        mask = rng.random(layer.weight.shape) < keep
        moved = 1 + 0.1 * rng.normal(size=mask.shape) if kind == "refitted" else 1.0
        weights[f"{layer.name}.weight"] = np.where(mask, layer.weight * moved, 0.0)
        if kind == "corrected":
            corrected = layer.bias + np.where(mask, 0.0, layer.weight) @ moments.mean
            biases[f"{layer.name}.bias"] = np.where(np.isfinite(corrected), corrected, layer.bias)
        if kind == "shifted":
            biases[f"{layer.name}.bias"] = layer.bias * (1 + 0.3 * rng.normal(size=layer.bias.shape))
    return dense.with_weights(weights, biases)


def _activated(activation: Activation, z: Any) -> Any:
    match activation.name:
        case "identity":
            return z
        case "relu" | "leaky_relu":
            slope = activation.slope or 0
            return z if z > 0 else z * slope if z < 0 else z * arb(1).union(slope)
        case "tanh":
            return z.tanh()
        case "sigmoid":
            return (1 + (z / 2).tanh()) / 2
        case "gelu":
            return z * (1 + (z / arb(2).sqrt()).erf()) / 2
        case "softplus":
            return z + (-z).exp().log1p() if z > 0 else z.exp().log1p()


def _outputs(network: Network, inputs: np.ndarray) -> Any:
    """Outputs of a network of dense layers in plain arb, without any code of `lqtheory.balls`."""
    h = arb_mat(inputs.T.tolist())
    for layer in network.prunable:
        bias = [arb(b) for b in layer.bias.tolist()]
        z = (arb_mat(layer.weight.tolist()) * h).tolist()
        h = arb_mat([[_activated(layer.activation, x + b) for x in row] for row, b in zip(z, bias, strict=True)])
    return h


def measured(case: Case) -> arb:
    """Ball of the root mean square of the distance of the outputs: narrow, or [0, tiny] where all cancels."""
    square = arb("nan")
    for precision in (160, 640, 2560):
        with ctx.workprec(precision):
            gap = _outputs(case.dense, case.inputs) - _outputs(case.pruned, case.inputs)
            square = sum((x * x for x in gap.entries()), arb(0)) / len(case.inputs)
            if square.rad() <= 1e-9 * square.mid():
                return square.sqrt()
    return arb(0).union(square.abs_upper().sqrt())


def violations(case: Case, certificate: Certificate) -> list[str]:
    """Names of the numbers that are certainly on the wrong side of the measured error; NaN is on no right side."""
    truth, found = measured(case), certificate.output_error
    least, most = truth.lower(), truth.upper()
    uppers = {"upper": found.upper, **found.by}
    wrong = [name for name, upper in uppers.items() if not arb(upper) >= least]
    return wrong + ([] if arb(found.lower) <= most else ["lower"])
