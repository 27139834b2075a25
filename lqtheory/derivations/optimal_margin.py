"""C6: the best margin γ, when at most a share aγ of the points has a margin below γ."""

import sympy as sp

from lqtheory.bound import Bound
from lqtheory.derivation import Derivation, Step
from lqtheory.domains import Real
from lqtheory.rules.scalars import Identity, Optimum
from lqtheory.symbols import eps, gamma

_a = sp.Symbol("a", real=True)
_third = sp.Rational(1, 3)
_best = (4 * eps**2 / _a) ** _third
_drop = _a * gamma + 2 * eps**2 / gamma**2

DERIVATION = Derivation(
    proves=Bound(
        id="optimal-margin",
        label="C6",
        title="No margin γ makes the bound aγ + 2ε²/γ² smaller than its value 3/2 (4a²ε²)^(1/3) at γ = (4ε²/a)^(1/3).",
        lhs=3 * (4 * _a**2 * eps**2) ** _third / 2,
        rhs=_drop,
        over={_a: Real(0, None)},
        tight_at=({"a": 4, "eps": 1, "gamma": 1},),
    ),
    steps=(
        Step("=", _drop.subs(gamma, _best), "The value at γ = (4ε²/a)^(1/3), where γ³ = 4ε²/a.", Identity()),
        Step("<=", _drop, "The derivative a - 4ε²/γ³ changes its sign there, once.", Optimum(gamma, _best)),
    ),
)
