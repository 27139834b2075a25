"""E3, a range drawn from the matrix itself: the mean over the signs of the draw, where the cross terms vanish.

For Gaussian Ω, whose signs are as random, a row ω_j has E‖ω_j Ω_S⁺‖² = E‖Ω_S⁺‖_F² = k/(p-1) where |S| = k and Ω has
k + p columns: then this says E‖W - PW‖_F² <= (1 + k/(p-1)) Σ_{j>k} σ_j², the source's theorem before the root.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, Count
from lqtheory.atoms.ranges import column_square, rank, shares, sketch_error_mean
from lqtheory.bound import Bound
from lqtheory.domains import IndexSet, Matrix
from lqtheory.primitives import At, SumOn
from lqtheory.symbols import H, S, U, c, j, m, n

BOUND = Bound(
    id="randomised-range-mean",
    label="E3",
    title="Over all signs of Ω_{S^c} the mean square that WΩ misses is at most Σ_{j∉S} ‖w_j‖²(1 + ‖ω_j Ω_S⁺‖²).",
    lhs=sketch_error_mean(H, S, U),
    rhs=SumOn(Compl(S), sp.Lambda(j, column_square(H, j) * (1 + At(shares(S, U), j)))),
    over={H: Matrix(n, c), U: Matrix(c, m), S: IndexSet(c)},
    when=(sp.Ge(rank(U, S), Count(S), evaluate=False),),
    cites=("halko2011, Thm 10.5",),
    uses=("randomised-range",),
    tight_at=({"H": np.eye(2), "U": np.array([[1.0], [0.0]]), "S": np.array([True, False])},),
    scales=(H,),
)
