"""C3: a matrix carries errors in the metric of a diagonal scaling."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.matrices import scaled_norm
from lqtheory.bound import Bound
from lqtheory.primitives import All, At, SumOn, Vec
from lqtheory.symbols import H, T, a, d, i, j, w

_carried = Vec(sp.Lambda(a, SumOn(All(w), sp.Lambda(j, At(H, a, j) * At(w, j)))), H)

BOUND = Bound(
    id="scaled-norm",
    label="C3",
    title="A matrix W carries errors e to at most ‖W T^(-1)‖ ‖T e‖, T a positive diagonal: C1's step is T = I.",
    lhs=norm(_carried, 2),
    rhs=scaled_norm(H, T) * norm(Vec(sp.Lambda(i, At(T, i) * At(w, i)), w), 2),
    tight_at=({"H": np.array([[2.0, 0.0]]), "w": np.array([1.0, 0.0]), "T": np.array([1.0, 1.0])},),
    scope={"T > 0": "the sign of an entry of T changes neither norm, so nothing is lost"},
    scales=(w,),
    signs=(d,),
)
