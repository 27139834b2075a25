"""A1 for p = oo: the largest entry that magnitude pruning drops."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm, tail
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import d, k, q, w

BOUND = Bound(
    id="best-term-sup",
    label="A1",
    title="The largest dropped entry is at most (k+1)^(-1/q) times the ℓq norm.",
    lhs=tail(w, k, sp.oo),
    rhs=(k + 1) ** (-1 / q) * norm(w, q),
    over={k: Integer(0, d), q: Real(0, None)},
    cites=("foucart2013, Thm 2.5",),
    tight_at=({"w": np.array([1.0, -1.0, 1.0, 0.0]), "k": 2, "q": "1/2"},),
    scales=(w,),
    signs=(d,),
)
