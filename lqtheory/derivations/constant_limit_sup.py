"""A1, the limit p -> oo: the constant of the closed form becomes 1, and C itself is (k+1)^(-1/q)."""

import sympy as sp

from lqtheory.atoms import stechkin_constant
from lqtheory.bound import Bound
from lqtheory.derivation import Derivation, Step
from lqtheory.domains import Real
from lqtheory.rules.scalars import LimitOf
from lqtheory.symbols import p, q

DERIVATION = Derivation(
    proves=Bound(
        id="constant-limit-sup",
        label="A1",
        title="The constant c_{q,p} tends to 1 as p tends to infinity.",
        lhs=sp.Limit(stechkin_constant.define(q, p), p, sp.oo),
        rhs=sp.Integer(1),
        over={q: Real(0, None)},
    ),
    steps=(Step("=", sp.Integer(1), "Both factors tend to 1.", LimitOf()),),
)
