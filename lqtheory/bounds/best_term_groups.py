"""E4: A1 on the norms of groups (filters, channels, shapes): structured pruning."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm, tail, worst_tail
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.primitives import At, Vec
from lqtheory.symbols import H, i, k, n, p, q

_sizes = Vec(sp.Lambda(i, norm(At(H, i), 2)), H)

BOUND = Bound(
    id="best-term-groups",
    label="E4",
    title="Keeping the k groups of largest ℓ2 norm loses at most C_{k,n}(q,p) times the ℓ_{q,2} norm of the n groups.",
    lhs=tail(_sizes, k, p),
    rhs=worst_tail(k, n, q, p) * norm(_sizes, q),
    over={k: Integer(0, n), q: Real(0, None), p: Real(0, None)},
    uses=("best-term-exact",),
    tight_at=({"H": np.array([[3.0, 4.0], [0.0, 5.0], [0.0, 0.0]]), "k": 1, "q": "1/2", "p": 1},),
    scales=(H,),
    signs=(),
)
