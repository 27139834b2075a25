"""E3: the exact worst case, applied to the singular values."""

from lqtheory.atoms import norm, worst_tail
from lqtheory.atoms.matrices import singular_values
from lqtheory.derivation import Derivation, Step
from lqtheory.primitives import dim
from lqtheory.rules.citing import ByBound
from lqtheory.symbols import H, d, k, p, q, w

_values = singular_values(H)

DERIVATION = Derivation(
    proves="best-term-rank",
    steps=(
        Step(
            "<=",
            worst_tail(k, dim(_values), q, 2) * norm(_values, q),
            "The exact worst case for the vector of singular values, of which there are min(n, d).",
            ByBound("best-term-exact", ((w, _values), (d, dim(_values)), (p, 2))),
        ),
    ),
)
