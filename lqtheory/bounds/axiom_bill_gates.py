"""A6, Bill Gates, for the effective dimension: who is rich enough makes sparser by growing."""

import numpy as np
import sympy as sp

from lqtheory.atoms import Compl, effective_dimension, mass
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.primitives import All
from lqtheory.symbols import S, d, eta, p, q, w


def _grown(order: sp.Expr) -> sp.Expr:
    """Return the norm after the entries in S have been multiplied by 1 + η."""
    return ((1 + eta) ** order * mass(S, w, order) + mass(Compl(S), w, order)) ** (1 / order)


BOUND = Bound(
    id="axiom-bill-gates",
    label="A6",
    title="Entries S that have a larger share of the ℓq than of the ℓp mass, p < q, grow and N_{p,q} does not.",
    lhs=(_grown(p) / _grown(q)) ** (p * q / (q - p)),
    rhs=effective_dimension(w, p, q),
    over={w: Vector(d, nonzero=True), q: Real(p, None)},
    when=(sp.Le(mass(S, w, p) * mass(All(w), w, q), mass(S, w, q) * mass(All(w), w, p), evaluate=False),),
    cites=("hurley2009, §II",),
    tight_at=({"w": np.ones(2), "S": np.array([True, True]), "eta": 1, "p": "1/2", "q": 1},),
    signs=(d,),
)
