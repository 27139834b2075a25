"""E1: a grid of b bits, which must not clip."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.codes import nearest
from lqtheory.bound import Bound
from lqtheory.domains import Integer
from lqtheory.primitives import At, Vec
from lqtheory.symbols import b, i, step, w

_largest = 2 ** (b - 1) - 1
_level = sp.Max(-_largest * step, sp.Min(_largest * step, nearest(At(w, i), step), evaluate=False), evaluate=False)

BOUND = Bound(
    id="quantisation-clipped",
    label="E1",
    title="On the levels -(2^(b-1)-1) … 2^(b-1)-1 no weight moves by more than Δ/2, if none lies further beyond them.",
    lhs=norm(Vec(sp.Lambda(i, At(w, i) - _level), w), sp.oo),
    rhs=step / 2,
    over={b: Integer()},
    when=(sp.Le(norm(w, sp.oo), (_largest + sp.Rational(1, 2)) * step, evaluate=False),),
    uses=("quantisation-uniform",),
    tight_at=({"w": np.array([1.0, 0.5]), "b": 2, "step": 1}, {"w": np.array([3.5, 0.0]), "b": 3, "step": 1}),
    scales=(w, step),
)
