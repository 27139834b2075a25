"""B1 with the bias corrected: standard deviations take the place of norms."""

import numpy as np

from lqtheory.atoms import Compl, mass
from lqtheory.atoms.activations import pruning_error_centred, scaled_centred
from lqtheory.bound import Bound
from lqtheory.symbols import H, S, d, w

BOUND = Bound(
    id="triangle-centred",
    label="B1",
    title="When the bias takes over the mean of the dropped inputs, they cost at most ‖u_{S^c}‖_1, u = |w| std(h).",
    lhs=pruning_error_centred(w, S, H),
    rhs=mass(Compl(S), scaled_centred(w, H), 1),
    tight_at=({"w": np.array([1.0, -3.0]), "S": np.array([True, False]), "H": np.array([[1.0, 3.0], [0.0, -3.0]])},),
    scales=(w,),
    signs=(d,),
)
