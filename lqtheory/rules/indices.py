"""Running indices: two expressions that differ only in the names of theirs are one."""

from __future__ import annotations

import sympy as sp


def renamed(e: sp.Basic) -> sp.Basic:
    """Give running indices the same names everywhere."""
    return e.replace(lambda x: isinstance(x, sp.Lambda), _rename)


def running(e: sp.Basic) -> set[sp.Basic]:
    """Return the symbols that run in an expression, under whatever binds them."""
    return {x for fold in e.atoms(sp.Lambda, sp.Sum, sp.Product) for x in fold.bound_symbols}


def index_for(body: sp.Basic) -> sp.Symbol:
    """Return a running index that no fold inside `body` uses."""
    depth = max((int(x.name[5:]) + 1 for x in body.atoms(sp.Symbol) if x.name.startswith("index")), default=0)
    return sp.Symbol(f"index{depth}", integer=True)


def _rename(lam: sp.Lambda) -> sp.Lambda:
    fresh = index_for(lam.expr)
    return sp.Lambda(fresh, lam(fresh))


def factors_without(index: sp.Symbol, term: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Split a product into the factors without the index and those with it."""
    factors = sp.Mul.make_args(term)
    outside = sp.Mul(*(x for x in factors if not x.has(index)))
    return outside, sp.Mul(*(x for x in factors if x.has(index)))
