"""Theory A5: which of two networks of one structure is more compressible."""

import numpy as np
import pytest

from lqtheory.atoms.majorisation import majorisation_gap
from lqtheory.compress import compare_tails, stretches, tail_curve
from lqtheory.compress.compressibility import Stretch
from lqtheory.errors import InputError
from lqtheory.interpreters import Balls
from lqtheory.networks import Activation, Network, random_network, weights
from lqtheory.symbols import q, v, w


def one_layer(*rows):
    weight = np.array(rows, dtype=float)
    return Network.sequential([weight], [np.zeros(len(weight))], [Activation("identity")])


SPARSE, EVEN = one_layer([8, 1, 1, 0], [0, 0, 9, 1]), one_layer([3, 3, 2, 2], [2, 2, 3, 3])


def test_tails_are_sums_over_the_neurons():
    curve = tail_curve(SPARSE, keeps=[1.0, 0.75, 0.5, 0.25, 0.01])
    assert curve.whole == 20
    np.testing.assert_allclose(curve.tails, [0, 0, 1, 3, 3])  # at least one weight per neuron is kept
    np.testing.assert_allclose(curve.shares, np.array([0, 0, 1, 3, 3]) / 20)
    assert tail_curve(SPARSE, keeps=[0.25], p=2).tails == pytest.approx(np.sqrt(1 + 1 + 1))


def test_inputs_scale_the_weights():
    x = np.random.default_rng(0).normal(size=(50, 4)) * [1.0, 10.0, 1.0, 0.0]
    u = np.abs(SPARSE.layers[0].weight) * x.std(axis=0)
    expected = sum(np.sort(row)[:2].sum() for row in u)
    assert tail_curve(SPARSE, x, keeps=[0.5]).tails[0] == pytest.approx(expected)


def test_the_sparser_network_is_named_whatever_its_scale():
    assert compare_tails(SPARSE, EVEN).answer("A", "B").startswith("A is more compressible than B")
    assert compare_tails(EVEN, SPARSE).answer("A", "B").startswith("B is more compressible than A")
    large = one_layer(*(100 * SPARSE.layers[0].weight))
    found = compare_tails(large, EVEN)
    assert [s.lower for s in found.relative] == [0]
    answer = found.absolute_answer("A", "B")
    assert answer.endswith("The tail curves cross; the more compressible is A at 0.87 to 0.63, B at 0.62 to 0.01.")


def test_a_network_ties_with_itself_in_another_order():
    rng = np.random.default_rng(0)
    net = random_network(rng, [30, 20, 5])
    order = rng.permutation(20)
    first, last = net.layers
    same = Network.sequential(
        [first.weight[order], last.weight[:, order]],
        [first.bias[order], last.bias],
        [first.activation, last.activation],
    )
    found = compare_tails(net, same, rng.normal(size=(40, 30)))
    assert found.relative == found.absolute == [Stretch(None, 0.99, 0.01)]
    assert "equally compressible" in found.answer("A", "B")


def test_curves_are_cut_where_they_cross():
    keeps = [0.9, 0.7, 0.5, 0.3, 0.1]
    assert stretches(keeps, [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]) == [Stretch(None, 0.9, 0.1)]
    assert stretches(keeps, [0, 1, 2, 3, 4], [0, 2, 2, 4, 5]) == [Stretch(0, 0.7, 0.1)]
    assert stretches(keeps, [1, 1, 2, 3, 4], [0, 1, 3, 3, 3]) == [
        Stretch(1, 0.9, 0.9),
        Stretch(0, 0.5, 0.5),
        Stretch(1, 0.1, 0.1),
    ]


def test_networks_of_zeros_and_of_huge_weights():
    zero, huge = (one_layer([0, 0]), one_layer([3e200, 1e200]))
    assert tail_curve(zero).shares.tolist() == [0] * 99
    assert tail_curve(huge, keeps=[0.5], p=2).shares[0] == pytest.approx(1 / np.sqrt(10))


def test_large_exponents_neither_underflow_nor_change_the_answer():
    """At p = 10^6 the norm is nearly the largest entry of what is left out, though every power of it is 0."""
    curve = tail_curve(one_layer([0.5, 0.25, 0.125], [0.1, 0.2, 0.3]), keeps=[0.34, 0.67], p=1e6)
    np.testing.assert_allclose(curve.tails, [0.25, 0.125], rtol=1e-5)
    assert compare_tails(SPARSE, EVEN, p=1e6).answer("A", "B").startswith("A is more compressible than B")


def test_equal_networks_are_called_equal():
    assert compare_tails(SPARSE, SPARSE).answer("A", "B").startswith("A and B are equal: they have the same weights")
    assert not compare_tails(SPARSE, one_layer([1, 8, 1, 0], [0, 0, 9, 1])).same


def test_bad_arguments_are_named():
    with pytest.raises(InputError, match="4-2 with identity and 4-1 with identity, expected two of the same structure"):
        compare_tails(SPARSE, one_layer([1, 2, 3, 4]))
    with pytest.raises(InputError, match=r"p=0\.5, expected"):
        tail_curve(SPARSE, p=0.5)
    with pytest.raises(InputError, match=r"keeps=\[0.0\], expected"):
        tail_curve(SPARSE, keeps=[0])
    deep = random_network(np.random.default_rng(0), [2, 2, 2])
    with pytest.raises(InputError, match="every activation is constant, so no weight counts"):
        compare_tails(SPARSE, EVEN, np.ones((1, 4)))
    with pytest.raises(InputError, match="overflow"):
        tail_curve(deep, np.full((2, 2), 1e308))


def _tails_are_smaller(a, b, exponent):
    tails = [np.cumsum(np.sort(np.abs(x) ** exponent / np.sum(np.abs(x) ** exponent))) for x in (a, b)]
    return (tails[0] <= tails[1] + 1e-12).all()


def test_majorisation_and_smaller_tails_are_the_same():
    """Both directions of A5: the bound `majorisation` is one of them."""
    rng, seen = np.random.default_rng(0), {True: 0, False: 0}
    for _ in range(3000):
        size = int(rng.integers(1, 7))
        a, b = (weights(rng, law, size) for law in rng.choice(["cauchy", "gaussian", "geometric"], 2))
        exponent = float(rng.choice([0.5, 1.0, 2.0]))
        gap = majorisation_gap.float_rule(a, b, exponent)
        assert (gap <= 1e-12) == _tails_are_smaller(a, b, exponent)
        seen[bool(gap <= 1e-12)] += 1
        if rng.random() < 0.05:
            ball = Balls({v: a, w: b, q: exponent}).read(majorisation_gap(v, w, q))
            assert abs(float(ball) - gap) < 1e-12
    assert min(seen.values()) > 300


def test_the_order_by_one_exponent_says_nothing_of_another():
    """Theory A5 orders that q only: by q = 1 and by q = 2 the same two vectors come in opposite orders at k = 1."""
    a, b = np.array([4.0, 4.0, 0.0, 0.0]), np.array([5.0, 1.0, 1.0, 1.0])
    by_one, by_two = (majorisation_gap.float_rule(b, a, x) for x in (1, 2))
    assert by_one > 0.1
    assert majorisation_gap.float_rule(b, a, 6) < 0.02 < by_two
