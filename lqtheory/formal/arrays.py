"""Arrays, sets of indices and natural numbers in Coq, where an array is a function of natural numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import sympy as sp

from lqtheory import primitives as prim
from lqtheory.formal.quantities import LAYERS, NETWORKS, OPAQUE, Layered
from lqtheory.formal.scopes import APPLIED, CLOSED, Scopes, Term, Variable, natural
from lqtheory.interpreters import RELATIONS


class Top(NamedTuple):
    """A set of largest entries, which a statement is about for every choice among equal ones."""

    name: str
    over: tuple[tuple[sp.Basic, str], ...]
    """Indices that it depends on, each with its name."""
    hypothesis: str


class Arrays(Scopes):
    """Writes what terms are about, and remembers the sets of largest entries and the quantities met on the way."""

    def __init__(self, env: Mapping[sp.Basic, Variable]) -> None:
        super().__init__(env)
        self.tops: dict[tuple[Any, ...], Top] = {}
        self.opaque: dict[sp.Basic, tuple[Variable, str]] = {}
        self.layers: dict[str, Layered] = {}

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
                return nested("Nat.min", [self.nat(x) for x in ordered(e.args)])
            case sp.Add() | sp.Max() if e.has(prim.Ceil):
                return self.truncated(e)
            case prim.Ceil():
                return self.truncated(e)
            case sp.Max():
                return nested("Nat.max", [self.nat(x) for x in ordered(e.args)])
            case sp.Add():
                plus, minus = ([self.nat(abs(c) * x) for c, x in signed(e, sign)] for sign in (1, -1))
                total = " + ".join(plus or ["0%nat"])
                if minus:
                    self.need(natural(f"{' + '.join(minus)} <= {total}"))
                    total = f"{total if len(plus) < 2 else f'({total})'} - " + " - ".join(minus)
                return natural(total)
            case sp.Mul():
                return natural(" * ".join(self.nat(x) for x in ordered(e.args)))
        if type(e) in LAYERS and LAYERS[type(e)].kind == "nat":
            return f"({self.quantity(e).name})"
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
                return nested(f"Z.{type(e).__name__.lower()}", [self.integer(x) for x in ordered(e.args)])
            case sp.Add():
                return f"({' + '.join(map(self.integer, ordered(e.args)))})%Z"
            case sp.Mul():
                return f"({' * '.join(map(self.integer, ordered(e.args)))})%Z"
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
        if is_quantity(x):
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
        if array not in self.env and not is_quantity(array) and hasattr(type(array), "define"):
            return self.entry(type(array).define(*array.args), indices)  # type: ignore[attr-defined]
        shape = self.shape(array)
        if len(shape) != len(indices):
            raise TypeError(f"{array} has {len(shape)} axes, and {len(indices)} indices are given")
        for place, size in zip(indices, shape, strict=True):
            self.need(natural(f"{place} < {self.nat(size)}"))
        return Term(" ".join([(self.env.get(array) or self.quantity(array)).name, *indices]), APPLIED)

    def array(self, x: sp.Basic) -> str:
        """Write an array as a function of its indices."""
        if x in self.env or is_quantity(x):
            return _argument((self.env.get(x) or self.quantity(x)).name)
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
            self.bound(sp.Dummy("i"), lambda x: natural(f"{x} < {size}")) as first,
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
        if type(relation) not in RELATIONS:
            raise TypeError(f"{relation} is none of <, <=, >, >=: no Boolean of Coq is known for it")
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
        with self.bound(sp.Dummy("i"), lambda x: natural(f"{x} < {size}")) as name:
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
        self.need(natural(f"{kept} <= {size}"))
        with self.indices(self.shape(vector)) as names:
            sizes = f"(fun {names[0]} => Rabs {self.entry(vector, names).within(CLOSED)})"
        over = tuple((x, self.env[x].name) for x in self.running if x in s.free_symbols)
        if (s, over) not in self.tops:
            name = self.fresh("T")
            self.used.add(name)
            applied = " ".join([name, *(x for _, x in over)])
            top = f"topk {size} {sizes} {kept} {_argument(applied)}"
            ranges = dict(self.scopes)
            for _, x in reversed(over):
                top = f"forall {x}, " + "".join(f"{condition} -> " for condition in ranges[x]) + top
            self.tops[s, over] = Top(name, over, top)
        return " ".join([self.tops[s, over].name, *(x for _, x in over)])

    def quantity(self, e: sp.Basic) -> Variable:
        """Return the variable that stands for an opaque atom; what is known of it becomes a hypothesis."""
        if type(e) in LAYERS:
            return self.layered(LAYERS[type(e)], *e.args)
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

    def layered(self, meaning: Layered, *arguments: sp.Basic) -> Variable:
        """Return what stands for a quantity of a network: a function of the layer, perhaps of a unit too."""
        self.layers[meaning.name] = meaning
        self.used.add(meaning.name)
        levels = [self.nat(x) for x in arguments if x not in NETWORKS]
        return Variable(" ".join([meaning.name, *levels]), meaning.kind, meaning.shape(*arguments))


def is_quantity(e: sp.Basic) -> bool:
    """Tell whether a variable stands for an atom."""
    return type(e) in OPAQUE or type(e) in LAYERS


def ordered(parts: Iterable[Any]) -> list[Any]:
    """Return parts of a sum, product, maximum or minimum in an order that does not change from run to run."""
    return sorted(parts, key=sp.default_sort_key)


def signed(e: Any, sign: int) -> list[tuple[Any, Any]]:
    """Return the terms of a sum that have this sign, each as coefficient and rest."""
    pairs = [x.as_coeff_Mul() for x in ordered(e.args)]
    return [(c, x) for c, x in pairs if (c > 0) == (sign > 0)]


def nested(name: str, terms: list[str]) -> str:
    """Return name t1 (name t2 ...)."""
    *rest, out = terms
    for term in reversed(rest):
        out = f"({name} {term} {out})"
    return out


def _argument(text: str) -> str:
    return f"({text})" if " " in text else text
