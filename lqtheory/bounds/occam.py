"""E8: a network that can be told in few bits does not fit its training points by chance.

The networks are those of a prefix-free code that was fixed before the points were drawn. They share the points, so
their misses depend on each other: their chances are added up.
"""

import sympy as sp

from lqtheory.atoms.training import occam_miss
from lqtheory.bound import Bound
from lqtheory.domains import Matrix, Vector
from lqtheory.primitives import All, At, SumOn
from lqtheory.symbols import H, N, c, delta, i, kappa, n

BOUND = Bound(
    id="occam",
    label="E8",
    title="With chance 1-δ no network of κ bits, Σ 2^-κ <= 1, has a risk √((κ ln2 - ln δ)/2N) above that in training.",
    lhs=occam_miss(N, H, kappa, delta),
    rhs=delta,
    over={H: Matrix(n, c), kappa: Vector(c)},
    when=(sp.Le(SumOn(All(kappa), sp.Lambda(i, 2 ** -At(kappa, i))), 1, evaluate=False),),
    cites=("zhou2019, bound by code length",),
)
