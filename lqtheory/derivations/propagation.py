"""C1: the recursion of the layers, solved."""

from lqtheory.atoms import norm
from lqtheory.atoms.networks import output_error, unit_errors
from lqtheory.derivation import Derivation, Step
from lqtheory.registry import get
from lqtheory.rules.layers import Recursion
from lqtheory.rules.scalars import Identity
from lqtheory.symbols import L, f

_solution = get("propagation").rhs

DERIVATION = Derivation(
    proves="propagation",
    steps=(
        Step(
            "=",
            norm(unit_errors(f, L), 2),
            "The error of the outputs is that of the last layer.",
            Identity((output_error,)),
        ),
        Step(
            "<=",
            _solution,
            "Induction over the layers: the sum splits off its last term, and every product its last factor.",
            Recursion("propagation-layer", _solution),
        ),
    ),
)
