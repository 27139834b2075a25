"""A2: the effective dimension from the PQ index, in which the number of weights cancels: N = d (1-I)^(pq/(q-p))."""

import numpy as np
import sympy as sp

from lqtheory.atoms import pq_index
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.primitives import At, Count, Where, dim
from lqtheory.symbols import d, i, p, q, w

BOUND = Bound(
    id="pq-index-count",
    label="A2",
    title="With the PQ index I, N_{p,q} = d (1-I)^(pq/(q-p)), and so at most the number of non-zero entries.",
    lhs=dim(w) * (1 - pq_index(w, p, q)) ** (p * q / (q - p)),
    rhs=Count(Where(sp.Lambda(i, sp.Gt(sp.Abs(At(w, i)), 0, evaluate=False)), w)),
    over={w: Vector(d, nonzero=True), q: Real(0, None)},
    cites=("diao2023, Thm 3",),
    uses=("effective-dimension-most",),
    tight_at=({"w": np.array([0.0, 1.0, -1.0, 1.0, 1.0]), "p": "1/2", "q": 1},),
    signs=(d,),
)
