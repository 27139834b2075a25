"""E1: rounding to a uniform grid."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.codes import nearest
from lqtheory.bound import Bound
from lqtheory.primitives import At, Vec
from lqtheory.symbols import i, step, w

BOUND = Bound(
    id="quantisation-uniform",
    label="E1",
    title="Rounding to the nearest multiple of Δ, without clipping, moves no weight by more than Δ/2.",
    lhs=norm(Vec(sp.Lambda(i, At(w, i) - nearest(At(w, i), step)), w), sp.oo),
    rhs=step / 2,
    tight_at=({"w": np.array([1.0, 0.5]), "step": 1},),
    scales=(w, step),
)
