"""B5 as its recursion alone gives it, without the error that it starts from: the older factor in the rate."""

import sympy as sp

from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.symbols import q, t, theta

_step = q * t * theta**2 / (2 - q)

BOUND = Bound(
    id="orthogonal-greedy-textbook",
    label="B5",
    title="In B5 ((2-q)/(qtθ²))^(1/q-1/2) may take the place of (1+qtθ²/(2-q))^(1/2-1/q), which is smaller.",
    lhs=(1 + _step) ** (sp.Rational(1, 2) - 1 / q),
    rhs=(1 / _step) ** (1 / q - sp.Rational(1, 2)),
    over={q: Real(0, 2), theta: Real()},
    cites=("gao2013, Thm 3 (the rate)",),
    uses=("orthogonal-greedy",),
)
