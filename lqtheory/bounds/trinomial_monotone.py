"""D1: rarer losses and more frequent gains make good outcomes likelier; so a null hypothesis is tested at corners."""

from lqtheory.atoms.trials import trinomial_cdf
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.symbols import A, N, T, eta, m, p, s, theta

_gained = s * (1 - p)
_neither = (1 - p) * (1 - s)

BOUND = Bound(
    id="trinomial-monotone",
    label="D1",
    title="The chance of few points lost or many gained never falls when losing gets rarer and gaining more frequent.",
    lhs=trinomial_cdf(A, T, N, p + eta * _neither, _gained),
    rhs=trinomial_cdf(A, T, N, p, _gained + theta * _neither),
    over={A: Vector(m), T: Vector(m), p: Real(0, 1, "[)"), s: Real(0, 1, "[)"), eta: Real(0, 1, "[]")},
    scope={"p < 1": "where every point is lost on both sides, there is nothing to compare"},
    tight_at=({"A": [1.0, 0.0], "T": [1.0, 0.0], "N": 2, "p": "1/4", "s": "1/2", "eta": 0, "theta": 0},),
)
