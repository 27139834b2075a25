"""D2: many networks tested at the full level, from dense to sparse, stopping at the first failure."""

import numpy as np
import sympy as sp

from lqtheory.atoms.trials import largest_miss, sequence_error
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.symbols import H, S, T, d, delta

BOUND = Bound(
    id="fixed-sequence",
    label="D2",
    title="Tested from dense to sparse up to the first failure, a false network passes with a chance of at most δ.",
    lhs=sequence_error(H, T, S, delta),
    rhs=delta,
    over={T: Vector(d), delta: Real()},
    when=(sp.Le(largest_miss(H, S, delta), delta, evaluate=False),),
    cites=("angelopoulos2021, fixed sequence testing",),
    tight_at=(
        {
            "H": np.array([[0.25, 0.5], [0.5, 1.0]]),
            "T": np.array([2.0, 1.0]),
            "S": np.array([False, True]),
            "delta": "1/2",
        },
    ),
)
