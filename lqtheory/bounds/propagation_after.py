"""C1, sharper: local errors measured after the activation, where some have vanished."""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.networks import gain, local_errors_after, output_error, rho
from lqtheory.bound import Bound
from lqtheory.networks import Comparison
from lqtheory.symbols import L, f, j, l

BOUND = Bound(
    id="propagation-after",
    label="C1",
    title="The output error is at most the sum of the layers' local errors after activation, times the gains above.",
    lhs=output_error(f),
    rhs=sp.Sum(norm(local_errors_after(f, l), 2) * sp.Product(rho(f, j) * gain(f, j), (j, l + 1, L)), (l, 1, L)),
    tight_at=({"f": Comparison.of_relu([[[2.0]], [[1.0]]], [[[1.0]], [[1.0]]], [[1.0]])},),
)
