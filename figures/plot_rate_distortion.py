"""Rate and distortion: codes that prune and round against what no code can beat (theory E2, E7)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from os import PathLike

import numpy as np
from matplotlib.figure import Figure

from lqtheory.atoms.rates import packing_limit, volume_limit
from lqtheory.compress.ball import best_splits, worst_error
from lqtheory.compress.bits import sparse_bits
from lqtheory.figures import style  # pyright: ignore[reportMissingImports]
from lqtheory.interpreters import Floats
from lqtheory.symbols import N, eps, p, q, t

SIZE, POWER = 64, 2
EXPONENTS = (Fraction(1, 2), Fraction(1))
WIDTHS = (4, 8)
ERRORS = 2.0 ** np.linspace(-6, 0, 25)


def data(folder: str | PathLike[str] = style.FOLDER) -> dict[str, np.ndarray]:
    """Compute bits per weight and worst errors; nothing is read from the folder.

    Returns
    -------
    dict of arrays
        One entry per exponent and point of a curve: `q`, `curve` (text), `error` (ℓ2, on the unit ℓq ball of R^64)
        and `bits` per weight. Curves: `volume limit`, `packing limit`, `best split`, and `4 bits`, `8 bits` for codes
        that keep any number of weights with values of that width. A code of 0 bits has the error 1.
    """
    rows = []
    for exponent in EXPONENTS:
        for error in ERRORS:
            at = {N: SIZE, q: exponent, p: Fraction(POWER), eps: float(error)}
            rows.append((exponent, "volume limit", error, Floats(at).read(volume_limit(N, q, p, eps))))
            packed = packing_limit(N, t, q, p, eps)
            rows.append((exponent, "packing limit", error, max(Floats({**at, t: k}).read(packed) for k in _SPARSITIES)))
        rows += [(exponent, "best split", x.error, x.bits) for x in best_splits(SIZE, float(exponent), POWER)]
        for width in WIDTHS:
            for kept in range(SIZE + 1):
                error = worst_error(SIZE, kept, width, float(exponent), POWER)
                rows.append((exponent, f"{width} bits", error, sparse_bits(SIZE, kept, width)))
    exponents, curves, errors, bits = zip(*rows, strict=True)
    return {
        "q": np.array(exponents, dtype=float),
        "curve": np.array(curves),
        "error": np.array(errors, dtype=float),
        "bits": np.array(bits, dtype=float) / SIZE,
    }


_SPARSITIES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
_LOOKS = {
    "volume limit": ("#111111", "None", "-"),
    "packing limit": ("#777777", "None", "--"),
    "best split": ("#a50026", "o", "-"),
    "4 bits": ("#4db6ac", "v", "None"),
    "8 bits": ("#0d3b8c", "P", "None"),
}

_NAMES = {"best split": "best split of pruning and rounding (0 bits: error 1)"}
_NAMES |= {width: f"{width} for each kept weight" for width in ("4 bits", "8 bits")}
_FLOOR = 2.0**-6


def draw(numbers: Mapping[str, np.ndarray]) -> Figure:
    """Draw one panel per exponent: bits per weight against the worst error (log scale).

    The best split is a staircase and the other codes are points, for there is none between two of them.
    """
    exponents = np.unique(numbers["q"])
    figure, axes = style.panels([f"unit ℓq ball, q = {Fraction(x)}" for x in exponents])
    for axis, exponent in zip(axes, exponents, strict=True):
        for curve, look in _LOOKS.items():
            here = np.flatnonzero((numbers["q"] == exponent) & (numbers["curve"] == curve))
            bits = np.maximum(numbers["bits"][here], _FLOOR / 2)  # 0 bits lie below the picture
            steps = {"drawstyle": "steps-pre"} if curve == "best split" else {}
            style_of = style.line(*look) | {"markersize": 4} | steps
            axis.plot(numbers["error"][here], bits, label=_NAMES.get(curve, curve), **style_of)
        axis.set_xscale("log", base=2)
        axis.set_xlim(ERRORS[0], 1.1)
        axis.set_xlabel("worst ℓ2 error of the code")
        axis.set_yscale("log", base=2)
        axis.set_ylim(_FLOOR, 16)
    axes[0].set_ylabel(f"bits per weight ({SIZE} weights)")
    figure.suptitle("Codes that prune and round, and limits that no code beats", fontsize=12)
    style.legend_below(figure, axes[0], columns=3)
    return figure


if __name__ == "__main__":
    style.script("rate_distortion", data, draw)
