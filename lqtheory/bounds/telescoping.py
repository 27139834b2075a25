"""C1′: exchange the layers one by one; L forward passes bound the output error."""

import sympy as sp

from lqtheory.atoms.networks import exchange, output_error
from lqtheory.bound import Bound
from lqtheory.networks import Comparison
from lqtheory.symbols import L, f, l

BOUND = Bound(
    id="telescoping",
    label="C1′",
    title="The output error is at most the sum of the changes made by pruning one more layer at a time.",
    lhs=output_error(f),
    rhs=sp.Sum(exchange(f, l), (l, 1, L)),
    uses=("telescoping-units",),
    tight_at=({"f": Comparison.of_relu([[[2.0]], [[1.0]]], [[[1.0]], [[1.0]]], [[1.0]])},),
)
