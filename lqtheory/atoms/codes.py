"""Codes for weights: rounding to a grid, and floating-point arithmetic of few bits."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from flint import arb, fmpq

from lqtheory.errors import UndefinedError
from lqtheory.interpreters import Undecided
from lqtheory.primitives import Atom, Ceil

LARGEST = 6
"""So many products are summed in all orders; of more the orders are too many."""


def nearest(x: sp.Expr, step: sp.Expr) -> sp.Expr:
    """Return the multiple of `step` that is nearest to x; the smaller one of two."""
    return step * Ceil(x / step - sp.Rational(1, 2))


class rounded(Atom):
    """`rounded(x, t)`, `rounded(x, t, e)`: the float of t bits nearest to x, ties to even; 2^e the least normal one."""

    nargs = (2, 3)

    @staticmethod
    def float_rule(x: float, t: int, e: int | None = None) -> float:
        """Round exactly, as a fraction."""
        return float(_round(Fraction(float(x)), int(t), None if e is None else int(e)))

    @staticmethod
    def ball_rule(x: arb, t: arb, e: arb | None = None) -> arb:
        """Round exactly; x must be known exactly."""
        return _ball(_round(_dyadic(x), int(t.unique_fmpz()), None if e is None else int(e.unique_fmpz())))

    def tex(self, show: Any) -> str:
        return rf"\mathrm{{fl}}({show(self.args[0])})"


class worst_dot_error(Atom):
    """`worst_dot_error(w, v, t)`: the largest |fl(wᵀv) − wᵀv| over all orders of summation, every step rounded.

    Products and partial sums are rounded to t bits, whatever their exponents; n <= 6.
    """

    nargs = 3

    @staticmethod
    def float_rule(w: np.ndarray, v: np.ndarray, t: int) -> float:
        """Sum exactly, as fractions."""
        pairs = zip(w.tolist(), v.tolist(), strict=True)
        return float(_worst_error([Fraction(x) * Fraction(y) for x, y in pairs], int(t)))

    @staticmethod
    def ball_rule(w: list[arb], v: list[arb], t: arb) -> arb:
        """Sum exactly, as fractions."""
        products = [_dyadic(x) * _dyadic(y) for x, y in zip(w, v, strict=True)]
        return _ball(_worst_error(products, int(t.unique_fmpz())))

    def tex(self, show: Any) -> str:
        w, v, _ = map(show, self.args)
        return rf"\max\lvert \mathrm{{fl}}({w}^\top {v}) - {w}^\top {v} \rvert"


def _worst_error(products: list[Fraction], t: int) -> Fraction:
    if len(products) > LARGEST:
        raise UndefinedError(f"the orders of {len(products)} products are too many")
    first = [_round(x, t) for x in products]
    # What the sums of a set of products may be, from what they may be without the one that is added last.
    sums: list[set[Fraction]] = [set() for _ in range(2 ** len(first))]
    for chosen in range(1, len(sums)):
        for j in (j for j in range(len(first)) if chosen >> j & 1):
            sums[chosen] |= {_round(total + first[j], t) for total in sums[chosen - 2**j]} or {first[j]}
    exact = sum(products, Fraction(0))
    return max(abs(total - exact) for total in sums[-1])


def _round(x: Fraction, t: int, least: int | None = None) -> Fraction:
    if x == 0:
        return x
    exponent = x.numerator.bit_length() - x.denominator.bit_length()
    exponent -= abs(x) < Fraction(2) ** exponent
    unit = Fraction(2) ** ((exponent if least is None else max(exponent, least)) - t + 1)
    return round(x / unit) * unit  # Python rounds a half to even


def _dyadic(x: arb) -> Fraction:
    if not x.is_exact():
        raise Undecided
    mantissa, exponent = x.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _ball(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))
