"""E5: ReLU brings no two numbers further apart."""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.derivation import Derivation, Step
from lqtheory.primitives import All, At, SumOn, dim
from lqtheory.rules.scalars import Cases
from lqtheory.rules.sums import Termwise
from lqtheory.symbols import A, H, a, j, v, w


def _pre_activation(weights: sp.Symbol) -> sp.Expr:
    return SumOn(All(weights), sp.Lambda(j, At(weights, j) * At(H, a, j)))


def _squares(change: sp.Expr) -> sp.Expr:
    return SumOn(All(H), sp.Lambda(a, change**2))


_x, _z = _pre_activation(w), _pre_activation(v)
_after = _squares(sp.Max(0, _x, evaluate=False) - sp.Max(0, _z, evaluate=False))
_before = _squares(_x - _z)

DERIVATION = Derivation(
    proves="merging",
    steps=(
        Step(
            "<=",
            norm(A, 2) * sp.sqrt(_before / dim(H)),
            "max(x, 0) and max(z, 0) are no further apart than x and z.",
            Termwise(_after, _before, by=Cases(((_x, (sp.Integer(0),)), (_z, (sp.Integer(0),))))),
        ),
    ),
)
