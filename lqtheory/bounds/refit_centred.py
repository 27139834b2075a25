"""B4 with a free bias: covariances take the place of second moments."""

import numpy as np

from lqtheory.atoms.activations import replacement_error
from lqtheory.atoms.gram import refit_residual_centred
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.symbols import H, S, d, s, v, w

BOUND = Bound(
    id="refit-centred",
    label="B4",
    title="The squared error of any weights on S and any shift of the bias is at least that of the centred refit.",
    lhs=refit_residual_centred(w, S, H),
    rhs=replacement_error(w, v, S, H, s),
    over={s: Real()},
    tight_at=(
        {
            "w": np.array([1.0, 2.0]),
            "S": np.array([True, False]),
            "v": np.array([1.0, 0.0]),
            "s": 1,
            "H": np.array([[1.0, 1.0], [1.0, 0.0]]),
        },
    ),
    signs=(d,),
)
