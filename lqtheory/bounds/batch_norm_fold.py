"""C5: batch normalisation, when it is evaluated, is part of the layer before it.

The layer has the bias p, the normalisation the mean q, the scale γ and the shift η; s is 1/√(variance + ε), which the
fold only multiplies by. Networks are compared after folding, so that no layer of their own needs a bound.
"""

import numpy as np
import sympy as sp

from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.primitives import All, At, SumOn, equal
from lqtheory.symbols import eta, gamma, j, p, q, s, v, w

_response = SumOn(All(w), sp.Lambda(j, At(w, j) * At(v, j)))
_folded = SumOn(All(w), sp.Lambda(j, gamma * s * At(w, j) * At(v, j)))

BOUND = Bound(
    id="batch-norm-fold",
    label="C5",
    title="Batch normalisation folds: γs(wᵀx + b - μ) + η = w'ᵀx + b', w' = γsw, b' = γs(b - μ) + η, s = 1/√(σ² + ε).",
    **equal(gamma * s * (_response + p - q) + eta, _folded + (gamma * s * (p - q) + eta)),
    over={x: Real() for x in (gamma, s, p, q, eta)},
    tight_at=({"w": np.ones(2), "v": np.ones(2), "gamma": 2, "s": "1/2", "p": 1, "q": 2, "eta": 3},),
)
