"""One neuron on data: its activation-scaled weights, and the L2(μ) error of dropping inputs.

`H` holds the inputs of the neuron, a row per sample; μ gives every row the same weight.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.atoms.norms import norm
from lqtheory.primitives import All, At, Compl, SumOn, Vec, mean_over

_a = sp.Symbol("a", integer=True)  # a sample
_b = sp.Symbol("b", integer=True)  # a sample inside a sum over samples
_j = sp.Symbol("j", integer=True)  # an input of the neuron


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


def rectified_gap(w: sp.Basic, v: sp.Basic, H: sp.Basic, slope: sp.Expr) -> sp.Expr:
    """Return the same after a leaky ReLU: x for x > 0, slope · x below."""
    return sp.sqrt(mean_over(H, _a, (_leaky(_response(w, H), slope) - _leaky(_response(v, H), slope)) ** 2))


def _response(w: sp.Basic, H: sp.Basic) -> sp.Expr:
    return SumOn(All(w), sp.Lambda(_j, At(w, _j) * At(H, _a, _j)))


def _leaky(z: sp.Expr, slope: sp.Expr) -> sp.Expr:
    return sp.Max(0, z, evaluate=False) + slope * sp.Min(0, z, evaluate=False)


def mean_square(w: sp.Basic, H: sp.Basic) -> sp.Expr:
    """Return E(Σ_j w_j h_j)²."""
    return mean_over(H, _a, _response(w, H) ** 2)
