"""No certified number below the truth: ten thousand random cases, and mutants that the same cases catch."""

from collections import Counter
from typing import NamedTuple

import numpy as np
import pytest
from flint import arb, arb_mat, ctx

from lqtheory.certify import certify
from lqtheory.certify.propagate import propagate
from lqtheory.compress import METHODS, prune
from lqtheory.errors import InputError
from lqtheory.networks import LAWS, Activation, Dense, ErrorBound, Network, random_inputs, random_network

BATCHES, CASES = 10, 1000
ACTIVATIONS = [
    *map(Activation, ("identity", "relu", "tanh", "sigmoid", "gelu", "softplus")),
    *(Activation("leaky_relu", slope) for slope in (2.0, 0.01, -1.5)),
]


class Case(NamedTuple):
    dense: Network
    pruned: Network
    inputs: np.ndarray
    kind: str
    law: str


def size(rng, largest):
    """Log-uniform: small networks are cheap, and the tight ones are small."""
    return int(np.exp(rng.uniform(0, np.log(largest + 1))))


def cut_at_random(rng, dense, inputs):
    """Random masks; kept weights, biases, or both moved; biases corrected or not."""
    kind = rng.choice(["plain", "corrected", "refitted", "shifted"])
    keep, weights, biases = rng.random(), {}, {}
    for layer, moments in zip(dense.layers, dense.moments(inputs), strict=True):
        mask = rng.random(layer.weight.shape) < keep
        moved = 1 + 0.1 * rng.normal(size=mask.shape) if kind == "refitted" else 1.0
        weights[f"{layer.name}.weight"] = np.where(mask, layer.weight * moved, 0.0)
        if kind == "corrected":
            corrected = layer.bias + np.where(mask, 0.0, layer.weight) @ moments.mean
            biases[f"{layer.name}.bias"] = np.where(np.isfinite(corrected), corrected, layer.bias)
        if kind == "shifted":
            biases[f"{layer.name}.bias"] = layer.bias * (1 + 0.3 * rng.normal(size=layer.bias.shape))
    return dense.with_weights(weights, biases)


def draw(rng, activations=ACTIVATIONS, laws=LAWS, widest=32):
    depth = rng.choice(5, p=[0.34, 0.27, 0.17, 0.12, 0.10]) + 1
    sizes = [size(rng, widest) for _ in range(depth + 1)]
    if rng.random() < 0.2:
        sizes = [sizes[0]] * (depth + 1)
    law = str(rng.choice(laws))
    activation = activations[rng.integers(len(activations))]
    dense = random_network(rng, sizes, activation, law)
    inputs = random_inputs(rng, size(rng, 64), sizes[0])
    kind = str(rng.choice(["random masks", *METHODS], p=[0.5] + [0.5 / len(METHODS)] * len(METHODS)))
    with np.errstate(all="ignore"):
        try:
            if kind != "random masks":
                sparsity = rng.uniform(0, 0.95)
                return Case(dense, prune(dense, inputs, method=kind, sparsity=sparsity).network, inputs, kind, law)
        except InputError:  # the activations overflow, so the method has no scores
            kind = "random masks"
        return Case(dense, cut_at_random(rng, dense, inputs), inputs, kind, law)


def reference_activation(activation, z):
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


def reference_outputs(network, inputs):
    """The network in plain arb, without any code of `lqtheory.balls`."""
    h = arb_mat(inputs.T.tolist())
    for layer in network.layers:
        bias = [arb(b) for b in layer.bias.tolist()]
        z = (arb_mat(layer.weight.tolist()) * h).tolist()
        rows = [[reference_activation(layer.activation, x + b) for x in row] for row, b in zip(z, bias, strict=True)]
        h = arb_mat(rows)
    return h


def measured(case):
    """Ball of the root mean square of the distance of the outputs: narrow, or [0, tiny] where all cancels."""
    for precision in (160, 640, 2560):
        with ctx.workprec(precision):
            gap = reference_outputs(case.dense, case.inputs) - reference_outputs(case.pruned, case.inputs)
            square = sum((x * x for x in gap.entries()), arb(0)) / len(case.inputs)
            if square.rad() <= 1e-9 * square.mid():
                return square.sqrt()
    return arb(0).union(square.abs_upper().sqrt())


def violations(case, certificate):
    """Names of the numbers that are certainly on the wrong side of the measured error."""
    truth, found = measured(case), certificate.output_error
    assert truth.is_finite()
    wrong = [name for name, upper in {"upper": found.upper, **found.by}.items() if arb(upper) < truth]
    return wrong + (["lower"] if arb(found.lower) > truth else [])


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_upper_below_the_measured_error(batch):
    rng = np.random.default_rng(batch)
    seen, deep, tight = Counter(), 0, 0
    for _ in range(CASES):
        case = draw(rng)
        certificate = certify(case.dense, case.pruned, case.inputs)
        assert not violations(case, certificate), (batch, sum(seen.values()), case.kind, case.law)
        found = certificate.output_error
        seen[case.kind] += 1
        deep += len(case.dense.layers) >= 3 and np.isfinite(found.upper)
        tight += 0 < found.upper <= 10 * found.lower
    assert deep >= 3000 / BATCHES
    assert tight >= 2000 / BATCHES
    assert set(seen) == {"random masks", *METHODS}


def flipped_sign(monkeypatch):
    true = propagate.__globals__["_through"]

    def through(layer, norm, rho, before, added, lift):
        after = true(layer, norm, rho, before, added, lift)
        return ErrorBound(after.units, after.total - 2.0 * added.total)

    monkeypatch.setitem(propagate.__globals__, "_through", through)


def transposed(monkeypatch):
    def magnify(self, e, lift):
        square = self.weight.shape[0] == self.weight.shape[1]
        return lift(np.abs(self.weight.T if square else self.weight)) @ e

    monkeypatch.setattr(Dense, "magnify", magnify)


def lipschitz_forgotten(monkeypatch):
    monkeypatch.setattr(Activation, "lipschitz_ball", lambda self: arb(1))


def biases_ignored(monkeypatch):
    monkeypatch.setattr(
        Dense, "mean_error", lambda self, pruned, mean, lift: (lift(self.weight) - lift(pruned.weight)) @ mean
    )


def means_ignored(monkeypatch):
    monkeypatch.setattr(Dense, "mean_error", lambda self, pruned, mean, lift: lift(0.0 * self.bias))


MUTANTS = {
    "flipped sign": (flipped_sign, ACTIVATIONS),
    "transposed matrix": (transposed, ACTIVATIONS),
    "Lipschitz constant of gelu forgotten": (lipschitz_forgotten, [Activation("gelu")]),
    "Lipschitz constant of leaky relu forgotten": (lipschitz_forgotten, [Activation("leaky_relu", 2.0)]),
    "bias correction ignored": (biases_ignored, ACTIVATIONS),
    "shift of the mean ignored": (means_ignored, ACTIVATIONS),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_caught(name, monkeypatch):
    mutate, activations = MUTANTS[name]
    mutate(monkeypatch)
    rng = np.random.default_rng(7)
    cases = (draw(rng, activations, ("gaussian", "flat", "ties"), widest=4) for _ in range(500))
    assert any(violations(case, certify(case.dense, case.pruned, case.inputs)) for case in cases)
