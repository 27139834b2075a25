"""The best k-term error of a vector: the ℓp norm of what magnitude pruning drops."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp
from flint import arb

from lqtheory.atoms.norms import mass, norm
from lqtheory.errors import UndefinedError
from lqtheory.interpreters import Undecided
from lqtheory.primitives import At, Atom, Compl, MaxOn, Top

_i = sp.Symbol("i_tail", integer=True)


class tail(Atom):
    """`tail(w, k, p)`: the ℓp norm of w without its k entries of largest magnitude, 0 <= k <= dim(w)."""

    nargs = 3

    @staticmethod
    def define(w: sp.Basic, k: sp.Expr, p: sp.Expr) -> sp.Expr:
        """Return the definition over primitives."""
        if p == sp.oo:
            return MaxOn(Compl(Top(w, k)), sp.Lambda(_i, sp.Abs(At(w, _i))))
        return mass(Compl(Top(w, k)), w, p) ** (1 / p)

    @staticmethod
    def float_rule(w: np.ndarray, k: Any, p: float) -> Any:
        """Sort once; `k` may be an array of counts."""
        size = np.sort(np.abs(w))[::-1]
        counts = np.asarray(k).astype(int)
        if (counts < 0).any() or (counts > len(w)).any():
            raise UndefinedError(f"the top {k} of {len(w)} entries do not exist")
        tails = {int(x): norm.float_rule(size[x:], p) for x in np.unique(counts)}
        return np.vectorize(tails.__getitem__, otypes=[float])(counts)[()]

    @staticmethod
    def ball_rule(w: list[arb], k: arb, p: arb) -> arb:
        """Enclose the order statistics: the j-th largest lies between the j-th largest lower and upper ends."""
        whole = k.unique_fmpz()
        if whole is None:
            raise Undecided
        if not 0 <= whole <= len(w):
            raise UndefinedError(f"the top {whole} of {len(w)} entries do not exist")
        sizes = [abs(x) for x in w]
        low = sorted((x.abs_lower() for x in sizes), reverse=True)
        high = sorted((x.abs_upper() for x in sizes), reverse=True)
        kept = slice(int(whole), None)
        return norm.ball_rule([a.union(b) for a, b in zip(low[kept], high[kept], strict=True)], p)

    def tex(self, show: Any) -> str:
        w, k, p = map(show, self.args)
        return rf"\sigma_{{{k}}}({w})_{{{p}}}"
