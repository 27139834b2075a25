"""C5: a mean over a window averages errors out."""

import numpy as np
import sympy as sp

from lqtheory.atoms.outputs import columns, output_gap
from lqtheory.atoms.pooling import mean_gap
from lqtheory.bound import Bound
from lqtheory.primitives import dim
from lqtheory.symbols import F, G

BOUND = Bound(
    id="average-pooling",
    label="C5",
    title="The mean of s cells moves by at most 1/√s of what they move together; disjoint windows by that, all joined.",
    lhs=mean_gap(F, G),
    rhs=output_gap(F, G) / sp.sqrt(dim(columns(F))),
    tight_at=({"F": np.array([[1.0, 1.0], [2.0, 2.0]]), "G": np.zeros((2, 2))},),
    scales=(F, G),
)
