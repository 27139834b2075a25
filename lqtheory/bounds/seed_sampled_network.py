"""C4, sampled, for a whole network: what the seed's theorem promises of a network whose weights are drawn, in L2(μ).

Draws in proportion to |w|, each as good as the mean one, keep ‖ŵ‖_1 = ‖w‖_1 and leave at most what `sampling_excess`
allows; `seed-sampled` says that there are such draws. By A1 this is `sampling_constant` times ‖w‖_q max ‖h_j‖.
The ℓ1 norms, which carry errors on, are at most the ℓq norms t for q <= 1: with t in their place it is the seed's.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.networks import dense_weights, fan_in, kept, local_errors, rho, unit_errors
from lqtheory.atoms.sampled_networks import sampling_excess
from lqtheory.atoms.sampling import sampling_constant
from lqtheory.atoms.sizes import input_norm
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.networks import Comparison
from lqtheory.primitives import All, MaxOn
from lqtheory.symbols import L, f, i, j, l, q


def _largest_norm(level: sp.Expr, order: sp.Expr) -> sp.Expr:
    """Return the largest norm of a neuron of the layer."""
    return MaxOn(All(local_errors(f, level)), sp.Lambda(i, norm(dense_weights(f, level, i), order)))


_local = sampling_constant(kept(f, l), fan_in(f, l), q) * _largest_norm(l, q) * input_norm(f, l)
_above = sp.Product(rho(f, j), (j, l, L)) * sp.Product(_largest_norm(j, sp.Integer(1)), (j, l + 1, L))
# Four draws that are orthogonal, of a neuron whose inputs cancel: exactly as good as the mean.
_drawn = Comparison.of_relu(
    [np.ones((1, 16))], [[np.kron(np.ones(4), [4.0, 0, 0, 0])]], np.kron(2 * np.eye(4), [1.0, -1.0, 1.0, -1.0])
)

BOUND = Bound(
    id="seed-sampled-network",
    label="C4",
    title="Neurons that keep and draw K weights move no output in L2(μ) by more than Σ F_K ‖w‖_q B Πρ‖w‖_1, F of B3.",
    lhs=norm(unit_errors(f, L), sp.oo),
    rhs=sp.Sum(_local * _above, (l, 1, L)),
    over={q: Real(0, None)},
    when=(sp.Le(sampling_excess(f), 0, evaluate=False),),
    cites=("yang2022, Thm 1",),
    uses=("seed-sampled", "best-term-exact", "elementwise"),
    tight_at=({"f": _drawn, "q": 1},),
)
