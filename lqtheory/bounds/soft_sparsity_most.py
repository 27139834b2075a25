"""A2: how large the seed's index of soft sparsity can be."""

import numpy as np

from lqtheory.atoms import norm
from lqtheory.bound import Bound
from lqtheory.symbols import d, q, w

BOUND = Bound(
    id="soft-sparsity-most",
    label="A2",
    title="The index ‖w‖_1/‖w‖_q of soft sparsity, q < 1, is at most 1, and is 1 where only one entry is not 0.",
    lhs=norm(w, 1) / norm(w, q),
    rhs=1,
    cites=("yang2022, soft sparsity",),
    uses=("effective-dimension-least",),
    tight_at=({"w": np.array([0.0, -3.0]), "q": "1/2"},),
    signs=(d,),
)
