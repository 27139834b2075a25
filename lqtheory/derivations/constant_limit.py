"""A1, the limit q -> p: the constant of the closed form becomes that of the textbooks."""

import sympy as sp

from lqtheory.atoms import stechkin_constant
from lqtheory.bound import Bound
from lqtheory.derivation import Derivation, Step
from lqtheory.rules.scalars import LimitOf
from lqtheory.symbols import p, q

DERIVATION = Derivation(
    proves=Bound(
        id="constant-limit",
        label="A1",
        title="The constant c_{q,p} tends to 1 as q tends to p from below.",
        lhs=sp.Limit(stechkin_constant.define(q, p), q, p, "-"),
        rhs=sp.Integer(1),
    ),
    steps=(Step("=", sp.Integer(1), "x^x (1-x)^(1-x) tends to 1 as x = q/p does.", LimitOf()),),
)
