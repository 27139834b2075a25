"""Every derivation holds, and none survives the corruption of any of its steps."""

import dataclasses as dc

import pytest
import sympy as sp

from lqtheory import derivations, registry
from lqtheory.derivation import Derivation, Step
from lqtheory.derivations import derived, flaws, load_all

MOST = 12
"""Of so many corruptions of a step at most, spread over all, the check is asked."""

ALL = [pytest.param(x, id=name) for name, x in load_all().items()]
STEPS = [
    pytest.param(x, number, id=f"{name}: step {number + 1}")
    for name, x in load_all().items()
    for number in range(len(x.steps))
]


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
    """Yield the expression with a sign flipped, an exponent raised or a constant replaced, in every place."""
    e = sp.sympify(e)
    if isinstance(e, sp.Lambda):
        yield from (sp.Lambda(e.variables, wrong) for wrong in _wrong(e.expr))
    if not isinstance(e, sp.Expr) or isinstance(e, sp.Lambda):
        return
    yield -e
    yield e + 1
    for node in sorted(e.atoms(sp.Pow, sp.Add, sp.Rational), key=sp.default_sort_key):
        if isinstance(node, sp.Pow):
            changed = [node.base ** (node.exp + 1), node.base ** (-node.exp)]
        elif isinstance(node, sp.Add):
            changed = [node - 2 * node.args[0]]
        else:
            changed = [node + 2]
        yield from (wrong for new in changed if (wrong := e.xreplace({node: new})) not in (e, sp.zoo, sp.nan))
