"""Every derivation holds, none survives the corruption of a step, and none may argue in a circle."""

import dataclasses as dc
import json
from pathlib import Path

import pytest
import sympy as sp

from lqtheory import Bound, derivations, registry
from lqtheory.cli import main
from lqtheory.derivation import Derivation, Step
from lqtheory.derivations import derived, flaws, load_all
from lqtheory.domains import Real
from lqtheory.errors import InputError
from lqtheory.presentation import present, to_dict
from lqtheory.rules.citing import ByBound
from lqtheory.rules.scalars import Difference, Identity
from lqtheory.symbols import p, q
from lqtheory.testing import assert_never_violated

MOST = 12
"""Of so many corruptions of a step at most, spread over all, the check is asked."""

ALL = [pytest.param(x, id=name) for name, x in load_all().items()]
OWN = [pytest.param(x.bound, id=name) for name, x in load_all().items() if name not in registry.load_all()]
STEPS = [
    pytest.param(x, number, id=f"{name}: step {number + 1}")
    for name, x in load_all().items()
    for number in range(len(x.steps))
]


def test_what_is_derived():
    assert {x for x in load_all() if x in registry.load_all()} == {
        *("best-term-closed", "best-term-groups", "best-term-rank", "best-term-sup", "best-term-textbook"),
        *("budget-allocation", "margin-forms", "margin-markov", "necessary-count", "necessary-count-sup"),
        *("propagation", "propagation-layer", "quantisation-uniform", "seed", "seed-layer"),
    }
    assert {x.values[0].id for x in OWN} == {
        *("best-split", "constant-at-equal-exponents", "constant-limit", "constant-limit-sup", "margin-change"),
        *("optimal-margin", "seed-neuron", "split-constant", "volume-count"),
    }


@pytest.mark.parametrize("derivation", ALL)
def test_every_step_is_checked_and_every_citation_allowed(derivation):
    assert flaws(derivation) == []
    assert derivation.complete
    assert derived(derivation.bound.id)


@pytest.mark.parametrize(("derivation", "number"), STEPS)
def test_a_corrupted_step_makes_the_check_fail(derivation, number):
    step = derivation.steps[number]
    wrong = [*_wrong_steps(step), dc.replace(step, relation="<=" if step.relation == "=" else "=")]
    assert len(wrong) >= 3
    for corrupted in wrong[:: 1 + len(wrong) // MOST]:
        steps = (*derivation.steps[:number], corrupted, *derivation.steps[number + 1 :])
        assert not dc.replace(derivation, steps=steps).complete, corrupted


def _wrong_steps(step):
    """Yield the step with its expression, or one inside its rule, changed in one place."""
    yield from (dc.replace(step, reaches=wrong) for wrong in _wrong(step.reaches))
    yield from (dc.replace(step, by=wrong) for wrong in _wrong_rules(step.by))


def _wrong_rules(rule):
    for field in dc.fields(rule):
        value = getattr(rule, field.name)
        if hasattr(value, "claim"):
            others = _wrong_rules(value)
        elif isinstance(value, sp.Expr) and not isinstance(value, sp.Symbol):
            others = _wrong(value)
        elif isinstance(value, tuple) and field.name == "values":
            others = ((*value[:n], (x, y), *value[n + 1 :]) for n, (x, old) in enumerate(value) for y in _wrong(old))
        else:
            others = ()
        yield from (dc.replace(rule, **{field.name: other}) for other in others)


def _wrong(e):
    """Yield the expression with a sign flipped, an exponent changed or a constant replaced, in every place."""
    if isinstance(e, sp.Lambda):
        yield from (sp.Lambda(e.variables, wrong) for wrong in _wrong(e.expr))
    if not isinstance(e, sp.Expr) or isinstance(e, sp.Lambda):
        return
    yield from (-e, e + 1) if e != 0 else (e + 1,)
    for node in sorted(e.atoms(sp.Pow, sp.Add, sp.Rational), key=sp.default_sort_key):
        if isinstance(node, sp.Pow):
            changed = [node.base ** (node.exp + 1), node.base ** (-node.exp)]
        elif isinstance(node, sp.Add):
            changed = [node - 2 * node.args[0]]
        else:
            changed = [node + 2]
        yield from (wrong for new in changed if (wrong := e.xreplace({node: new})) not in (e, sp.zoo, sp.nan))


def _readable(bound):
    return not any(side.has(sp.gamma, sp.Limit) for side in (bound.lhs, bound.rhs))


@pytest.mark.parametrize("bound", [x for x in OWN if _readable(x.values[0])])
def test_statements_that_are_no_bounds_of_the_registry_are_true_and_sharp_where_they_say_so(bound):
    assert_never_violated(bound, tries=300)
    for values in bound.tight_at:
        lhs, rhs = bound.enclose(prec=256, **values)
        assert lhs.overlaps(rhs)
        assert float((rhs - lhs).rad()) < 1e-50


# Small statements: p <= p + q, for the rules of the game.
SMALL = Bound(id="small", lhs=p, rhs=p + q, over={q: Real(0, None)})
STEP = Step("<=", p + q, "q is positive.", Difference())


def test_the_last_expression_is_the_right_side():
    assert Derivation(proves=SMALL, steps=(STEP,)).complete
    short = Derivation(proves=dc.replace(SMALL, rhs=p + 2 * q), steps=(STEP,))
    assert short.reasons == (f"the last expression is not the right side {p + 2 * q}",)


def test_a_step_that_no_rule_decides_stays_unchecked():
    unclear = Derivation(proves=SMALL, steps=(Step("=", p + q, "No.", Identity()),))
    assert not unclear.complete
    assert "step 1 is unchecked" in flaws(unclear)[0]
    assert "[unchecked] No." in present(unclear, flaws(unclear))
    assert "not derived" in present(unclear, flaws(unclear), "latex")


def _adding(monkeypatch, *new):
    everything = {**load_all(), **{x.bound.id: x for x in new}}
    monkeypatch.setattr(derivations, "load_all", lambda: everything)


def test_nothing_is_cited_that_rests_on_what_is_proved(monkeypatch):
    itself = Derivation(proves=SMALL, steps=(Step("<=", p + q, "Itself.", ByBound(SMALL)),))
    _adding(monkeypatch, itself)
    assert itself.complete
    assert flaws(itself) == ["small rests on small itself"]
    other = dc.replace(SMALL, id="other")
    there = Derivation(proves=SMALL, steps=(Step("<=", p + q, "There.", ByBound(other)),))
    back = Derivation(proves=other, steps=(Step("<=", p + q, "And back.", ByBound(SMALL)),))
    _adding(monkeypatch, there, back)
    assert flaws(there) == ["other rests on small itself"]
    assert flaws(back) == ["small rests on other itself"]


def test_a_bound_of_the_registry_that_uses_what_is_proved_is_not_cited():
    closed = registry.get("best-term-closed")
    circle = Derivation(
        proves="best-term-exact", steps=(Step("<=", closed.rhs, "It uses the exact one.", ByBound("best-term-closed")),)
    )
    assert "best-term-closed rests on best-term-exact itself" in flaws(circle)


def test_a_citation_is_declared_by_the_bound_and_derived_if_it_is_no_bound():
    true = load_all()["best-term-closed"]
    bare = dc.replace(true, proves=dc.replace(true.bound, uses=()))
    assert flaws(bare) == ["best-term-exact is cited, and not among the bounds that best-term-closed uses"]
    invented = Bound(id="invented", lhs=p, rhs=p + q, over=SMALL.over)
    relies = Derivation(proves=SMALL, steps=(Step("<=", p + q, "Invented.", ByBound(invented)),))
    assert flaws(relies) == ["invented is cited and not derived"]
    for name in ("best-term-exact", "seed-neuron"):
        posing = dc.replace(invented, id=name)
        relies = Derivation(proves=SMALL, steps=(Step("<=", p + q, "By another name.", ByBound(posing)),))
        assert flaws(relies) == [f"{name} is cited for what it does not say"]


@pytest.fixture
def run(capsys):
    """Run the command line; return exit code, standard output and error."""

    def call(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        captured = capsys.readouterr()
        return stop.value.code, captured.out, captured.err

    return call


def test_derive_prints_in_three_forms(run):
    code, text, _ = run("derive", "best-term-closed")
    assert code == 0
    assert text.endswith("derived: 4 steps checked, from best-term-exact\n")
    assert r"\begin{align*}" in run("derive", "best-term-closed", "--format", "latex")[1]
    assert "$$ \\le " in run("derive", "best-term-closed", "--format", "markdown")[1]
    code, text, _ = run("derive")
    assert code == 0
    assert len(text.splitlines()) == len(load_all())


def test_the_readme_shows_what_derive_prints(run):
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    shown = readme.split("$ lqtheory derive best-term-closed\n")[1].split("```")[0].splitlines()
    printed = run("derive", "best-term-closed")[1].splitlines()
    assert len(shown) > 5
    assert set(shown) - {"..."} <= set(printed)


def test_derive_says_no_with_its_exit_code(run, monkeypatch):
    broken = Derivation(proves=SMALL, steps=(Step("=", p + q, "No.", Identity()),))
    _adding(monkeypatch, broken)
    assert run("derive", "small")[0] == 1
    assert run("derive")[0] == 1
    code, _, err = run("derive", "nope")
    assert code == 2
    assert err.startswith("lqtheory: there is no derivation of 'nope'")
    assert run("derive", "small", "--format", "pdf")[0] == 2
    with pytest.raises(InputError, match="pdf"):
        present(broken, [], "pdf")


def test_derive_prints_json(run):
    said = json.loads(run("derive", "best-term-closed", "--json")[1])
    derivation = load_all()["best-term-closed"]
    assert (said["id"], said["derived"], said["flaws"]) == ("best-term-closed", True, [])
    assert said["cites"] == ["best-term-exact"]
    assert [step["reaches"] for step in said["steps"]] == [str(step.reaches) for step in derivation.steps]
    assert said["steps"][0] == {
        "relation": "<=",
        "reaches": str(derivation.steps[0].reaches),
        "why": "The exact worst case.",
        "rule": "ByBound",
        "checked": True,
        "unchecked_because": None,
    }
    everything = json.loads(run("derive", "--json")[1])
    assert [one["id"] for one in everything] == list(load_all())
    unclear = Derivation(proves=SMALL, steps=(Step("=", p + q, "No.", Identity()),))
    said = to_dict(unclear, flaws(unclear))
    assert (said["derived"], said["steps"][0]["checked"]) == (False, False)
    assert said["steps"][0]["unchecked_because"] in said["flaws"][0]
