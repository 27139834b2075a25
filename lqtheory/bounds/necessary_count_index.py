"""A2 as the source has it: the same count from the PQ index, in which the dimension cancels."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, Count, mass, pq_index
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.primitives import dim
from lqtheory.symbols import S, d, eta, p, q, w

BOUND = Bound(
    id="necessary-count-index",
    label="A2",
    title="With the PQ index I, a set that leaves a share η outside has at least d ((1-I)^p/(1+η))^(q/(q-p)) elements.",
    lhs=dim(w) * ((1 - pq_index(w, p, q)) ** p / (1 + eta)) ** (q / (q - p)),
    rhs=Count(S),
    over={w: Vector(d, nonzero=True), q: Real(p, None), eta: Real()},
    when=(sp.Le(mass(Compl(S), w, p), eta * mass(S, w, p), evaluate=False),),
    cites=("diao2023, Thm 3",),
    uses=("necessary-count",),
    tight_at=({"w": np.array([2.0, 0.0, -2.0, 2.0]), "S": np.array([1, 0, 1, 1], bool), "p": "1/2", "q": 1, "eta": 0},),
    signs=(d,),
)
