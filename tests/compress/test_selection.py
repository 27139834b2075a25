import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.compress.scores import _highest_averages
from lqtheory.compress.selection import SCOPES, count, select, top, top_of_blocks

VALUES = st.sampled_from([0.0, 1.0, 1.0, 2.0, -1.0])


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=12), st.data())
def test_top_keeps_exactly_k_by_score_then_magnitude_then_index(pairs, data):
    scores, weights = (np.array(x) for x in zip(*pairs, strict=True))
    k = data.draw(st.integers(0, len(pairs)))
    ranked = sorted(range(len(pairs)), key=lambda i: (-scores[i], -abs(weights[i]), i))
    assert np.flatnonzero(top(scores, weights, k)).tolist() == sorted(ranked[:k])


def test_a_score_without_a_value_counts_as_zero_and_an_infinite_one_as_largest():
    scores = np.array([np.nan, np.inf, 0.0, 1.0])
    assert top(scores, np.array([1.0, 1.0, 2.0, 1.0]), 3).tolist() == [False, True, True, True]


@given(st.integers(1, 400), st.integers(0, 400))
def test_count_rounds_half_up_whatever_the_float_of_the_share(n, twice):
    # keep * n = twice / 2 exactly; 1 - (1 - keep) is a rounding error of 1.
    if twice <= 2 * n:
        keep = twice / (2 * n)
        assert count(keep, n) == count(1 - (1 - keep), n) == (twice + 1) // 2


@pytest.mark.parametrize("scope", SCOPES)
@given(seed=st.integers(0, 2**32 - 1), keep=st.floats(0, 1))
def test_every_scope_keeps_exactly_its_count_with_ties_and_zero_scores(scope, seed, keep):
    rng = np.random.default_rng(seed)
    weights = {str(i): rng.integers(-1, 2, size=rng.integers(1, 6, size=2)).astype(float) for i in range(3)}
    scores = {name: rng.integers(0, 2, size=w.shape) * (seed % 2) * 1.0 for name, w in weights.items()}
    masks = select(scores, weights, keep, scope)
    if scope == "global":
        total = sum(w.size for w in weights.values())
        assert sum(m.sum() for m in masks.values()) == math.floor(keep * total + 0.5)
    for name, w in weights.items():
        if scope == "layer":
            assert masks[name].sum() == math.floor(keep * w.size + 0.5)
        if scope == "neuron":
            assert (masks[name].sum(axis=1) == max(1, math.floor(keep * w.shape[1] + 0.5))).all()


@given(seed=st.integers(0, 2**32 - 1))
def test_one_threshold_minimises_both_sums_of_tails_at_every_budget(seed):
    """C7: against every way to share out the budget, on integers, where sums are exact."""
    rng = np.random.default_rng(seed)
    u = np.sort(rng.integers(0, 9, size=(3, 3)), axis=1)[:, ::-1] * rng.integers(1, 4, size=(3, 1)).astype(float)
    for k in range(10):
        mask = select({"w": u}, {"w": u}, k / 9, "global")["w"]
        for power in (1, 2):
            shares = (s for s in itertools.product(range(4), repeat=3) if sum(s) == k)
            best = min(sum((u[i, s:] ** power).sum() for i, s in enumerate(share)) for share in shares)
            assert (u[~mask] ** power).sum() == best


def test_one_threshold_does_not_minimise_the_euclidean_norm_of_the_tails():
    u = {"w": np.array([[3.0, 3.0], [4.0, 0.0]])}
    tails = np.where(select(u, u, 1 / 4, "global")["w"], 0.0, u["w"]).sum(axis=1)
    assert np.linalg.norm(tails) == 6
    assert np.linalg.norm([3, 4]) == 5


def test_effective_dimension_shares_in_proportion_and_never_beyond_the_non_zero_weights():
    size = np.zeros((3, 8))
    size[0], size[1, :4], size[2, :1] = 1.0, 1e-200, 5.0  # N = 8, 4, 1
    masks = [top(_highest_averages(size).ravel(), size.ravel(), k).reshape(3, 8).sum(axis=1) for k in (7, 13)]
    assert masks[0].tolist() == [4, 2, 1]
    assert masks[1].tolist() == [8, 4, 1]


@given(st.integers(1, 4), st.integers(1, 11), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_the_best_of_every_block_are_kept(units, inputs, n, seed):
    rng = np.random.default_rng(seed)
    scores = rng.choice([0.0, 1.0, 2.0], size=(units, inputs))
    mask = top_of_blocks(scores, scores, n, 4)
    for start in range(0, inputs, 4):
        block, part = mask[:, start : start + 4], scores[:, start : start + 4]
        assert np.array_equal(block, top(part, part, min(n, part.shape[1])))
