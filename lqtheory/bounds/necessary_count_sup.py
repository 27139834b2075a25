"""A2 for q = oo: the necessary count from the largest weight."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, Count, effective_dimension, mass
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.symbols import S, d, eta, p, w

BOUND = Bound(
    id="necessary-count-sup",
    label="A2",
    title="A set that leaves at most η times its own ℓp mass outside has at least N_{p,oo}/(1+η) elements.",
    lhs=effective_dimension(w, p, sp.oo) / (1 + eta),
    rhs=Count(S),
    over={w: Vector(d, nonzero=True), p: Real(0, None)},
    when=(sp.Le(mass(Compl(S), w, p), eta * mass(S, w, p), evaluate=False),),
    tight_at=({"w": np.array([2.0, 2.0, 0.0, -2.0, 2.0]), "S": np.array([1, 1, 0, 0, 0], bool), "p": 1, "eta": 1},),
    scope={"eta >= 0": "follows from the side condition, since w is not 0"},
    signs=(d,),
)
