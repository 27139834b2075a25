"""The variance that the bound `seed-sampled` states is that of real draws, and draws keep the ℓ1 norm."""

import itertools

import numpy as np
import pytest

from lqtheory import Comparison, Verdict, registry
from lqtheory.compress.sampling import sparsify
from lqtheory.networks import random_network


def test_the_left_side_is_the_mean_over_all_draws():
    rng = np.random.default_rng(0)
    for draws, kept in [(1, [False] * 4), (3, [True, False, False, False]), (2, [False, True, False, True])]:
        w, H, S = rng.normal(size=4), rng.normal(size=(5, 4)), np.array(kept)
        rest = np.flatnonzero(~S)
        total = np.abs(w[rest]).sum()
        mean = 0.0
        for places in itertools.product(rest, repeat=draws):
            drawn = np.where(S, w, 0.0)
            np.add.at(drawn, list(places), total * np.sign(w[list(places)]) / draws)
            assert np.abs(drawn).sum() == pytest.approx(np.abs(w).sum())
            mean += np.prod(np.abs(w[list(places)]) / total) * np.mean((H @ (w - drawn)) ** 2)
        lhs, rhs = registry.get("seed-sampled").evaluate(w=w, H=H, S=S, N=draws)
        assert lhs == pytest.approx(mean)
        assert lhs <= rhs


def _drawn(network, inputs, budget):
    # Draws in proportion to |w|: every input gets a part of its own that makes all equally large. The error with
    # these parts keeps the promise, and without them it is no larger.
    weights, h = {}, inputs
    for layer in network.layers:
        squares = np.mean(h**2, axis=0)
        lifted = np.vstack([h, np.diag(np.sqrt((squares.max() - squares) * len(h)))])
        rows = [sparsify(w, lifted, min(budget, len(w))).weights for w in layer.weight]
        weights[f"{layer.name}.weight"] = np.array(rows) * (1 - 2.0**-40)  # rounding must not raise a norm
        h = layer.activation(layer.apply(h))
    return network.with_weights(weights, {})


@pytest.mark.parametrize("law", ["gaussian", "student_t", "geometric"])
def test_networks_with_drawn_weights_keep_the_promise_and_the_bound(law):
    rng, bound = np.random.default_rng(0), registry.get("seed-sampled-network")
    for budget in (2, 5, 9):
        network = random_network(rng, (12, 12, 12, 3), "relu", law)
        inputs = rng.normal(size=(6, 12))
        pair = Comparison(network, _drawn(network, inputs, budget), inputs)
        kept = [np.count_nonzero(layer.weight, axis=1).max() for layer in pair.pruned.layers]
        assert max(kept) <= budget
        assert bound.admits(f=pair, q="1/2")
        assert bound.check(f=pair, q="1/2") is Verdict.HOLDS
