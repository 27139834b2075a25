"""C8, for every input, behind an activation that is never negative."""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.networks import box_changes_nonnegative, box_errors, least_activation, pruned_weights, rho
from lqtheory.bound import Bound
from lqtheory.networks import Comparison
from lqtheory.primitives import All, At, SumOn, Vec
from lqtheory.symbols import f, i, j, l

_below = SumOn(
    All(box_errors(f, l - 1)),
    sp.Lambda(j, sp.Abs(At(pruned_weights(f, l), i, j)) * At(box_errors(f, l - 1), j)),
)

BOUND = Bound(
    id="every-input-nonnegative",
    label="C8",
    title="For 0 <= h <= B the larger of B Σ(w - ŵ)⁺ + b - b̂ and B Σ(w - ŵ)⁻ - b + b̂ takes the place of ‖w - ŵ‖_1 B.",
    lhs=norm(box_errors(f, l), sp.oo),
    rhs=norm(Vec(sp.Lambda(i, rho(f, l) * (_below + At(box_changes_nonnegative(f, l), i))), box_errors(f, l)), sp.oo),
    when=(sp.Ge(least_activation(f, l), 0, evaluate=False),),
    tight_at=({"f": Comparison.of_relu([[[1.0]], [[2.0]]], [[[1.0]], [[1.0]]], [[1.0]]), "l": 2},),
)
