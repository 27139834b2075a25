"""B1: dropping inputs of a neuron costs at most the sum of their activation-scaled weights."""

import numpy as np

from lqtheory.atoms import Compl, mass
from lqtheory.atoms.activations import pruning_error, scaled
from lqtheory.bound import Bound
from lqtheory.symbols import H, S, d, w

BOUND = Bound(
    id="triangle",
    label="B1",
    title="Dropping the inputs outside S costs at most ‖u_{S^c}‖_1 in L2(μ); σ_k(u)_1 when S is the top-k of u.",
    lhs=pruning_error(w, S, H),
    rhs=mass(Compl(S), scaled(w, H), 1),
    tight_at=({"w": np.array([1.0, -3.0]), "S": np.array([True, False]), "H": np.array([[1.0, 2.0], [0.0, 2.0]])},),
    scales=(w,),
    signs=(d,),
)
