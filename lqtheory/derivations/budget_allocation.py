"""C7: Hölder's inequality gives the cheapest counts."""

import sympy as sp

from lqtheory.derivation import Derivation, Step
from lqtheory.primitives import All, At, SumOn
from lqtheory.registry import get
from lqtheory.rules.citing import Condition
from lqtheory.rules.scalars import Identity
from lqtheory.rules.sums import Hoelder, Termwise
from lqtheory.symbols import A, eps, i, kappa, s

_gain, _count = At(A, i), At(kappa, i)
_error = _gain * _count ** (-s)
_gains = SumOn(All(A), sp.Lambda(i, _gain ** (1 / (1 + s))))
_split = SumOn(All(A), sp.Lambda(i, _error ** (1 / (1 + s)) * _count ** (s / (1 + s))))
_errors = SumOn(All(A), sp.Lambda(i, _error))
_counts = SumOn(All(A), sp.Lambda(i, _count))


def _least(of_gains: sp.Expr) -> sp.Expr:
    return of_gains ** ((1 + s) / s) * eps ** (-1 / s)


DERIVATION = Derivation(
    proves="budget-allocation",
    steps=(
        Step(
            "=",
            _least(_split),
            "Every term is a product of an error A κ^(-s) and a count κ, to powers that sum to 1.",
            Termwise(_gains, _split, by=Identity(), relation="="),
        ),
        Step(
            "<=",
            _least(_errors ** (1 / (1 + s)) * _counts ** (s / (1 + s))),
            "Hölder's inequality.",
            Hoelder(All(A), sp.Lambda(i, _error), sp.Lambda(i, _count), 1 / (1 + s), s / (1 + s)),
        ),
        Step(
            "<=",
            _least(eps ** (1 / (1 + s)) * _counts ** (s / (1 + s))),
            "The errors sum to at most ε.",
            Condition(get("budget-allocation").when[0]),
        ),
        Step("=", SumOn(All(kappa), sp.Lambda(i, _count)), "The powers of ε cancel.", Identity()),
    ),
)
