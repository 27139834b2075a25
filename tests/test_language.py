"""The language of statements as a user meets it."""

import dataclasses as dc
import inspect
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from lqtheory import Bound, Verdict
from lqtheory.atoms import norm, tail
from lqtheory.domains import Integer, Real
from lqtheory.errors import DomainError, InputError, UndefinedError
from lqtheory.primitives import At, Vec
from lqtheory.registry import evidence, explain, get, load_all
from lqtheory.symbols import d, eps, i, k, q, w
from lqtheory.testing import assert_never_violated, counterexample

EXAMPLE = """
from lqtheory import Bound
from lqtheory.atoms import norm, tail
from lqtheory.symbols import k, q, w
from lqtheory.testing import counterexample

mine = Bound(id="stechkin-quarter", lhs=tail(w, k, 1), rhs=k ** (1 - 1 / q) * norm(w, q) / 4)
print(counterexample(mine))
"""
QUARTER = Bound(id="stechkin-quarter", lhs=tail(w, k, 1), rhs=k ** (1 - 1 / q) * norm(w, q) / 4)


def test_the_users_example_as_written_finds_its_counterexample():
    done = subprocess.run([sys.executable, "-c", EXAMPLE], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout == "{'q': 0.75, 'w': array([1., 1.]), 'k': 1}\n"


def test_a_violation_is_asserted_with_values_and_balls():
    with pytest.raises(AssertionError, match=r"'stechkin-quarter' fails at .*lhs = 1.0.* > rhs = \[0.62996"):
        assert_never_violated(QUARTER)


def test_floats_in_a_statement_are_the_numbers_that_they_store():
    assert Bound(id="x", lhs=norm(w, q) * 0.1, rhs=1).lhs == norm(w, q) * sp.Rational(0.1)


def test_side_conditions_that_no_instance_meets_are_named():
    with pytest.raises(InputError, match="no drawn instance of 'never' meets q > 1"):
        counterexample(Bound(id="never", lhs=norm(w, 1), rhs=norm(w, 2), when=(q > 1,)), tries=50)


def test_the_search_is_deterministic_under_its_seed():
    assert str(counterexample(QUARTER, seed=3)) == str(counterexample(QUARTER, seed=3))


def test_floats_cry_wolf_on_flat_vectors_and_balls_do_not():
    flat = Bound(id="flat", lhs=norm(w, q), rhs=d ** (1 / q - 1) * norm(w, 1))
    rng, alarms = np.random.default_rng(0), 0
    for _ in range(300):
        values = {"w": np.full(rng.integers(2, 20), rng.normal()), "q": float(rng.uniform(0.2, 0.9))}
        lhs, rhs = flat.evaluate(**values)
        alarms += lhs > rhs
        assert flat.check(max_prec=64, **values) is not Verdict.VIOLATED
    assert alarms > 10


@pytest.mark.parametrize("value", ["1/2", 0.5, Fraction(1, 2), sp.Rational(1, 2), np.float32(0.5)])
def test_exponents_are_taken_exactly(value):
    assert QUARTER.environment({"w": np.ones(2), "k": 1, "q": value})[q] == Fraction(1, 2)


def test_a_float_is_the_number_that_it_stores():
    assert QUARTER.environment({"w": np.ones(2), "k": 1, "q": 0.1})[q] != Fraction(1, 10)


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"q": 1.5}, r"q must be a number in \(0, 1\); got 1.5"),
        ({"k": 3}, r"k must be an integer in \[1, d\]; got 3"),
        ({"w": np.array([])}, "w must be a non-empty vector of finite numbers"),
        ({"w": np.array([1, np.nan])}, "w must be a non-empty vector of finite numbers"),
        ({"w": [[1.0]]}, "w must be a non-empty vector of finite numbers"),
    ],
)
def test_bad_values_get_one_sentence(bad, sentence):
    with pytest.raises(DomainError, match=f"bound 'stechkin-quarter': {sentence}"):
        QUARTER.check(**{"w": np.ones(2), "k": 1, "q": 0.5, **bad})


def test_an_expression_without_a_value_says_so():
    ratio = Bound(id="ratio", lhs=norm(w, 1) / norm(w, 2), rhs=sp.sqrt(d))
    with pytest.raises(UndefinedError):
        ratio.check(w=np.zeros(2))


@pytest.mark.parametrize("place", [-1, 2])
@pytest.mark.parametrize("array", [w, Vec(sp.Lambda(i, 2 * At(w, i)), w), Vec(sp.Lambda(i, 1), w)])
def test_an_entry_that_does_not_exist_has_no_value(array, place):
    entry = Bound(id="entry", lhs=At(array, k + place), rhs=norm(w, 1), over={k: Integer(0, 0)})
    assert dc.replace(entry, lhs=At(array, k)).check(w=np.ones(2), k=0) is not None
    for reading in (entry.check, entry.evaluate):
        with pytest.raises(UndefinedError, match=f"entry {place} of 2 does not exist"):
            reading(w=np.ones(2), k=0)


def test_a_symbol_without_a_domain_is_named():
    with pytest.raises(TypeError, match="no domain declared for zeta; add it to over="):
        Bound(id="x", lhs=sp.Symbol("zeta"), rhs=norm(w, q))


def test_a_domain_may_mention_another_symbol_and_brings_it_in():
    s = sp.Symbol("s_free", real=True)
    bound = Bound(id="x", lhs=norm(w, s), rhs=norm(w, 1) * d ** (1 / s), over={s: Real(q, None)})
    assert list(map(str, bound.over)) == ["q", "s_free", "w"]


def test_evaluation_is_vectorised_over_scalars():
    weights = np.random.default_rng(0).normal(size=50)
    lhs, rhs = get("best-term-exact").evaluate(w=weights, k=np.arange(51), q="1/2", p=1)
    assert lhs.shape == rhs.shape == (51,)
    assert (lhs <= rhs).all()
    one = get("best-term-exact").evaluate(w=weights, k=7, q="1/2", p=1)
    assert (lhs[7], rhs[7]) == one


def test_every_bound_prints_and_explains_itself():
    for name, bound in load_all().items():
        assert " \\le " in bound.latex()
        assert bound.title in explain(name)
    assert "best-term-exact" in explain("sufficient-count")


def test_an_unknown_bound_is_refused_with_those_that_are_near():
    with pytest.raises(InputError, match=r"there is no bound 'best-term', did you mean best-term-\w+ or .*\?"):
        get("best-term")
    with pytest.raises(InputError, match=r"there is no bound 'nope' \(`lqtheory bounds` lists them\)"):
        get("nope")


@pytest.mark.parametrize(("relation", "admitted"), [(sp.Ge, [1, 2]), (sp.Gt, [2]), (sp.Le, [0.5, 1]), (sp.Lt, [0.5])])
def test_side_conditions_mean_what_they_say(relation, admitted):
    bound = Bound(id="x", lhs=norm(w, 1), rhs=norm(w, 1) + eps, when=(relation(eps, 1, evaluate=False),))
    assert [x for x in (0.5, 1, 2) if bound.admits(w=np.ones(2), eps=x)] == admitted
    with pytest.raises(TypeError, match="is not one of <, <=, >, >="):
        dc.replace(bound, when=(sp.Eq(eps, 1, evaluate=False),))


def test_what_more_bits_can_tell_from_zero_has_a_value():
    values = {"w": np.ones(3), "k": 1, "q": Fraction(1, 3), "p": Fraction(1, 3) + Fraction(1, 10**30)}
    assert get("best-term-closed").check(**values) is Verdict.HOLDS


def test_a_changed_definition_changes_the_digest(monkeypatch):
    before = get("best-term-exact").digest()
    true = inspect.getsource
    monkeypatch.setattr(inspect, "getsource", lambda module: true(module).replace("(_r - k)", "(_r - k + 1)"))
    assert get("best-term-exact").digest() != before


def test_what_rests_on_a_conjecture_is_one(monkeypatch):
    guess = get("sampling-rate-any")
    assert evidence(guess.id)[0] == "conjecture"
    relies = dc.replace(get("occam"), uses=(guess.id,))
    monkeypatch.setattr("lqtheory.bounds.occam.BOUND", relies)
    with pytest.raises(ValueError, match=r"'occam' uses .*sampling-rate-any.*, of which no proof is known"):
        load_all.__wrapped__()
    monkeypatch.setattr("lqtheory.bounds.occam.BOUND", dc.replace(relies, conjecture=True))
    assert load_all.__wrapped__()["occam"].conjecture
