"""E6 away from a minimum: what the saliencies forget then is the gradient too.

The loss of one neuron δ that misses its target by R, E(½(hᵀδ + R)² + |hᵀδ|³/6), is C². At 0 it has the gradient E Rh
and the Hessian Σ = E hhᵀ, and the Hessian is Lipschitz with M = E‖h‖³.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.activations import rms
from lqtheory.atoms.gram import offdiagonal_norm
from lqtheory.bound import Bound
from lqtheory.primitives import All, At, SumOn, mean_over
from lqtheory.symbols import H, R, a, d, j, w

_z = SumOn(All(w), sp.Lambda(j, At(w, j) * At(H, a, j)))
_change = mean_over(H, a, ((_z + At(R, a)) ** 2 - At(R, a) ** 2) / 2 + sp.Abs(_z) ** 3 / 6)
_gradient = SumOn(All(w), sp.Lambda(j, mean_over(H, a, At(R, a) * At(H, a, j)) * At(w, j)))
_saliencies = SumOn(All(w), sp.Lambda(j, rms(H, j) ** 2 * At(w, j) ** 2)) / 2
_lipschitz = mean_over(H, a, norm(At(H, a), 2) ** 3)

BOUND = Bound(
    id="diagonal-hessian-gradient",
    label="E6",
    title="Where ∇L is not 0 the saliencies miss the loss by at most |∇Lᵀδ| + ½‖H - diag H‖‖δ‖² + (M/6)‖δ‖³.",
    lhs=sp.Abs(_change - _saliencies, evaluate=False),
    rhs=sp.Abs(_gradient) + offdiagonal_norm(H) * norm(w, 2) ** 2 / 2 + _lipschitz * norm(w, 2) ** 3 / 6,
    cites=("lecun1989, §2 (quadratic part)",),
    uses=("diagonal-hessian-cubic",),
    tight_at=({"w": np.array([1.0, 1.0]), "H": np.array([[1.0, 1.0]]), "R": np.array([1.0])},),
    signs=(d,),
)
