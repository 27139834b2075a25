"""C6, top-1, for every margin γ: few correct points have a small margin, and few outputs move far."""

import numpy as np

from lqtheory.atoms.outputs import accuracy, margin_at_least, margin_positive, squared_gap
from lqtheory.bound import Bound
from lqtheory.domains import Matrix
from lqtheory.primitives import dim
from lqtheory.symbols import F, G, c, gamma, n, y

BOUND = Bound(
    id="margin-markov",
    label="C6",
    title="Accuracy drops by at most P(margin < γ, f correct) + 2 E‖f - f̂‖²/γ².",
    lhs=accuracy(F, y) - accuracy(G, y),
    rhs=(margin_positive(F, y) - margin_at_least(F, y, gamma) + 2 * squared_gap(F, G) / gamma**2) / dim(F),
    over={F: Matrix(n, c, least_columns=2), G: Matrix(n, c, least_columns=2)},
    uses=("margin-range", "range-norm"),
    tight_at=({"F": np.array([[1.0, 0.0]]), "G": np.array([[0.5, 0.5]]), "y": np.array([0]), "gamma": 1},),
    scales=(F, G, gamma),
)
