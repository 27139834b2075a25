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


ABOVE = (1, 1.2, 1.15, 1.2, 1.25, 1.3, 1.35, 1.5, 2, 1)
"""By k = 0 … 9: how far, in the geometric mean, a bound that reads norms may be above the worst case."""


@pytest.mark.parametrize("law", LAWS)
def test_it_is_above_the_worst_case_and_near_it(law):
    """Nine of the sums that are read determine nine entries (Newton): the worst tail is that of the vector itself."""
    u = np.abs(weights(np.random.default_rng(0), law, (40, 9)))
    bounds = Tails(FloatBalls.exact(u))
    for k, above in enumerate(ABOVE):
        order = FloatBalls.exact(np.sort(u, axis=1)[:, : 9 - k])
        true = order.sum(axis=1).lower() if k < 9 else np.zeros(40)
        bound = bounds.at(k).upper()
        assert (bound >= true).all()
        assert not bound[true == 0].any()
        ratios = bound[true > 0] / true[true > 0]
        assert not ratios.size or np.exp(np.log(ratios).mean()) <= above * (1 + 2e-6)
        if law in ("flat", "one_hot"):  # of a single size: exact
            np.testing.assert_allclose(ratios, 1, rtol=2e-6)


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
