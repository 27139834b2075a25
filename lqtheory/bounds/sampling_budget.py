"""B3 for a budget: keep some weights, draw the others, or keep them all, whichever the ℓq norm promises most for."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.activations import scaled
from lqtheory.atoms.sampling import sampling_constant
from lqtheory.atoms.subsets import least_error
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import H, d, k, q, w

BOUND = Bound(
    id="sampling-budget",
    label="B3",
    title="Some k weights reach an error of ‖u‖_q times the least of C_{k,d}(q,1) and C_{j,d}(q,1)/√(k-j), j < k.",
    lhs=sp.sqrt(least_error(w, k, H)),
    rhs=sampling_constant(k, d, q) * norm(scaled(w, H), q),
    over={k: Integer(0, d), q: Real(0, None)},
    uses=("sampling", "triangle", "best-term-exact"),
    tight_at=({"w": np.array([1.0, 1.0]), "H": np.array([[1.0, 1.0], [1.0, -1.0]]), "k": 1, "q": "1/2"},),
    scales=(w,),
    signs=(d,),
)
