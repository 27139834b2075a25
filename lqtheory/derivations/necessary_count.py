"""A2: Hölder's inequality on the kept set."""

import sympy as sp

from lqtheory.atoms import Compl, Count, effective_dimension, mass, norm
from lqtheory.derivation import Derivation, Step
from lqtheory.primitives import All, At
from lqtheory.registry import get
from lqtheory.rules.citing import Condition
from lqtheory.rules.scalars import Identity
from lqtheory.rules.sums import Hoelder, Subset
from lqtheory.symbols import S, eta, i, p, q, w

_inside, _outside, _everywhere = mass(S, w, p), mass(Compl(S), w, p), mass(All(w), w, q)


def _count(of_p: sp.Expr, of_q: sp.Expr) -> sp.Expr:
    """Return (1+η)^(-q/(q-p)) N for given sums of |w|^p and of |w|^q."""
    return (1 + eta) ** (-q / (q - p)) * (of_p ** (1 / p) * of_q ** (-1 / q)) ** (p * q / (q - p))


_by_hoelder = mass(S, w, q) ** (p / q) * Count(S) ** (1 - p / q)
_larger = _everywhere ** (p / q) * Count(S) ** (1 - p / q)

DERIVATION = Derivation(
    proves="necessary-count",
    steps=(
        Step(
            "=",
            _count(_inside + _outside, _everywhere),
            "The definition of N; the sum of |w|^p splits into kept and dropped.",
            Identity(unfold=(effective_dimension, norm)),
        ),
        Step(
            "<=",
            _count(_inside + eta * _inside, _everywhere),
            "The assumption on what is dropped.",
            Condition(get("necessary-count").when[0]),
        ),
        Step("=", _count((1 + eta) * _inside, _everywhere), "Collected.", Identity()),
        Step(
            "<=",
            _count((1 + eta) * _by_hoelder, _everywhere),
            "Hölder's inequality for |w|^p = (|w|^q)^(p/q) · 1.",
            Hoelder(S, sp.Lambda(i, sp.Abs(At(w, i)) ** q), sp.Lambda(i, sp.Integer(1)), p / q, 1 - p / q),
        ),
        Step(
            "<=",
            _count((1 + eta) * _larger, _everywhere),
            "The kept weights are some of all.",
            Subset(mass(S, w, q), w),
        ),
        Step("=", Count(S), "The powers of 1 + η and of the sum of |w|^q cancel.", Identity()),
    ),
)
