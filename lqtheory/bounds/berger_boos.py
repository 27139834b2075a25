"""D1: a p-value where the hypothesis leaves a probability open, such as that of a point gained by pruning.

Where value j is true and its p-values are valid, the right side is at most ε + γ: so the largest p-value over the
confidence set, plus γ, is a p-value.
"""

from lqtheory.atoms.trials import nuisance_error, nuisance_miss
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.symbols import H, V, eps, gamma

BOUND = Bound(
    id="berger-boos",
    label="D1",
    title="The largest p-value over a confidence set is at most ε with chance <= P(H_j <= ε) + P(j is not in the set).",
    lhs=nuisance_error(H, V, gamma, eps),
    rhs=nuisance_miss(H, V, gamma, eps),
    over={gamma: Real(), eps: Real()},
    cites=("berger1994, p-value over a confidence set",),
    tight_at=(
        {
            "H": [[0.25, 0.0], [0.5, 0.25], [0.75, 0.0], [1.0, 0.0]],
            "V": [[1.0, 1.0], [0.25, 1.0], [1.0, 1.0], [1.0, 1.0]],
            "gamma": "1/4",
            "eps": "1/4",
        },
    ),
)
