"""C4, the recursion of the boxes: how large activations get, from the weights alone.

The ℓ1 norm of a neuron is at most its ℓq norm for q <= 1, so that the seed's t_l may stand in its place.
"""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.networks import dense_weights, input_sup, local_errors, rho
from lqtheory.atoms.sizes import activation_sup, bias_sup, value_at_zero
from lqtheory.bound import Bound
from lqtheory.networks import Comparison
from lqtheory.primitives import All, MaxOn
from lqtheory.symbols import f, i, l

_largest_norm = MaxOn(All(local_errors(f, l)), sp.Lambda(i, norm(dense_weights(f, l, i), 1)))
_ones = [[[1.0, -1.0]], [[1.0]]]

BOUND = Bound(
    id="box-layer",
    label="C4",
    title="If no |h| exceeds B before a layer, none exceeds ρ (max ‖w‖_1 B + max |b|) + |φ(0)| after it.",
    lhs=activation_sup(f, l),
    rhs=rho(f, l) * (_largest_norm * input_sup(f, l) + bias_sup(f, l)) + value_at_zero(f, l),
    tight_at=({"f": Comparison.of_relu(_ones, _ones, [[2.0, -2.0]]), "l": 1},),
)
