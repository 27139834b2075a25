"""C6: Markov's inequality, sample by sample."""

import sympy as sp

from lqtheory.atoms.outputs import margins, squared_row_gap
from lqtheory.derivation import Derivation, Step
from lqtheory.derivations.margin_change import DERIVATION as MARGIN_CHANGE
from lqtheory.primitives import All, At, SumOn, dim
from lqtheory.registry import get
from lqtheory.rules.citing import ByBound
from lqtheory.rules.scalars import Cases, Identity
from lqtheory.rules.sums import Termwise
from lqtheory.symbols import F, G, a, gamma, y

_before, _after = At(margins(F, y), a), At(margins(G, y), a)


def _if(condition: sp.Basic) -> sp.Expr:
    """Return 1 where a condition holds, else 0."""
    return sp.Piecewise((1, condition), (0, True))


def _total(term: sp.Expr) -> sp.Expr:
    return SumOn(All(F), sp.Lambda(a, term))


_lost = _total(_if(_before > 0) - _if(_after > 0))
_small = _if(_before > 0) - _if(_before >= gamma)
_moved = _total(_small + sp.Max(_before - _after, 0) ** 2 / gamma**2)
_charged = _total(_small + 2 * squared_row_gap(F, G, a) / gamma**2)

DERIVATION = Derivation(
    proves="margin-markov",
    steps=(
        Step("=", _lost / dim(F), "Counts are sums of 1 over the samples.", Identity()),
        Step(
            "<=",
            _moved / dim(F),
            "A sample is lost only if its margin was below γ or has fallen by γ.",
            Termwise(_lost, _moved, by=Cases(((_before, (sp.Integer(0), gamma)), (_after, (sp.Integer(0),))))),
        ),
        Step(
            "<=",
            _charged / dim(F),
            "The fall of a margin against the change of the logits.",
            Termwise(_moved, _charged, by=ByBound(MARGIN_CHANGE.bound)),
        ),
        Step("=", get("margin-markov").rhs, "Sums of 1 over the samples are counts.", Identity()),
    ),
)
