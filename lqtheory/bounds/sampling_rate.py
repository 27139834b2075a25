"""B3 at the best split of a budget: the rate K^(1/2-1/q), and its constant."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm, tail
from lqtheory.atoms.sampling import sampling_rate
from lqtheory.bound import Bound
from lqtheory.domains import Integer
from lqtheory.symbols import d, k, t, w

_q = 2 * t / (2 * t + k)

BOUND = Bound(
    id="sampling-rate",
    label="B3",
    title="With q = 2t/(2t+k), k weights kept and t drawn guarantee σ_k(u)_1/√t <= κ_q (k+t)^(1/2-1/q) ‖u‖_q.",
    lhs=tail(w, k, 1) / sp.sqrt(t),
    rhs=sampling_rate(_q) * (k + t) ** (sp.Rational(1, 2) - 1 / _q) * norm(w, _q),
    over={t: Integer(1, None)},
    cites=("gao2013, Thm 2 (with a larger constant)",),
    uses=("best-term-closed",),
    tight_at=({"w": np.ones(3), "k": 1, "t": 1}, {"w": np.array([0.0, 2, 2, -2, 2, 2, 2]), "k": 2, "t": 2}),
    scales=(w,),
    signs=(d,),
)
