"""The best that so many weights can do: every support is tried."""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from math import comb
from typing import Any

import numpy as np
from flint import arb

from lqtheory.atoms.gram import refit_residual
from lqtheory.errors import UndefinedError
from lqtheory.primitives import Atom

LARGEST = 10_000
"""So many supports are tried, not more."""


class least_error(Atom):
    """`least_error(w, k, H)`: the least E(Σ_j w_j h_j − Σ_j v_j h_j)² over all v with at most k non-zeros."""

    nargs = 3

    @staticmethod
    def float_rule(w: np.ndarray, k: Any, H: np.ndarray) -> float:
        """Refit on every support."""
        return min(refit_residual.float_rule(w, S, H) for S in _supports(len(w), int(k)))

    @staticmethod
    def ball_rule(w: list[arb], k: arb, H: list[list[arb]]) -> arb:
        """Refit on every support, in rational arithmetic."""
        return reduce(arb.min, (refit_residual.ball_rule(w, S, H) for S in _supports(len(w), int(k.unique_fmpz()))))

    def tex(self, show: Any) -> str:
        w, k, _ = map(show, self.args)
        return rf"\min_{{\lVert v \rVert_0 \le {k}}} \mathbb{{E}}(({w}-v)^\top h)^2"


def _supports(d: int, k: int) -> list[np.ndarray]:
    if not 0 <= k <= d or comb(d, k) > LARGEST:
        raise UndefinedError(f"the supports of {k} of {d} weights are none or too many")
    return [np.isin(np.arange(d), chosen) for chosen in combinations(range(d), k)]
