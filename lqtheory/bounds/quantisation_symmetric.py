"""E1: the symmetric grid of b bits whose largest level is the largest weight."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.codes import nearest
from lqtheory.bound import Bound
from lqtheory.domains import Vector
from lqtheory.primitives import At, Vec
from lqtheory.symbols import b, d, i, w

_step = norm(w, sp.oo) / (2 ** (b - 1) - 1)

BOUND = Bound(
    id="quantisation-symmetric",
    label="E1",
    title="A grid of b bits, scaled to the largest weight, moves no weight by more than ‖w‖_oo / (2^b - 2).",
    lhs=norm(Vec(sp.Lambda(i, At(w, i) - nearest(At(w, i), _step)), w), sp.oo),
    rhs=norm(w, sp.oo) / (2**b - 2),
    over={w: Vector(d, nonzero=True)},
    uses=("quantisation-uniform",),
    tight_at=({"w": np.array([1.0, 0.5]), "b": 2},),
    scales=(w,),
)
