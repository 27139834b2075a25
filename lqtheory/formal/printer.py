"""Statements of Coq, printed from a `Bound`: what it says, that it is well defined, and that it is about something."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import sympy as sp

from lqtheory.bound import Bound
from lqtheory.domains import Domain, IndexSet, Integer, Labels, Matrix, NetworkPair, Real, Vector
from lqtheory.formal import partial
from lqtheory.formal.quantities import NETWORKS
from lqtheory.formal.scopes import APPLIED, RESERVED, SUM, Variable, natural
from lqtheory.formal.terms import Writer
from lqtheory.formal.witnesses import exhibit

_HEADER = """\
(* Printed from the bound {id} by lqtheory.formal; do not edit.
   {title}. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.
"""


def file_name(bound_id: str) -> str:
    """Return the name of a bound's files in Coq, without extension."""
    return bound_id.replace("-", "_")


def print_statement(bound: Bound) -> str:
    """Return the file of Coq that states a bound.

    It defines `statement`, `well_defined` (whatever `statement` divides by is not 0, and so on), `inhabited` (the
    hypotheses can hold), and the tactic `exhibit`, which names the point where they do. For a bound about networks
    it defines `left_side` and `right_side` alone, and `well_defined`, as functions of what the bound reads of them:
    what these quantities are is said in `proofs/coq/networks`, by hand.

    Raises
    ------
    TypeError
        When the bound holds what Coq cannot be told of.
    """
    if any(isinstance(domain, NetworkPair) for domain in bound.over.values()):
        return _sides(bound)
    writer = Writer(_variables(bound))
    sides = [writer.real(x).within(SUM) for x in (bound.lhs, bound.rhs)]
    given = [_relation(writer, x) for x in bound.when]
    domains = [hypothesis for symbol in bound.over for hypothesis in _domain(writer, symbol, bound.over[symbol])]
    tops = [top.hypothesis for top in writer.tops.values()]
    opaque = [hypothesis for _, hypothesis in writer.opaque.values()]
    lengths = [f"(1 <= {writer.env[x].name})%nat" for x in _filled(bound)]
    partial = _nonzero(bound, writer)
    hypotheses = [*dict.fromkeys([*lengths, *domains, *given, *tops, *opaque, *partial])]
    binders = [f"({x.name} : {type_of(x)})" for x in writer.env.values()]
    binders += [f"({x.name} : {'nat -> ' * (len(x.over) + 1)}bool)" for x in writer.tops.values()]
    binders += [f"({x.name} : {type_of(x)})" for x, _ in writer.opaque.values()]
    given_that = [f"({x}) ->" for x in hypotheses]
    parts = [
        _header(bound),
        _quantified("statement", "forall", binders, [*given_that, sides[0], f"<= {sides[1]}"]),
        _quantified("well_defined", "forall", binders, [*given_that, *_conjunction(writer.needs)]),
        _quantified("inhabited", "exists", binders, _conjunction([f"({x})" for x in hypotheses])),
        exhibit(bound, writer),
    ]
    return "\n".join(parts)


def _sides(bound: Bound) -> str:
    """Return the file that defines the sides of a bound about networks."""
    writer = Writer(_variables(bound))
    sides = [writer.real(x).text for x in (bound.lhs, bound.rhs)]
    binders = [f"({x.name} : {type_of(x)})" for x in writer.env.values()]
    binders += [f"({x.name} : {'nat -> ' * (x.levels + x.axes)}{x.kind})" for x in writer.layers.values()]
    bodies = zip(_SIDES, [[sides[0]], [sides[1]], _conjunction(writer.needs)], strict=True)
    blocks = [_definition(f"{name} {' '.join(binders)} : {kind}", lines) for (name, kind), lines in bodies]
    return "\n".join([_header(bound), *blocks])


_SIDES = (("left_side", "R"), ("right_side", "R"), ("well_defined", "Prop"))


def _header(bound: Bound) -> str:
    return _HEADER.format(id=bound.id, title=bound.title.rstrip(".").replace('"', "'"))


def _variables(bound: Bound) -> dict[sp.Basic, Variable]:
    """Return the variables of a statement: the lengths first, then the bound's symbols."""
    axes = {x: Integer(0) for domain in bound.over.values() for x in _axes(domain)}
    named = {**{x: axes[x] for x in sorted(axes, key=str)}, **bound.over}
    named = {x: domain for x, domain in named.items() if x not in NETWORKS}
    return {x: _variable(x.name + "_" * (x.name in RESERVED), domain) for x, domain in named.items()}  # type: ignore[attr-defined]


def _axes(domain: Domain) -> tuple[sp.Symbol, ...]:
    match domain:
        case Matrix():
            return (domain.rows, domain.columns)
        case Vector() | IndexSet() | Labels():
            return (domain.axis,)
        case NetworkPair():
            return (domain.depth,)
    return ()


def _variable(name: str, domain: Domain) -> Variable:
    match domain:
        case Real():
            return Variable(name, "R")
        case Integer():
            return Variable(name, "nat" if _natural(domain) else "Z")
        case Vector() | Matrix():
            return Variable(name, "R", _axes(domain))
        case IndexSet():
            return Variable(name, "bool", _axes(domain))
        case Labels():
            return Variable(name, "nat", _axes(domain))
    raise TypeError(f"{name} is {domain}, of which Coq cannot be told")


def _natural(domain: Integer) -> bool:
    """Tell whether the smallest value is certainly no negative number."""
    return domain.lower is not None and bool(sp.sympify(domain.lower) >= 0)


def type_of(x: Variable) -> str:
    """Return the type of Coq that a variable has."""
    return "nat -> " * len(x.shape) + x.kind


def _filled(bound: Bound) -> list[sp.Symbol]:
    """Return the axes that cannot be empty."""
    arrays = [domain for domain in bound.over.values() if not isinstance(domain, IndexSet)]
    return sorted({x for domain in arrays for x in _axes(domain)}, key=str)


def _domain(writer: Writer, symbol: sp.Symbol, domain: Any) -> Iterator[str]:
    """Write what a domain says of a variable."""
    name = writer.env[symbol].name
    match domain:
        case Real() | Integer():
            yield from _interval(writer, symbol, domain)
        case Vector(axis=axis):
            size = writer.nat(axis)
            if domain.nonzero:
                yield f"exists i, (i < {size})%nat /\\ {name} i <> 0"
            if domain.positive or domain.nonnegative:
                yield f"forall i, (i < {size})%nat -> 0 {'<' if domain.positive else '<='} {name} i"
        case Matrix(least_columns=least) if least > 1:
            yield f"({least} <= {writer.nat(domain.columns)})%nat"
        case Labels():
            yield f"forall i, (i < {writer.nat(domain.axis)})%nat -> ({name} i < {writer.nat(domain.classes)})%nat"


def _interval(writer: Writer, symbol: sp.Symbol, domain: Real | Integer) -> Iterator[str]:
    kind = writer.env[symbol].kind
    write = {"nat": writer.nat, "Z": writer.integer, "R": lambda x: writer.real(x).within(SUM)}[kind]
    signs = ["<=" if end in "[]" else "<" for end in domain.ends]
    lower, upper = (None if x is None else sp.sympify(x) for x in (domain.lower, domain.upper))
    sides = []
    if lower is not None and not (kind == "nat" and lower == 0):
        sides.append(f"{write(lower)} {signs[0]} {write(symbol)}")
    if upper is not None:
        sides.append(f"{write(symbol)} {signs[1]} {write(upper)}")
    yield from (natural(x) if kind == "nat" else f"({x})%Z" if kind == "Z" else x for x in sides)


def _nonzero(bound: Bound, writer: Writer) -> list[str]:
    """Write that the divisors of a partial bound are not 0; only what it divides by may be assumed so."""
    assumed = [f"{writer.real(x).within(APPLIED)} <> 0" for x in partial.DIVISORS.get(bound.id, ())]
    if odd := [x for x in assumed if f"({x})" not in writer.needs]:
        raise TypeError(f"bound {bound.id!r} divides by nothing of which '{odd[0]}' could be assumed")
    return assumed


def _relation(writer: Writer, relation: Any) -> str:
    left, right = (writer.real(x).within(SUM) for x in relation.args)
    return f"{left} {relation.rel_op} {right}"


def _conjunction(parts: list[str]) -> list[str]:
    return [f"{x} /\\" for x in parts[:-1]] + parts[-1:] or ["True"]


def _quantified(name: str, quantifier: str, binders: list[str], lines: list[str]) -> str:
    return _definition(f"{name} : Prop", [f"{quantifier} {' '.join(binders)},", *(f"  {line}" for line in lines)])


def _definition(head: str, lines: list[str]) -> str:
    return "\n".join([_wrapped(f"Definition {head} :="), *(_wrapped(f"  {line}") for line in lines)]) + ".\n"


def _wrapped(line: str) -> str:
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(
        line.strip(), 118, initial_indent=indent, subsequent_indent=f"{indent}  ", break_long_words=False
    )
