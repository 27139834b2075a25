"""A1 for q = p: the exact constant is ((D-k)/D)^(1/p)."""

import sympy as sp

from lqtheory.atoms import worst_tail
from lqtheory.bound import Bound
from lqtheory.derivation import Derivation, Step
from lqtheory.domains import Integer
from lqtheory.primitives import MaxOver
from lqtheory.rules.scalars import Difference, Identity
from lqtheory.rules.sums import AtMost, Part, Termwise
from lqtheory.symbols import k, p, r

_d = sp.Symbol("D", integer=True)  # a number here, not the length of a vector
_maximum = worst_tail.define(k, _d, p, p)
_share = (r - k) / r
_shares = MaxOver(sp.Lambda(r, _share ** (1 / p)), k, _d)
_largest = (_d - k) / _d

DERIVATION = Derivation(
    proves=Bound(
        id="constant-at-equal-exponents",
        label="A1",
        title="For q = p the exact constant is ((D-k)/D)^(1/p): the largest r is the worst.",
        lhs=worst_tail(k, _d, p, p),
        rhs=_largest ** (1 / p),
        over={k: Integer(0, _d), _d: Integer(1, None)},
        tight_at=({"k": 1, "D": 4, "p": 1},),
    ),
    steps=(
        Step("=", _maximum, "The definition of the constant.", Identity(unfold=(worst_tail,))),
        Step("=", _shares, "One power.", Termwise(_maximum, _shares, by=Identity(), relation="=")),
        Step(
            "<=",
            _largest ** (1 / p),
            "1 - k/r rises in r.",
            AtMost(_shares, _largest ** (1 / p), by=Part(_share, _largest, by=Difference())),
        ),
    ),
)
