"""A2: whoever keeps all but a share of the ℓp mass keeps at least so many weights."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, Count, effective_dimension, mass
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.symbols import S, d, eta, p, q, w

BOUND = Bound(
    id="necessary-count",
    label="A2",
    title="A set that leaves at most η times its own ℓp mass outside has at least (1+η)^(-q/(q-p)) N_{p,q} elements.",
    lhs=(1 + eta) ** (-q / (q - p)) * effective_dimension(w, p, q),
    rhs=Count(S),
    over={w: Vector(d, nonzero=True), p: Real(0, None), q: Real(p, None)},
    when=(sp.Le(mass(Compl(S), w, p), eta * mass(S, w, p), evaluate=False),),
    cites=("diao2023, Thm 3",),
    tight_at=({"w": np.array([2.0, 0.0, -2.0, 2.0]), "S": np.array([1, 0, 1, 1], bool), "p": "1/2", "q": 1, "eta": 0},),
    scope={"eta >= 0": "follows from the side condition, since w is not 0"},
    signs=(d,),
)
