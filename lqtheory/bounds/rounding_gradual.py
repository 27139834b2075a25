"""E1: rounding to floats with gradual underflow, such as fp16 (t = 11, e = -14) and bf16 (t = 8, e = -126)."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.codes import rounded
from lqtheory.bound import Bound
from lqtheory.primitives import At, Vec
from lqtheory.symbols import d, e, i, t, w

BOUND = Bound(
    id="rounding-gradual",
    label="E1",
    title="With 2^e the least normal float of t bits, none moves by more than max(u/(1+u)‖w‖_oo, u 2^e), u = 2^(-t).",
    lhs=norm(Vec(sp.Lambda(i, At(w, i) - rounded(At(w, i), t, e)), w), sp.oo),
    rhs=sp.Max(norm(w, sp.oo) / (2**t + 1), sp.Pow(2, e - t, evaluate=False)),
    uses=("rounding-relative",),
    tight_at=(
        {"w": np.array([2.0**-13, 0.0]), "t": 3, "e": -10},
        {"w": np.array([9.0, 1.0]), "t": 3, "e": -10},
    ),
    signs=(d,),
)
