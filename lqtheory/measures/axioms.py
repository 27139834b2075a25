"""The axioms of sparsity (hurley2009, §II): what a change of a vector must do to a measure of it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import sympy as sp

from lqtheory.measures.measures import Measure

Vector = tuple[Fraction, ...]
"""Magnitudes, not all 0."""
_NARROW = 2.0**-80
"""Balls overlap for want of precision too; where they are as narrow as this, an inequality would show."""


class Axiom(NamedTuple):
    """A change of a vector, and how a measure must answer it."""

    name: str
    sentence: str
    change: Callable[..., tuple[Vector, Vector]]
    """Returns the vector before and after; the arguments after the first are the parameters of the change."""
    required: str
    """What the measure after must be to the measure before: <, = or >."""

    def holds(self, measure: Measure, before: Vector, after: Vector) -> bool:
        """Say whether balls prove the answer; of an equality, that it holds to within `_NARROW`."""
        a, b = measure(before), measure(after)
        if self.required == "=":
            return bool(a.overlaps(b) and abs(a - b) < _NARROW * (1 + abs(a)))
        return bool(b < a if self.required == "<" else b > a)

    def breaks(self, measure: Measure, before: Vector, after: Vector) -> bool:
        """Say whether balls, or for an equality exact arithmetic, prove that the measure answers otherwise."""
        a, b = measure(before), measure(after)
        if not a.overlaps(b):
            return bool(self.required == "=" or (a < b) == (self.required == "<"))
        return self.required != "=" and sp.simplify(measure.exact(before) - measure.exact(after)) == 0


def robin_hood(x: Vector, i: int, j: int, amount: Fraction) -> tuple[Vector, Vector]:
    """Give `amount` of the larger x_i to the smaller x_j, less than would make them change places."""
    if not 0 < amount < (x[i] - x[j]) / 2:
        raise ValueError(f"{amount} of {x[i]} cannot be given to {x[j]}")
    return x, tuple(a - amount if n == i else a + amount if n == j else a for n, a in enumerate(x))


def scaling(x: Vector, factor: Fraction) -> tuple[Vector, Vector]:
    """Multiply by a positive factor."""
    return x, tuple(factor * a for a in x)


def rising_tide(x: Vector, amount: Fraction) -> tuple[Vector, Vector]:
    """Add the same positive amount to all entries, not all equal."""
    if len(set(x)) == 1:
        raise ValueError("the entries are all equal")
    return x, tuple(a + amount for a in x)


def cloning(x: Vector) -> tuple[Vector, Vector]:
    """Join the vector with a copy of itself."""
    return x, x + x


def bill_gates(x: Vector, i: int, enough: Fraction, more: Fraction) -> tuple[Vector, Vector]:
    """Add more to an entry that already has enough."""
    rich = tuple(a + enough if n == i else a for n, a in enumerate(x))
    return rich, tuple(a + more if n == i else a for n, a in enumerate(rich))


def babies(x: Vector) -> tuple[Vector, Vector]:
    """Append a zero."""
    return x, (*x, Fraction(0))


AXIOMS = {
    "RH": Axiom("Robin Hood", "Taking from the rich and giving to the poor makes less sparse.", robin_hood, "<"),
    "SC": Axiom("Scaling", "A positive factor changes nothing.", scaling, "="),
    "RT": Axiom("Rising Tide", "Adding the same to all entries makes less sparse.", rising_tide, "<"),
    "CL": Axiom("Cloning", "A vector and the vector twice are equally sparse.", cloning, "="),
    "BG": Axiom("Bill Gates", "Every entry, once it is large enough, makes sparser by growing.", bill_gates, ">"),
    "BA": Axiom("Babies", "Appending a zero makes sparser.", babies, ">"),
}
"""The axioms by their short names, in the order of the table."""
