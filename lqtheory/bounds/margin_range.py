"""C6, top-1: what it takes to change a label.

A point that f gets right and f̂ wrong loses its whole margin. For a single point the means are its own values: its
label changes only if range(f - f̂) >= margin, and then ‖f - f̂‖_2 >= margin/√2 by `range-norm`.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms.outputs import margins, range_gap
from lqtheory.bound import Bound
from lqtheory.domains import Matrix
from lqtheory.primitives import At, mean_over
from lqtheory.symbols import F, G, a, c, n, y

_fall = sp.Max(0, At(margins(F, y), a) - At(margins(G, y), a), evaluate=False)

BOUND = Bound(
    id="margin-range",
    label="C6",
    title="Margins fall, on average over any points, by at most range(f - f̂): no label is lost where that is < margin.",
    lhs=mean_over(F, a, _fall),
    rhs=range_gap(F, G),
    over={F: Matrix(n, c, least_columns=2), G: Matrix(n, c, least_columns=2)},
    tight_at=({"F": np.array([[1.0, 0.0]]), "G": np.array([[0.5, 0.5]]), "y": np.array([0])},),
    scales=(F, G),
)
