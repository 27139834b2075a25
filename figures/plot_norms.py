"""How much norms tell of a tail: one at a time (the q-envelope of A4), and many at once (the multi-norm bound)."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike

import numpy as np
from matplotlib.figure import Figure

from lqtheory.atoms.multi_norm import Tails
from lqtheory.atoms.ramps import best
from lqtheory.balls import FloatBalls
from lqtheory.bounds.q_envelope import BOUND as ENVELOPE
from lqtheory.figures import style  # pyright: ignore[reportMissingImports]
from lqtheory.networks import weights

LAWS = {"gaussian": ("#111111", "o"), "laplace": ("#a50026", "s"), "student_t": ("#e8601c", "^")}
LAWS |= {"lognormal": ("#00695c", "v"), "geometric": ("#0d3b8c", "P")}
D = 100
KEEPS = tuple(tenths / 10 for tenths in range(1, 10))
ROOTS = (1, 2, 4, 8)


def data(folder: str | PathLike[str] | None = None) -> dict[str, np.ndarray]:
    """Bound the tails of one vector of 100 weights per law, p = 1.

    Returns
    -------
    dict of arrays, one entry per law and kept share or number of norms
        `law`; `kept_share`, and `envelope` and `together`, bounds as multiples of the true tail; `norms_law`,
        `norms`, and `closing`, the value of the program at kept share 1/2 with that many exponents up to 2, on a grid
        of thresholds, as a multiple of the true tail.
    """
    rows, closing = [], []
    for law in LAWS:
        z = np.sort(np.abs(weights(np.random.default_rng(0), law, D)))
        bounds = Tails(FloatBalls.exact(z[None]))
        for keep in KEEPS:
            k = round(keep * D)
            true = z[: D - k].sum()
            envelope = ENVELOPE.evaluate(w=z, k=k, p=1)[1]
            rows.append((law, keep, envelope / true, float(bounds.at(k).upper()[0]) / true))
        true = z[: D // 2].sum()
        closing += [(law, 2 * root, _value(z, D // 2, root) / true) for root in ROOTS]
    names = ("law", "kept_share", "envelope", "together")
    columns = dict(zip(names, map(np.array, zip(*rows, strict=True)), strict=True))
    names = ("norms_law", "norms", "closing")
    return columns | dict(zip(names, map(np.array, zip(*closing, strict=True)), strict=True))


def _value(z: np.ndarray, k: int, root: int) -> float:
    """Largest s(t) - k t over some thresholds t, with s bounded by the best polynomial for z itself."""
    thresholds = z[np.linspace(len(z) // 4, len(z) - 2, 12).astype(int)]
    return max(_ramp_sum(z, t, root) - k * t for t in thresholds)


def _ramp_sum(z: np.ndarray, t: float, root: int) -> float:
    law = z / t
    reach = max(1.3, float(law.max()) ** (1 / root))
    return t * np.polynomial.polynomial.polyval(law ** (1 / root), best(law, reach, root)).sum()


def _squeezed(ratio: np.ndarray) -> np.ndarray:
    return np.log1p(np.log(np.maximum(ratio, 0.9)))  # matplotlib asks for 0 too


def draw(numbers: Mapping[str, np.ndarray]) -> Figure:
    """Draw the two bounds against the kept share, and how the second closes as norms are added."""
    figure, axes = style.panels(["one norm at a time", "many at once", "closing, keep 1/2"], height=5.2, width=4.6)
    for law, (color, marker) in LAWS.items():
        here = numbers["law"] == law
        for axis, name in zip(axes, ("envelope", "together"), strict=False):
            axis.plot(numbers["kept_share"][here], numbers[name][here], label=law, **style.line(color, marker))
        here = numbers["norms_law"] == law
        axes[2].plot(numbers["norms"][here], numbers["closing"][here], **style.line(color, marker))
    for axis in axes[:2]:
        axis.set_xlabel("kept share of the weights")
    axes[2].set_xlabel("number of norms, exponents up to 2")
    axes[2].set_xscale("log", base=2)
    axes[2].set_xticks([2 * root for root in ROOTS], [str(2 * root) for root in ROOTS])
    # The geometric law goes up to 10^5 and the others stay below 10: the logarithm of the logarithm shows both.
    axes[0].set_yscale("function", functions=(_squeezed, lambda x: np.exp(np.expm1(x))))
    axes[0].set_ylim(0.97, 2 * max(numbers["envelope"].max(), numbers["closing"].max()))
    ticks = [tick for tick in (1, 1.2, 1.5, 2, 3, 5, 10, 30, 100, 1000, 10**4, 10**5) if tick < axes[0].get_ylim()[1]]
    axes[0].set_yticks(ticks, [f"{tick:,g}" if tick < 10**4 else f"$10^{len(str(tick)) - 1}$" for tick in ticks])
    axes[0].set_ylabel("bound of the tail / true tail (log of log)")
    style.legend_below(figure, axes[0], columns=5)
    return figure


if __name__ == "__main__":
    style.script("norms", data, draw)
