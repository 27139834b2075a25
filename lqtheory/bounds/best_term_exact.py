"""A1: the exact worst case of pruning a vector to its k largest entries."""

import numpy as np

from lqtheory.atoms import norm, tail, worst_tail
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import d, k, p, q, w

BOUND = Bound(
    id="best-term-exact",
    label="A1",
    title="The k-term tail is at most C_{k,d}(q,p) times the ℓq norm, and a flat vector attains it.",
    lhs=tail(w, k, p),
    rhs=worst_tail(k, d, q, p) * norm(w, q),
    over={k: Integer(0, d), q: Real(0, None), p: Real(0, None)},
    cites=("foucart2013, Thm 2.5 (closed form only)",),
    tight_at=(
        {"w": np.ones(4), "k": 2, "q": "1/2", "p": 1},
        {"w": np.array([0.0, 3.0, -3.0]), "k": 1, "q": "1/2", "p": 1},
        {"w": np.ones(4), "k": 0, "q": 2, "p": 1},
    ),
    scales=(w,),
    signs=(d,),
)
