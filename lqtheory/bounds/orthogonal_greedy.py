"""B5: the orthogonal greedy algorithm, from a single correlated input to the rate of the ℓq hull."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.activations import scaled
from lqtheory.atoms.greedy import gram_least, greedy_error
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import H, d, q, t, theta, w

_rate = (1 + q * t * theta**2 / (2 - q)) ** (sp.Rational(1, 2) - 1 / q)

BOUND = Bound(
    id="orthogonal-greedy",
    label="B5",
    title="After t greedy steps of weakness θ the error is at most (1+qtθ²/(2-q))^(1/2-1/q) λ_min(G)^(1-1/q) ‖u‖_q.",
    lhs=sp.sqrt(greedy_error(w, H, t, theta)),
    rhs=_rate * gram_least(H) ** (1 - 1 / q) * norm(scaled(w, H), q),
    over={t: Integer(0, None), q: Real(0, 1, "(]")},
    cites=("gao2013, Thm 3 (the rate)",),
    tight_at=({"w": np.array([2.0]), "H": np.array([[1.0], [1.0]]), "t": 0, "theta": 1, "q": "1/2"},),
    scales=(w,),
    signs=(d,),
)
