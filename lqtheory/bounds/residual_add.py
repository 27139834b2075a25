"""C5: where two branches of a network are added, their errors add."""

import numpy as np
import sympy as sp

from lqtheory.atoms.outputs import columns, output_gap
from lqtheory.bound import Bound
from lqtheory.domains import Matrix
from lqtheory.primitives import All, At, SumOn, mean_over
from lqtheory.symbols import F, G, H, Y, a, c, j, n

_change = At(F, a, j) + At(Y, a, j) - At(G, a, j) - At(H, a, j)

BOUND = Bound(
    id="residual-add",
    label="C5",
    title="A sum of branches F + Y moves by at most the sum of what the branches move, to G and to H.",
    lhs=sp.sqrt(mean_over(F, a, SumOn(All(columns(F)), sp.Lambda(j, _change**2)))),
    rhs=output_gap(F, G) + output_gap(Y, H),
    over={H: Matrix(n, c)},
    tight_at=({"F": np.ones((1, 1)), "Y": np.ones((1, 1)), "G": np.zeros((1, 1)), "H": np.zeros((1, 1))},),
    scales=(F, G, H, Y),
)
