"""D1: a bettor against a drop of the accuracy, from points lost and points gained."""

import sympy as sp

from lqtheory.atoms.trials import betting_success
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.symbols import N, delta, eta, p, s

BOUND = Bound(
    id="betting",
    label="D1",
    title="Betting a share η of the largest bet that the drop is below the true one wins 1/δ-fold with chance <= δ.",
    lhs=betting_success(N, p, s, eta, delta),
    rhs=delta,
    over={p: Real(0, 1, "[]"), s: Real(0, 1, "[]"), eta: Real(0, 1, "[]")},
    when=(sp.Le(p + s, 1, evaluate=False),),
    cites=("waudbysmith2024, capital process",),
    tight_at=({"N": 1, "p": "1/2", "s": 0, "eta": 1, "delta": "1/2"},),
)
