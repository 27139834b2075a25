"""A1, closed form: Stechkin's inequality with the sharp constant."""

import numpy as np

from lqtheory.atoms import norm, stechkin_constant, tail
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.symbols import d, k, p, q, w

BOUND = Bound(
    id="best-term-closed",
    label="A1",
    title="The k-term tail is at most c_{q,p} k^(1/p-1/q) times the ℓq norm, whatever the dimension.",
    lhs=tail(w, k, p),
    rhs=stechkin_constant(q, p) * k ** (1 / p - 1 / q) * norm(w, q),
    over={q: Real(0, None), p: Real(q, None)},
    cites=("foucart2013, Thm 2.5",),
    uses=("best-term-exact",),
    tight_at=(
        {"w": np.ones(4), "k": 2, "q": "1/2", "p": 1},
        {"w": np.array([0.0, 5.0, 5.0, -5.0]), "k": 2, "q": "1/3", "p": 1},
    ),
    scales=(w,),
    signs=(d,),
)
