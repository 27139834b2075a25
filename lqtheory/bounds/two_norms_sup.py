"""A4, two norms in closed form: an ℓq norm and the largest entry."""

import numpy as np
import sympy as sp

from lqtheory.atoms import effective_dimension, norm, tail
from lqtheory.atoms.two_norms import capped_tail
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.symbols import d, k, p, q, w

_count = effective_dimension(w, q, sp.oo)  # (‖w‖_q/‖w‖_oo)^q

BOUND = Bound(
    id="two-norms-sup",
    label="A4",
    title="No vector with the same ‖w‖_q and ‖w‖_oo has a larger k-term tail than one with two values and 0.",
    lhs=tail(w, k, p),
    rhs=norm(w, q) * (capped_tail(k, d, _count, p / q) * _count ** (-p / q)) ** (1 / p),
    over={w: Vector(d, nonzero=True), q: Real(0, None)},
    tight_at=(
        {"w": np.array([9.0, -1.0, 1.0, 1.0]), "k": 3, "q": "1/2", "p": 1},
        {"w": np.array([4.0, 4.0, 1.0, 0.0]), "k": 1, "q": "1/2", "p": 1},
    ),
    scales=(w,),
    signs=(d,),
)
