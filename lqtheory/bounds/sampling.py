"""B3, Maurey's argument: a few draws of single inputs stand in for all that were dropped."""

import numpy as np

from lqtheory.atoms import Compl, mass
from lqtheory.atoms.activations import pruning_error, scaled
from lqtheory.atoms.sampling import draws_error
from lqtheory.bound import Bound
from lqtheory.domains import Integer
from lqtheory.symbols import H, S, d, t, w

BOUND = Bound(
    id="sampling",
    label="B3",
    title="The mean of some t draws misses the dropped part ω by at most ((D² - ‖ω‖²)/t)^(1/2), D = ‖u_{S^c}‖_1.",
    lhs=draws_error(w, S, H, t),
    rhs=(mass(Compl(S), scaled(w, H), 1) ** 2 - pruning_error(w, S, H) ** 2) / t,
    over={t: Integer(1, None)},
    uses=("sampling-step",),
    tight_at=(
        {
            "w": np.array([1.0, 1.0]),
            "S": np.array([False, False]),
            "H": np.array([[1.0, 1.0], [1.0, -1.0]]),
            "t": 1,
        },
    ),
    scales=(w,),
    signs=(d,),
)
