"""C5: what pruning a kernel costs, by the largest eigenvalue of the Gram matrix of its patches (B2 for convolutions).

The taps p, q, s are those that were pruned, with 0 for those that were kept; notation as in `patch-gram`.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms.convolution import patch_moment, patches
from lqtheory.atoms.gram import gram_norm
from lqtheory.bound import Bound
from lqtheory.domains import IndexSet, Labels, Real
from lqtheory.primitives import All, At, SumOn
from lqtheory.symbols import F, S, a, c, i, p, q, s, y

_next = At(y, i)
_output = p * At(F, a, i) + q * At(F, a, _next) + s * At(F, a, At(y, _next))
_moment = patch_moment(F, y, S)
_scaled = sp.Add(*(x**2 * At(_moment, j, j) for j, x in enumerate((p, q, s))))

BOUND = Bound(
    id="patch-gram-norm",
    label="C5",
    title="Pruned taps change a convolution, all places together, by at most (|places| λ_max(G))^½ ‖u‖_2, G: patches.",
    lhs=sp.sqrt(SumOn(All(F), sp.Lambda(a, SumOn(S, sp.Lambda(i, _output**2))))),
    rhs=sp.sqrt(gram_norm(patches(F, y, S)) * _scaled),
    over={S: IndexSet(c), y: Labels(c, c), p: Real(), q: Real(), s: Real()},
    uses=("patch-gram", "gram"),
    tight_at=({"F": np.ones((1, 1)), "y": np.array([0]), "S": np.array([True]), "p": 1, "q": 1, "s": 1},),
    scales=(F,),
)
