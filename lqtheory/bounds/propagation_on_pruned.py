"""C1, the other way round: local errors on the pruned activations go with the norms of the dense weights."""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.networks import dense_gain, local_errors_on_pruned, output_error, rho
from lqtheory.bound import Bound
from lqtheory.networks import Comparison
from lqtheory.symbols import L, f, j, l

_above = sp.Product(rho(f, j) * dense_gain(f, j), (j, l + 1, L))

BOUND = Bound(
    id="propagation-on-pruned",
    label="C1",
    title="Local errors on the pruned activations, carried by the norms of the dense weights, bound the output error.",
    lhs=output_error(f),
    rhs=sp.Sum(norm(local_errors_on_pruned(f, l), 2) * _above, (l, 1, L)),
    tight_at=({"f": Comparison.of_relu([[[2.0]], [[1.0]]], [[[1.0]], [[1.0]]], [[1.0]])},),
)
