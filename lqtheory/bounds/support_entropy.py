"""E2: what it takes to tell which weights are kept."""

import sympy as sp

from lqtheory.bound import Bound
from lqtheory.domains import Integer
from lqtheory.symbols import i, k, r

BOUND = Bound(
    id="support-entropy",
    label="E2",
    title="The log of the number of supports that keep k and drop r weights is at most k + r times the entropy of k:r.",
    lhs=sp.Sum(sp.log((r + i) / i), (i, 1, k)) / sp.log(2),
    rhs=(k * sp.log((k + r) / k) + r * sp.log((k + r) / r)) / sp.log(2),
    over={k: Integer(1, None)},
    cites=("cover2006, Thm 11.1.3",),
)
