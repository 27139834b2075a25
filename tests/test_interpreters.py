"""Each primitive on small exact cases, in both readers."""

import math

import numpy as np
import pytest
import sympy as sp
from flint import arb, ctx

from lqtheory.errors import UndefinedError
from lqtheory.interpreters import Balls, Floats, Undecided
from lqtheory.primitives import All, At, Ceil, Compl, Count, MaxOn, MaxOver, SumOn, Top, Vec, Where, dim
from lqtheory.symbols import H, S, i, j, k, q, r, w

W = np.array([3.0, -4.0, 0.0, 4.0])
ENV = {w: W, H: np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), S: np.array([True, False, True, False]), k: 2, q: 0.5}
L2 = sp.Lambda(i, At(w, i) ** 2)

CASES = [
    (dim(w), 4),
    (dim(H), 3),
    (SumOn(All(w), L2), 41),
    (SumOn(S, L2), 9),
    (SumOn(Compl(S), L2), 32),
    (SumOn(Top(w, 1), sp.Lambda(i, At(w, i))), -4),  # a tie: the smaller index is in the top
    (SumOn(Top(w, k), sp.Lambda(i, At(w, i))), 0),
    (SumOn(Compl(All(w)), L2), 0),
    (Count(Compl(Top(w, k))), 2),
    (Count(Where(sp.Lambda(i, sp.Gt(At(w, i), 0, evaluate=False)), w)), 2),
    (MaxOn(All(w), sp.Lambda(i, sp.Abs(At(w, i)))), 4),
    (MaxOn(Compl(All(w)), L2), 0),
    (MaxOver(sp.Lambda(r, r * (5 - r)), k, 4), 6),
    (MaxOver(sp.Lambda(r, r), 4, 4), 0),
    (SumOn(All(Vec(sp.Lambda(i, 2 * At(w, i)), w)), sp.Lambda(i, At(Vec(sp.Lambda(j, 2 * At(w, j)), w), i))), 6),
    (SumOn(All(H), sp.Lambda(i, SumOn(All(H), sp.Lambda(j, At(H, i, 0) * At(H, j, 1))))), 9 * 12),
    (sp.Sum(r**2, (r, 1, k + 1)), 14),
    (sp.Product(r, (r, 1, 4)), 24),
    (sp.Product(r, (r, 3, k)), 1),
    (Ceil(q), 1),
    (sp.Min(q, k, 3), 0.5),
    (sp.Max(q, k), 2),
    (sp.exp(sp.Integer(0)) + sp.log(sp.Integer(1)), 1),
]


@pytest.mark.parametrize("reader", [Floats, Balls])
@pytest.mark.parametrize(("expression", "value"), CASES, ids=[str(c[0])[:60] for c in CASES])
def test_primitive(reader, expression, value):
    assert reader(ENV).read(expression) == value


def test_a_rational_is_not_a_float():
    with ctx.workprec(128):
        assert Balls({}).read(sp.Integer(8) ** sp.Rational(1, 3)).contains(2)
        assert not Balls({}).read(sp.Rational(1, 3)).contains(arb(1 / 3))


def test_zero_to_a_power():
    x = sp.Symbol("x")
    assert Balls({x: arb(0)}).read(x ** sp.Rational(1, 2)) == 0
    touching = Balls({x: arb(0, 0.5)}).read(x ** sp.Rational(1, 2))
    assert touching.contains(0)
    assert touching.contains(math.sqrt(0.25))
    for reader, zero in ((Floats, -1.0), (Balls, arb(-1))):
        with pytest.raises(UndefinedError, match="has no value"):
            reader({x: zero}).read(x ** sp.Rational(1, 2))


def test_a_top_set_that_does_not_exist():
    for reader in (Floats, Balls):
        with pytest.raises(UndefinedError, match="the top 5 of 4 entries"):
            reader(ENV).read(SumOn(Top(w, 5), L2))


def test_a_choice_between_overlapping_balls_is_undecided():
    roots = Vec(sp.Lambda(i, (At(w, i) ** 2 + 1) ** sp.Rational(1, 3)), w)
    with pytest.raises(Undecided):
        Balls({w: np.array([1.0, -1.0])}).read(SumOn(Top(roots, 1), sp.Lambda(j, At(roots, j))))


def test_an_unknown_function_is_named():
    with pytest.raises(TypeError, match="cannot read sin"):
        Floats(ENV).read(sp.sin(q))
