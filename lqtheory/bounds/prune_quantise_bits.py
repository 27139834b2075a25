"""E2: prune to the k largest weights, then round them to a grid of b bits."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, Top, mass, norm, worst_tail
from lqtheory.atoms.codes import nearest
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.primitives import At, SumOn
from lqtheory.symbols import b, d, i, k, q, w

_step = norm(w, sp.oo) / (2 ** (b - 1) - 1)
_rounding = SumOn(Top(w, k), sp.Lambda(i, (At(w, i) - nearest(At(w, i), _step)) ** 2))

BOUND = Bound(
    id="prune-quantise-bits",
    label="E2",
    title="Keeping k weights of b bits misses a vector by at most (C_{k,d}(q,2)²‖w‖_q² + (k-1)‖w‖_oo²/(2^b-2)²)^½.",
    lhs=sp.sqrt(mass(Compl(Top(w, k)), w, 2) + _rounding),
    rhs=sp.sqrt(worst_tail(k, d, q, 2) ** 2 * norm(w, q) ** 2 + (k - 1) * norm(w, sp.oo) ** 2 / (2**b - 2) ** 2),
    over={w: Vector(d, nonzero=True), q: Real(0, None)},
    uses=("best-term-exact", "quantisation-uniform"),
    tight_at=({"w": np.array([1.0, 0.5]), "k": 2, "b": 2, "q": 1}, {"w": np.ones(2), "k": 1, "b": 2, "q": 1}),
    scales=(w,),
)
