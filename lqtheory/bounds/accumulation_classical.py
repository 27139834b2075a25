"""E1: the textbook form of the error of a dot product, which needs n u < 1 and is larger."""

import sympy as sp

from lqtheory.atoms.codes import worst_dot_error
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Vector
from lqtheory.primitives import All, At, SumOn, dim
from lqtheory.symbols import i, m, t, v, w

BOUND = Bound(
    id="accumulation-classical",
    label="E1",
    title="A dot product of n terms in floats of t bits errs by at most nu/(1-nu) |x|ᵀ|y|, u = 2^(-t), where nu < 1.",
    lhs=worst_dot_error(w, v, t),
    rhs=dim(w) / (2**t - dim(w)) * SumOn(All(w), sp.Lambda(i, sp.Abs(At(w, i) * At(v, i)))),
    over={w: Vector(m), v: Vector(m), t: Integer()},
    when=(sp.Lt(dim(w), 2**t, evaluate=False),),
    cites=("higham2002, §3.1",),
    uses=("accumulation",),
    scales=(w,),
)
