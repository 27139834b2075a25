"""A6, Robin Hood, for the effective dimension: taking from the rich and giving to the poor makes less sparse."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, Count, effective_dimension, mass, norm
from lqtheory.bound import Bound
from lqtheory.primitives import At, SumOn
from lqtheory.symbols import S, d, i, theta, w

_half, _one = sp.Rational(1, 2), sp.Integer(1)
_shared = (1 - theta) * sp.Abs(At(w, i)) + theta * mass(S, w, 1) / Count(S)
_half_after = SumOn(S, sp.Lambda(i, sp.sqrt(_shared))) + mass(Compl(S), w, _half)

BOUND = Bound(
    id="axiom-robin-hood",
    label="A6",
    title="If the entries in S, two or more, share the part θ of theirs equally, N_{½,1} does not fall.",
    lhs=effective_dimension(w, _half, _one),
    rhs=_half_after**2 / norm(w, 1),
    cites=("hurley2009, §II",),
    tight_at=({"w": np.ones(3), "S": np.array([True, True, False]), "theta": "1/2"},),
    scales=(w,),
    signs=(d,),
)
