"""B4: no weights on S do better than the least-squares refit, whose error is a Schur complement."""

import numpy as np

from lqtheory.atoms.activations import replacement_error
from lqtheory.atoms.gram import refit_residual
from lqtheory.bound import Bound
from lqtheory.symbols import H, S, d, v, w

BOUND = Bound(
    id="refit",
    label="B4",
    title="The squared error of any weights on S is at least that of the refit, w_{S^c}ᵀ(Schur complement)w_{S^c}.",
    lhs=refit_residual(w, S, H),
    rhs=replacement_error(w, v, S, H),
    tight_at=(
        {
            "w": np.array([1.0, 2.0]),
            "S": np.array([True, False]),
            "v": np.array([2.0, 0.0]),
            "H": np.array([[1.0, 1.0], [1.0, 0.0]]),
        },
    ),
    signs=(d,),
)
