"""C4, one layer: what the seed's theorem is the solution of."""

import sympy as sp

from lqtheory.atoms import norm, worst_tail
from lqtheory.atoms.networks import dense_weights, fan_in, input_sup, kept, layer_sup_error, local_errors, rho
from lqtheory.bound import Bound
from lqtheory.domains import NetworkPair, Real
from lqtheory.networks import Comparison
from lqtheory.primitives import All, MaxOn
from lqtheory.symbols import L, f, i, l, q

_largest_norm = MaxOn(All(local_errors(f, l)), sp.Lambda(i, norm(dense_weights(f, l, i), q)))
_local = worst_tail(kept(f, l), fan_in(f, l), q, 1) * input_sup(f, l)

BOUND = Bound(
    id="seed-layer",
    label="C4",
    title="Pruned to its k largest weights per neuron, a layer turns an error e of its inputs into at most ρt(e + CB).",
    lhs=layer_sup_error(f, l),
    rhs=rho(f, l) * _largest_norm * (layer_sup_error(f, l - 1) + _local),
    over={f: NetworkPair(L, magnitude=True), q: Real(0, 1, "(]")},
    uses=("best-term-exact",),
    tight_at=(
        {"f": Comparison.of_relu([[[1.0, 1.0]], [[1.0]]], [[[1.0, 0.0]], [[1.0]]], [[1.0, 1.0]]), "q": "1/2", "l": 1},
    ),
)
