"""C4, sampled: keep some weights and draw among the rest, in proportion to |w|; the step behind the seed's rate."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, mass
from lqtheory.atoms.activations import pruning_error, rms
from lqtheory.bound import Bound
from lqtheory.primitives import All, At, MaxOn, SumOn
from lqtheory.symbols import H, N, S, d, j, w

# One draw is D sign(w_j) h_j with chance |w_j|/D, D = ‖ω‖_1 of the rest ω: its mean is ω·h, and the mean of N draws
# keeps ‖ŵ‖_1 = ‖w‖_1, which carries errors on through the layers. Left stands the variance of that mean.
_dropped = mass(Compl(S), w, 1)
_second = _dropped * SumOn(Compl(S), sp.Lambda(j, sp.Abs(At(w, j)) * rms(H, j) ** 2))

BOUND = Bound(
    id="seed-sampled",
    label="C4",
    title="Keeping S and N draws among the rest ω, the mean squared error is at most ‖ω‖_1² max ‖h_j‖²/N in L2(μ).",
    lhs=(_second - pruning_error(w, S, H) ** 2) / N,
    rhs=_dropped**2 * MaxOn(All(w), sp.Lambda(j, rms(H, j) ** 2)) / N,
    cites=("yang2022, Thm 1",),
    tight_at=({"w": np.ones(2), "S": np.zeros(2, bool), "N": 1, "H": np.array([[1.0, -1.0]])},),
    scales=(w,),
    signs=(d,),
)
