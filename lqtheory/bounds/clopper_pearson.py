"""D1: an exact confidence limit of a probability, such as that of a point lost to pruning."""

from lqtheory.atoms.trials import miscoverage
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.symbols import N, delta, p

BOUND = Bound(
    id="clopper-pearson",
    label="D1",
    title="The upper limit of Clopper and Pearson at level δ is at most the true probability with chance <= δ.",
    lhs=miscoverage(N, p, delta),
    rhs=delta,
    over={p: Real(0, 1, "[]")},
    cites=("clopper1934, upper limit",),
    uses=("binomial-monotone",),
    tight_at=({"N": 2, "p": "1/2", "delta": "1/4"}, {"N": 1, "p": "1/4", "delta": "3/4"}),
)
