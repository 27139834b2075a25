"""E7: a code whose words come within ε of everything in a ball covers its volume."""

import sympy as sp

from lqtheory.atoms.volumes import ball_volume
from lqtheory.bound import Bound
from lqtheory.derivation import Derivation, Step
from lqtheory.domains import Integer, Real
from lqtheory.rules.citing import Condition
from lqtheory.rules.scalars import Identity
from lqtheory.symbols import eps, p, q, r

_bits = sp.Symbol("b", real=True)
_ball, _cell = ball_volume(r, q, 1), ball_volume(r, p, eps)
_covered = sp.Le(_ball, 2**_bits * _cell, evaluate=False)


def _log2(x: sp.Expr) -> sp.Expr:
    return sp.log(x) / sp.log(2)


_per_dimension = _log2(sp.gamma(1 + 1 / q) / (sp.gamma(1 + 1 / p) * eps))

DERIVATION = Derivation(
    proves=Bound(
        id="volume-count",
        label="E7",
        title="2^b balls of radius ε in ℓp that cover the unit ball of ℓq in r dimensions have b >= V_r(ε).",
        lhs=r * _per_dimension + _log2(sp.gamma(1 + r / p)) - _log2(sp.gamma(1 + r / q)),
        rhs=_bits,
        over={q: Real(0, None), r: Integer(1, None), _bits: Real()},
        when=(_covered,),
    ),
    steps=(
        Step("=", _log2(_ball / _cell), "The logarithm of the ratio of the volumes.", Identity(unfold=(ball_volume,))),
        Step("<=", _log2(2**_bits), "Cells that cover the ball have at least its volume.", Condition(_covered)),
        Step("=", _bits, "The logarithm of a power.", Identity()),
    ),
)
