"""B3, the step that needs no chance: some next draw does at least as well as the average one."""

import numpy as np

from lqtheory.atoms import Compl, mass
from lqtheory.atoms.activations import pruning_error, scaled
from lqtheory.atoms.sampling import next_draw_error
from lqtheory.bound import Bound
from lqtheory.primitives import At, mean_over
from lqtheory.symbols import H, R, S, a, d, w

BOUND = Bound(
    id="sampling-step",
    label="B3",
    title="Whatever error R the draws so far have left, some next draw raises E R² by at most D² - ‖ω‖².",
    lhs=next_draw_error(w, S, H, R),
    rhs=mean_over(R, a, At(R, a) ** 2) + mass(Compl(S), scaled(w, H), 1) ** 2 - pruning_error(w, S, H) ** 2,
    tight_at=(
        {
            "w": np.array([1.0, 1.0]),
            "S": np.array([False, False]),
            "H": np.array([[1.0, 1.0], [1.0, -1.0]]),
            "R": np.zeros(2),
        },
    ),
    scales=(w, R),
    signs=(d,),
)
