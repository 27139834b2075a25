"""A1 as textbooks state it: every term of the exact constant is at most k^(1/p-1/q)."""

import sympy as sp

from lqtheory.atoms import norm, worst_tail
from lqtheory.derivation import Derivation, Step
from lqtheory.primitives import MaxOver
from lqtheory.rules.citing import ByBound
from lqtheory.rules.scalars import Difference, Identity
from lqtheory.rules.sums import AtMost, Part, Termwise
from lqtheory.symbols import d, k, p, q, r, w

_maximum = MaxOver(sp.Lambda(r, (r - k) ** (1 / p) * r ** (-1 / q)), k, d)
_two_powers = MaxOver(sp.Lambda(r, r ** (1 / p) * r ** (-1 / q)), k, d)
_powers = MaxOver(sp.Lambda(r, r ** (1 / p - 1 / q)), k, d)
_first = k ** (1 / p - 1 / q)

DERIVATION = Derivation(
    proves="best-term-textbook",
    steps=(
        Step("<=", worst_tail(k, d, q, p) * norm(w, q), "The exact worst case.", ByBound("best-term-exact")),
        Step("=", _maximum * norm(w, q), "The definition of the constant.", Identity(unfold=(worst_tail,))),
        Step(
            "<=",
            _two_powers * norm(w, q),
            "r - k <= r.",
            Termwise(_maximum, _two_powers, by=Part(r - k, r, by=Difference())),
        ),
        Step("=", _powers * norm(w, q), "One power.", Termwise(_two_powers, _powers, by=Identity(), relation="=")),
        Step(
            "<=",
            _first * norm(w, q),
            "r >= k, and the exponent is not positive.",
            AtMost(_powers, _first, by=Part(r, k, by=Difference(), relation=">=")),
        ),
    ),
)
