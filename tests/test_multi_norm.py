"""The multi-norm bound of A4 and the polynomials that certify it."""

import numpy as np
import pytest

from lqtheory.atoms.multi_norm import Tails
from lqtheory.atoms.ramps import DEGREE, ROOT, dominates, laws, proved, ramps
from lqtheory.balls import FloatBalls
from lqtheory.networks import LAWS, weights


@pytest.mark.parametrize("index", range(len(ramps().reach)))
def test_every_stored_polynomial_dominates_the_ramp(index):
    coefficients, reach = (part[index] for part in ramps())
    assert dominates(coefficients, reach)
    s = np.linspace(0, reach, 20001)
    gap = np.polynomial.polynomial.polyval(s, coefficients) - np.minimum(s**ROOT, 1)
    assert not dominates(coefficients - np.eye(DEGREE + 1)[0] * (gap.min() + 1e-3), reach)


def test_a_stored_polynomial_is_found_again():
    index = 40
    coefficients, reach = proved(list(laws())[index])
    assert reach == pytest.approx(ramps().reach[index])
    s = np.linspace(0, 1, 101)
    again, stored = (np.polynomial.polynomial.polyval(s, c) for c in (coefficients, ramps().coefficients[index]))
    assert again == pytest.approx(stored, abs=1e-3)


@pytest.mark.parametrize("law", LAWS)
def test_no_tail_exceeds_its_bound(law):
    u = np.abs(weights(np.random.default_rng(0), law, (40, 9)))
    bounds = Tails(FloatBalls.exact(u))
    for k in range(10):
        order = FloatBalls.exact(np.sort(u, axis=1)[:, : 9 - k])
        true = order.sum(axis=1).lower() if k < 9 else np.zeros(40)
        assert (bounds.at(k).upper() >= true).all()


def test_it_is_much_tighter_than_the_envelope():
    # Theory A4: 1.17, 2.0 and 4.3 times the true tail for one norm at a time.
    u = np.abs(np.random.default_rng(0).normal(size=(10, 784)))
    bounds = Tails(FloatBalls.exact(u))
    ratios = []
    for keep in (0.1, 0.5, 0.8):
        k = int(keep * 784 + 0.5)
        true = np.sort(u, axis=1)[:, : 784 - k].sum(axis=1)
        ratios.append(np.mean(bounds.at(k).upper() / true))
    np.testing.assert_allclose(ratios, [1.053, 1.215, 1.419], rtol=0.005)
