"""E4: the exact worst case, applied to the norms of the groups."""

from lqtheory.atoms import norm, tail, worst_tail
from lqtheory.derivation import Derivation, Step
from lqtheory.registry import get
from lqtheory.rules.citing import ByBound
from lqtheory.symbols import d, k, n, p, q, w

(_sizes,) = {x.args[0] for x in get("best-term-groups").lhs.atoms(tail)}

DERIVATION = Derivation(
    proves="best-term-groups",
    steps=(
        Step(
            "<=",
            worst_tail(k, n, q, p) * norm(_sizes, q),
            "The exact worst case for the vector of the norms of the n groups.",
            ByBound("best-term-exact", ((w, _sizes), (d, n))),
        ),
    ),
)
