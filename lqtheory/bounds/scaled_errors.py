"""C3 for errors that are functions of the input: what the best scaling minimises.

With s_j = T_j² ‖W T^(-1)‖², diag(s) ⪰ WᵀW, and the right side is (Σ s_j e_j²)^(1/2): the semidefinite program.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.activations import rms
from lqtheory.atoms.matrices import scaled_norm
from lqtheory.bound import Bound
from lqtheory.domains import Matrix, Vector
from lqtheory.primitives import All, At, SumOn, Vec, mean_over
from lqtheory.symbols import H, T, V, a, d, i, j, m, n

_carried = SumOn(All(T), sp.Lambda(j, At(H, i, j) * At(V, a, j)))
_square = mean_over(V, a, SumOn(All(H), sp.Lambda(i, _carried**2)))

BOUND = Bound(
    id="scaled-errors",
    label="C3",
    title="A matrix W carries errors of sizes e_j in L2(μ) to at most ‖W T^(-1)‖ ‖T e‖, whatever their correlations.",
    lhs=sp.sqrt(_square),
    rhs=scaled_norm(H, T) * norm(Vec(sp.Lambda(j, At(T, j) * rms(V, j)), T), 2),
    over={H: Matrix(m, d), V: Matrix(n, d), T: Vector(d)},
    uses=("scaled-norm",),
    tight_at=({"H": np.array([[2.0, 0.0]]), "V": np.array([[1.0, 0.0], [-1.0, 0.0]]), "T": np.array([1.0, 1.0])},),
    scales=(V,),
    signs=(d,),
)
