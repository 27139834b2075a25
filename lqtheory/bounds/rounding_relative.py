"""E1: rounding to floats, where exponents have no limits."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.codes import rounded
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.primitives import At, Vec
from lqtheory.symbols import d, i, q, t, w

BOUND = Bound(
    id="rounding-relative",
    label="E1",
    title="Rounding to floats of t bits moves a vector by at most u/(1+u) of its ℓq norm, u = 2^(-t), for every q.",
    lhs=norm(Vec(sp.Lambda(i, At(w, i) - rounded(At(w, i), t)), w), q),
    rhs=norm(w, q) / (2**t + 1),
    over={q: Real(0, None)},
    cites=("jeannerod2018, §2",),
    tight_at=({"w": np.array([9.0, 0.0]), "t": 3, "q": 1},),
    scales=(w,),
    signs=(d,),
)
