"""C8, for every input: the error at each single input of a box, from the weights alone."""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.networks import box_changes, box_errors, pruned_weights, rho
from lqtheory.bound import Bound
from lqtheory.networks import Comparison
from lqtheory.primitives import All, At, SumOn, Vec
from lqtheory.symbols import f, i, j, l

_below = SumOn(
    All(box_errors(f, l - 1)),
    sp.Lambda(j, sp.Abs(At(pruned_weights(f, l), i, j)) * At(box_errors(f, l - 1), j)),
)

BOUND = Bound(
    id="every-input",
    label="C8",
    title="No input of the box moves a unit by more than ρ(|Ŵ| e + ‖w - ŵ‖_1 B + |b - b̂|), e those below, |h| <= B.",
    lhs=norm(box_errors(f, l), sp.oo),
    rhs=norm(Vec(sp.Lambda(i, rho(f, l) * (_below + At(box_changes(f, l), i))), box_errors(f, l)), sp.oo),
    tight_at=({"f": Comparison.of_relu([[[2.0]], [[1.0]]], [[[1.0]], [[1.0]]], [[1.0]]), "l": 2},),
)
