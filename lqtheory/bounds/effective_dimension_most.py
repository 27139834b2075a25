"""A2: the effective dimension never exceeds what it stands for."""

import numpy as np
import sympy as sp

from lqtheory.atoms import effective_dimension
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.primitives import At, Count, Where
from lqtheory.symbols import d, i, p, q, w

BOUND = Bound(
    id="effective-dimension-most",
    label="A2",
    title="The effective dimension N_{p,q} is at most the number of non-zero entries, hence d; flat vectors attain it.",
    lhs=effective_dimension(w, p, q),
    rhs=Count(Where(sp.Lambda(i, sp.Gt(sp.Abs(At(w, i)), 0, evaluate=False)), w)),
    over={w: Vector(d, nonzero=True), q: Real(0, None)},
    tight_at=({"w": np.array([0.0, 1.0, -1.0, 1.0, 1.0]), "p": "1/2", "q": 1},),
    signs=(d,),
)
