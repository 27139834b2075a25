"""E5, again and again: the costs of mergings add up, each with the outgoing weights that those before it have left.

There are as many kinks of the activation as outputs, which loses nothing: steps and outgoing weights may be 0.
"""

import numpy as np

from lqtheory.atoms import norm
from lqtheory.atoms.activations import steepest
from lqtheory.atoms.merging import merging_costs, merging_error
from lqtheory.bound import Bound
from lqtheory.domains import Labels, Matrix, Real, Vector
from lqtheory.symbols import H, T, U, V, c, d, kappa, m, n, s, y

BOUND = Bound(
    id="merging-sequence",
    label="E5",
    title="Merging each neuron i into y_i, leaves first, costs at most ρ Σ ‖a_i‖‖(w_i - w_{y_i})h‖, a_i as updated.",
    lhs=merging_error(U, y, V, H, s, kappa, T),
    rhs=steepest(s, kappa, T) * norm(merging_costs(U, y, V, H), 1),
    over={
        **{U: Matrix(m, c), V: Matrix(m, d), H: Matrix(n, d), y: Labels(m, m)},
        **{s: Real(), kappa: Vector(c), T: Vector(c)},
    },
    cites=("srinivas2015, §3 (one merging)",),
    uses=("merging", "merging-sequence-scaled"),
    tight_at=(
        {
            **{"U": np.ones((3, 1)), "y": np.array([1, 2, 2]), "V": np.array([[3.0], [2.0], [1.0]])},
            **{"H": np.array([[1.0]]), "s": 0, "kappa": np.array([1.0]), "T": np.array([0.0])},
        },
    ),
    scales=(U,),
)
