"""C6: the best form on a sample is never above the form with a margin γ, whatever γ."""

import sympy as sp

from lqtheory.atoms import mass
from lqtheory.derivation import Derivation, Step
from lqtheory.primitives import All, At, Count, SumOn, Where
from lqtheory.registry import get
from lqtheory.rules.citing import Condition
from lqtheory.rules.scalars import Cases, Identity
from lqtheory.rules.sums import Subset, Termwise
from lqtheory.symbols import S, eps, gamma, i, w

_margin = sp.Abs(At(w, i))
_below = sp.Lt(_margin, gamma, evaluate=False)
_is_below = sp.Piecewise((1, _below), (0, True))
(_paid,) = get("margin-forms").when


def _over(where: sp.Basic, term: sp.Expr) -> sp.Expr:
    return SumOn(where, sp.Lambda(i, term))


_ones, _charges = _over(S, sp.Integer(1)), _over(S, _is_below + _margin**2 / gamma**2)

DERIVATION = Derivation(
    proves="margin-forms",
    steps=(
        Step("=", _ones, "A count is a sum of 1.", Identity()),
        Step(
            "<=",
            _charges,
            "Each point has a margin below γ or pays at least γ².",
            Termwise(_ones, _charges, by=Cases(((At(w, i), (-gamma, sp.Integer(0), gamma)),))),
        ),
        Step("=", _over(S, _is_below) + mass(S, w, 2) / gamma**2, "Term by term.", Identity()),
        Step("<=", _over(All(w), _is_below) + mass(S, w, 2) / gamma**2, "Some of all.", Subset(_over(S, _is_below), w)),
        Step("<=", _over(All(w), _is_below) + 2 * eps**2 / gamma**2, "What can be paid.", Condition(_paid)),
        Step("=", Count(Where(sp.Lambda(i, _below), w)) + 2 * eps**2 / gamma**2, "A sum of 1 is a count.", Identity()),
    ),
)
