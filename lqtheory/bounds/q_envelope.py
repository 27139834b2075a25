"""A4: the best of A1 over many exponents, tighter than any single one."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm, tail, worst_tail
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import d, k, p, w

SHARES = tuple(sp.Rational(x, 32) for x in (1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32))
"""The exponents are these shares of p; the infimum over all q in (0, p] is barely below the minimum over them."""

BOUND = Bound(
    id="q-envelope",
    label="A4",
    title="The k-term tail is at most the smallest C_{k,d}(q,p) ‖w‖_q over a grid of exponents q <= p.",
    lhs=tail(w, k, p),
    rhs=sp.Min(*(worst_tail(k, d, x * p, p) * norm(w, x * p) for x in SHARES)),
    over={k: Integer(0, d), p: Real(0, None)},
    uses=("best-term-exact",),
    tight_at=({"w": np.ones(4), "k": 2, "p": 1}, {"w": np.ones(3), "k": 0, "p": 2}),
    scales=(w,),
    signs=(d,),
)
