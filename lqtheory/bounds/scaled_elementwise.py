"""C3: the best scaling never exceeds C2.

At T_j² = Σ_i |w_ij| (|W|e)_i/e_j, ‖T e‖ = ‖|W|e‖, which is C2's, and ‖W T^(-1)‖ <= 1 by Schur's test: this scaling is
feasible for the semidefinite program, as T = ‖W‖ is, C1's.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.matrices import scaled_norm
from lqtheory.bound import Bound
from lqtheory.primitives import All, At, SumOn, Vec
from lqtheory.symbols import H, a, d, i, j, w

# The sizes of the errors are e = |w|.
_above = SumOn(All(w), sp.Lambda(j, sp.Abs(At(H, a, j) * At(w, j))))
_scaling = sp.sqrt(SumOn(All(H), sp.Lambda(a, sp.Abs(At(H, a, i)) * _above)) / sp.Abs(At(w, i)))

BOUND = Bound(
    id="scaled-elementwise",
    label="C3",
    title="The scaling T_j² = Σ_i |w_ij| (|W|e)_i/e_j carries errors e != 0 to at most ‖|W|e‖, which C2 gives.",
    lhs=scaled_norm(H, Vec(sp.Lambda(i, _scaling), w)) * norm(Vec(sp.Lambda(i, _scaling * At(w, i)), w), 2),
    rhs=norm(Vec(sp.Lambda(a, _above), H), 2),
    tight_at=({"H": np.array([[1.0]]), "w": np.array([1.0])},),
    scales=(w,),
    signs=(d,),
)
