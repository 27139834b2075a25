"""C6, regression: the root mean squared error moves by no more than the outputs do."""

import numpy as np
import sympy as sp

from lqtheory.atoms.outputs import output_gap
from lqtheory.bound import Bound
from lqtheory.symbols import F, G, Y

BOUND = Bound(
    id="regression",
    label="C6",
    title="Pruning changes the root of the mean squared error by at most the L2 distance of the outputs.",
    lhs=sp.Abs(output_gap(G, Y) - output_gap(F, Y)),
    rhs=output_gap(F, G),
    tight_at=({"F": np.array([[1.0], [2.0]]), "G": np.array([[2.0], [4.0]]), "Y": np.zeros((2, 1))},),
    scales=(F, G, Y),
)
