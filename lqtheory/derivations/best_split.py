"""B3: where to split a budget between weights that are kept and weights that are sampled.

The statement is about numbers alone: the best real k in C k^(1-1/q)/√(K-k), C = c_{q,1}, is k = K(2-2q)/(2-q).
"""

import sympy as sp

from lqtheory.atoms import stechkin_constant
from lqtheory.bound import Bound
from lqtheory.derivation import Derivation, Step
from lqtheory.domains import Real
from lqtheory.rules.scalars import Identity, Optimum
from lqtheory.symbols import q

_K, _k = sp.symbols("K k", real=True)
_half = sp.Rational(1, 2)
_split = _K * (2 - 2 * q) / (2 - q)
_error = stechkin_constant.define(q, sp.Integer(1)) * _k ** (1 - 1 / q) * (_K - _k) ** (-_half)

KAPPA = q * (1 - q) ** (1 / q - 1) * ((2 - 2 * q) / (2 - q)) ** (1 - 1 / q) * (q / (2 - q)) ** (-_half)
"""κ_q."""

DERIVATION = Derivation(
    proves=Bound(
        id="best-split",
        label="B3",
        title="No split of a budget K makes the bound C k^(1-1/q)/√(K-k) smaller than κ_q K^(1/2-1/q).",
        lhs=KAPPA * _K ** (_half - 1 / q),
        rhs=_error,
        over={_K: Real(0, None), _k: Real(0, _K)},
        tight_at=({"q": "1/2", "K": 3, "k": 2},),
    ),
    steps=(
        Step("=", _error.subs(_k, _split), "The value at k = K(2-2q)/(2-q), K - k = Kq/(2-q).", Identity()),
        Step("<=", _error, "The bound falls in k up to there and rises beyond.", Optimum(_k, _split)),
    ),
)
