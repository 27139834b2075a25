"""B2: a bias that takes over the mean of what is dropped can only help."""

import numpy as np

from lqtheory.atoms.activations import pruning_error, pruning_error_centred
from lqtheory.bound import Bound
from lqtheory.symbols import H, S, d, w

BOUND = Bound(
    id="bias-correction",
    label="B2",
    title="For the same mask the error with the corrected bias is at most the error without.",
    lhs=pruning_error_centred(w, S, H),
    rhs=pruning_error(w, S, H),
    tight_at=({"w": np.ones(2), "S": np.array([True, False]), "H": np.array([[1.0, 3.0], [1.0, -3.0]])},),
    scales=(w,),
    signs=(d,),
)
