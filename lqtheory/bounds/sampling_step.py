"""B3, the step that needs no chance: some next draw does at least as well as the average one."""

import numpy as np

from lqtheory.atoms import norm
from lqtheory.atoms.activations import mean_square, scaled
from lqtheory.atoms.sampling import next_draw_error
from lqtheory.bound import Bound
from lqtheory.primitives import At, mean_over
from lqtheory.symbols import H, R, a, d, w

BOUND = Bound(
    id="sampling-step",
    label="B3",
    title="Whatever error R the draws so far have left, some next draw raises E R² by at most D² - ‖ω‖².",
    lhs=next_draw_error(w, H, R) + mean_square(w, H),
    rhs=mean_over(R, a, At(R, a) ** 2) + norm(scaled(w, H), 1) ** 2,
    tight_at=({"w": np.array([1.0, 1.0]), "H": np.array([[1.0, 1.0], [1.0, -1.0]]), "R": np.zeros(2)},),
    scales=(w, R),
    signs=(d,),
)
