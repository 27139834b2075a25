"""B2 with the bias corrected: variances and correlations take the place of second moments."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, mass
from lqtheory.atoms.activations import pruning_error_centred, scaled_centred
from lqtheory.atoms.gram import correlation_norm
from lqtheory.bound import Bound
from lqtheory.symbols import H, S, d, w

BOUND = Bound(
    id="gram-centred",
    label="B2",
    title="When the bias takes over the mean of the dropped inputs, they cost at most λ_max(corr)^(1/2) ‖u_{S^c}‖_2.",
    lhs=pruning_error_centred(w, S, H),
    rhs=sp.sqrt(correlation_norm(H) * mass(Compl(S), scaled_centred(w, H), 2)),
    tight_at=({"w": np.ones(2), "S": np.array([False, False]), "H": np.array([[3.0, 3.0], [-3.0, -3.0]])},),
    scales=(w,),
    signs=(d,),
)
