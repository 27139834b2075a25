"""A1: the closed form, by maximising the exact constant over real numbers r instead of integers."""

import sympy as sp

from lqtheory.atoms import norm, stechkin_constant, worst_tail
from lqtheory.derivation import Derivation, Step
from lqtheory.primitives import MaxOver
from lqtheory.rules.citing import ByBound
from lqtheory.rules.scalars import Identity, Optimum
from lqtheory.rules.sums import AtMost
from lqtheory.symbols import d, k, p, q, r, w

_term = (r - k) ** (1 / p) * r ** (-1 / q)
_maximum = MaxOver(sp.Lambda(r, _term), k, d)
_best = k * p / (p - q)
_peak = _term.subs(r, _best)

DERIVATION = Derivation(
    proves="best-term-closed",
    steps=(
        Step("<=", worst_tail(k, d, q, p) * norm(w, q), "The exact worst case.", ByBound("best-term-exact")),
        Step("=", _maximum * norm(w, q), "The definition of the constant.", Identity(unfold=(worst_tail,))),
        Step(
            "<=",
            _peak * norm(w, q),
            "Over real r > k the term rises up to r = kp/(p-q) and falls beyond.",
            AtMost(_maximum, _peak, by=Optimum(r, _best)),
        ),
        Step(
            "=",
            stechkin_constant(q, p) * k ** (1 / p - 1 / q) * norm(w, q),
            "There r - k = kq/(p-q).",
            Identity(unfold=(stechkin_constant,)),
        ),
    ),
)
