"""A5: when one vector is more compressible than another at every kept share."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm, tail
from lqtheory.atoms.majorisation import majorisation_gap
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real, Vector
from lqtheory.symbols import d, k, q, v, w

BOUND = Bound(
    id="majorisation",
    label="A5",
    title="If |v|^q/‖v‖_q^q majorises |w|^q/‖w‖_q^q, every relative tail σ_k(v)_q/‖v‖_q is at most that of w.",
    lhs=tail(v, k, q) / norm(v, q),
    rhs=tail(w, k, q) / norm(w, q),
    over={v: Vector(d, nonzero=True), w: Vector(d, nonzero=True), k: Integer(0, d), q: Real(0, None)},
    when=(sp.Le(majorisation_gap(v, w, q), 0, evaluate=False),),
    cites=("marshall2011, Ch. 4.B",),
    tight_at=({"v": np.array([4.0, 2.0, 2.0]), "w": np.array([2.0, -3.0, 3.0]), "k": 2, "q": 1},),
    signs=(d,),
)
