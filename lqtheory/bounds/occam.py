"""E8: a network that can be told in few bits does not fit its training points by chance."""

import sympy as sp

from lqtheory.atoms.trials import occam_miss
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.primitives import All, At, SumOn
from lqtheory.symbols import N, delta, i, kappa, m, p

BOUND = Bound(
    id="occam",
    label="E8",
    title="No network of code length κ_i (Kraft: Σ 2^-κ_i <= 1) exceeds its training risk by √((κ_i ln2 + ln 1/δ)/2n).",
    lhs=SumOn(All(kappa), sp.Lambda(i, occam_miss(N, p, At(kappa, i), delta))),
    rhs=delta,
    over={p: Real(0, 1, "[]"), kappa: Vector(m)},
    when=(sp.Le(SumOn(All(kappa), sp.Lambda(i, 2 ** -At(kappa, i))), 1, evaluate=False),),
    cites=("zhou2019, bound by code length",),
)
