"""E5: how far the weights of two neurons lie apart, and how large the inputs are, bounds what merging them costs."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.activations import activated_gap, piecewise_linear, second_moment, steepest
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.primitives import At, Vec
from lqtheory.symbols import A, H, T, c, d, j, kappa, m, s, v, w

BOUND = Bound(
    id="merging-weights",
    label="E5",
    title="Merging two neurons costs at most ‖A‖²ρ²‖w - v‖² E‖h‖², squared; h holds a 1 where there are biases.",
    lhs=norm(A, 2) ** 2 * activated_gap(w, v, H, piecewise_linear(s, kappa, T)) ** 2,
    rhs=norm(A, 2) ** 2
    * steepest(s, kappa, T) ** 2
    * norm(Vec(sp.Lambda(j, At(w, j) - At(v, j)), w), 2) ** 2
    * second_moment(H),
    over={A: Vector(m), s: Real(), kappa: Vector(c), T: Vector(c)},
    uses=("merging",),
    tight_at=(
        {
            **{"A": np.array([2.0]), "w": np.array([2.0]), "v": np.array([1.0]), "H": np.array([[1.0]])},
            **{"s": 0, "kappa": np.array([1.0]), "T": np.array([0.0])},
        },
    ),
    scales=(A,),
    signs=(d,),
)
