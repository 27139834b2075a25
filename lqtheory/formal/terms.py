"""Terms of Coq from expressions over `lqtheory.primitives`.

The printer fails closed: what it does not know raises TypeError. Along with a term it collects what must hold for
the term to have its ordinary meaning (divisors are not 0, bases of powers are positive, indices are in range), since
Coq's functions are total. Terms are walked as `lqtheory.interpreters` walks them: bound indices live in `env`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import sympy as sp

from lqtheory import primitives as prim
from lqtheory.formal.opaque import OPAQUE

RESERVED = frozenset(
    "as at cofix else end exists fix for forall fun if in let match return struct then where with Prop Set Type "
    "R Z nat bool negb ltb leb INR IZR Rabs Rmin Rmax exp ln ceil sum sum_on sum_range prod_range count max_on "
    "max_over topk pow_real I O".split()
)
"""Names that statements use: a symbol of that name is printed with an underscore after it."""

CLOSED, APPLIED, POWER, PRODUCT, SUM, LOOSE = range(6)
"""How tightly a term holds together, from what needs no parentheses on."""


class Variable(NamedTuple):
    """What a symbol stands for in Coq: `kind` is nat, Z, R, or what its entries are; `shape` the lengths of an array."""

    name: str
    kind: str
    shape: tuple[sp.Expr, ...] = ()


class Term(NamedTuple):
    """Text of Coq in R_scope, and how tightly it holds together."""

    text: str
    level: int = CLOSED

    def within(self, level: int) -> str:
        """Return the text, in parentheses where it would fall apart."""
        return self.text if self.level <= level else f"({self.text})"


class Top(NamedTuple):
    """A set of largest entries, which a statement is about for every choice among equal ones."""

    name: str
    over: tuple[tuple[sp.Basic, str], ...]
    """Indices that it depends on, each with its name."""
    hypothesis: str


class Writer:
    """Write terms, and remember the obligations, sets of largest entries and opaque quantities met on the way."""

    def __init__(self, env: Mapping[sp.Basic, Variable]) -> None:
        self.env = dict(env)
        self.used = {x.name for x in self.env.values()} | RESERVED
        self.scopes: list[tuple[str, list[str]]] = []
        self.running: list[sp.Basic] = []
        self.needs: list[str] = []
        self.tops: dict[tuple[Any, ...], Top] = {}
        self.opaque: dict[sp.Basic, tuple[Variable, str]] = {}

    # -- scopes and obligations -------------------------------------------------------------------------------

    def fresh(self, name: str) -> str:
        """Return a name like this one that is not in use."""
        base = re.sub(r"_.*", "", name) or "x"
        return next(x for x in (base, *(f"{base}{n}" for n in range(100))) if x not in self.used)

    @contextmanager
    def bound(self, index: sp.Symbol, *conditions: Callable[[str], str]) -> Iterator[str]:
        """Let `index` run: inside, it is a natural number of which the conditions hold."""
        name = self.fresh(index.name)
        self.used.add(name)
        self.scopes.append((name, []))
        for condition in conditions:
            self.scopes[-1][1].append(condition(name))
        with self.standing(index, name):
            yield name
        self.scopes.pop()
        self.used.remove(name)

    @contextmanager
    def standing(self, index: sp.Symbol, name: str) -> Iterator[None]:
        """Let `index` stand for a natural number that is already printed."""
        outer = self.env
        self.env = {**outer, index: Variable(name, "nat")}
        self.running.append(index)
        yield
        self.running.pop()
        self.env = outer

    def need(self, obligation: str) -> None:
        """Remember what must hold wherever the indices in scope may be."""
        if any(obligation in conditions for _, conditions in self.scopes):
            return
        text = f"({obligation})"
        for name, conditions in reversed(self.scopes):
            text = f"(forall {name}, " + "".join(f"{condition} -> " for condition in conditions) + f"{text})"
        if text not in self.needs:
            self.needs.append(text)

    # -- natural numbers and integers -------------------------------------------------------------------------

    def nat(self, e: sp.Basic) -> str:
        """Write a natural number; a difference comes with the obligation that it is one."""
        match e:
            case sp.Integer() if e >= 0:  # type: ignore[operator]
                return f"{e}%nat"
            case sp.Symbol() if e in self.env and self.env[e].kind == "nat":
                return self.env[e].name
            case prim.Count():
                return self.count(e.args[0])
            case prim.At() if self.kind(e.args[0]) == "nat":
                return self.entry(e.args[0], [self.nat(x) for x in e.args[1:]]).within(CLOSED)
            case sp.Min():
                return _nested("Nat.min", [self.nat(x) for x in _sorted(e.args)])
            case sp.Add() | sp.Max() if e.has(prim.Ceil):
                return self.truncated(e)
            case prim.Ceil():
                return self.truncated(e)
            case sp.Max():
                return _nested("Nat.max", [self.nat(x) for x in _sorted(e.args)])
            case sp.Add():
                plus, minus = ([self.nat(abs(c) * x) for c, x in _signed(e, sign)] for sign in (1, -1))
                total = " + ".join(plus or ["0%nat"])
                if minus:
                    self.need(f"({' + '.join(minus)} <= {total})%nat")
                    total = f"{total if len(plus) < 2 else f'({total})'} - " + " - ".join(minus)
                return f"({total})%nat"
            case sp.Mul():
                return f"({' * '.join(self.nat(x) for x in _sorted(e.args))})%nat"
        raise TypeError(f"no natural number of Coq is known for {e} ({type(e).__name__})")

    def truncated(self, e: sp.Basic) -> str:
        """Write an integer as a natural number, with the obligation that it is one."""
        self.need(f"(0 <= {self.integer(e)})%Z")
        return f"(Z.to_nat {self.integer(e)})"

    def integer(self, e: sp.Basic) -> str:
        """Write an integer, of type Z."""
        match e:
            case sp.Integer():
                return f"({e})%Z"
            case sp.Symbol() if e in self.env and self.env[e].kind == "Z":
                return self.env[e].name
            case prim.Ceil():
                return f"(ceil {self.real(e.args[0]).within(CLOSED)})"
            case sp.Min() | sp.Max():
                return _nested(f"Z.{type(e).__name__.lower()}", [self.integer(x) for x in _sorted(e.args)])
            case sp.Add():
                return f"({' + '.join(map(self.integer, _sorted(e.args)))})%Z"
            case sp.Mul():
                return f"({' * '.join(map(self.integer, _sorted(e.args)))})%Z"
        return f"(Z.of_nat {self.nat(e)})"

    # -- arrays and sets --------------------------------------------------------------------------------------

    def shape(self, x: sp.Basic) -> tuple[sp.Expr, ...]:
        """Return the lengths of an array's axes."""
        match x:
            case sp.Symbol() if x in self.env and self.env[x].shape:
                return self.env[x].shape
            case prim.Vec():
                return (self.shape(x.args[1])[0],)
            case prim.At():
                return self.shape(x.args[0])[len(x.args) - 1 :]
        if type(x) in OPAQUE:
            return self.quantity(x).shape
        if hasattr(type(x), "define"):
            return self.shape(type(x).define(*x.args))  # type: ignore[attr-defined]
        raise TypeError(f"{x} ({type(x).__name__}) is no array that Coq can be told of")

    def length(self, x: sp.Basic) -> str:
        """Write the length of the first axis."""
        return self.nat(self.shape(x)[0])

    def kind(self, x: sp.Basic) -> str:
        """Return what the entries of an array are: R or nat."""
        root = x.args[0] if isinstance(x, prim.At) else x
        return self.env[root].kind if root in self.env else "R"

    def entry(self, array: sp.Basic, indices: list[str]) -> Term:
        """Write an entry of an array, its indices being printed."""
        if isinstance(array, prim.Vec):
            (index,), body = array.args[0].variables, array.args[0].expr  # type: ignore[attr-defined]
            (place,) = indices
            with self.standing(index, place):
                return self.real(body)
        if isinstance(array, prim.At):
            return self.entry(array.args[0], [*map(self.nat, array.args[1:]), *indices])
        if array not in self.env and type(array) not in OPAQUE and hasattr(type(array), "define"):
            return self.entry(type(array).define(*array.args), indices)  # type: ignore[attr-defined]
        shape = self.shape(array)
        if len(shape) != len(indices):
            raise TypeError(f"{array} has {len(shape)} axes, and {len(indices)} indices are given")
        for place, size in zip(indices, shape, strict=True):
            self.need(f"({place} < {self.nat(size)})%nat")
        return Term(" ".join([(self.env.get(array) or self.quantity(array)).name, *indices]), APPLIED)

    def array(self, x: sp.Basic) -> str:
        """Write an array as a function of its indices."""
        if x in self.env or type(x) in OPAQUE:
            return (self.env.get(x) or self.quantity(x)).name
        with self.indices(self.shape(x)) as names:
            return f"(fun {' '.join(names)} => {self.entry(x, names).text})"

    @contextmanager
    def indices(self, shape: tuple[sp.Expr, ...]) -> Iterator[list[str]]:
        """Let one index run along each axis."""
        if not shape:
            yield []
            return
        size = self.nat(shape[0])
        with (
            self.bound(sp.Dummy("i"), lambda x: f"({x} < {size})%nat") as first,
            self.indices(shape[1:]) as rest,
        ):
            yield [first, *rest]

    def members(self, s: sp.Basic) -> tuple[str, Callable[[str], str] | None]:
        """Return how long an axis is, and how to write that an index is in the set; None for all indices."""
        match s:
            case prim.All():
                return self.length(s.args[0]), None
            case prim.Compl():
                size, inner = self.members(s.args[0])
                return size, lambda x: "false" if inner is None else f"negb {_argument(inner(x))}"
            case prim.Top():
                name = self.top(s)
                return self.length(s.args[0]), lambda x: f"{name} {x}"
            case prim.Where():
                return self.length(s.args[1]), lambda x: self.test(s.args[0], x)
            case sp.Symbol() if s in self.env and self.env[s].kind == "bool":
                return self.nat(self.env[s].shape[0]), lambda x: f"{self.env[s].name} {x}"
        raise TypeError(f"{s} ({type(s).__name__}) is no set of indices that Coq can be told of")

    def test(self, condition: Any, place: str) -> str:
        """Write a relation at an index as a Boolean."""
        (index,), relation = condition.variables, condition.expr
        with self.standing(index, place):
            left, right = (self.real(x).within(CLOSED) for x in relation.args)
        if isinstance(relation, sp.Gt | sp.Ge):
            left, right = right, left
        return f"{'ltb' if isinstance(relation, sp.Gt | sp.Lt) else 'leb'} {left} {right}"

    def predicate(self, s: sp.Basic) -> str:
        """Write a set as a Boolean function."""
        size, inner = self.members(s)
        if inner is None:
            return "(fun _ => true)"
        with self.bound(sp.Dummy("i"), lambda x: f"({x} < {size})%nat") as name:
            text = inner(name)
        name_only = re.fullmatch(rf"(\w+) {name}", text)
        return name_only[1] if name_only else f"(fun {name} => {text})"

    def count(self, s: sp.Basic) -> str:
        """Write the number of indices in a set."""
        size, inner = self.members(s)
        return size if inner is None else f"(count {size} {self.predicate(s)})"

    def top(self, s: Any) -> str:
        """Write a set of largest entries: a variable, or a function of the indices that it depends on."""
        vector, k = s.args
        size, kept = self.length(vector), self.nat(k)
        self.need(f"({kept} <= {size})%nat")
        with self.indices(self.shape(vector)) as names:
            sizes = f"(fun {names[0]} => Rabs {self.entry(vector, names).within(CLOSED)})"
        over = tuple((x, self.env[x].name) for x in self.running if x in s.free_symbols)
        if (s, over) not in self.tops:
            name = self.fresh("T")
            self.used.add(name)
            applied = " ".join([name, *(x for _, x in over)])
            top = f"topk {size} {sizes} {kept} {_argument(applied)}"
            ranges = {name: conditions for name, conditions in self.scopes}
            for _, x in reversed(over):
                top = f"forall {x}, " + "".join(f"{condition} -> " for condition in ranges[x]) + top
            self.tops[s, over] = Top(name, over, top)
        return " ".join([self.tops[s, over].name, *(x for _, x in over)])

    def quantity(self, e: sp.Basic) -> Variable:
        """Return the variable that stands for an opaque atom; what is known of it becomes a hypothesis."""
        if e not in self.opaque:
            if odd := [str(x) for x in e.free_symbols if x in self.running]:
                raise TypeError(f"{e} depends on the running index {', '.join(odd)}: no one variable can stand for it")
            meaning = OPAQUE[type(e)]
            name = self.fresh(meaning.name)
            self.used.add(name)
            variable = Variable(name, "R", meaning.shape(self, *e.args))
            hypothesis = " ".join([meaning.predicate, *meaning.arguments(self, *e.args), name])
            self.opaque[e] = variable, hypothesis
        return self.opaque[e][0]

    # -- reals ------------------------------------------------------------------------------------------------

    def real(self, e: sp.Basic) -> Term:
        """Write a real number."""
        match e:
            case sp.Rational():
                return _rational(e)
            case sp.Symbol() if e in self.env and not self.env[e].shape:
                return self.symbol(self.env[e])
            case sp.Add():
                return self.sum(e)
            case sp.Mul():
                return self.product(e)
            case sp.Pow():
                return self.power(e)
            case sp.Abs() | sp.exp() | sp.log():
                return self.elementary(e)
            case sp.Min() | sp.Max():
                terms = [self.real(x).within(CLOSED) for x in _sorted(e.args)]
                return Term(_nested("R" + type(e).__name__.lower(), terms))
            case prim.Ceil():
                return Term(f"IZR {self.integer(e)}", APPLIED)
            case prim.Count():
                return Term(f"INR {self.count(e.args[0])}", APPLIED)
            case prim.At():
                entry = self.entry(e.args[0], [self.nat(x) for x in e.args[1:]])
                return Term(f"INR {entry.within(CLOSED)}", APPLIED) if self.kind(e.args[0]) == "nat" else entry
            case prim.SumOn() | prim.MaxOn():
                return self.fold(e)
            case prim.MaxOver():
                lam, low, high = e.args
                return self.range("max_over", lam.variables[0], lam.expr, low, high)  # type: ignore[attr-defined]
            case sp.Sum() | sp.Product():
                ((index, low, high),) = e.limits  # type: ignore[attr-defined]
                return self.range("sum_range" if isinstance(e, sp.Sum) else "prod_range", index, e.function, low, high)  # type: ignore[attr-defined]
        if type(e) in OPAQUE and not self.quantity(e).shape:
            return Term(self.quantity(e).name)
        if hasattr(type(e), "define"):
            return self.real(type(e).define(*e.args))  # type: ignore[attr-defined]
        raise TypeError(f"no term of Coq is known for {e} ({type(e).__name__})")

    def symbol(self, x: Variable) -> Term:
        if x.kind == "R":
            return Term(x.name)
        return Term(f"{'INR' if x.kind == 'nat' else 'IZR'} {x.name}", APPLIED)

    def sum(self, e: Any) -> Term:
        plus, minus = ([self.real(abs(c) * x).within(PRODUCT) for c, x in _signed(e, sign)] for sign in (1, -1))
        if not plus:
            plus, minus = [f"- {minus[0]}"], minus[1:]
        return Term(" - ".join([" + ".join(plus), *minus]), SUM)

    def product(self, e: Any) -> Term:
        coefficient, rest = e.as_coeff_Mul()
        if coefficient < 0:
            return Term(f"- {self.real(-coefficient * rest).within(POWER)}", LOOSE)
        factors = _sorted(x for x in e.args)
        below = [x for x in factors if isinstance(x, sp.Pow) and x.exp.is_Integer and x.exp < 0]
        above = [self.real(x).within(POWER) for x in factors if x not in below]
        divisors = [self.divisor(x).within(POWER) for x in below]
        return Term(" / ".join([" * ".join(above or ["1"]), *divisors]), PRODUCT)

    def power(self, e: Any) -> Term:
        if e.exp.is_Integer and e.exp < 0:
            return Term(f"1 / {self.divisor(e).within(POWER)}", PRODUCT)
        base = self.real(e.base).within(APPLIED)
        if e.exp.is_Integer:
            return Term(f"{base} ^ {e.exp}", POWER)
        exponent = self.real(e.exp).within(APPLIED)
        self.need(f"0 < {base} \\/ 0 <= {base} /\\ 0 < {exponent}")  # the convention 0^^x = 0 is for x > 0 alone
        return Term(f"{base} ^^ {exponent}", POWER)

    def divisor(self, e: Any) -> Term:
        """Write b^n for the power b^(-n), and ask that b is not 0."""
        self.need(f"{self.real(e.base).within(APPLIED)} <> 0")
        return self.real(e.base ** (-e.exp))

    def elementary(self, e: Any) -> Term:
        x = self.real(e.args[0]).within(CLOSED)
        if isinstance(e, sp.log):
            self.need(f"0 < {x}")
        return Term(f"{ {sp.Abs: 'Rabs', sp.exp: 'exp', sp.log: 'ln'}[type(e)]} {x}", APPLIED)

    def fold(self, e: Any) -> Term:
        size, inner = self.members(e.args[0])
        (index,), body = e.args[1].variables, e.args[1].expr
        inside = [lambda x: f"({x} < {size})%nat"] + ([] if inner is None else [lambda x: f"{inner(x)} = true"])
        with self.bound(index, *inside) as name:
            each = self.real(body)
            if isinstance(e, prim.MaxOn):
                self.need(f"0 <= {each.within(PRODUCT)}")
        if isinstance(e, prim.SumOn) and inner is None:
            return Term(f"sum {size} (fun {name} => {each.text})", APPLIED)
        kind = "sum_on" if isinstance(e, prim.SumOn) else "max_on"
        return Term(f"{kind} {size} {self.predicate(e.args[0])} (fun {name} => {each.text})", APPLIED)

    def range(self, kind: str, index: sp.Symbol, body: sp.Basic, low: sp.Basic, high: sp.Basic) -> Term:
        first, last = self.nat(low), self.nat(high)
        before = "<" if kind == "max_over" else "<="
        with self.bound(index, lambda x: f"({first} {before} {x} <= {last})%nat") as name:
            each = self.real(body)
            if kind == "max_over":
                self.need(f"0 <= {each.within(PRODUCT)}")
        return Term(f"{kind} {first} {last} (fun {name} => {each.text})", APPLIED)


def _rational(x: Any) -> Term:
    if x < 0:
        return Term(f"- {_rational(-x).within(POWER)}", LOOSE)
    return Term(str(x.p)) if x.q == 1 else Term(f"{x.p} / {x.q}", PRODUCT)


def _sorted(parts: Iterable[Any]) -> list[Any]:
    return sorted(parts, key=sp.default_sort_key)


def _signed(e: Any, sign: int) -> list[tuple[Any, Any]]:
    """Return the terms of a sum that have this sign, each as coefficient and rest."""
    pairs = [x.as_coeff_Mul() for x in _sorted(e.args)]
    return [(c, x) for c, x in pairs if (c > 0) == (sign > 0)]


def _argument(text: str) -> str:
    return f"({text})" if " " in text else text


def _nested(name: str, terms: list[str]) -> str:
    *rest, out = terms
    for term in reversed(rest):
        out = f"({name} {term} {out})"
    return out
