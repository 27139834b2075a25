"""A2: how small the seed's index of soft sparsity can be."""

import numpy as np

from lqtheory.atoms import norm
from lqtheory.bound import Bound
from lqtheory.primitives import dim
from lqtheory.symbols import d, q, w

BOUND = Bound(
    id="soft-sparsity-least",
    label="A2",
    title="The index ‖w‖_1/‖w‖_q of soft sparsity, q < 1, is at least d^(1-1/q), its value on flat vectors.",
    lhs=dim(w) ** (1 - 1 / q),
    rhs=norm(w, 1) / norm(w, q),
    cites=("yang2022, soft sparsity",),
    uses=("effective-dimension-most",),
    tight_at=({"w": np.array([1.0, -1.0]), "q": "1/2"},),
    signs=(d,),
)
