"""Terms of Coq from expressions over `lqtheory.primitives`.

The printer fails closed: what it does not know raises TypeError. Along with a term it collects what must hold for
the term to have its ordinary meaning (divisors are not 0, bases of powers are positive, indices are in range), since
Coq's functions are total. Terms are walked as `lqtheory.interpreters` walks them: bound indices live in `env`.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory import primitives as prim
from lqtheory.formal.arrays import Arrays, is_quantity, nested, ordered, signed
from lqtheory.formal.scopes import APPLIED, CLOSED, LOOSE, POWER, PRODUCT, SUM, Term, Variable, natural


class Writer(Arrays):
    """Writes real numbers."""

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
                terms = [self.real(x).within(CLOSED) for x in ordered(e.args)]
                return Term(nested("R" + type(e).__name__.lower(), terms))
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
                kind = "sum_range" if isinstance(e, sp.Sum) else "prod_range"
                return self.range(kind, index, e.function, low, high)  # type: ignore[attr-defined]
        if is_quantity(e) and not self.quantity(e).shape:
            name, kind, _ = self.quantity(e)
            return Term(f"INR {self.nat(e)}" if kind == "nat" else name, APPLIED)
        if hasattr(type(e), "define"):
            return self.real(type(e).define(*e.args))  # type: ignore[attr-defined]
        raise TypeError(f"no term of Coq is known for {e} ({type(e).__name__})")

    def symbol(self, x: Variable) -> Term:
        """Write a variable."""
        if x.kind == "R":
            return Term(x.name)
        return Term(f"{'INR' if x.kind == 'nat' else 'IZR'} {x.name}", APPLIED)

    def sum(self, e: Any) -> Term:
        """Write a sum, what is subtracted last."""
        plus, minus = ([self.real(abs(c) * x).within(PRODUCT) for c, x in signed(e, sign)] for sign in (1, -1))
        if not plus:
            plus, minus = [f"- {minus[0]}"], minus[1:]
        return Term(" - ".join([" + ".join(plus), *minus]), SUM)

    def product(self, e: Any) -> Term:
        """Write a product, what it is divided by last."""
        coefficient, rest = e.as_coeff_Mul()
        if coefficient < 0:
            return Term(f"- {self.real(-coefficient * rest).within(POWER)}", LOOSE)
        factors = ordered(x for x in e.args)
        below = [x for x in factors if isinstance(x, sp.Pow) and x.exp.is_Integer and x.exp < 0]
        above = [self.real(x).within(POWER) for x in factors if x not in below]
        divisors = [self.divisor(x).within(POWER) for x in below]
        return Term(" / ".join([" * ".join(above or ["1"]), *divisors]), PRODUCT)

    def power(self, e: Any) -> Term:
        """Write a power: ^ for natural exponents, ^^ for real ones."""
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
        """Write an absolute value, an exponential or a logarithm."""
        x = self.real(e.args[0]).within(CLOSED)
        if isinstance(e, sp.log):
            self.need(f"0 < {x}")
        return Term(f"{ {sp.Abs: 'Rabs', sp.exp: 'exp', sp.log: 'ln'}[type(e)] } {x}", APPLIED)

    def fold(self, e: Any) -> Term:
        """Write a sum or a maximum over a set of indices."""
        size, inner = self.members(e.args[0])
        (index,), body = e.args[1].variables, e.args[1].expr
        inside = [lambda x: natural(f"{x} < {size}")] + ([] if inner is None else [lambda x: f"{inner(x)} = true"])
        with self.bound(index, *inside) as name:
            each = self.real(body)
            if isinstance(e, prim.MaxOn):
                self.need(f"0 <= {each.within(PRODUCT)}")
        if isinstance(e, prim.SumOn) and inner is None:
            return Term(f"sum {size} (fun {name} => {each.text})", APPLIED)
        kind = "sum_on" if isinstance(e, prim.SumOn) else "max_on"
        return Term(f"{kind} {size} {self.predicate(e.args[0])} (fun {name} => {each.text})", APPLIED)

    def range(self, kind: str, index: sp.Symbol, body: sp.Basic, low: sp.Basic, high: sp.Basic) -> Term:
        """Write a sum, a product or a maximum over a range of integers."""
        first, last = self.nat(low), self.nat(high)
        before = "<" if kind == "max_over" else "<="
        with self.bound(index, lambda x: natural(f"{first} {before} {x} <= {last}")) as name:
            each = self.real(body)
            if kind == "max_over":
                self.need(f"0 <= {each.within(PRODUCT)}")
        return Term(f"{kind} {first} {last} (fun {name} => {each.text})", APPLIED)


def _rational(x: Any) -> Term:
    if x < 0:
        return Term(f"- {_rational(-x).within(POWER)}", LOOSE)
    return Term(str(x.p)) if x.q == 1 else Term(f"{x.p} / {x.q}", PRODUCT)
