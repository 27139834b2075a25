"""A4, two norms in closed form: the norm of the tail itself and that of half its exponent."""

import numpy as np

from lqtheory.atoms import effective_dimension, norm, tail
from lqtheory.atoms.two_norms import halved_tail
from lqtheory.bound import Bound
from lqtheory.domains import Integer
from lqtheory.symbols import d, k, p, w

BOUND = Bound(
    id="two-norms-half",
    label="A4",
    title="No vector with the same ‖w‖_p and ‖w‖_{p/2} has a larger k-term tail in ℓp than one with two values and 0.",
    lhs=tail(w, k, p),
    rhs=norm(w, p) * halved_tail(k, d, effective_dimension(w, p / 2, p)) ** (1 / p),
    over={k: Integer(0, d)},
    tight_at=(
        {"w": np.array([4.0, -1.0, 1.0, 1.0]), "k": 3, "p": 1},
        {"w": np.array([4.0, 4.0, 1.0, 0.0]), "k": 1, "p": 1},
    ),
    scales=(w,),
    signs=(d,),
)
