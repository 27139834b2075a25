"""C6: the range of a change of the logits against its Euclidean norm."""

import numpy as np
import sympy as sp

from lqtheory.atoms.outputs import norm_gap, range_gap
from lqtheory.bound import Bound
from lqtheory.symbols import F, G

BOUND = Bound(
    id="range-norm",
    label="C6",
    title="The mean range of f - f̂ over the classes is at most √2 times its mean Euclidean norm.",
    lhs=range_gap(F, G),
    rhs=sp.sqrt(2) * norm_gap(F, G),
    tight_at=({"F": np.array([[1.0, -1.0, 0.0]]), "G": np.zeros((1, 3))},),
    scales=(F, G),
)
