"""The variance that the bound `seed-sampled` states is that of real draws, and draws keep the ℓ1 norm."""

import itertools

import numpy as np
import pytest

from lqtheory import registry


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
