"""E1: a dot product in low precision, every product and every partial sum rounded."""

import sympy as sp

from lqtheory.atoms.codes import worst_dot_error
from lqtheory.bound import Bound
from lqtheory.domains import Vector
from lqtheory.primitives import All, At, SumOn, dim
from lqtheory.symbols import i, m, t, v, w

BOUND = Bound(
    id="accumulation",
    label="E1",
    title="A dot product of n terms in floats of t bits errs by at most n u |x|ᵀ|y|, u = 2^(-t), in any order, any n.",
    lhs=worst_dot_error(w, v, t),
    rhs=dim(w) * SumOn(All(w), sp.Lambda(i, sp.Abs(At(w, i) * At(v, i)))) / 2**t,
    over={w: Vector(m), v: Vector(m)},
    cites=("jeannerod2013, main theorem",),
    uses=("rounding-relative",),
    scales=(w,),
    signs=(),
)
