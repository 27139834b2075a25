"""C7: no masks beat one threshold on A_i u_ij, whatever the neurons that they take their weights from."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, Count, mass, tail
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.primitives import At, Vec
from lqtheory.symbols import A, S, d, j, p, w

_gained = Vec(sp.Lambda(j, At(A, j) * At(w, j)), w)

BOUND = Bound(
    id="global-threshold",
    label="C7",
    title="The |S| largest A u over the weights of all neurons leave no more in ℓp than any other masks S.",
    lhs=tail(_gained, Count(S), p),
    rhs=mass(Compl(S), _gained, p) ** (1 / p),
    over={A: Vector(d), p: Real(0, None)},
    tight_at=({"A": np.array([2.0, 1, 1]), "w": np.array([1.0, 3, -1]), "S": np.array([0, 1, 0], bool), "p": 1},),
    scales=(w,),
    signs=(d,),
)
