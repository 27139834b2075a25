"""E7: no code is shorter than packing allows, held against one that prunes and rounds."""

from lqtheory.atoms import worst_tail
from lqtheory.atoms.rates import packing_limit, support_bits
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import N, b, k, p, q, t

# The code keeps the k largest entries and cuts [-1, 1] into 2^b equal parts for each of them.
_error = (worst_tail(k, N, q, p) ** p + k * 2 ** (-b * p)) ** (1 / p)

BOUND = Bound(
    id="code-packing",
    label="E7",
    title="Keeping k of N weights with b bits each takes no fewer bits than packing asks of any code as exact.",
    lhs=packing_limit(N, t, q, p, _error),
    rhs=k * b + support_bits(N, k),
    over={k: Integer(0, None), b: Integer(0, None), t: Integer(1, None), q: Real(0, None)},
    uses=("prune-quantise",),
    tight_at=({"N": 1, "k": 1, "t": 1, "b": 1, "q": "1/2", "p": 1},),
)
