"""C1′, sharper: add the steps of the exchange output by output, and join the outputs at the end."""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.networks import output_error, unit_exchanges
from lqtheory.bound import Bound
from lqtheory.networks import Comparison
from lqtheory.primitives import At, Vec
from lqtheory.symbols import L, f, i, l

_steps = sp.Sum(At(unit_exchanges(f, l), i), (l, 1, L))

BOUND = Bound(
    id="telescoping-units",
    label="C1′",
    title="The changes made by pruning one more layer at a time, added per output and then joined, bound the error.",
    lhs=output_error(f),
    rhs=norm(Vec(sp.Lambda(i, _steps), unit_exchanges(f, L)), 2),
    tight_at=({"f": Comparison.of_relu([[[2.0]], [[1.0]]], [[[1.0]], [[1.0]]], [[1.0]])},),
)
