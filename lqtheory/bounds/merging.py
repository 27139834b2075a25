"""E5: one neuron stands in for another of the same activation."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.activations import rectified_gap, replacement_gap
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.symbols import A, H, d, m, s, v, w

BOUND = Bound(
    id="merging",
    label="E5",
    title="Neuron w replaced by v, outgoing weights A: the next layer moves by at most ‖A‖ρ‖(w - v)h‖, leaky ReLUs.",
    lhs=norm(A, 2) * rectified_gap(w, v, H, s),
    rhs=norm(A, 2) * sp.Max(1, sp.Abs(s)) * replacement_gap(w, v, H),
    over={A: Vector(m), s: Real()},
    cites=("srinivas2015, §3",),
    tight_at=({"A": np.array([2.0]), "w": np.array([2.0]), "v": np.array([1.0]), "H": np.array([[1.0]]), "s": 0},),
    scales=(A,),
    signs=(d,),
)
