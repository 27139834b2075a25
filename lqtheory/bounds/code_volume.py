"""E7: no code is shorter than volumes allow, held against one that prunes and rounds."""

from lqtheory.atoms import worst_tail
from lqtheory.atoms.rates import support_bits, volume_limit
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import N, b, k, p, q

# The code keeps the k largest entries and cuts [-1, 1] into 2^b equal parts for each of them.
_error = (worst_tail(k, N, q, p) ** p + k * 2 ** (-b * p)) ** (1 / p)

BOUND = Bound(
    id="code-volume",
    label="E7",
    title="Keeping k of N weights with b bits each takes no fewer bits than volumes ask of any code as exact.",
    lhs=volume_limit(N, q, p, _error),
    rhs=k * b + support_bits(N, k),
    over={k: Integer(0, None), b: Integer(0, None), q: Real(0, None)},
    uses=("prune-quantise",),
    tight_at=({"N": 1, "k": 1, "b": 3, "q": "1/2", "p": 2},),
)
