"""C6: the best form on a sample is never above the form with a margin γ, whatever γ."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Count, mass
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.primitives import At, Where
from lqtheory.symbols import S, eps, gamma, i, w

_below = sp.Lambda(i, sp.Lt(sp.Abs(At(w, i)), gamma, evaluate=False))

BOUND = Bound(
    id="margin-forms",
    label="C6",
    title="Points whose squared margins, halved, sum to ε² are at most #(margins < γ) + 2ε²/γ² many, for every γ.",
    lhs=Count(S),
    rhs=Count(Where(_below, w)) + 2 * eps**2 / gamma**2,
    over={eps: Real()},
    when=(sp.Le(mass(S, w, 2), 2 * eps**2, evaluate=False),),
    tight_at=({"w": np.ones(2), "S": np.array([True, True]), "eps": 1, "gamma": 1},),
    scales=(w, eps, gamma),
)
