"""Folklore: C1 with the norms of the dense weights. False, because pruning can increase an operator norm."""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.networks import dense_gain, local_errors, output_error, rho
from lqtheory.bound import Bound
from lqtheory.networks import Comparison
from lqtheory.symbols import L, f, j, l

BOUND = Bound(
    id="propagation-dense-norm",
    label="C1",
    title="Refuted: local errors on the dense activations cannot be carried by the norms of the dense weights.",
    lhs=output_error(f),
    rhs=sp.Sum(
        rho(f, l) * norm(local_errors(f, l), 2) * sp.Product(rho(f, j) * dense_gain(f, j), (j, l + 1, L)), (l, 1, L)
    ),
    refuted_by={
        "f": Comparison.of_relu(
            [[[1.0, -1.0], [1.0, -1.0]], [[1.0, 1.0], [1.0, -1.0]]],
            [[[1.0, 0.0], [1.0, 0.0]], [[1.0, 1.0], [1.0, 0.0]]],
            [[1.0, 1.0]],
        )
    },
)
