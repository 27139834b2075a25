"""B3, Maurey's argument: a few draws of single inputs stand in for all of them."""

import numpy as np

from lqtheory.atoms import norm
from lqtheory.atoms.activations import mean_square, scaled
from lqtheory.atoms.sampling import draws_error
from lqtheory.bound import Bound
from lqtheory.domains import Integer
from lqtheory.symbols import H, d, t, w

BOUND = Bound(
    id="sampling",
    label="B3",
    title="The mean of some t draws misses ω = Σ w_j h_j by a squared error of at most (D² - ‖ω‖²)/t, D = ‖u‖_1.",
    lhs=t * draws_error(w, H, t) + mean_square(w, H),
    rhs=norm(scaled(w, H), 1) ** 2,
    over={t: Integer(1, None)},
    uses=("sampling-step",),
    tight_at=(
        {"w": np.array([1.0, 1.0]), "H": np.array([[1.0, 1.0], [1.0, -1.0]]), "t": 1},
        {"w": np.array([1.0, 1.0]), "H": np.array([[1.0, -1.0]]), "t": 1},
    ),
    scales=(w,),
    signs=(d,),
)
