"""C5: a mean over a window averages errors out."""

import numpy as np
import sympy as sp

from lqtheory.atoms.outputs import output_gap
from lqtheory.atoms.pooling import mean_gap, mean_share
from lqtheory.bound import Bound
from lqtheory.domains import Matrix
from lqtheory.symbols import F, G, H, c, m

BOUND = Bound(
    id="average-pooling",
    label="C5",
    title="Means of windows, joined, move by at most (max over cells of Σ 1/s)^½ of what the cells do; disjoint: 1/√s.",
    lhs=mean_gap(F, G, H),
    rhs=sp.sqrt(mean_share(H)) * output_gap(F, G),
    over={H: Matrix(m, c)},
    tight_at=({"F": np.array([[1.0, 1.0], [2.0, 2.0]]), "G": np.zeros((2, 2)), "H": np.ones((1, 2))},),
    scales=(F, G),
)
