"""E6: optimal brain damage keeps the diagonal of the Hessian; what it forgets, for a quadratic loss at its minimum."""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.activations import mean_square, rms
from lqtheory.atoms.gram import offdiagonal_norm
from lqtheory.bound import Bound
from lqtheory.primitives import All, At, SumOn
from lqtheory.symbols import H, d, j, w

_saliencies = SumOn(All(w), sp.Lambda(j, rms(H, j) ** 2 * At(w, j) ** 2))

BOUND = Bound(
    id="diagonal-hessian",
    label="E6",
    title="For a quadratic loss the saliencies ½ h_jj δw_j² miss its change by at most ½ ‖H - diag H‖ ‖δw‖².",
    lhs=sp.Abs(mean_square(w, H) - _saliencies) / 2,
    rhs=offdiagonal_norm(H) * norm(w, 2) ** 2 / 2,
    cites=("lecun1989, §2",),
    tight_at=({"w": np.array([1.0, 1.0]), "H": np.array([[1.0, 1.0]])},),
    scales=(w,),
    signs=(d,),
)
