"""A3 for p = oo: so many weights suffice for every dropped weight to be at most ε."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm, tail
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.primitives import Ceil
from lqtheory.symbols import d, eps, q, w

BOUND = Bound(
    id="sufficient-count-sup",
    label="A3",
    title="Keeping max(0, ⌈(‖w‖_q/ε)^q⌉ - 1) weights leaves no weight above ε.",
    lhs=tail(w, sp.Min(d, sp.Max(0, Ceil((norm(w, q) / eps) ** q) - 1)), sp.oo),
    rhs=eps,
    over={q: Real(0, None)},
    uses=("best-term-sup",),
    tight_at=({"w": np.array([1.0, -1.0, 1.0, 1.0]), "q": 1, "eps": 1},),
    scales=(w, eps),
    signs=(d,),
)
