"""C6, cross-entropy: the loss moves by no more than the mean range of the change of the logits."""

import sympy as sp

from lqtheory.atoms.outputs import cross_entropy, range_gap
from lqtheory.bound import Bound
from lqtheory.symbols import F, G, y

BOUND = Bound(
    id="cross-entropy",
    label="C6",
    title="Pruning changes the cross-entropy by at most E[range(f - f̂)] nats, range = maximum - minimum over classes.",
    lhs=sp.Abs(cross_entropy(G, y) - cross_entropy(F, y)),
    rhs=range_gap(F, G),
)
