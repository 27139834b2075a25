"""A2: the effective dimension counts at least one weight."""

import numpy as np

from lqtheory.atoms import effective_dimension
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.symbols import d, p, q, w

BOUND = Bound(
    id="effective-dimension-least",
    label="A2",
    title="The effective dimension N_{p,q} is at least 1, its value on vectors with a single non-zero entry.",
    lhs=1,
    rhs=effective_dimension(w, p, q),
    over={q: Real(0, None)},
    cites=("diao2023, Thm 3",),
    tight_at=({"w": np.array([0.0, -3.0]), "p": "1/2", "q": 1},),
    signs=(d,),
)
