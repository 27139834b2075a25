"""E3: A1 on singular values: low rank."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm, tail, worst_tail
from lqtheory.atoms.matrices import singular_values
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.primitives import dim
from lqtheory.symbols import H, d, k, n, q

_values = singular_values(H)

BOUND = Bound(
    id="best-term-rank",
    label="E3",
    title="The best approximation of rank k misses a matrix by at most C_{k,min(m,n)}(q,2) times its Schatten q norm.",
    lhs=tail(_values, k, 2),
    rhs=worst_tail(k, dim(_values), q, 2) * norm(_values, q),
    over={k: Integer(0, sp.Min(n, d)), q: Real(0, None)},
    uses=("best-term-exact",),
    tight_at=({"H": np.diag([1.0, 1.0, 0.0]), "k": 1, "q": 1},),
    scales=(H,),
)
