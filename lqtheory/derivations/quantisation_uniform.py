"""E1: rounding up x/Δ - 1/2 misses x/Δ by at most 1/2."""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.codes import nearest
from lqtheory.derivation import Derivation, Step
from lqtheory.primitives import All, At, MaxOn
from lqtheory.rules.scalars import Difference, Identity
from lqtheory.rules.sums import AtMost
from lqtheory.symbols import i, step, w

_moves = MaxOn(All(w), sp.Lambda(i, sp.Abs(At(w, i) - nearest(At(w, i), step))))

DERIVATION = Derivation(
    proves="quantisation-uniform",
    steps=(
        Step("=", _moves, "The definition of the norm.", Identity(unfold=(norm,))),
        Step(
            "<=",
            step / 2,
            "⌈x/Δ - 1/2⌉ lies between x/Δ - 1/2 and x/Δ + 1/2.",
            AtMost(_moves, step / 2, by=Difference()),
        ),
    ),
)
