"""E5: one neuron stands in for another of the same activation, which is any that has a Lipschitz constant ρ."""

import numpy as np

from lqtheory.atoms import norm
from lqtheory.atoms.activations import activated_gap, piecewise_linear, replacement_gap, steepest
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.symbols import A, H, T, c, d, kappa, m, s, v, w

BOUND = Bound(
    id="merging",
    label="E5",
    title="Neuron w replaced by v, outgoing weights A: the next layer moves by at most ‖A‖ρ‖(w - v)h‖.",
    lhs=norm(A, 2) * activated_gap(w, v, H, piecewise_linear(s, kappa, T)),
    rhs=norm(A, 2) * steepest(s, kappa, T) * replacement_gap(w, v, H),
    over={A: Vector(m), s: Real(), kappa: Vector(c), T: Vector(c)},
    cites=("srinivas2015, §3",),
    tight_at=(
        {
            **{"A": np.array([2.0]), "w": np.array([2.0]), "v": np.array([1.0]), "H": np.array([[1.0]])},
            **{"s": 0, "kappa": np.array([1.0]), "T": np.array([0.0])},
        },
    ),
    scales=(A,),
    signs=(d,),
)
