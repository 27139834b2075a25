"""B2 with the bias corrected, sharper when it is known what is dropped."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, mass
from lqtheory.atoms.activations import pruning_error_centred, scaled_centred
from lqtheory.atoms.gram import dropped_correlation_norm
from lqtheory.bound import Bound
from lqtheory.symbols import H, S, d, w

BOUND = Bound(
    id="gram-dropped-centred",
    label="B2",
    title="With the bias corrected, dropping S^c costs at most λ_max(corr_{S^c S^c})^(1/2) ‖u_{S^c}‖_2.",
    lhs=pruning_error_centred(w, S, H),
    rhs=sp.sqrt(dropped_correlation_norm(S, H) * mass(Compl(S), scaled_centred(w, H), 2)),
    tight_at=({"w": np.ones(2), "S": np.array([True, False]), "H": np.array([[3.0, 3.0], [-3.0, -3.0]])},),
    scales=(w,),
    signs=(d,),
)
