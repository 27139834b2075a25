"""A6, Cloning, for the effective dimension: of a vector and its copy it is twice that of the vector."""

import numpy as np
import sympy as sp

from lqtheory.atoms import effective_dimension, mass
from lqtheory.bound import Bound
from lqtheory.domains import Real, Vector
from lqtheory.primitives import All
from lqtheory.symbols import d, m, p, q, v, w


def _joined(order: sp.Expr) -> sp.Expr:
    """Return the norm of the vector that w and v form together."""
    return (mass(All(w), w, order) + mass(All(v), v, order)) ** (1 / order)


BOUND = Bound(
    id="axiom-cloning",
    label="A6",
    title="The effective dimension of two vectors joined is at most the sum of theirs, and that sum if they are equal.",
    lhs=(_joined(p) / _joined(q)) ** (p * q / (q - p)),
    rhs=effective_dimension(w, p, q) + effective_dimension(v, p, q),
    over={w: Vector(d, nonzero=True), v: Vector(m, nonzero=True), q: Real(0, None)},
    cites=("hurley2009, §II",),
    tight_at=({"w": np.array([1.0, -1.0]), "v": np.array([1.0, 1.0]), "p": "1/2", "q": 1},),
    signs=(d, m),
)
