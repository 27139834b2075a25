"""A6, Rising Tide, for the effective dimension: adding the same to all magnitudes makes less sparse."""

import numpy as np
import sympy as sp

from lqtheory.atoms import effective_dimension
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.primitives import At, Vec
from lqtheory.symbols import d, eta, i, p, q, w

BOUND = Bound(
    id="axiom-rising-tide",
    label="A6",
    title="Adding η to all magnitudes does not lower the effective dimension; for flat vectors it changes nothing.",
    lhs=effective_dimension(w, p, q),
    rhs=effective_dimension(Vec(sp.Lambda(i, sp.Abs(At(w, i)) + eta), w), p, q),
    over={w: Vector(d, nonzero=True), q: Real(0, None)},
    cites=("hurley2009, §II",),
    tight_at=({"w": np.ones(2), "eta": 1, "p": "1/2", "q": 1},),
    signs=(d,),
)
