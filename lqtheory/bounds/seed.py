"""C4: the seed's theorem, from the ℓq norms of the neurons to the error of the output, before anything is pruned."""

import sympy as sp

from lqtheory.atoms import norm, worst_tail
from lqtheory.atoms.networks import dense_weights, fan_in, input_sup, kept, local_errors, rho, sup_error
from lqtheory.bound import Bound
from lqtheory.domains import NetworkPair, Real
from lqtheory.networks import Comparison
from lqtheory.primitives import All, MaxOn
from lqtheory.symbols import L, f, i, j, l, q


def _largest_norm(level: sp.Expr) -> sp.Expr:
    """Return t_l, the largest ℓq norm of a neuron of the layer."""
    return MaxOn(All(local_errors(f, level)), sp.Lambda(i, norm(dense_weights(f, level, i), q)))


_local = worst_tail(kept(f, l), fan_in(f, l), q, 1) * _largest_norm(l) * input_sup(f, l)
_above = sp.Product(rho(f, j), (j, l, L)) * sp.Product(_largest_norm(j), (j, l + 1, L))

BOUND = Bound(
    id="seed",
    label="C4",
    title="Neurons of ℓq norm at most t_l that keep their k_l largest weights move no output by more than Σ C t B Πρt.",
    lhs=sup_error(f),
    rhs=sp.Sum(_local * _above, (l, 1, L)),
    over={f: NetworkPair(L, magnitude=True), q: Real(0, 1, "(]")},
    cites=("yang2022, Thm 1 (pruning in place of sampling)",),
    uses=("seed-layer",),
    tight_at=({"f": Comparison.of_relu([[[1.0, 1.0]], [[1.0]]], [[[1.0, 0.0]], [[1.0]]], [[1.0, 1.0]]), "q": "1/2"},),
)
