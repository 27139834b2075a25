"""A1 for p = oo: k + 1 entries are at least as large as the largest dropped one."""

import sympy as sp

from lqtheory.atoms import Compl, Top, mass, norm, tail
from lqtheory.derivation import Derivation, Step
from lqtheory.rules.scalars import Identity
from lqtheory.rules.sums import MaximumBelowSum, TopAboveRest
from lqtheory.symbols import k, q, w

_largest = tail.define(w, k, sp.oo)
_top = Top(w, k)

DERIVATION = Derivation(
    proves="best-term-sup",
    steps=(
        Step(
            "=",
            ((k * _largest**q + _largest**q) / (k + 1)) ** (1 / q),
            "The largest dropped magnitude, counted k + 1 times.",
            Identity(unfold=(tail,)),
        ),
        Step(
            "<=",
            ((mass(_top, w, q) + _largest**q) / (k + 1)) ** (1 / q),
            "None of the k kept magnitudes is smaller.",
            TopAboveRest(w, k, q),
        ),
        Step(
            "<=",
            ((mass(_top, w, q) + mass(Compl(_top), w, q)) / (k + 1)) ** (1 / q),
            "One dropped magnitude is at most the sum of all dropped ones.",
            MaximumBelowSum(_largest, q),
        ),
        Step("=", (k + 1) ** (-1 / q) * norm(w, q), "Kept and dropped ones are all.", Identity(unfold=(norm,))),
    ),
)
