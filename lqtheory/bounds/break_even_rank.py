"""E3: when two thin factors hold fewer numbers than the matrix."""

import sympy as sp

from lqtheory.bound import Bound
from lqtheory.domains import Integer
from lqtheory.symbols import N, r, t

BOUND = Bound(
    id="break-even-rank",
    label="E3",
    title="Factors of rank r <= Nt/(N+t) hold no more numbers than their N × t matrix.",
    lhs=r * (N + t),
    rhs=N * t,
    over={r: Integer()},
    when=(sp.Le(r, N * t / (N + t), evaluate=False),),
    tight_at=({"N": 4, "t": 4, "r": 2},),
)
