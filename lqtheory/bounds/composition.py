"""C1′ for whole networks: compress in steps, and the errors of the steps add up."""

import numpy as np

from lqtheory.atoms.outputs import output_gap
from lqtheory.bound import Bound
from lqtheory.symbols import F, G, Y

BOUND = Bound(
    id="composition",
    label="C1′",
    title="What two compressions after each other change is at most what the one and what the other changes.",
    lhs=output_gap(F, Y),
    rhs=output_gap(F, G) + output_gap(G, Y),
    uses=("regression",),
    tight_at=({"F": np.array([[3.0], [0.0]]), "G": np.array([[2.0], [0.0]]), "Y": np.zeros((2, 1))},),
    scales=(F, G, Y),
)
