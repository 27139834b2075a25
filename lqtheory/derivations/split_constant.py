"""B3: κ_q against the constant 2·2^(1/q-1/2) of the source."""

import sympy as sp

from lqtheory.bound import Bound
from lqtheory.derivation import Derivation, Step
from lqtheory.derivations.best_split import KAPPA
from lqtheory.rules.scalars import Identity, Monotone
from lqtheory.symbols import q

_half = sp.Rational(1, 2)
_ratio = sp.sqrt(q) * 4 ** (1 - 1 / q) * (2 - q) ** (1 / q - _half)

DERIVATION = Derivation(
    proves=Bound(
        id="split-constant",
        label="B3",
        title="The constant κ_q is at least 2√2 times smaller than 2·2^(1/q-1/2), for every q.",
        lhs=KAPPA,
        rhs=2 * 2 ** (1 / q - _half) / (2 * sp.sqrt(2)),
        cites=("gao2013, Thm 2",),
    ),
    steps=(
        Step("=", _ratio * 2 ** (1 / q - 1), "The powers of 1 - q cancel.", Identity()),
        Step("<=", 2 ** (1 / q - 1), "The first factor rises in q up to 1 at q = 1.", Monotone(_ratio, q)),
        Step("=", 2 * 2 ** (1 / q - _half) / (2 * sp.sqrt(2)), "2·2^(1/q-1/2) = 2√2·2^(1/q-1).", Identity()),
    ),
)
