"""D1: rarer losses and more frequent gains make good outcomes likelier; so a null hypothesis is tested at corners.

A point is lost, gained or neither in the proportion p + η : s : 1 + θ on the left, p : s + θ : 1 + η on the right. With
η = 0 or θ = 0 these are any chances of which one changes.
"""

from lqtheory.atoms.trials import trinomial_cdf
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.symbols import A, N, T, eta, m, p, s, theta

_all = 1 + p + s + eta + theta

BOUND = Bound(
    id="trinomial-monotone",
    label="D1",
    title="The chance of few points lost or many gained never falls when losing gets rarer and gaining more frequent.",
    lhs=trinomial_cdf(A, T, N, (p + eta) / _all, s / _all),
    rhs=trinomial_cdf(A, T, N, p / _all, (s + theta) / _all),
    over={A: Vector(m), T: Vector(m)} | {x: Real(0, None, "[)") for x in (p, s, theta)},
    tight_at=({"A": [1.0, 0.0], "T": [1.0, 0.0], "N": 2, "p": 1, "s": 2, "eta": 0, "theta": 0},),
)
