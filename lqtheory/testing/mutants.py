"""False neighbours of every bound: its right side or its assumptions, changed in one place.

They ask whether a falsifier would notice the mistakes that people make: a constant that is too small, a wrong
exponent, a factor or a term forgotten, min for max, k off by one, an assumption left out. Many a mutant is true all
the same; `lqtheory.testing.falsity` says which are known to be false.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, NamedTuple

import sympy as sp

from lqtheory.atoms import effective_dimension, norm, stechkin_constant, tail, worst_tail
from lqtheory.atoms.multi_norm import multi_norm
from lqtheory.atoms.networks import fan_in, kept
from lqtheory.atoms.sampling import sampling_constant, sampling_rate
from lqtheory.atoms.two_norms import capped_tail
from lqtheory.bound import Bound
from lqtheory.primitives import At, Atom, Count, equal
from lqtheory.symbols import f


class Mutant(NamedTuple):
    """A bound changed in one place, with no hint of where it would fail."""

    name: str
    """What was changed, such as `exponent 1/q x 1.1`; unique among the mutants of one bound."""
    bound: Bound


class Place(NamedTuple):
    """A part of an expression."""

    part: sp.Basic
    role: str
    """"value"; "exponent" (of a power, or of an atom such as a norm) and "inside" one; "limit" of a sum; "layer"."""
    put: Callable[[sp.Basic], sp.Basic]
    """Returns the whole expression with another part in this place."""


EXPONENTS: dict[type, tuple[int, ...]] = {
    norm: (1,),
    tail: (2,),
    multi_norm: (2,),
    worst_tail: (2, 3),
    stechkin_constant: (0, 1),
    effective_dimension: (1, 2),
    capped_tail: (3,),
    sampling_constant: (2,),
    sampling_rate: (0,),
}
"""Which arguments of an atom are exponents."""

FACTORS = (sp.Rational(9, 10), sp.Rational(1, 2))
ENDS = 2
"""Of a minimum or maximum of many alternatives, so many are changed one by one: the first ones and the last ones."""


def stripped(bound: Bound, rhs: sp.Expr | None = None) -> Bound:
    """Return the statement alone: what a search for counterexamples may see."""
    rhs = bound.rhs if rhs is None else rhs
    return Bound(id="statement", lhs=bound.lhs, rhs=rhs, over=bound.over, when=bound.when)


def mutants(bound: Bound) -> list[Mutant]:
    """Return the mutants of a bound, in a fixed order, no statement twice.

    The left side says what is claimed and stays, except in an equality, max(x, y) <= min(x, y): there each of x and y
    is changed on both sides, as `x = y` would be. Folklore that is refuted has none: its baseline is false already.
    """
    if bound.refuted_by is not None:
        return []
    seen, names, found = {_statement(bound)}, Counter(), []
    for name, mutant in chain(_changed(bound), _less_assumed(bound)):
        if mutant.rhs.has(sp.nan, sp.zoo) or _statement(mutant) in seen:
            continue
        seen.add(_statement(mutant))
        names[name] += 1
        found.append(Mutant(name if names[name] == 1 else f"{name} ({names[name]})", mutant))
    return found


def places(e: sp.Basic, role: str = "value", put: Callable[[sp.Basic], sp.Basic] = lambda x: x) -> Iterator[Place]:
    """Yield every part of an expression in which a mistake can be made, the whole first."""
    yield Place(e, role, put)
    for n, inner in _inner(e, role):

        def put_inside(new: sp.Basic, n: int = n) -> sp.Basic:
            return put(_rebuilt(e, (*e.args[:n], new, *e.args[n + 1 :])))

        yield from places(e.args[n], inner, put_inside)


def _rebuilt(e: sp.Basic, parts: tuple[sp.Basic, ...]) -> sp.Basic:
    if isinstance(e, sp.Min | sp.Max) and len(parts) > 1:  # sympy would compare every two alternatives
        return type(e)(*parts, evaluate=False)
    return e.func(*parts)


def _inner(e: sp.Basic, role: str) -> Iterator[tuple[int, str]]:
    """Yield which arguments are looked into, and the role of each."""
    below = "inside" if role in ("exponent", "inside") else "value"
    match e:
        case _ if role == "limit":
            return
        case _ if role == "layer":
            yield from ((n, role) for n in range(len(e.args)))
        case At():
            yield 0, below
        case sp.Lambda():
            yield 1, below
        case sp.Tuple():  # index, first, last: of a sum or a product
            yield from ((1, "limit"), (2, "limit"))
        case Atom() if e.args[0] == f:  # a quantity of a network, mostly of one layer
            yield from ((n, "layer") for n in range(1, len(e.args)))
        case sp.Pow():
            yield from ((0, below), (1, "exponent" if below == "value" else "inside"))
        case sp.Min() | sp.Max() if len(e.args) > 2 * ENDS:
            yield from ((n, below) for n in (*range(ENDS), *range(len(e.args) - ENDS, len(e.args))))
        case _:
            exponents = EXPONENTS.get(type(e), ())
            yield from ((n, "exponent" if n in exponents else below) for n in range(len(e.args)))


def _changed(bound: Bound) -> Iterator[tuple[str, Bound]]:
    """Yield the bound with a wrong right side, or a wrong side of the equality that it states."""
    if isinstance(bound.rhs, sp.Min) and bound.lhs == sp.Max(*bound.rhs.args, evaluate=False):
        x, y = bound.rhs.args
        for name, wrong in _wrong(x):
            yield f"one side: {name}", Bound(id="statement", **equal(wrong, y), over=bound.over, when=bound.when)
        for name, wrong in _wrong(y):
            yield f"other side: {name}", Bound(id="statement", **equal(x, wrong), over=bound.over, when=bound.when)
    else:
        for name, wrong in _wrong(bound.rhs):
            yield name, stripped(bound, wrong)


def _wrong(e: sp.Expr) -> Iterator[tuple[str, sp.Expr]]:
    """Yield an expression with one mistake."""
    for factor in FACTORS:
        yield f"whole x {float(factor):g}", factor * e
    for change in (_coefficients, _exponents, _dropped, _swapped):
        for place in places(e):
            for name, part in change(place):
                yield name, place.put(part)
    yield from _off_by_one(e)


def _coefficients(place: Place) -> Iterator[tuple[str, sp.Basic]]:
    e = place.part
    if place.role == "value" and isinstance(e, sp.Add | sp.Mul):
        for n, x in enumerate(e.args):
            if isinstance(x, sp.Rational):
                for factor in FACTORS:
                    yield (
                        f"coefficient {x} x {float(factor):g}",
                        _rebuilt(e, (*e.args[:n], factor * x, *e.args[n + 1 :])),
                    )


def _exponents(place: Place) -> Iterator[tuple[str, sp.Basic]]:
    if place.role == "exponent":
        for factor in (sp.Rational(11, 10), sp.Rational(9, 10)):
            yield f"exponent {_short(place.part)} x {float(factor):g}", factor * place.part


def _dropped(place: Place) -> Iterator[tuple[str, sp.Basic]]:
    e = place.part
    kinds = {sp.Add: "term", sp.Mul: "factor", sp.Min: "alternative", sp.Max: "alternative"}
    if place.role != "layer" and type(e) in kinds:
        for n, _ in _inner(e, place.role):
            yield f"without {kinds[type(e)]} {_short(e.args[n])}", _rebuilt(e, (*e.args[:n], *e.args[n + 1 :]))


def _swapped(place: Place) -> Iterator[tuple[str, sp.Basic]]:
    other = {sp.Min: sp.Max, sp.Max: sp.Min}.get(type(place.part))
    if other:
        yield f"{other.__name__} for {type(place.part).__name__}", other(*place.part.args, evaluate=False)


def _off_by_one(e: sp.Expr) -> Iterator[tuple[str, sp.Expr]]:
    """Change a count by one: wherever it stands, or in one place of several."""
    counted: dict[sp.Basic, list[Place]] = {}
    for place in places(e):
        if place.role == "limit" or _counts(place.part, e):
            counted.setdefault(place.part, []).append(place)
    for count, found in counted.items():
        for one in (1, -1):
            text = f"({_short(count)})" if isinstance(count, sp.Add) else _short(count)
            name = f"{text} {'+' if one > 0 else '-'} 1"
            if len(found) > 1:
                yield f"{name} everywhere", e.xreplace({count: count + one})
            for place in found:
                yield name, place.put(count + one)


def _counts(part: sp.Basic, e: sp.Expr) -> bool:
    counts = isinstance(part, Count | kept | fan_in)
    return counts or (isinstance(part, sp.Symbol) and bool(part.is_integer) and part in e.free_symbols)


def _less_assumed(bound: Bound) -> Iterator[tuple[str, Bound]]:
    for text, wider in bound.assumptions().items():
        yield f"without {_short(text)}", stripped(wider)


def _statement(bound: Bound) -> tuple[Any, ...]:
    return bound.lhs, bound.rhs, bound.when, tuple(bound.over.items())


def _short(e: object) -> str:
    text = str(e)
    return text if len(text) <= 40 else f"{text[:39]}…"
