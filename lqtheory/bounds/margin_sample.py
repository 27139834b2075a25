"""C6, top-1, the best form on a sample: an adversary spends the output error on the smallest margins first."""

import numpy as np
import sympy as sp

from lqtheory.atoms import tail
from lqtheory.atoms.outputs import accuracy, margin_positive, squared_gap, squared_margins
from lqtheory.bound import Bound
from lqtheory.domains import Matrix
from lqtheory.primitives import Count, Where, dim
from lqtheory.symbols import F, G, c, n, r, y

# The sum of the r + 1 smallest squares is the ℓ1 tail beyond the n - 1 - r largest. Points that are wrong already
# have square 0: they come first, and are taken off at the end.
_affordable = Count(
    Where(sp.Lambda(r, sp.Le(tail(squared_margins(F, y), n - 1 - r, 1) / 2, squared_gap(F, G), evaluate=False)), F)
)

BOUND = Bound(
    id="margin-sample",
    label="C6",
    title="Accuracy drops by at most the share of the smallest margins with Σ m²/2 <= Σ‖f - f̂‖².",
    lhs=accuracy(F, y) - accuracy(G, y),
    rhs=(_affordable - (dim(F) - margin_positive(F, y))) / dim(F),
    over={F: Matrix(n, c, least_columns=2), G: Matrix(n, c, least_columns=2)},
    uses=("margin-range", "range-norm"),
    tight_at=({"F": np.array([[1.0, 0.0]]), "G": np.array([[0.5, 0.5]]), "y": np.array([0])},),
    scales=(F, G),
)
