"""C5: one maximum, in L2(μ): on each sample another cell may decide, so the errors of all cells count."""

import numpy as np

from lqtheory.atoms.outputs import output_gap
from lqtheory.atoms.pooling import max_gap, one_window
from lqtheory.bound import Bound
from lqtheory.symbols import F, G

BOUND = Bound(
    id="max-pooling-units",
    label="C5",
    title="The maximum of a window moves by at most √(Σ e_j²), e_j the error of its cell j, all in L2(μ).",
    lhs=max_gap(F, G, one_window(F)),
    rhs=output_gap(F, G),
    tight_at=({"F": np.eye(2), "G": np.zeros((2, 2))},),
    scales=(F, G),
)
