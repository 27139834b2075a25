"""What a printed term may refer to: names, running indices, and the obligations that come with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import sympy as sp

RESERVED = frozenset(
    "as at cofix else end exists fix for forall fun if in let match return struct then where with Prop Set Type "
    "R Z nat bool negb ltb leb INR IZR Rabs Rmin Rmax exp ln ceil sum sum_on sum_range prod_range count max_on "
    "max_over topk pow_real I O".split()
)
"""Names that statements use: a symbol of that name is printed with an underscore after it."""

CLOSED, APPLIED, POWER, PRODUCT, SUM, LOOSE = range(6)
"""How tightly a term holds together, from what needs no parentheses on."""


class Variable(NamedTuple):
    """What a symbol stands for in Coq: `kind` is nat, Z, R or bool, of the entries if it has a `shape`."""

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


class Scopes:
    """The names in use, the indices that run, and what must hold for the terms printed so far."""

    def __init__(self, env: Mapping[sp.Basic, Variable]) -> None:
        self.env = dict(env)
        self.used = {x.name for x in self.env.values()} | RESERVED
        self.scopes: list[tuple[str, list[str]]] = []
        self.running: list[sp.Basic] = []
        self.needs: list[str] = []

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


def natural(relation: str) -> str:
    """Return a relation or a sum of natural numbers in the scope of nat, said once where that is enough."""
    plain = relation if re.search("ceil|fun", relation) else relation.replace("%nat", "")
    return f"({plain})%nat"
