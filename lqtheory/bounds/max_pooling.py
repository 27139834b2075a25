"""C5: the maximum of a window, in L2(μ)."""

import numpy as np
import sympy as sp

from lqtheory.atoms.outputs import output_gap
from lqtheory.atoms.pooling import max_gap, overlap
from lqtheory.bound import Bound
from lqtheory.domains import Matrix
from lqtheory.symbols import F, G, H, c, m

BOUND = Bound(
    id="max-pooling",
    label="C5",
    title="The maxima of windows, joined, move by at most √overlap times what the cells do; of disjoint ones, no more.",
    lhs=max_gap(F, G, H),
    rhs=sp.sqrt(overlap(H)) * output_gap(F, G),
    over={H: Matrix(m, c)},
    uses=("max-pooling-units",),
    tight_at=({"F": np.ones((1, 1)), "G": np.zeros((1, 1)), "H": np.ones((2, 1))},),
    scales=(F, G),
)
