"""B3 for any budget, conjectured: rounding the best split to whole numbers costs little."""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.sampling import sampling_constant, sampling_rate
from lqtheory.bound import Bound
from lqtheory.symbols import d, k, q, w

BOUND = Bound(
    id="sampling-rate-any",
    label="B3",
    title="Conjecture: what sampling-budget promises is at most 1.12 κ_q k^(1/2-1/q) ‖u‖_q for every k.",
    lhs=sampling_constant(k, d, q) * norm(w, q),
    rhs=sp.Rational(28, 25) * sampling_rate(q) * k ** (sp.Rational(1, 2) - 1 / q) * norm(w, q),
    scales=(w,),
    signs=(d,),
    conjecture=True,
)
