"""Folklore: max pooling does not increase the largest error. True sample by sample, false in L2(μ)."""

import numpy as np

from lqtheory.atoms.pooling import largest_cell_gap, max_gap, one_window
from lqtheory.bound import Bound
from lqtheory.symbols import F, G

BOUND = Bound(
    id="max-pooling-largest",
    label="C5",
    title="Refuted: in L2(μ) the maximum of a window may move by more than each of its cells does.",
    lhs=max_gap(F, G, one_window(F)),
    rhs=largest_cell_gap(F, G),
    refuted_by={"F": np.eye(2), "G": np.zeros((2, 2))},
)
