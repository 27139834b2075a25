"""Every rule of inference refuses what is false, or what it cannot decide."""

import dataclasses as dc

import numpy as np
import pytest
import sympy as sp
from scipy import integrate

from lqtheory import Bound, derivations, registry
from lqtheory.atoms import Compl, Top, mass, norm, stechkin_constant, tail, worst_tail
from lqtheory.atoms.networks import gain, layer_sup_error, local_errors, rho, unit_errors
from lqtheory.atoms.volumes import ball_volume
from lqtheory.domains import IndexSet, Integer, Matrix, NetworkPair, Real, Vector
from lqtheory.interpreters import Balls
from lqtheory.networks import Comparison
from lqtheory.primitives import All, At, Ceil, Count, MaxOn, MaxOver, SumOn, Vec, Where
from lqtheory.rules.algebra import same
from lqtheory.rules.citing import ByBound, Condition
from lqtheory.rules.facts import Facts
from lqtheory.rules.kernel import Unproved, prove
from lqtheory.rules.layers import EveryNeuron, Recursion
from lqtheory.rules.margins import RIVAL, TwoClasses
from lqtheory.rules.normed import Lipschitz, Meaning, Minkowski, OperatorNorm, V, g, h, phi, size
from lqtheory.rules.scalars import Cases, Difference, Identity, LimitOf, Monotone, Optimum, positive_on
from lqtheory.rules.sums import AtMost, Hoelder, MaximumBelowSum, Part, Subset, Termwise, TopAboveRest, Triangle
from lqtheory.symbols import A, F, H, L, S, c, d, eta, f, i, k, l, m, n, p, q, r, s, v, w, y

X = sp.Symbol("x", real=True)
FACTS = Facts(
    (
        *((q, Real(0, None)), (p, Real(q, None)), (s, Real(0, 1, "[]")), (eta, Real(0, None, "[)")), (X, Real())),
        *((w, Vector(d, nonzero=True)), (v, Vector(d)), (A, Vector(m, nonnegative=True)), (S, IndexSet(d))),
        *((H, Matrix(n, d)), (F, Matrix(n, c)), (k, Integer(0, d)), (f, NetworkPair(L)), (l, Integer(1, L))),
    ),
    (sp.Le(X, q, evaluate=False),),
)
entry = sp.Abs(At(w, i))


def proves(before, relation, after, rule):
    """Tell whether the rule decides the step; a reason is a sentence."""
    reason = prove(sp.sympify(before), relation, sp.sympify(after), rule, FACTS)
    assert isinstance(reason, str)
    return not reason


@pytest.mark.parametrize(
    ("e", "nonneg", "positive"),
    [
        (p - q, True, True),
        (q - p, False, False),
        (eta, True, False),
        (1 + eta, True, True),
        (s * (1 - s), True, False),
        (s + 1, True, True),
        (s - 1, False, False),
        (1 / q - 1 / p, True, True),
        ((p - q) ** (1 / p), True, True),
        (q**2 - 2 * q * p + p**2, True, True),
        (X**2, True, False),
        (X**3, False, False),
        (d - k, True, False),
        (d - 1, True, False),
        (d - 2, False, False),
        (norm(w, q), True, True),
        (norm(v, q), True, False),
        (mass(All(w), w, q), True, True),
        (mass(S, w, q), True, False),
        (At(v, i), False, False),
        (At(A, i) * entry, True, False),
    ],
)
def test_signs_follow_from_domains(e, nonneg, positive):
    assert (FACTS.nonneg(e), FACTS.positive(e)) == (nonneg, positive)


@pytest.mark.parametrize(
    ("a", "b", "equal"),
    [
        ((q / p) ** X * p**X, q**X, True),
        ((p - q) ** X, (1 - q / p) ** X * p**X, True),
        (sp.sqrt(4 * q**2), 2 * q, True),
        ((X**q) ** (1 / q), X, False),
        (((X - 1) ** 2) ** s, (X - 1) ** (2 * s), False),
        (sp.log(q * p**2), sp.log(q) + 2 * sp.log(p), True),
        (sp.log(X**4) / 4, sp.log(X), False),
        (mass(S, w, q) + mass(Compl(S), w, q), mass(All(w), w, q), True),
        (mass(S, w, q) + mass(Compl(S), v, q), mass(All(w), w, q), False),
        (SumOn(S, sp.Lambda(i, 2 * At(w, i) + 1)), 2 * SumOn(S, sp.Lambda(r, At(w, r))) + Count(S), True),
        (SumOn(All(w), sp.Lambda(i, 1)), d, True),
        (SumOn(All(w), sp.Lambda(i, At(v, i))), SumOn(All(v), sp.Lambda(i, At(v, i))), True),
        (tail(w, 0, 1), tail(w, 0, 1) + Count(Top(w, 1)), False),
        (SumOn(Top(w, 0), sp.Lambda(i, entry)), 0, True),
        (At(Vec(sp.Lambda(i, 2 * At(w, i)), w), r), 2 * At(w, r), True),
        (sp.Abs(At(w, i) * At(v, i)), sp.Abs(At(v, i)) * entry, True),
        (
            Count(Where(sp.Lambda(i, At(w, i) > 0), w)),
            SumOn(All(w), sp.Lambda(r, sp.Piecewise((1, At(w, r) > 0), (0, True)))),
            True,
        ),
    ],
)
def test_equality_is_decided_and_never_assumed(a, b, equal):
    assert same(sp.sympify(a), sp.sympify(b), FACTS) == equal


def test_a_part_is_replaced_only_where_the_whole_is_monotone():
    larger = Part(q, p, by=Difference())
    assert proves(q + 1, "<=", p + 1, larger)
    assert not proves(1 / q, "<=", 1 / p, larger)
    assert not proves(X * q, "<=", X * p, larger)
    assert not proves(q + 1, "=", p + 1, larger)
    assert not proves(X, "<=", X, larger)
    smaller = Part(p, q, by=Difference(), relation=">=")
    assert proves(1 / p, "<=", 1 / q, smaller)
    assert not proves(p, "<=", q, smaller)
    assert not proves(sp.Max(X, 0) ** 3 * X, "<=", sp.Max(q, 0) ** 3 * q, Condition(FACTS.when[0]))
    assert proves(sp.Max(X, 0) ** 3, "<=", sp.Max(q, 0) ** 3, Condition(FACTS.when[0]))


def test_numbers():
    assert not proves(p, "<=", q, Difference())
    assert proves(sp.Abs(q - eta), "<=", q + eta, Difference())
    assert not proves(sp.Abs(q - eta), "<=", q, Difference())
    assert proves(Ceil(X), "<=", X + 1, Difference())
    assert not proves(Ceil(X), "<=", X + sp.Rational(9, 10), Difference())
    assert not proves(X, "=", 2 * X, Identity())
    assert proves(tail(w, k, 1), "=", mass(Compl(Top(w, k)), w, 1), Identity(unfold=(tail,)))
    assert not proves(tail(w, k, 1), "=", mass(Compl(Top(w, k)), w, 1), Identity())


def test_optima_are_where_the_derivative_changes_its_sign():
    rises_and_falls = eta / (1 + eta) ** 2
    assert proves(rises_and_falls, "<=", sp.Rational(1, 4), Optimum(eta, sp.Integer(1)))
    assert not proves(rises_and_falls, "<=", sp.Rational(2, 9), Optimum(eta, sp.Integer(2)))
    assert not proves(sp.Rational(1, 4), "<=", rises_and_falls, Optimum(eta, sp.Integer(1)))
    assert not proves(rises_and_falls, "<=", sp.Rational(1, 2), Optimum(eta, sp.Integer(1)))
    assert proves(2, "<=", q + 1 / q, Optimum(q, sp.Integer(1)))
    assert not proves(2, "<=", q - 1 / q, Optimum(q, sp.Integer(1)))


def test_monotone_factors_and_signs_by_balls():
    assert positive_on(sp.log(2 - s) + 1, s, sp.Integer(0), sp.Integer(1))
    assert not positive_on(s - sp.Rational(1, 3), s, sp.Integer(0), sp.Integer(1))
    assert not positive_on(s, s, sp.Integer(0), sp.Integer(1))
    rising = 2 / (3 - s) * sp.exp(s - 1) / 1
    assert proves(p * rising, "<=", p, Monotone(rising, s))
    assert not proves(p / rising, "<=", p, Monotone(1 / rising, s))
    assert not proves(2 * p * rising, "<=", p, Monotone(2 * rising, s))


def test_limits_and_cases():
    constant = stechkin_constant.define(q, p)
    assert proves(sp.Limit(constant, q, p, "-"), "=", 1, LimitOf())
    assert not proves(sp.Limit(constant, q, p, "-"), "=", 2, LimitOf())
    assert not proves(constant, "=", 1, LimitOf())
    step = sp.Piecewise((1, q <= X), (0, True))
    assert proves(step, "<=", X**2 / q**2, Cases(((X, (-q, sp.Integer(0), q)),)))
    assert not proves(step, "<=", X / q, Cases(((X, (-q, sp.Integer(0), q)),)))
    assert not proves(step, "<=", X**2 / p**2, Cases(((X, (-q, sp.Integer(0), q)),)))


def _sum(where, term):
    return SumOn(where, sp.Lambda(i, sp.sympify(term)))


def test_sums():
    assert proves(_sum(S, entry), "<=", _sum(All(w), entry), Subset(_sum(S, entry), w))
    assert not proves(_sum(S, At(w, i)), "<=", _sum(All(w), At(w, i)), Subset(_sum(S, At(w, i)), w))
    assert not proves(_sum(S, entry), "<=", _sum(All(A), entry), Subset(_sum(S, entry), A))
    left, right = _sum(S, At(w, i)), _sum(S, At(w, i) + p)
    assert proves(left, "<=", right, Termwise(left, right, by=Difference()))
    assert not proves(right, "<=", left, Termwise(right, left, by=Difference()))
    other = _sum(All(w), At(w, i) + p)
    assert not proves(left, "<=", other, Termwise(left, other, by=Difference()))
    assert not proves(w, "<=", w, Termwise(p, p, by=Difference()))


def test_maxima():
    terms = MaxOver(sp.Lambda(r, 1 / r), 0, d)
    assert proves(terms, "<=", 1, AtMost(terms, sp.Integer(1), by=Part(r, sp.Integer(1), Difference(), ">=")))
    assert not proves(terms, "<=", 1 / r, AtMost(terms, 1 / r, by=Difference()))
    assert not proves(terms, "<=", X, AtMost(terms, X, by=Difference()))
    total = _sum(S, entry)
    assert not proves(total, "<=", norm(w, sp.oo), AtMost(total, norm(w, sp.oo), by=Difference()))
    largest = MaxOn(All(w), sp.Lambda(i, entry))
    assert proves(largest**q, "<=", _sum(All(w), entry**q), MaximumBelowSum(largest, q))
    assert not proves(largest**X, "<=", _sum(All(w), entry**X), MaximumBelowSum(largest, X))
    assert not proves(k * tail.define(w, k, sp.oo) ** X, "<=", mass(Top(w, k), w, X), TopAboveRest(w, k, X))


def test_hoelder_and_the_triangle_inequality():
    a, b = sp.Lambda(i, entry), sp.Lambda(i, sp.Abs(At(v, i)))

    def holder(alpha, beta, first=a):
        left = SumOn(S, sp.Lambda(i, first.expr**alpha * b.expr**beta))
        right = SumOn(S, first) ** alpha * SumOn(S, b) ** beta
        return proves(left, "<=", right, Hoelder(S, first, b, alpha, beta))

    assert holder(q / p, 1 - q / p)
    assert not holder(q / p, 1 + q / p)
    assert not holder(p / q, 1 - p / q)
    assert not holder(q / p, 1 - q / p, sp.Lambda(i, At(w, i) + p))
    total = sp.Abs(_sum(S, At(w, i)) - 2 * _sum(S, At(v, i)) + X)
    apart = _sum(S, entry) + 2 * _sum(S, sp.Abs(At(v, i))) + sp.Abs(X)
    assert proves(total, "<=", apart, Triangle(total))
    assert not proves(X, "<=", X, Triangle(X))


def test_citations_need_the_domains():
    def cite(*values):
        bound = ByBound("best-term-exact", values)
        at = dict(values)
        left, right = tail(w, k, p), worst_tail(k, d, q, p) * norm(w, q)
        return proves(left.xreplace(at), "<=", right.xreplace(at), bound)

    assert cite()
    assert cite((p, q))
    assert cite((k, sp.Integer(0)))
    assert not cite((k, d + 1))
    assert not cite((k, k / 2))
    assert not cite((p, X))
    assert not cite((d, n))
    assert not cite((w, H))
    assert cite((w, Vec(sp.Lambda(i, norm(At(H, i), 2)), H)), (d, n), (k, sp.Integer(0)))
    assert not cite((w, Vec(sp.Lambda(i, norm(At(H, i), 2)), H)), (d, n))  # k may exceed n
    count = ByBound("necessary-count", ((p, q), (q, p)))  # its side condition is not given here
    assert not proves(X, "<=", X, count)
    assert not proves(X, "<=", p, Condition(sp.Le(X, p, evaluate=False)))


def test_recursions_need_a_base_and_a_step():
    end, j = norm(unit_errors(f, L), 2), sp.Symbol("j", integer=True)
    local = rho(f, l) * norm(local_errors(f, l), 2)
    facts = Facts(tuple(known for known in FACTS.over if known[0] != l), FACTS.when)  # the layer runs

    def solved(term, first, low=l + 1, start=1):
        product = sp.Product(first, (j, low, L))
        solution = sp.Sum(term * product, (l, start, L))
        return not prove(end, "<=", solution, Recursion("propagation-layer", solution), facts)

    assert solved(local, rho(f, j) * gain(f, j))
    assert not solved(local, gain(f, j))
    assert not solved(local, rho(f, j) * gain(f, j), low=l)
    assert not solved(local, rho(f, j) * gain(f, j), start=2)
    assert not solved(local / 2, rho(f, j) * gain(f, j))
    assert not proves(end, "<=", local, Recursion("propagation-layer", local))
    solution = sp.Sum(local * sp.Product(rho(f, j) * gain(f, j), (j, l + 1, L)), (l, 1, L))
    assert prove(layer_sup_error(f, L), "<=", solution, Recursion("seed-layer", solution), facts)


def test_layers_and_margins():
    some = Bound(id="some", lhs=tail(w, k, 1), rhs=norm(w, 1))
    assert not proves(layer_sup_error(f, l), "<=", rho(f, l), EveryNeuron(some))
    assert proves(size(phi(g) - phi(h)), "<=", rho(f, l) * size(g - h), Lipschitz(g, h))
    assert not proves(size(phi(g) - phi(h)), "<=", rho(f, l) * size(g + h), Lipschitz(g, h))
    assert not proves(size(g + h), "<=", size(g) + size(-h), Minkowski(g + h, (g, -h)))
    assert not proves(size(V * g), "<=", gain(f, l) * size(V * g), OperatorNorm(g))
    assert not proves(size(g - h), "=", norm(unit_errors(f, l), 2), Meaning())
    signed = sp.Lambda(i, At(F, l, i))
    assert not proves(signed(At(y, l)) + signed(RIVAL), "<=", 1, TwoClasses(signed, F, l))


def test_the_volume_of_balls():
    assert float(ball_volume.define(2, 2, 3)) == pytest.approx(9 * np.pi)
    assert float(ball_volume.define(3, 1, 1)) == pytest.approx(8 / 6)
    half = sp.Rational(1, 2)
    area = 4 * integrate.quad(lambda x: (1 - np.sqrt(x)) ** 2, 0, 1)[0]
    assert float(ball_volume.define(2, half, 1)) == pytest.approx(area)


def test_both_networks_start_from_the_same_inputs():
    pair = Comparison.of_relu([[[2.0]], [[1.0]]], [[[1.0]], [[1.0]]], [[1.0]])
    for start in (norm(unit_errors(f, 0), 2), layer_sup_error(f, 0)):
        assert Balls({f: pair}).read(start) == 0


def test_no_name_stands_for_two_things():
    number = sp.Symbol("x", real=True)
    facts = Facts(((number, Real(0, None)),))
    before, after = (sp.Sum(body, (number, -2, 2)) for body in (sp.Abs(number), number))
    assert "running index" in prove(before, "=", after, Part(sp.Abs(number), number, Identity(), "="), facts)
    facts = Facts(((S, IndexSet(d)), (i, Integer(1, None))))
    ones, indices = (SumOn(S, sp.Lambda(i, body)) for body in (sp.Integer(1), i))
    assert "running index" in prove(ones, "<=", indices, Termwise(ones, indices, Difference()), facts)


@pytest.mark.parametrize("known", [(), ((i, Real()),)])
def test_a_cited_value_is_not_caught_by_a_running_index(known):
    bound = registry.get("merging-scaled")
    facts = Facts(((w, Vector(d)), (v, Vector(d, nonzero=True)), *known))
    rule = ByBound("merging-scaled", ((s, i),))
    assert prove(bound.lhs, "<=", bound.rhs.xreplace({s: i}), rule, facts)


def test_a_lemma_of_some_neurons_says_nothing_of_a_layer():
    lemma = derivations.get("seed-neuron").bound
    layer = registry.get("seed-layer")
    EveryNeuron(lemma).claim(layer.lhs, layer.rhs, Facts.of(layer))
    fewer = dc.replace(lemma, over={**lemma.over, k: Integer(d, None)})
    with pytest.raises(Unproved, match="every neuron, every k"):
        EveryNeuron(fewer).claim(layer.lhs, layer.rhs, Facts.of(layer))
