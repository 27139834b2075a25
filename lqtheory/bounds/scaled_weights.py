"""C8: what the data-free rung pays for reading the weights and the size of the inputs in place of u.

Standard deviations are at most the ‖h_j‖, so the u of a corrected bias is smaller still.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.activations import scaled
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.primitives import All, At, MaxOn
from lqtheory.symbols import H, a, d, j, q, w

_largest = MaxOn(All(H), sp.Lambda(a, MaxOn(All(w), sp.Lambda(j, sp.Abs(At(H, a, j))))))

BOUND = Bound(
    id="scaled-weights",
    label="C8",
    title="Where no |h| exceeds B, ‖u‖_q is at most B ‖w‖_q, u_j = |w_j| ‖h_j‖: norms of u need no data.",
    lhs=norm(scaled(w, H), q),
    rhs=_largest * norm(w, q),
    over={q: Real(0, None)},
    tight_at=({"w": np.array([1.0, -1.0]), "H": np.array([[2.0, 2.0]]), "q": 1},),
    scales=(w,),
    signs=(d,),
)
