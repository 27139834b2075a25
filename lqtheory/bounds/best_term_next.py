"""A1 as textbooks state it, with k + 1 in the place of k: nothing is lost, and k = 0 is allowed."""

import numpy as np

from lqtheory.atoms import norm, tail
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import d, k, p, q, w

BOUND = Bound(
    id="best-term-next",
    label="A1",
    title="The k-term tail is at most (k+1)^(1/p-1/q) times the ℓq norm.",
    lhs=tail(w, k, p),
    rhs=(k + 1) ** (1 / p - 1 / q) * norm(w, q),
    over={k: Integer(0, d), q: Real(0, None), p: Real(q, None, "[)")},
    cites=("foucart2013, Prop. 2.3",),
    uses=("best-term-sup",),
    tight_at=({"w": np.array([0.0, -2.0, 0.0]), "k": 0, "q": "1/2", "p": 1},),
    scales=(w,),
    signs=(d,),
)
