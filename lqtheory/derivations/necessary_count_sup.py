"""A2 for q = oo: every kept weight is at most the largest."""

import sympy as sp

from lqtheory.atoms import Compl, Count, effective_dimension, mass, norm
from lqtheory.derivation import Derivation, Step
from lqtheory.primitives import At, SumOn
from lqtheory.registry import get
from lqtheory.rules.citing import Condition
from lqtheory.rules.scalars import Identity
from lqtheory.rules.sums import EntryBelowMaximum, Part, Termwise
from lqtheory.symbols import S, eta, i, p, w

_largest = norm(w, sp.oo)
_inside, _outside = mass(S, w, p), mass(Compl(S), w, p)
_powers = SumOn(S, sp.Lambda(i, sp.Abs(At(w, i)) ** p))
_at_most = SumOn(S, sp.Lambda(i, _largest**p))


def _count(of_p: sp.Expr) -> sp.Expr:
    """Return N/(1+η) for a given sum of |w|^p."""
    return of_p / _largest**p / (1 + eta)


DERIVATION = Derivation(
    proves="necessary-count-sup",
    steps=(
        Step(
            "=",
            _count(norm(w, p) ** p),
            "The definition of N.",
            Identity(unfold=(effective_dimension,)),
        ),
        Step(
            "=",
            _count(_inside + _outside),
            "The sum of |w|^p splits into kept and dropped.",
            Part(norm(w, p) ** p, _inside + _outside, by=Identity(unfold=(norm,)), relation="="),
        ),
        Step(
            "<=",
            _count(_inside + eta * _inside),
            "The assumption on what is dropped.",
            Condition(get("necessary-count-sup").when[0]),
        ),
        Step(
            "<=",
            _count(_at_most + eta * _at_most),
            "No weight is larger than the largest.",
            Termwise(_powers, _at_most, by=Part(sp.Abs(At(w, i)), _largest, by=EntryBelowMaximum(w, i))),
        ),
        Step("=", Count(S), "The powers of the largest weight and 1 + η cancel.", Identity()),
    ),
)
