"""A6, Bill Gates, for the effective dimension: who is rich enough makes sparser by growing."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, effective_dimension, mass, norm
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.symbols import S, d, s, w

_half, _one = sp.Rational(1, 2), sp.Integer(1)
_factor = 1 + sp.Abs(s)
_grown_half = sp.sqrt(_factor) * mass(S, w, _half) + mass(Compl(S), w, _half)
_grown = _factor * mass(S, w, 1) + mass(Compl(S), w, 1)

BOUND = Bound(
    id="axiom-bill-gates",
    label="A6",
    title="If entries S hold a larger share of Σ|w| than of Σ√|w|, N_{½,1} does not rise when they grow in proportion.",
    lhs=_grown_half**2 / _grown,
    rhs=effective_dimension(w, _half, _one),
    over={s: Real()},
    when=(sp.Le(mass(S, w, _half) * norm(w, 1), mass(S, w, 1) * sp.sqrt(norm(w, _half)), evaluate=False),),
    cites=("hurley2009, §II",),
    tight_at=({"w": np.ones(2), "S": np.array([True, True]), "s": 1},),
    signs=(d,),
)
