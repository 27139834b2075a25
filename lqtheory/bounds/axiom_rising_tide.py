"""A6, Rising Tide, for the effective dimension: adding the same to all magnitudes makes less sparse."""

import numpy as np
import sympy as sp

from lqtheory.atoms import effective_dimension
from lqtheory.bound import Bound
from lqtheory.primitives import At, Vec
from lqtheory.symbols import d, eta, i, w

_half, _one = sp.Rational(1, 2), sp.Integer(1)

BOUND = Bound(
    id="axiom-rising-tide",
    label="A6",
    title="Adding η to all magnitudes does not lower N_{½,1}; of flat vectors it changes nothing.",
    lhs=effective_dimension(w, _half, _one),
    rhs=effective_dimension(Vec(sp.Lambda(i, sp.Abs(At(w, i)) + eta), w), _half, _one),
    cites=("hurley2009, §II",),
    tight_at=({"w": np.ones(2), "eta": 1},),
    signs=(d,),
)
