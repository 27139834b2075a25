"""C1: the local errors of the layers, carried to the output by operator norms."""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.networks import gain, local_errors, output_error, rho
from lqtheory.bound import Bound
from lqtheory.networks import Comparison
from lqtheory.symbols import L, f, j, l

BOUND = Bound(
    id="propagation",
    label="C1",
    title="The output error is at most the sum of the layers' local errors, each times the gains of the layers above.",
    lhs=output_error(f),
    rhs=sp.Sum(rho(f, l) * norm(local_errors(f, l), 2) * sp.Product(rho(f, j) * gain(f, j), (j, l + 1, L)), (l, 1, L)),
    uses=("propagation-layer",),
    tight_at=({"f": Comparison.of_relu([[[2.0]], [[1.0]]], [[[1.0]], [[1.0]]], [[1.0]])},),
)
