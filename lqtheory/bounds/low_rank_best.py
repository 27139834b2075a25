"""E3: no matrix of low rank is nearer than the truncated singular value decomposition.

With W Xᵀ in place of W, X a row per sample, it speaks of the error on data: then W' = QQᵀW attains it.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms import tail
from lqtheory.atoms.matrices import range_distance, singular_values
from lqtheory.bound import Bound
from lqtheory.primitives import dim
from lqtheory.symbols import H, U, m

_values = singular_values(H)

BOUND = Bound(
    id="low-rank-best",
    label="E3",
    title="Every product UV with U of m columns misses a matrix by at least the ℓ2 tail of its singular values.",
    lhs=tail(_values, sp.Min(m, dim(_values)), 2),
    rhs=range_distance(H, U),
    cites=("eckart1936, main theorem",),
    tight_at=({"H": np.diag([2.0, 1.0]), "U": np.array([[1.0], [0.0]])},),
    scales=(H,),
)
