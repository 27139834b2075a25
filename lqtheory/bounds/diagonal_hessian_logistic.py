"""E6, whole: a loss that is no quadratic, away from its minimum, with the cubic term that its Hessian's growth costs.

The loss of one neuron w, E log(1 + exp(hᵀw)), moved from 0: its gradient there is E h/2, its Hessian E hhᵀ/4, and
the Hessian is Lipschitz with M = E‖h‖³/(6√3), the largest |σ''| of the logistic function times E‖h‖³.
"""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.activations import rms
from lqtheory.atoms.gram import offdiagonal_norm
from lqtheory.bound import Bound
from lqtheory.primitives import All, At, SumOn, mean_over
from lqtheory.symbols import H, a, d, j, w

_z = SumOn(All(w), sp.Lambda(j, At(w, j) * At(H, a, j)))
_change = mean_over(H, a, sp.log(1 + sp.exp(_z)) - sp.log(2))
_gradient = mean_over(H, a, _z) / 2
_saliencies = SumOn(All(w), sp.Lambda(j, rms(H, j) ** 2 * At(w, j) ** 2)) / 8
_lipschitz = mean_over(H, a, norm(At(H, a), 2) ** 3) / (6 * sp.sqrt(3))

BOUND = Bound(
    id="diagonal-hessian-logistic",
    label="E6",
    title="Gradient and saliencies miss the change of a logistic loss by at most ½‖H - diag H‖‖δ‖² + (M/6)‖δ‖³.",
    lhs=sp.Abs(_change - _gradient - _saliencies, evaluate=False),
    rhs=offdiagonal_norm(H) / 8 * norm(w, 2) ** 2 + _lipschitz / 6 * norm(w, 2) ** 3,
    cites=("lecun1989, §2 (quadratic part)",),
    signs=(d,),
)
