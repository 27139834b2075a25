"""Fast rules against definitions, and every number that the theory states about single atoms."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.atoms import At, effective_dimension, norm, pq_index, stechkin_constant, tail, worst_tail
from lqtheory.atoms.codes import rounded, worst_dot_error
from lqtheory.atoms.gram import dropped_gram_norm, gram_norm, refit_residual
from lqtheory.atoms.greedy import gram_least, greedy_error
from lqtheory.atoms.matrices import range_distance
from lqtheory.atoms.outputs import cross_entropy, margins
from lqtheory.atoms.trials import binomial_cdf, trinomial_cdf
from lqtheory.bounds.q_envelope import BOUND as ENVELOPE
from lqtheory.compress.codes import Float, round_float
from lqtheory.errors import UndefinedError
from lqtheory.interpreters import Balls, Floats
from lqtheory.symbols import A, F, H, N, S, T, U, d, k, p, q, s, t, v, w, y
from lqtheory.testing import weight_vectors

VECTORS = weight_vectors(laws=("gaussian", "cauchy", "flat", "geometric", "one_hot", "ties"))


@pytest.mark.parametrize("exponent", ["1/2", 1, 2, sp.oo])
@given(weights=VECTORS)
def test_fast_rules_agree_with_the_definitions(exponent, weights):
    order = sp.oo if exponent is sp.oo else sp.Rational(exponent)
    for kept in range(len(weights) + 1):
        env = {w: weights, k: kept}
        for atom, arguments in ((norm, (w, order)), (tail, (w, k, order))):
            fast, defined = atom(*arguments), atom.define(*arguments)
            assert Floats(env).read(fast) == pytest.approx(Floats(env).read(defined), rel=1e-12)
            assert Balls(env).read(fast).overlaps(Balls(env).read(defined))
            assert Balls(env).read(fast).overlaps(arb(Floats(env).read(fast)) * arb(1, 1e-12))


def test_norms_and_tails_neither_overflow_nor_underflow():
    huge = np.array([3e200, 4e200, 1e-300])
    assert Floats({w: huge}).read(norm(w, 2)) == pytest.approx(5e200)
    assert Floats({w: huge}).read(tail(w, 2, sp.Rational(1, 2))) == pytest.approx(1e-300)
    assert Floats({w: np.zeros(3)}).read(norm(w, sp.Rational(1, 2))) == 0


def test_norm_of_a_nonpositive_exponent_has_no_value():
    for reader in (Floats, Balls):
        with pytest.raises(UndefinedError, match="must be positive"):
            reader({w: np.ones(2), q: 0}).read(norm(w, q))


@given(weights=VECTORS)
def test_the_dimension_cancels_between_the_index_and_the_effective_dimension(weights):
    if not weights.any():
        return
    half, one = sp.Rational(1, 2), sp.Integer(1)
    index = Balls({w: weights}).read(pq_index(w, half, one))
    dimension = Balls({w: weights}).read(effective_dimension(w, half, one))
    assert (len(weights) * (1 - index)).overlaps(dimension)
    assert 1 - 1e-9 <= float(dimension) <= len(weights) * (1 + 1e-9)


def test_effective_dimension_counts_flat_vectors():
    flat = np.array([0.0, 2.0, -2.0, 2.0])
    assert Balls({w: flat}).read(effective_dimension(w, 1, 2)).contains(3)
    assert Balls({w: flat}).read(effective_dimension(w, 1, sp.oo)) == 3


def test_closed_form_dominates_the_exact_constant_and_meets_it_at_integers():
    for dimension in (1, 5, 12):
        for kept in range(1, dimension + 1):
            values = {k: kept, d: dimension, q: sp.Rational(1, 2), p: sp.Integer(1)}
            exact = Balls(values).read(worst_tail(k, d, q, p).subs(values))
            closed = Balls(values).read((stechkin_constant(q, p) * k ** (1 / p - 1 / q)).subs(values))
            assert exact <= closed or exact.overlaps(closed)
            assert exact.overlaps(closed) == (2 * kept <= dimension)  # kp/(p-q) = 2k is an integer <= d


@pytest.mark.parametrize("exponent", [-sp.Rational(1, 2), *map(sp.Rational, ("1/7", "1/3", "1", "2")), sp.oo])
def test_the_worst_tail_is_found_where_its_definition_has_it(exponent):
    definition = worst_tail.define(k, d, q, p)
    for other in (sp.Rational(1, 7), sp.Rational(1, 3), sp.Rational(999, 1000), sp.Integer(1), sp.Integer(3)):
        for dimension in (1, 2, 9, 30):
            for kept in range(dimension + 1):
                values = {k: kept, d: dimension, q: other, p: exponent}
                found, defined = (Balls({}).read(e.subs(values)) for e in (worst_tail(k, d, q, p), definition))
                assert found.overlaps(defined)
                assert found.rad() < 1e-12 * max(1, found.mid())


def test_a_trinomial_without_gains_is_a_binomial():
    at = {A: np.array([3.0, 1.0]), T: np.array([0.0, 0.0]), N: 8, p: Fraction(1, 3), s: 0, t: 3}
    quadrant, line = (Balls(at).read(e) for e in (trinomial_cdf(A, T, N, p, s), binomial_cdf(t, N, p)))
    assert quadrant.overlaps(line)
    assert Floats(at).read(binomial_cdf(t, N, p)) == pytest.approx(float(line))
    gained = Balls(at | {A: np.array([8.0]), T: np.array([2.0]), p: 0, s: Fraction(1, 3)})
    assert (1 - gained.read(trinomial_cdf(A, T, N, p, s))).overlaps(Balls(at | {t: 1}).read(binomial_cdf(t, N, p)))


def test_reference_values_of_the_q_envelope():
    """theory A4: p = 1, Gaussian, d = 784: 1.17, 2.0 and 4.3 times the true tail at keep 0.1, 0.5 and 0.8.

    Over ten draws the mean is 1.17, 2.07 and 4.68; the stated values are those of single draws.
    """
    ratios = []
    for seed in range(10):
        weights = np.random.default_rng(seed).normal(size=784)
        lhs, rhs = ENVELOPE.evaluate(w=weights, k=np.array([78, 392, 627]), p=1)
        ratios.append(rhs / lhs)
    np.testing.assert_allclose(np.mean(ratios, axis=0), [1.17, 2.07, 4.68], rtol=0.01)
    assert (np.min(ratios, axis=0) <= [1.17, 2.02, 4.3]).all()


def test_refit_residual_on_dependent_columns_is_exact():
    env = {w: np.array([1.0, 2.0, 5.0]), S: np.array([True, True, False]), H: np.array([[1.0, 2, 0], [1, 2, 1]])}
    assert Balls(env).read(refit_residual(w, S, H)) == arb(25) / 4
    assert Floats(env).read(refit_residual(w, S, H)) == pytest.approx(25 / 4)


def test_gram_norm_leaves_out_dead_columns():
    columns = np.array([[3.0, 3.0, 0.0], [4.0, 4.0, 0.0]])
    assert Floats({H: columns}).read(gram_norm(H)) == pytest.approx(2)
    assert Balls({H: columns}).read(gram_norm(H)).contains(2)


def test_gram_eigenvalues_of_the_dropped_block_and_of_all():
    inputs = np.random.default_rng(0).normal(size=(6, 4))
    unit = inputs / np.linalg.norm(inputs, axis=0)
    kept = np.array([True, False, False, True])
    values = np.linalg.eigvalsh(unit.T @ unit)[0], np.linalg.eigvalsh(unit[:, 1:3].T @ unit[:, 1:3])[-1]
    for atom, value in zip((gram_least(H), dropped_gram_norm(S, H)), values, strict=True):
        assert Floats({H: inputs, S: kept}).read(atom) == pytest.approx(value)
        assert Balls({H: inputs, S: kept}).read(atom).overlaps(arb(value, 1e-12))
    assert Balls({H: inputs[:3]}).read(gram_least(H)) == 0  # more columns than rows


def test_greedy_steps_are_exact_and_the_laziest_admitted():
    inputs, weights = np.eye(3), np.array([3.0, 2.0, 1.0])
    for weakness, left in ((1, [14, 5, 1, 0]), (0.6, [14, 10, 1, 0])):
        values = [greedy_error.float_rule(weights, inputs, step, weakness) * 3 for step in range(4)]
        assert values == pytest.approx(left)


def test_cross_entropy_and_margins_of_huge_logits():
    logits, labels = np.array([[1e150, -1e150], [0.0, 0.0]]), np.array([0, 1])
    assert Floats({F: logits, y: labels}).read(cross_entropy(F, y)) == pytest.approx(np.log(2) / 2)
    assert Balls({F: logits, y: labels}).read(cross_entropy(F, y)).overlaps(arb(2).log() / 2)
    assert Floats({F: logits, y: labels}).read(margins(F, y)).tolist() == [2e150, 0.0]


@given(weight_vectors(), st.sampled_from([(11, -14, np.float16), (24, -126, np.float32)]))
def test_rounding_to_few_bits_is_the_cast_of_numpy(weights, form):
    precision, least, kind = form
    with np.errstate(over="ignore", under="ignore"):
        cast = weights.astype(kind).astype(float)
    for weight, expected in zip(weights.tolist(), cast.tolist(), strict=True):
        if np.isfinite(expected):
            env = {w: np.array([weight])}
            for reader in (Floats, Balls):
                assert reader(env).read(rounded(At(w, 0), sp.Integer(precision), sp.Integer(least))) == expected


@given(VECTORS, st.integers(1, 6))
def test_a_dot_product_in_few_bits_is_the_worst_of_all_orders(weights, precision):
    """Against sums made step by step with the other rounding, in one order."""
    weights = weights[:4]
    worst = Floats({w: weights, v: weights, t: precision}).read(worst_dot_error(w, v, t))
    form = Float(0, precision, -400, 900)
    total = np.float64(0)
    for x in weights:
        total = round_float(total + round_float(x * x, form), form)
    assert abs(total - weights @ weights) <= worst * (1 + 1e-9) + 1e-9 * (weights @ weights)
    exact = Balls({w: weights, v: weights, t: precision}).read(worst_dot_error(w, v, t))
    assert float(exact) == pytest.approx(worst)


def test_range_distance_of_dependent_columns():
    env = {H: np.array([[3.0, 0.0], [4.0, 2.0]]), U: np.array([[1.0, 2.0], [0.0, 0.0]])}
    assert (Balls(env).read(range_distance(H, U)) ** 2).contains(20)
    assert Floats(env).read(range_distance(H, U)) ** 2 == pytest.approx(20)
