"""E5: one neuron stands in for another of the same activation."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.bound import Bound
from lqtheory.domains import Vector
from lqtheory.primitives import All, At, SumOn, mean_over
from lqtheory.symbols import A, H, a, d, j, m, v, w


def _pre_activation(weights: sp.Symbol) -> sp.Expr:
    return SumOn(All(weights), sp.Lambda(j, At(weights, j) * At(H, a, j)))


def _relu(z: sp.Expr) -> sp.Expr:
    return sp.Max(0, z, evaluate=False)


_change = _relu(_pre_activation(w)) - _relu(_pre_activation(v))

BOUND = Bound(
    id="merging",
    label="E5",
    title="Neuron w replaced by v (ReLU), outgoing weights A: the next layer moves by at most ‖A‖ ‖(w - v)h‖ in L2(μ).",
    lhs=norm(A, 2) * sp.sqrt(mean_over(H, a, _change**2)),
    rhs=norm(A, 2) * sp.sqrt(mean_over(H, a, (_pre_activation(w) - _pre_activation(v)) ** 2)),
    over={A: Vector(m)},
    cites=("srinivas2015, §3",),
    tight_at=({"A": np.array([2.0]), "w": np.array([2.0]), "v": np.array([1.0]), "H": np.array([[1.0]])},),
    scales=(A,),
    signs=(d,),
)
