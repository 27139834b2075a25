"""Rules about the margins of a classifier."""

from __future__ import annotations

import dataclasses as dc

import sympy as sp

from lqtheory.atoms.outputs import classes, margins
from lqtheory.primitives import At, SumOn
from lqtheory.rules.facts import Facts
from lqtheory.rules.kernel import Claim, Unproved
from lqtheory.symbols import y

RIVAL = sp.Symbol("j", integer=True)
"""A class other than the true one: the strongest of those for the second of two classifiers."""


def lead(F: sp.Basic, sample: sp.Expr) -> sp.Expr:
    """Return by how much the true class leads before the rival."""
    return At(F, sample, At(y, sample)) - At(F, sample, RIVAL)


@dc.dataclass(frozen=True)
class MarginByRival:
    """margin(F) - margin(G) <= (F_y - F_j) - (G_y - G_j) for the strongest rival j of G; at G the two are equal."""

    F: sp.Basic
    G: sp.Basic
    sample: sp.Symbol

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Nothing is to be decided: a margin is the least lead."""
        left = At(margins(self.F, y), self.sample) - At(margins(self.G, y), self.sample)
        return Claim(left, "<=", lead(self.F, self.sample) - lead(self.G, self.sample))


@dc.dataclass(frozen=True)
class TwoClasses:
    """g_y + g_j <= Σ g over all classes, for g >= 0: the true class and its rival are two of them."""

    term: sp.Lambda
    F: sp.Basic
    sample: sp.Symbol

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Decide the sign of a term."""
        if not facts.nonneg(self.term.expr):
            raise Unproved(f"{self.term.expr} may be negative")
        pair = self.term(At(y, self.sample)) + self.term(RIVAL)
        return Claim(pair, "<=", SumOn(classes(self.F), self.term))
