"""Codes for weights: rounding to a grid."""

from __future__ import annotations

import sympy as sp

from lqtheory.primitives import Ceil


def nearest(x: sp.Expr, step: sp.Expr) -> sp.Expr:
    """Return the multiple of `step` that is nearest to x; the smaller one of two."""
    return step * Ceil(x / step - sp.Rational(1, 2))
