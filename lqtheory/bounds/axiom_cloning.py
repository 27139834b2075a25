"""A6, Cloning, for the effective dimension: of a vector and its copy it is twice that of the vector."""

import numpy as np
import sympy as sp

from lqtheory.atoms import effective_dimension, norm
from lqtheory.bound import Bound
from lqtheory.domains import Vector
from lqtheory.symbols import d, m, v, w

_half, _one = sp.Rational(1, 2), sp.Integer(1)

BOUND = Bound(
    id="axiom-cloning",
    label="A6",
    title="N_{½,1} of two vectors joined is at most the sum of both, and that sum if one is a copy of the other.",
    lhs=(sp.sqrt(norm(w, _half)) + sp.sqrt(norm(v, _half))) ** 2 / (norm(w, 1) + norm(v, 1)),
    rhs=effective_dimension(w, _half, _one) + effective_dimension(v, _half, _one),
    over={v: Vector(m)},
    cites=("hurley2009, §II",),
    tight_at=({"w": np.array([1.0, -1.0]), "v": np.array([1.0, 1.0])},),
    signs=(d, m),
)
