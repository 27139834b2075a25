"""E5, again and again, as `merge` does it: the neuron that stands in is scaled, and activations are compared."""

import numpy as np

from lqtheory.atoms import norm
from lqtheory.atoms.merging import scaled_merging_costs, scaled_merging_error
from lqtheory.bound import Bound
from lqtheory.domains import Labels, Matrix, Vector
from lqtheory.symbols import F, U, c, m, n, v, y

BOUND = Bound(
    id="merging-sequence-scaled",
    label="E5",
    title="Putting v_i h_{y_i} for each h_i, leaves first, costs at most Σ ‖a_i‖‖h_i - v_i h_{y_i}‖, a as updated.",
    lhs=scaled_merging_error(U, y, v, F),
    rhs=norm(scaled_merging_costs(U, y, v, F), 1),
    over={U: Matrix(m, c), F: Matrix(n, m), y: Labels(m, m), v: Vector(m)},
    tight_at=(
        {
            **{"U": np.ones((3, 1)), "y": np.array([1, 2, 2]), "v": np.array([1.0, 2.0, 1.0])},
            **{"F": np.array([[5.0, 4.0, 1.0]])},
        },
    ),
    scales=(U,),
)
