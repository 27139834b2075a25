"""C6: a margin moves by at most √2 times the Euclidean change of the logits."""

import sympy as sp

from lqtheory.atoms.outputs import margins, squared_row_gap
from lqtheory.bound import Bound
from lqtheory.derivation import Derivation, Step
from lqtheory.domains import Integer, Matrix
from lqtheory.primitives import At, SumOn
from lqtheory.rules.margins import RIVAL, MarginByRival, TwoClasses, lead
from lqtheory.rules.scalars import Cases, Identity
from lqtheory.symbols import F, G, a, c, n, y

_fall = At(margins(F, y), a) - At(margins(G, y), a)
_fall_of_lead = lead(F, a) - lead(G, a)
_true = At(y, a)
_changes = squared_row_gap(F, G, a)
_where, _square = _changes.args
_twice = sp.Lambda(_square.variables, 2 * _square.expr)

DERIVATION = Derivation(
    proves=Bound(
        id="margin-change",
        label="C6",
        title="The square of the fall of a margin is at most twice the squared change of the logits.",
        lhs=sp.Max(_fall, 0) ** 2,
        rhs=2 * _changes,
        over={F: Matrix(n, c, least_columns=2), G: Matrix(n, c, least_columns=2), a: Integer(0, n - 1)},
    ),
    steps=(
        Step(
            "<=",
            sp.Max(_fall_of_lead, 0) ** 2,
            "A margin is the smallest lead of the true class; take the rival j that is strongest for G.",
            MarginByRival(F, G, a),
        ),
        Step(
            "<=",
            _twice(_true) + _twice(RIVAL),
            "(x - z)² <= 2x² + 2z² for the changes x, z of the two logits.",
            Cases(((At(F, a, _true), (At(F, a, RIVAL) + lead(G, a),)),)),
        ),
        Step("<=", SumOn(_where, _twice), "Two of the classes.", TwoClasses(_twice, F, a)),
        Step("=", 2 * _changes, "A constant stands before the sum.", Identity()),
    ),
)
