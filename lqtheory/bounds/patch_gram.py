"""C5: a convolution is a dense layer on patches, so what it changes is a quadratic form of their second moment.

Stated for a kernel of three taps, on cells each followed by the cell y, at the places S. Both sides are summed over
the n samples, so on the right stand n|S| times the mean E hhᵀ over data and places: B4 holds for kernels with it.
"""

import numpy as np
import sympy as sp

from lqtheory.atoms.convolution import patch_moment
from lqtheory.bound import Bound
from lqtheory.domains import IndexSet, Labels, Real
from lqtheory.primitives import All, At, SumOn, equal
from lqtheory.symbols import F, S, a, c, i, p, q, s, y

_next = At(y, i)
_output = p * At(F, a, i) + q * At(F, a, _next) + s * At(F, a, At(y, _next))
_moment, _taps = patch_moment(F, y, S), (p, q, s)

BOUND = Bound(
    id="patch-gram",
    label="C5",
    title="Squared outputs of a kernel, summed over places, are |places| times its quadratic form in E hhᵀ, h patches.",
    **equal(
        SumOn(All(F), sp.Lambda(a, SumOn(S, sp.Lambda(i, _output**2)))),
        sp.Add(*(x * z * At(_moment, j, k) for j, x in enumerate(_taps) for k, z in enumerate(_taps))),
    ),
    over={S: IndexSet(c), y: Labels(c, c), p: Real(), q: Real(), s: Real()},
    tight_at=(
        {
            **{"F": np.array([[1.0, 2.0, 0.0]]), "y": np.array([1, 2, 2]), "S": np.array([True, True, False])},
            **{"p": 1, "q": 1, "s": 1},
        },
    ),
    scales=(F,),
)
