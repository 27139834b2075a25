"""E6, whole: a loss that is no quadratic, with the cubic term that the growth of its Hessian costs.

The loss of one neuron δ, ½E(hᵀδ)² + E|hᵀδ|³/6, is C² with its minimum at 0; its Hessian there is Σ = E hhᵀ, and
the Hessian is Lipschitz with M = E‖h‖³.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.activations import rms
from lqtheory.atoms.gram import offdiagonal_norm
from lqtheory.bound import Bound
from lqtheory.primitives import All, At, SumOn, mean_over
from lqtheory.symbols import H, a, d, j, w

_z = SumOn(All(w), sp.Lambda(j, At(w, j) * At(H, a, j)))
_loss = mean_over(H, a, _z**2 / 2 + sp.Abs(_z) ** 3 / 6)
_saliencies = SumOn(All(w), sp.Lambda(j, rms(H, j) ** 2 * At(w, j) ** 2)) / 2
_lipschitz = mean_over(H, a, norm(At(H, a), 2) ** 3)

BOUND = Bound(
    id="diagonal-hessian-cubic",
    label="E6",
    title="With an M-Lipschitz Hessian the saliencies miss the loss by at most ½‖H - diag H‖‖δ‖² + (M/6)‖δ‖³.",
    lhs=sp.Abs(_loss - _saliencies, evaluate=False),
    rhs=offdiagonal_norm(H) * norm(w, 2) ** 2 / 2 + _lipschitz * norm(w, 2) ** 3 / 6,
    cites=("lecun1989, §2 (quadratic part)",),
    tight_at=({"w": np.array([1.0, 1.0]), "H": np.array([[1.0, 1.0]])}, {"w": np.array([2.0]), "H": np.array([[1.0]])}),
    signs=(d,),
)
