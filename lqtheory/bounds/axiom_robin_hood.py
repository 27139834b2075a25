"""A6, Robin Hood, for the effective dimension: taking from the rich and giving to the poor makes less sparse."""

import numpy as np
import sympy as sp

from lqtheory.atoms import effective_dimension
from lqtheory.atoms.majorisation import majorisation_gap
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.symbols import d, p, q, v, w

BOUND = Bound(
    id="axiom-robin-hood",
    label="A6",
    title="If |w|/‖w‖_1 majorises |v|/‖v‖_1 (transfers lead there), N_{p,q}(w) is at most N_{p,q}(v), p <= 1 <= q.",
    lhs=effective_dimension(w, p, q),
    rhs=effective_dimension(v, p, q),
    over={v: Vector(d, nonzero=True), w: Vector(d, nonzero=True), p: Real(0, 1, "(]"), q: Real(1, None, "[)")},
    when=(sp.Le(majorisation_gap(w, v, 1), 0, evaluate=False),),
    cites=("hurley2009, §II", "marshall2011, Ch. 3"),
    tight_at=({"w": np.array([1.0, 3.0]), "v": np.array([-6.0, 2.0]), "p": "1/2", "q": 1},),
    signs=(d,),
)
