"""B2, sharper when it is known what is dropped: only the correlations among the dropped inputs matter."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, mass
from lqtheory.atoms.activations import pruning_error, scaled
from lqtheory.atoms.gram import dropped_gram_norm
from lqtheory.bound import Bound
from lqtheory.symbols import H, S, d, w

BOUND = Bound(
    id="gram-dropped",
    label="B2",
    title="Dropping the inputs outside S costs at most λ_max(G_{S^c S^c})^(1/2) ‖u_{S^c}‖_2 in L2(μ).",
    lhs=pruning_error(w, S, H),
    rhs=sp.sqrt(dropped_gram_norm(S, H) * mass(Compl(S), scaled(w, H), 2)),
    tight_at=(
        {"w": np.array([1.0, 1.0]), "S": np.array([True, False]), "H": np.array([[3.0, 3.0]])},
        {"w": np.array([1.0, 1.0]), "S": np.array([False, False]), "H": np.array([[3.0, 3.0]])},
    ),
    scales=(w,),
    signs=(d,),
)
