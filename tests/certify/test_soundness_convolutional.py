"""No certified number below the truth for convolutions, pooling and residual blocks: two thousand random networks."""

from collections import Counter
from functools import reduce
from itertools import chain
from math import prod
from operator import add

import numpy as np
import plain_layers
import pytest
from flint import arb, arb_mat, ctx

from lqtheory.certify import Readings, certify, verify
from lqtheory.compress import METHODS, prune
from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.networks import (
    LAWS,
    Activation,
    Comparison,
    Convolution,
    ErrorBound,
    MaxPool,
    Network,
    random_convolutional,
    random_inputs,
)
from lqtheory.registry import load_all

BATCHES, CASES = 10, 200
ACTIVATIONS = [Activation(name) for name in ("relu", "identity", "tanh")] + [Activation("leaky_relu", -1.5)]


def draw(rng, laws=LAWS, depth=4):
    """A network, a pruned version and inputs; how it was pruned."""
    shape = (int(rng.integers(1, 4)), *rng.integers(1, 6, size=rng.integers(1, 3)).tolist())
    activation, law = ACTIVATIONS[rng.integers(len(ACTIVATIONS))], str(rng.choice(laws))
    depth, outputs = int(rng.integers(1, depth + 1)), int(rng.integers(1, 4))
    dense = random_convolutional(rng, shape, depth, outputs, activation, law)
    x = random_inputs(rng, int(rng.integers(1, 6)), prod(shape))
    kind = str(rng.choice(["random masks", *METHODS], p=[0.5] + [0.5 / len(METHODS)] * len(METHODS)))
    with np.errstate(all="ignore"):
        try:
            if kind != "random masks":
                return dense, prune(dense, x, method=kind, sparsity=rng.uniform(0, 0.95)).network, x, kind
        except InputError:  # the activations overflow, so the method has no scores
            pass
        keep, moved = rng.random(), rng.random() < 0.5
        weights = {name: np.where(rng.random(w.shape) < keep, w, 0.0) for name, w in dense.weights.items()}
        biases = {name: b * (1 + 0.3 * moved * rng.normal(size=b.shape)) for name, b in dense.biases.items()}
        return dense, dense.with_weights(weights, biases), x, "random masks"


def reference_activation(activation, z):
    match activation.name:
        case "identity":
            return z
        case "tanh":
            return z.tanh()
        case "relu" | "leaky_relu":
            slope = activation.slope or 0
            return z if z > 0 else z * slope if z < 0 else z * arb(1).union(slope)


def reference_outputs(network, x):
    """The network in plain arb, each layer by its definition, without any code of `lqtheory.balls`."""
    states, last = {"input": arb_mat(x.T.tolist())}, "input"
    for layer in network.layers:
        h = reduce(add, (states[name] for name in network.reads.get(layer.name, (last,))))
        if isinstance(layer, MaxPool):
            rows, seen = h.tolist(), plain_layers.pooled(layer)
            z = [[reduce(arb.max, (rows[cell][n] for cell in cells)) for n in range(len(x))] for cells in seen]
        else:
            linear = arb_mat(plain_layers.matrix(layer).tolist())
            if layer.kind == "average-pool":  # the entries are rounded, their number is not
                linear = arb_mat((plain_layers.matrix(layer) > 0).astype(float).tolist()) / prod(layer.kernel)
            biases = plain_layers.bias(layer).tolist()
            z = [[a + b for a in row] for row, b in zip((linear * h).tolist(), biases, strict=True)]
        states[layer.name] = arb_mat([[reference_activation(layer.activation, a) for a in row] for row in z])
        last = layer.name
    return states[last]


def measured(dense, pruned, x):
    """Ball of the root mean square of the distance of the outputs: narrow, or [0, tiny] where all cancels."""
    for precision in (160, 1280):
        with ctx.workprec(precision):
            gap = reference_outputs(dense, x) - reference_outputs(pruned, x)
            square = sum((a * a for a in gap.entries()), arb(0)) / len(x)
            if square.rad() <= 1e-9 * square.mid():
                return square.sqrt()
    return arb(0).union(square.abs_upper().sqrt())


def violations(dense, pruned, x, found):
    truth = measured(dense, pruned, x)
    assert truth.is_finite()
    wrong = [name for name, upper in {"upper": found.upper, **found.by}.items() if arb(upper) < truth]
    return wrong + (["lower"] if arb(found.lower) > truth else [])


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_upper_below_the_measured_error(batch):
    rng = np.random.default_rng(batch)
    kinds, ways, deep, tight, residual = Counter(), Counter(), 0, 0, 0
    for case in range(CASES):
        dense, pruned, x, way = draw(rng)
        found = certify(dense, pruned, x, quick=case % 20 > 0).output_error
        assert not violations(dense, pruned, x, found), (batch, case, way)
        kinds.update({layer.kind for layer in dense.layers})
        ways[way] += 1
        deep += len(dense.prunable) >= 4 and np.isfinite(found.upper)
        residual += bool(dense.reads) and 0 < found.upper < np.inf
        tight += 0 < found.upper <= 10 * found.lower
    assert set(ways) == {"random masks", *METHODS}
    assert deep >= 400 / BATCHES
    assert residual >= 500 / BATCHES
    assert tight >= 300 / BATCHES
    for kind in ("convolution", "average-pool", "max-pool", "add", "subsample"):
        assert kinds[kind] >= 300 / BATCHES


def test_a_saved_certificate_is_verified(tmp_path):
    rng = np.random.default_rng(5)
    dense = random_convolutional(rng, (2, 4, 4), 3, 3)
    while not {"convolution", "add", "max-pool"} <= {layer.kind for layer in dense.layers}:
        dense = random_convolutional(rng, (2, 4, 4), 3, 3)
    x = rng.normal(size=(4, 32))
    pruned, masks, _ = prune(dense, x, sparsity=0.3)
    certificate = certify(dense, pruned, x, dense(x).argmax(axis=1), masks=masks)
    assert {"max-pooling", "max-pooling-units", "residual-add"} < set(certificate.to_dict()["bounds"]) < set(load_all())
    assert [layer.total for layer in certificate.layers if layer.total] == [mask.size for mask in masks.values()]
    path = certificate.save(tmp_path)
    assert verify(path)[:2] == (True, [])


def only_the_largest_error(monkeypatch):
    def magnify(self, e, lift):
        return self._seen(e[None], lift).max(axis=1).reshape(prod(self.out_shape))

    monkeypatch.setattr(MaxPool, "magnify", magnify)


def one_summand_forgotten(monkeypatch):
    monkeypatch.setattr(ErrorBound, "__add__", lambda self, other: other)


def places_forgotten(monkeypatch):
    true = Convolution.local_error

    def local_error(self, pruned, moments, lift):
        bound = true(self, pruned, moments, lift)
        return bound * (1.0 / np.sqrt(prod(self.out_shape) / len(self.bias)))

    monkeypatch.setattr(Convolution, "local_error", local_error)


def norm_of_the_kernel(monkeypatch):
    def norm(self, lift):
        return lift(self.weight.reshape(len(self.bias), -1)).norm()

    monkeypatch.setattr(Convolution, "norm", norm)


MUTANTS = (only_the_largest_error, one_summand_forgotten, places_forgotten, norm_of_the_kernel)


def each_cell_wrong_once():
    """Two samples, two cells under one maximum: each cell is wrong on one sample, the maximum on both."""
    first = Convolution("0", np.ones((1, 1, 1)), [0.0], (1, 2))
    dense = Network((first, MaxPool("1", (1, 2), 2)))
    return dense, dense.with_weights({"0.weight": np.zeros((1, 1, 1))}), np.eye(2), "by hand"


def every_cell_wrong_alike():
    """A sum over windows adds up errors that agree: its norm is nearly 3, that of its kernel sqrt(3)."""
    first = Convolution("0", np.ones((1, 1, 1)), [0.0], (1, 8))
    dense = Network((first, Convolution("1", np.ones((1, 1, 3)), [0.0], (1, 8), padding=1)))
    return dense, dense.with_weights({"0.weight": np.zeros((1, 1, 1))}), np.ones((1, 8)), "by hand"


@pytest.mark.parametrize("mutate", MUTANTS)
def test_a_mutant_is_caught(mutate, monkeypatch):
    mutate(monkeypatch)
    rng = np.random.default_rng(7)
    drawn = (draw(rng, ("gaussian", "flat", "ties"), depth=2) for _ in range(500))
    cases = chain([each_cell_wrong_once(), every_cell_wrong_alike()], drawn)
    assert any(violations(*case[:3], certify(*case[:3], quick=True).output_error) for case in cases)


def test_the_ladder_names_what_it_has_no_bound_for():
    network = random_convolutional(np.random.default_rng(0), (1, 4), 1, 2)
    with pytest.raises(UnsupportedLayerError, match="no bound for layer '0', "):
        Readings(Comparison(network, network, np.ones((2, 4))), [1] * len(network.layers))
