"""A3: so many weights suffice for a tail of at most ε."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm, stechkin_constant, tail
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.primitives import Ceil
from lqtheory.symbols import d, eps, p, q, w

BOUND = Bound(
    id="sufficient-count",
    label="A3",
    title="Keeping ⌈(c_{q,p}‖w‖_q/ε)^(1/(1/q-1/p))⌉ weights leaves a tail of at most ε.",
    lhs=tail(w, sp.Min(d, Ceil((stechkin_constant(q, p) * norm(w, q) / eps) ** (1 / (1 / q - 1 / p)))), p),
    rhs=eps,
    over={q: Real(0, None), p: Real(q, None)},
    uses=("best-term-closed",),
    tight_at=({"w": np.ones(2), "q": "1/2", "p": 1, "eps": 1},),
    scales=(w, eps),
    signs=(d,),
)
