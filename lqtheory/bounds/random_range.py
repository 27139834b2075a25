"""E3, a random factor (Denil et al.): a range that knows nothing of a matrix keeps its share of it, exactly.

Any U will do, once its rows are turned by all signs and cyclic shifts: the mean of these projections is (rank/n) I,
as the signs remove what is off the diagonal and the shifts make the diagonal even. A Gaussian U turned like this has
the law that it had, so E‖W - UU⁺W‖² = (1 - r/n)‖W‖² for it too. The equality is stated n times.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms.ranges import column_square, rank, turned_error
from lqtheory.bound import Bound
from lqtheory.domains import Matrix
from lqtheory.primitives import All, At, SumOn, dim, equal
from lqtheory.symbols import H, U, c, j, n

_square = SumOn(All(At(H, 0)), sp.Lambda(j, column_square(H, j)))

BOUND = Bound(
    id="random-range",
    label="E3",
    title="Projected onto a range turned by all signs and shifts of its n rows, W loses 1 - r/n of ‖W‖_F² on average.",
    **equal(turned_error(H, U), (dim(H) - rank(U)) * _square),
    over={H: Matrix(n, c)},
    cites=("denil2013, random factors",),
    tight_at=({"H": np.array([[1.0, 2.0], [0.0, 1.0]]), "U": np.array([[1.0], [3.0]])},),
    scales=(H,),
)
