"""Sparsity indices: the effective dimension and the PQ index."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.atoms.norms import norm
from lqtheory.primitives import Atom, dim


class effective_dimension(Atom):
    """`effective_dimension(w, p, q)`, 0 < p < q: (‖w‖_p/‖w‖_q)^(pq/(q-p)); r on a flat vector of r entries."""

    nargs = 3

    @staticmethod
    def define(w: sp.Basic, p: sp.Expr, q: sp.Expr) -> sp.Expr:
        """Return the definition; for q = oo the exponent is p."""
        exponent = p if q == sp.oo else p * q / (q - p)
        return (norm(w, p) / norm(w, q)) ** exponent

    def tex(self, show: Any) -> str:
        w, p, q = map(show, self.args)
        return rf"N_{{{p},{q}}}({w})"


class pq_index(Atom):
    """`pq_index(w, p, q)`, 0 < p < q: 1 - d^(1/q-1/p) ‖w‖_p/‖w‖_q; 0 on flat vectors, larger is sparser."""

    nargs = 3

    @staticmethod
    def define(w: sp.Basic, p: sp.Expr, q: sp.Expr) -> sp.Expr:
        """Return the definition over norms."""
        return 1 - dim(w) ** (1 / q - 1 / p) * norm(w, p) / norm(w, q)

    def tex(self, show: Any) -> str:
        w, p, q = map(show, self.args)
        return rf"I_{{{p},{q}}}({w})"
