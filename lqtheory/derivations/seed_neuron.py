"""C4, one neuron: pruned to its k largest weights, on inputs x that have moved by e."""

import sympy as sp

from lqtheory.atoms import Compl, Top, mass, norm, tail, worst_tail
from lqtheory.bound import Bound
from lqtheory.derivation import Derivation, Step
from lqtheory.domains import Integer, Real, Vector
from lqtheory.primitives import All, At, MaxOver, SumOn
from lqtheory.rules.citing import ByBound
from lqtheory.rules.scalars import Difference, Identity
from lqtheory.rules.sums import AtMost, EntryBelowMaximum, Part, Subset, Termwise, Triangle
from lqtheory.symbols import d, i, k, p, q, r, w

e, x = sp.symbols("e x")
_top = Top(w, k)
_e, _x = norm(e, sp.oo), norm(x, sp.oo)


def _sum(where: sp.Basic, term: sp.Expr) -> sp.Expr:
    return SumOn(where, sp.Lambda(i, term))


_error = sp.Abs(_sum(_top, At(w, i) * (At(x, i) + At(e, i))) - _sum(All(w), At(w, i) * At(x, i)))
_split = sp.Abs(_sum(_top, At(w, i) * At(e, i)) - _sum(Compl(_top), At(w, i) * At(x, i)))
_kept = _sum(_top, sp.Abs(At(w, i)) * sp.Abs(At(e, i)))
_kept_at_most = _sum(_top, sp.Abs(At(w, i)) * _e)
_dropped = _sum(Compl(_top), sp.Abs(At(w, i)) * sp.Abs(At(x, i)))
_dropped_at_most = _sum(Compl(_top), sp.Abs(At(w, i)) * _x)
_flattest = worst_tail.define(sp.Integer(0), d, q, sp.Integer(1))
_powers = MaxOver(sp.Lambda(r, r ** (1 - 1 / q)), 0, d)
_worst = worst_tail(k, d, q, 1)

DERIVATION = Derivation(
    proves=Bound(
        id="seed-neuron",
        label="C4",
        title="Pruned to its k largest weights, a neuron moves by at most ‖w‖_q (‖e‖_oo + C ‖x‖_oo).",
        lhs=_error,
        rhs=norm(w, q) * (_e + _worst * _x),
        over={e: Vector(d), x: Vector(d), k: Integer(0, d), q: Real(0, 1, "(]")},
    ),
    steps=(
        Step("=", _split, "The kept weights see the change e, the dropped ones are missed.", Identity()),
        Step(
            "<=",
            _sum(_top, sp.Abs(At(w, i) * At(e, i))) + _sum(Compl(_top), sp.Abs(At(w, i) * At(x, i))),
            "The triangle inequality.",
            Triangle(_split),
        ),
        Step("=", _kept + _dropped, "The size of a product is the product of the sizes.", Identity()),
        Step(
            "<=",
            _kept_at_most + _dropped,
            "No entry of e is larger than its largest.",
            Termwise(_kept, _kept_at_most, by=EntryBelowMaximum(e, i)),
        ),
        Step(
            "<=",
            _kept_at_most + _dropped_at_most,
            "No input is larger than the largest.",
            Termwise(_dropped, _dropped_at_most, by=EntryBelowMaximum(x, i)),
        ),
        Step(
            "=",
            _e * mass(_top, w, 1) + _x * tail(w, k, 1),
            "What does not depend on the index stands before the sum.",
            Identity(unfold=(tail,)),
        ),
        Step(
            "<=",
            _e * mass(All(w), w, 1) + _x * tail(w, k, 1),
            "The kept weights are some of all.",
            Subset(mass(_top, w, 1), w),
        ),
        Step(
            "=",
            _e * tail(w, 0, 1) + _x * tail(w, k, 1),
            "All weights are those beyond the 0 largest.",
            Identity(unfold=(tail,)),
        ),
        Step(
            "<=",
            _e * worst_tail(0, d, q, 1) * norm(w, q) + _x * tail(w, k, 1),
            "The exact worst case for k = 0.",
            ByBound("best-term-exact", ((k, sp.Integer(0)), (p, sp.Integer(1)))),
        ),
        Step(
            "=",
            _e * _flattest * norm(w, q) + _x * tail(w, k, 1),
            "The definition of the constant.",
            Identity(unfold=(worst_tail, tail)),
        ),
        Step(
            "=",
            _e * _powers * norm(w, q) + _x * tail(w, k, 1),
            "One power.",
            Termwise(_flattest, _powers, by=Identity(), relation="="),
        ),
        Step(
            "<=",
            _e * norm(w, q) + _x * tail(w, k, 1),
            "It is at most 1 for r >= 1.",
            AtMost(_powers, sp.Integer(1), by=Part(r, sp.Integer(1), by=Difference(), relation=">=")),
        ),
        Step(
            "<=",
            _e * norm(w, q) + _x * _worst * norm(w, q),
            "The exact worst case.",
            ByBound("best-term-exact", ((p, sp.Integer(1)),)),
        ),
        Step("=", norm(w, q) * (_e + _worst * _x), "Collected.", Identity()),
    ),
)
