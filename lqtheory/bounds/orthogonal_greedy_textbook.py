"""B5 as the rate is usually written: without the step that the start is worth."""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.activations import scaled
from lqtheory.atoms.greedy import gram_least, greedy_error
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import H, d, q, t, theta, w

BOUND = Bound(
    id="orthogonal-greedy-textbook",
    label="B5",
    title="After t greedy steps of weakness θ the error is at most ((2-q)/(qtθ²))^(1/q-1/2) λ_min(G)^(1-1/q) ‖u‖_q.",
    lhs=sp.sqrt(greedy_error(w, H, t, theta)),
    rhs=((2 - q) / (q * t * theta**2)) ** (1 / q - sp.Rational(1, 2))
    * gram_least(H) ** (1 - 1 / q)
    * norm(scaled(w, H), q),
    over={t: Integer(1, None), q: Real(0, 1, "(]"), theta: Real(0, 1, "(]")},
    cites=("gao2013, Thm 3",),
    uses=("orthogonal-greedy",),
    scales=(w,),
    signs=(d,),
)
