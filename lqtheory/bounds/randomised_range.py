"""E3, a range drawn from the matrix itself: what every draw Ω guarantees.

S splits the inputs of W: with W and Ω turned so that the inputs are the right singular vectors, and S the first k of
them, this is the theorem of the source. Its proof needs neither: WΩΩ_S⁺ = W_S + W_{S^c}Ω_{S^c}Ω_S⁺ lies in the range.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, Count
from lqtheory.atoms.ranges import column_square, rank, sketch_error, sketch_excess
from lqtheory.bound import Bound
from lqtheory.domains import IndexSet, Matrix
from lqtheory.primitives import SumOn
from lqtheory.symbols import H, S, U, c, j, m, n

BOUND = Bound(
    id="randomised-range",
    label="E3",
    title="The range of WΩ misses W by at most ‖W_{S^c}‖_F² + ‖W_{S^c}Ω_{S^c}Ω_S⁺‖_F², squared, Ω_S of full row rank.",
    lhs=sketch_error(H, U),
    rhs=SumOn(Compl(S), sp.Lambda(j, column_square(H, j))) + sketch_excess(H, S, U),
    over={H: Matrix(n, c), U: Matrix(c, m), S: IndexSet(c)},
    when=(sp.Ge(rank(U, S), Count(S), evaluate=False),),
    cites=("halko2011, Thm 9.1",),
    tight_at=({"H": np.array([[1.0, 0.0], [-1.0, 1.0]]), "U": np.ones((2, 1)), "S": np.array([True, False])},),
    scales=(H,),
)
