import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.compress.sap import Fixed, Sap, gini, pq_index, prune_smallest

SEEDS = st.integers(0, 2**32 - 1)
RULES = st.sampled_from([Sap(0.5, 1.0), Sap(1.0, 2.0), Sap(0.5, 1.0, eta=0.1), Sap(0.5, 1.0, gamma=3.0), Fixed(0.2)])


def index_rule(w, rule):
    """The published rule, through the PQ index, one vector at a time."""
    d, p, q = len(w), rule.p, rule.q
    index = pq_index(w, p, q)
    kept = d * (1 + rule.eta) ** (-q / (q - p)) * (1 - index) ** (p * q / (q - p))
    return int(d * np.clip(rule.gamma * (1 - np.ceil(kept - 1e-9) / d), 0, rule.beta))


@given(SEEDS, st.integers(2, 40), RULES)
def test_the_amount_is_the_published_one(seed, d, rule):
    w = np.random.default_rng(seed).standard_t(2, size=d)
    if isinstance(rule, Sap):
        assert rule.removed(np.abs(w)[None], np.ones((1, d), bool))[0] == index_rule(w, rule)
    else:
        assert rule.removed(np.abs(w)[None], np.ones((1, d), bool))[0] == d // 5


@given(SEEDS, RULES, st.sampled_from(["global", "layer", "neuron"]))
def test_the_smallest_of_those_alive_go(seed, rule, scope):
    rng = np.random.default_rng(seed)
    weights = {"a": rng.normal(size=(4, 3, 3)), "b": rng.normal(size=(2, 7))}
    alive = {name: rng.random(w.shape) < 0.7 for name, w in weights.items()}
    masks = prune_smallest(weights, alive, rule, scope)
    everything = [np.concatenate([x[name].ravel() for name in weights])[None] for x in (weights, alive, masks)]
    for name, w in weights.items():
        shape = {"neuron": (len(w), -1), "layer": (1, -1)}.get(scope)
        size, before, after = everything if shape is None else [x.reshape(shape) for x in (w, alive[name], masks[name])]
        assert not (after & ~before).any()
        for row, old, new in zip(np.abs(size), before, after, strict=True):
            assert old.sum() - new.sum() == rule.removed(row[None], old[None])[0]
            assert not (old & ~new).any() or not new.any() or row[old & ~new].max() <= row[new].min()


def test_flat_weights_stay_and_one_hot_ones_go():
    flat, hot = np.ones((1, 10)), np.eye(1, 10)
    whole = np.ones((1, 10), bool)
    assert Sap(0.5, 1.0).removed(flat, whole) == 0
    assert Sap(0.5, 1.0).removed(hot, whole) == 9
    assert Sap(0.5, 1.0).removed(0 * flat, whole) == 0
    assert pq_index(flat) == pytest.approx(0)
    assert pq_index(hot) == pytest.approx(0.9)
    assert gini(flat) == pytest.approx(0)
    assert gini(hot) == pytest.approx(0.9)


def test_an_unknown_scope():
    with pytest.raises(ValueError, match="scope='kernel', expected one of global, layer, neuron"):
        prune_smallest({}, {}, Fixed(), "kernel")
