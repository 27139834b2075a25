"""E2: prune, then round what is kept: the two errors add up like p-th powers."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm, tail, worst_tail
from lqtheory.atoms.codes import nearest
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.primitives import At, SumOn, Top
from lqtheory.symbols import d, i, k, p, q, step, w

_rounded = SumOn(Top(w, k), sp.Lambda(i, sp.Abs(At(w, i) - nearest(At(w, i), step)) ** p))

BOUND = Bound(
    id="prune-quantise",
    label="E2",
    title="Keeping the k largest weights, rounded to multiples of Δ, costs at most (C^p ‖w‖_q^p + k (Δ/2)^p)^(1/p).",
    lhs=(tail(w, k, p) ** p + _rounded) ** (1 / p),
    rhs=((worst_tail(k, d, q, p) * norm(w, q)) ** p + k * (step / 2) ** p) ** (1 / p),
    over={k: Integer(0, d), q: Real(0, None)},
    uses=("best-term-exact", "quantisation-uniform"),
    tight_at=({"w": np.full(4, 0.5), "k": 2, "q": "1/2", "p": 1, "step": 1},),
    scope={"step > 0": "a step of 0 has no multiples to round to; where nothing is kept nothing is rounded"},
    scales=(w, step),
)
