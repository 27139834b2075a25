"""E4: the proximal step of the group lasso. Its value is a sum of Huber functions of the norms of the groups."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.primitives import All, At, SumOn
from lqtheory.symbols import H, V, eps, i, j

_size = norm(At(H, i), 2)
_kept = sp.Min(_size, eps)
_gap = SumOn(All(H), sp.Lambda(i, SumOn(All(At(H, 0)), sp.Lambda(j, (At(V, i, j) - At(H, i, j)) ** 2))))

BOUND = Bound(
    id="group-proximal",
    label="E4",
    title="No V has less ½‖V - H‖² + ε Σ‖V_g‖ than H with each group shrunk by ε in norm, or to 0 where it is smaller.",
    lhs=SumOn(All(H), sp.Lambda(i, _kept * _size - _kept**2 / 2)),
    rhs=_gap / 2 + eps * SumOn(All(V), sp.Lambda(i, norm(At(V, i), 2))),
    over={eps: Real()},
    cites=("yuan2006, eq. (2.4)",),
    tight_at=({"H": np.array([[3.0, 4.0], [0.5, 0.0]]), "V": np.array([[1.5, 2.0], [0.0, 0.0]]), "eps": 2.5},),
    scales=(H, V, eps),
)
