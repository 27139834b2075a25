"""One neuron on data: its activation-scaled weights, and the L2(μ) error of dropping inputs.

`H` holds the inputs of the neuron, a row per sample; μ gives every row the same weight.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import sympy as sp
from flint import arb

from lqtheory.atoms.norms import norm
from lqtheory.primitives import All, At, Atom, Compl, MaxOn, SumOn, Vec, Where, mean_over

_a = sp.Symbol("a", integer=True)  # a sample
_b = sp.Symbol("b", integer=True)  # a sample inside a sum over samples
_j = sp.Symbol("j", integer=True)  # an input of the neuron
_kink = sp.Symbol("kink", integer=True)  # a place where an activation changes its slope


def mean(H: sp.Basic, column: sp.Expr) -> sp.Expr:
    """Return E[h_j]."""
    return mean_over(H, _b, At(H, _b, column))


def rms(H: sp.Basic, column: sp.Expr) -> sp.Expr:
    """Return B_j = ‖h_j‖ in L2(μ)."""
    return sp.sqrt(mean_over(H, _a, At(H, _a, column) ** 2))


def std(H: sp.Basic, column: sp.Expr) -> sp.Expr:
    """Return the standard deviation of h_j under μ."""
    return sp.sqrt(mean_over(H, _a, (At(H, _a, column) - mean(H, column)) ** 2))


def scaled(w: sp.Basic, H: sp.Basic) -> sp.Expr:
    """Return u, u_j = |w_j| ‖h_j‖."""
    return Vec(sp.Lambda(_j, sp.Abs(At(w, _j)) * rms(H, _j)), w)


def scaled_centred(w: sp.Basic, H: sp.Basic) -> sp.Expr:
    """Return u for a corrected bias, u_j = |w_j| std(h_j)."""
    return Vec(sp.Lambda(_j, sp.Abs(At(w, _j)) * std(H, _j)), w)


def pruning_error(w: sp.Basic, S: sp.Basic, H: sp.Basic) -> sp.Expr:
    """Return ‖Σ_{j not in S} w_j h_j‖ in L2(μ): the error of dropping the inputs outside S."""
    dropped = SumOn(Compl(S), sp.Lambda(_j, At(w, _j) * At(H, _a, _j)))
    return sp.sqrt(mean_over(H, _a, dropped**2))


def pruning_error_centred(w: sp.Basic, S: sp.Basic, H: sp.Basic) -> sp.Expr:
    """Return the same error when the bias takes over the mean of what is dropped."""
    dropped = SumOn(Compl(S), sp.Lambda(_j, At(w, _j) * (At(H, _a, _j) - mean(H, _j))))
    return sp.sqrt(mean_over(H, _a, dropped**2))


def replacement_error(w: sp.Basic, v: sp.Basic, S: sp.Basic, H: sp.Basic, shift: Any = 0) -> sp.Expr:
    """Return E(Σ_j w_j h_j − Σ_{j in S} v_j h_j − shift)²: the squared error of v on S and a shifted bias."""
    kept = SumOn(S, sp.Lambda(_j, (At(w, _j) - At(v, _j)) * At(H, _a, _j)))
    dropped = SumOn(Compl(S), sp.Lambda(_j, At(w, _j) * At(H, _a, _j)))
    return mean_over(H, _a, (kept + dropped - shift) ** 2)


def second_moment(H: sp.Basic) -> sp.Expr:
    """Return E‖h‖²."""
    return mean_over(H, _a, norm(At(H, _a), 2) ** 2)


def replacement_gap(w: sp.Basic, v: sp.Basic, H: sp.Basic) -> sp.Expr:
    """Return ‖(w − v)h‖ in L2(μ): what replacing the weights w by v changes."""
    return sp.sqrt(mean_over(H, _a, (_response(w, H) - _response(v, H)) ** 2))


def activated_gap(w: sp.Basic, v: sp.Basic, H: sp.Basic, activation: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
    """Return the same after an activation."""
    change = activation(_response(w, H)) - activation(_response(v, H))
    return sp.sqrt(mean_over(H, _a, change**2))


def relu(z: sp.Expr) -> sp.Expr:
    """Return max(0, z)."""
    return sp.Max(0, z, evaluate=False)


def piecewise_linear(s: sp.Expr, kappa: sp.Basic, T: sp.Basic) -> Callable[[sp.Expr], sp.Expr]:
    """Return the activation φ(z) = s z + Σ_j κ_j max(0, z − T_j).

    On finitely many inputs these are all activations: the values there lie on a φ that is nowhere steeper than the
    activation is between two of them.
    """

    def activation(z: sp.Expr) -> sp.Expr:
        return s * z + SumOn(All(T), sp.Lambda(_kink, At(kappa, _kink) * relu(z - At(T, _kink))))

    return activation


class steepest(Atom):
    """`steepest(s, kappa, T)`: the Lipschitz constant of `piecewise_linear(s, kappa, T)`."""

    nargs = 3

    @staticmethod
    def define(s: sp.Expr, kappa: sp.Basic, T: sp.Basic) -> sp.Expr:
        """Return the definition: the largest slope, on the left of all T_j or on the right of one."""
        passed = Where(sp.Lambda(_b, sp.Le(At(T, _b), At(T, _kink), evaluate=False)), T)
        slope = s + SumOn(passed, sp.Lambda(_b, At(kappa, _b)))
        return sp.Max(sp.Abs(s), MaxOn(All(T), sp.Lambda(_kink, sp.Abs(slope))), evaluate=False)

    @staticmethod
    def float_rule(s: Any, kappa: Any, T: Any) -> Any:
        """Take the largest slope."""
        slopes = [s] + [sum((k for k, x in zip(kappa, T, strict=True) if x <= t), start=s) for t in T]
        return reduce(arb.max if isinstance(s, arb) else max, map(abs, slopes))

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        return r"\rho_\phi"


def _response(w: sp.Basic, H: sp.Basic) -> sp.Expr:
    return SumOn(All(w), sp.Lambda(_j, At(w, _j) * At(H, _a, _j)))


def mean_square(w: sp.Basic, H: sp.Basic) -> sp.Expr:
    """Return E(Σ_j w_j h_j)²."""
    return mean_over(H, _a, _response(w, H) ** 2)
