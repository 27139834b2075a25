"""D1: fewer losses are more likely where each is less likely; what lets a null hypothesis be tested at its edge."""

import sympy as sp

from lqtheory.atoms.trials import binomial_cdf
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import N, p, s, t

BOUND = Bound(
    id="binomial-monotone",
    label="D1",
    title="The chance of at most t successes in N trials does not rise with the chance of one.",
    lhs=binomial_cdf(t, N, p),
    rhs=binomial_cdf(t, N, s),
    over={p: Real(0, 1, "[]"), s: Real(0, 1, "[]"), t: Integer()},
    when=(sp.Le(s, p, evaluate=False),),
    tight_at=({"t": 1, "N": 2, "p": "1/2", "s": "1/2"},),
)
