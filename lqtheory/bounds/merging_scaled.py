"""E5, better: the neuron that stands in is scaled to fit."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.primitives import All, At, SumOn, Vec
from lqtheory.symbols import d, i, s, v, w

_factor = SumOn(All(w), sp.Lambda(i, At(w, i) * At(v, i))) / SumOn(All(v), sp.Lambda(i, At(v, i) ** 2))


def _gap(factor: sp.Expr) -> sp.Expr:
    return norm(Vec(sp.Lambda(i, At(w, i) - factor * At(v, i)), w), 2)


BOUND = Bound(
    id="merging-scaled",
    label="E5",
    title="No multiple of v, 1 included, is nearer to w than ⟨w,v⟩/‖v‖² v: activations of two neurons on the samples.",
    lhs=_gap(_factor),
    rhs=_gap(s),
    over={v: Vector(d, nonzero=True), s: Real()},
    tight_at=({"w": np.array([1.0, 1.0]), "v": np.array([1.0, 0.0]), "s": 1},),
)
