"""C2: errors of single units, carried through the absolute values of the pruned weights."""

import sympy as sp

from lqtheory.atoms import norm
from lqtheory.atoms.networks import local_errors, pruned_weights, rho, unit_errors
from lqtheory.bound import Bound
from lqtheory.networks import Comparison
from lqtheory.primitives import All, At, SumOn, Vec
from lqtheory.symbols import f, i, j, l

_below = SumOn(
    All(unit_errors(f, l - 1)),
    sp.Lambda(j, sp.Abs(At(pruned_weights(f, l), i, j)) * At(unit_errors(f, l - 1), j)),
)

BOUND = Bound(
    id="elementwise",
    label="C2",
    title="The error after a layer is at most the norm of ρ(|Ŵ| e + δ): e the errors of the units below, δ local ones.",
    lhs=norm(unit_errors(f, l), 2),
    rhs=norm(Vec(sp.Lambda(i, rho(f, l) * (_below + At(local_errors(f, l), i))), unit_errors(f, l)), 2),
    tight_at=({"f": Comparison.of_relu([[[2.0]], [[1.0]]], [[[1.0]], [[1.0]]], [[1.0]]), "l": 2},),
)
