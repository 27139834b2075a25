"""Rules about one layer as a map between normed spaces: what its errors are, and the inequalities of a norm."""

from __future__ import annotations

import dataclasses as dc
from typing import Any

import sympy as sp

from lqtheory.atoms import networks, norm
from lqtheory.primitives import Atom
from lqtheory.rules.facts import Facts
from lqtheory.rules.kernel import Claim, Unproved
from lqtheory.symbols import f, l

W, V = sp.symbols("W Ŵ", commutative=False)
"""The weights of layer l of the dense and of the pruned network."""
b, c = sp.symbols("b b̂", commutative=False)
"""Their biases."""
h, g = sp.symbols("h ĥ", commutative=False)
"""What the layer takes in, in the dense and in the pruned network: random vectors."""
phi = sp.Function("phi", commutative=False)
"""The activation, unit by unit."""


class size(Atom):
    """`size(x)`: (E‖x‖₂²)^(1/2) of a random vector x, a norm."""

    nargs = 1
    is_commutative = True
    is_nonnegative = True

    def tex(self, show: Any) -> str:
        """Return the LaTeX."""
        return rf"\lVert {show(self.args[0])} \rVert"


MEANINGS = {
    norm(networks.unit_errors(f, l), 2): size(phi(V * g + c) - phi(W * h + b)),
    norm(networks.unit_errors(f, l - 1), 2): size(g - h),
    norm(networks.local_errors(f, l), 2): size(V * h + c - W * h - b),
}
"""The errors of a layer l, by what the layer computes."""


@dc.dataclass(frozen=True)
class Meaning:
    """What an error of a layer is."""

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Write both sides by what the layer computes."""
        if before.xreplace(MEANINGS) != after.xreplace(MEANINGS):
            raise Unproved(f"{before} and {after} do not mean the same")
        return Claim(before, "=", after)


@dc.dataclass(frozen=True)
class Lipschitz:
    """‖φ(x) - φ(y)‖ <= ρ ‖x - y‖: the activation is Lipschitz in every unit."""

    x: sp.Expr
    y: sp.Expr

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Nothing is to be decided: ρ is the Lipschitz constant."""
        return Claim(size(phi(self.x) - phi(self.y)), "<=", networks.rho(f, l) * size(self.x - self.y))


@dc.dataclass(frozen=True)
class Minkowski:
    """‖x + y‖ <= ‖x‖ + ‖y‖."""

    total: sp.Expr
    parts: tuple[sp.Expr, ...]

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Add the parts up."""
        if sp.expand(self.total - sp.Add(*self.parts)) != 0:
            raise Unproved(f"{self.parts} do not sum to {self.total}")
        return Claim(size(self.total), "<=", sp.Add(*map(size, self.parts)))


@dc.dataclass(frozen=True)
class OperatorNorm:
    """‖Ŵx‖ <= ‖Ŵ‖₂ ‖x‖ for the pruned weights."""

    x: sp.Expr

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Nothing is to be decided: the gain is the operator norm."""
        return Claim(size(V * self.x), "<=", networks.gain(f, l) * size(self.x))
