"""The closed forms for two norms are attained: `tests/test_bounds.py` asks that no vector does worse."""

import numpy as np
import pytest
from flint import arb

from lqtheory import registry
from lqtheory.atoms.multi_norm import multi_norm
from lqtheory.atoms.two_norms import capped_tail, halved_tail
from lqtheory.interpreters import Floats
from lqtheory.symbols import N, d, k, s

CASES = [(5, 2, 2.3), (5, 1, 3.4), (6, 4, 1.7), (4, 3, 4.0), (6, 2, 5.2), (8, 1, 6.5)]


@pytest.mark.parametrize("power", [0.5, 1, 2, 4])
@pytest.mark.parametrize(("size", "kept", "count"), CASES)
def test_a_vector_of_largest_entry_1_attains_the_capped_tail(size, kept, count, power):
    vectors = [np.clip(count - np.arange(size), 0, 1)]
    vectors += [
        np.r_[1.0, np.full(r - 1, (count - 1) / (r - 1)), np.zeros(size - r)]
        for r in range(max(2, int(np.ceil(count))), size + 1)
    ]
    largest = max((y[kept:] ** power)[y[kept:] > 0].sum() for y in vectors)
    assert all(y.max() <= 1 and y.sum() == pytest.approx(count) for y in vectors)
    assert Floats({k: kept, d: size, N: count, s: power}).read(capped_tail(k, d, N, s)) == pytest.approx(largest)


@pytest.mark.parametrize(("size", "kept", "count"), CASES)
def test_a_vector_of_two_values_attains_the_halved_tail(size, kept, count):
    largest = 0.0
    for live in range(int(np.ceil(count)), size + 1):
        for high in range(1, live):
            shape = np.r_[np.ones(high), np.zeros(live - high)]
            y = np.sqrt(count) / live * (1 + np.sqrt(live / count - 1) * (shape - shape.mean()) / shape.std())
            assert (y.sum() ** 2, (y**2).sum()) == pytest.approx((count, 1))
            if y.min() >= 0:
                largest = max(largest, (y[kept:] ** 2).sum())
    assert Floats({k: kept, d: size, N: count}).read(halved_tail(k, d, N)) == pytest.approx(largest)


def test_two_norms_tell_more_than_one_and_eighteen_more_than_two():
    """A Gaussian vector, d = 784, half of it kept, p = 1: bound over true tail."""
    w = np.random.default_rng(0).normal(size=784)
    half = {"w": w, "k": 392, "p": 1}
    tail, one = registry.get("best-term-exact").evaluate(**half, q=0.5)
    capped = registry.get("two-norms-sup").evaluate(**half, q=0.5)[1]
    halved = registry.get("two-norms-half").evaluate(**half)[1]
    eighteen = float(multi_norm.ball_rule([arb(x) for x in w], arb(392), arb(1)).upper())
    np.testing.assert_allclose(
        np.array([one, capped, halved, eighteen]) / tail, [2.039, 2.032, 1.984, 1.217], rtol=0.001
    )
