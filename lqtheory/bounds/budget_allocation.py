"""C7: the cheapest way to share an error budget among neurons whose errors fall like powers."""

import numpy as np
import sympy as sp

from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.primitives import All, At, SumOn
from lqtheory.symbols import A, eps, i, kappa, s

_errors = SumOn(All(A), sp.Lambda(i, At(A, i) * At(kappa, i) ** (-s)))

BOUND = Bound(
    id="budget-allocation",
    label="C7",
    title="Counts κ_i with Σ A_i κ_i^(-s) <= ε sum to at least (Σ A_i^(1/(1+s)))^((1+s)/s) ε^(-1/s), the closed form.",
    lhs=SumOn(All(A), sp.Lambda(i, At(A, i) ** (1 / (1 + s)))) ** ((1 + s) / s) * eps ** (-1 / s),
    rhs=SumOn(All(kappa), sp.Lambda(i, At(kappa, i))),
    over={eps: Real(0, None)},
    when=(sp.Le(_errors, eps, evaluate=False),),
    tight_at=({"A": np.ones(2), "kappa": np.full(2, 2.0), "s": 1, "eps": 1},),
)
