"""C1, one layer: what propagation is the solution of."""

from lqtheory.atoms import norm
from lqtheory.atoms.networks import gain, local_errors, rho, unit_errors
from lqtheory.bound import Bound
from lqtheory.networks import Comparison
from lqtheory.symbols import f, l

BOUND = Bound(
    id="propagation-layer",
    label="C1",
    title="The error after a layer is at most ρ times (the error below times the gain, plus the local error).",
    lhs=norm(unit_errors(f, l), 2),
    rhs=rho(f, l) * (gain(f, l) * norm(unit_errors(f, l - 1), 2) + norm(local_errors(f, l), 2)),
    tight_at=({"f": Comparison.of_relu([[[2.0]], [[1.0]]], [[[1.0]], [[1.0]]], [[1.0]]), "l": 2},),
)
