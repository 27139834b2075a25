"""The constants of A1 and B3 over q: exact, closed and textbook; of sampling, against the source's."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import sympy as sp
from matplotlib.figure import Figure

from lqtheory.atoms import stechkin_constant, worst_tail
from lqtheory.atoms.sampling import sampling_constant, sampling_rate
from lqtheory.figures import style  # pyright: ignore[reportMissingImports]
from lqtheory.interpreters import Floats
from lqtheory.symbols import d, k, q

KEPT = (1, 4)
"""Counts k at which the exact constants are shown; the dimension is so large that it no longer matters."""

LOOKS = {
    "textbook: 1": ("#111111", "", ":"),
    "closed: $c_{q,1}$": ("#0d3b8c", "", "-"),
    "exact, k = 1": ("#c2410c", "o", "--"),
    "exact, k = 4": ("#e8a33d", "s", "--"),
    "source: $2\\cdot 2^{1/q-1/2}$": ("#111111", "", ":"),
    "best split: $\\kappa_q$": ("#0d3b8c", "", "-"),
    "whole split, K = 1": ("#c2410c", "o", "--"),
    "whole split, K = 4": ("#e8a33d", "s", "--"),
}


def data(points: int = 86) -> dict[str, np.ndarray]:
    """Evaluate the constants as multiples of the rates k^(1-1/q) (A1, p = 1) and K^(1/2-1/q) (B3).

    Returns
    -------
    dict of arrays
        `q`; `statement` (A1 or B3) and `constant` (text), one per curve; `value`, a row per curve.
    """
    exponents = np.linspace(0.1, 0.95, points)
    rows = {
        ("A1", "textbook: 1"): np.ones(points),
        ("A1", "closed: $c_{q,1}$"): _over(stechkin_constant(q, 1), exponents),
    }
    for kept in KEPT:
        rows["A1", f"exact, k = {kept}"] = _over(worst_tail(k, d, q, 1) * k ** (1 / q - 1), exponents, kept)
    rows["B3", "source: $2\\cdot 2^{1/q-1/2}$"] = 2 * 2 ** (1 / exponents - 0.5)
    rows["B3", "best split: $\\kappa_q$"] = _over(sampling_rate(q), exponents)
    for kept in KEPT:
        rows["B3", f"whole split, K = {kept}"] = _over(
            sampling_constant(k, d, q) * k ** (1 / q) / sp.sqrt(k), exponents, kept
        )
    statements, constants = zip(*rows, strict=True)
    return {
        "q": exponents,
        "statement": np.array(statements),
        "constant": np.array(constants),
        "value": np.array(list(rows.values())),
    }


def _over(constant: object, exponents: np.ndarray, kept: int = 1) -> np.ndarray:
    # The largest tail has k / (1 - q) equal entries; beyond that the dimension changes nothing.
    return np.array([Floats({q: x, k: kept, d: np.ceil((kept + 1) / (1 - x)) + 1}).read(constant) for x in exponents])


def draw(numbers: Mapping[str, np.ndarray]) -> Figure:
    """Draw the constants of A1 and of B3 over q, on one logarithmic scale each."""
    names = {
        "A1": r"A1: bound of $\sigma_k(w)_1\,/\,(k^{1-1/q}\,\Vert w\Vert_q)$",
        "B3": r"B3: bound of the error of K weights$\,/\,(K^{1/2-1/q}\,\Vert u\Vert_q)$",
    }
    figure, axes = style.panels(list(names.values()), height=5.6, width=6.6)
    for axis, statement in zip(axes, names, strict=True):
        for place in np.flatnonzero(numbers["statement"] == statement):
            name = str(numbers["constant"][place])
            axis.plot(numbers["q"], numbers["value"][place], label=name, markevery=10, **style.line(*LOOKS[name]))
        axis.set_xlabel("q")
        axis.set_yscale("log")
        axis.legend(frameon=False, fontsize=11, handlelength=3.2)
        axis.yaxis.set_tick_params(labelleft=True)
    axes[0].set_ylabel("constant")
    return figure


if __name__ == "__main__":
    style.script("constants", lambda folder: data(), draw)
