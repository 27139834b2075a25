"""C4: the recursion of the layers in the sup norm, solved."""

from lqtheory.atoms.networks import layer_sup_error, sup_error
from lqtheory.derivation import Derivation, Step
from lqtheory.registry import get
from lqtheory.rules.layers import Recursion
from lqtheory.rules.scalars import Identity
from lqtheory.symbols import L, f

_solution = get("seed").rhs

DERIVATION = Derivation(
    proves="seed",
    steps=(
        Step("=", layer_sup_error(f, L), "The error of the outputs is that of the last layer.", Identity((sup_error,))),
        Step(
            "<=",
            _solution,
            "Induction over the layers: the sum splits off its last term, and every product its last factor.",
            Recursion("seed-layer", _solution),
        ),
    ),
)
