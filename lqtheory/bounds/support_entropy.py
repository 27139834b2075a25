"""E2: what it takes to tell which weights are kept."""

import sympy as sp

from lqtheory.atoms import Compl, Count
from lqtheory.bound import Bound
from lqtheory.symbols import S, i

_kept, _dropped = Count(S), Count(Compl(S))

BOUND = Bound(
    id="support-entropy",
    label="E2",
    title="The log of the number of sets of K among d weights is at most d times the entropy of the share K/d.",
    lhs=sp.Sum(sp.log((_dropped + i) / i), (i, 1, _kept)) / sp.log(2),
    rhs=(_kept * sp.log((_kept + _dropped) / _kept) + _dropped * sp.log((_kept + _dropped) / _dropped)) / sp.log(2),
    cites=("cover2006, Thm 11.1.3",),
)
