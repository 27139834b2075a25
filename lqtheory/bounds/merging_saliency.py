"""Folklore: E5 by the weights alone. False, unless E‖(x, 1)‖² <= 1 and ρ <= 1; the source's saliency only ranks."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.activations import activated_gap, relu
from lqtheory.bound import Bound
from lqtheory.domains import Vector
from lqtheory.primitives import At, Vec
from lqtheory.symbols import A, H, d, j, m, v, w

BOUND = Bound(
    id="merging-saliency",
    label="E5",
    title="Refuted: the saliency ‖A‖²‖w - v‖² of two neurons does not bound what merging them costs, squared.",
    lhs=norm(A, 2) ** 2 * activated_gap(w, v, H, relu) ** 2,
    rhs=norm(A, 2) ** 2 * norm(Vec(sp.Lambda(j, At(w, j) - At(v, j)), w), 2) ** 2,
    over={A: Vector(m)},
    cites=("srinivas2015, §3",),
    scales=(A,),
    signs=(d,),
    refuted_by={"A": np.array([1.0]), "w": np.array([2.0]), "v": np.array([1.0]), "H": np.array([[2.0]])},
)
