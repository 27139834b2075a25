"""Does the guarantee on the population hold as often as it says? `python -m lqtheory.testing.coverage`.

A path of networks with known chances of losing and gaining a point is tested on many samples of held-out points. A
point has one number that says up to where on the path it survives, so the networks err together, as real ones do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.stats import binomtest

from lqtheory.certify.pvalues import paired_pvalue

POINTS, REPETITIONS, MAX_DROP, CONFIDENCE = 2000, 2000, 0.01, 0.95
HALVINGS = np.arange(1, 25) / 4
"""Base-2 logarithms of the compression ratios of the path."""
DROPS = np.interp(HALVINGS, [0, 2, 3, 4, 5, 6], [0, 0, 0.002, 0.007, 0.017, 0.031])
"""True drops: what pruning a 300-100 network for Fashion-MNIST costs at these ratios (theory C7, last row)."""


class Outcome(NamedTuple):
    """What a rule that picks a network did over all repetitions."""

    errors: int
    """How often the chosen network loses more than allowed."""
    pvalue: float
    """Of the exact binomial test that an error has at most the promised chance."""
    reach: float
    """Mean over the repetitions of log(compression chosen) / log(largest that the truth allows)."""


def simulate(choose: Callable[[np.ndarray, np.ndarray], int], drops: np.ndarray = DROPS, *, seed: int = 0) -> Outcome:
    """Let a rule pick a network from held-out counts, again and again, and compare with the truth.

    Parameters
    ----------
    choose : callable
        From the points lost and gained, arrays of shape (networks,), to how many networks pass.
    drops : array, shape (networks,)
        True drops, rising; a network that drops d loses a point with chance 3d/2 and gains one with d/2.
    seed : int
    """
    chances = np.diff(np.outer([1.5, 0.5], drops), axis=1, prepend=0).ravel()
    counts = np.random.default_rng(seed).multinomial(POINTS, [*chances, 1 - chances.sum()], size=REPETITIONS)
    lost, gained = (part.cumsum(axis=1) for part in np.split(counts[:, :-1], 2, axis=1))
    passed = np.array([choose(*row) for row in zip(lost, gained, strict=True)])
    reached, allowed = np.array([0, *HALVINGS]), int((drops <= MAX_DROP).sum())
    errors = int((passed > allowed).sum())
    test = binomtest(errors, REPETITIONS, 1 - CONFIDENCE, alternative="greater")
    return Outcome(errors, float(test.pvalue), float(np.mean(reached[passed]) / reached[allowed]))


def fixed_sequence(lost: np.ndarray, gained: np.ndarray) -> int:
    """The rule of `lqtheory.certify.population`: stop at the first network whose p-value is too large."""
    counts = zip(lost.tolist(), gained.tolist(), strict=True)
    fails = (paired_pvalue(*pair, POINTS, MAX_DROP) > 1 - CONFIDENCE for pair in counts)
    return next((place for place, fail in enumerate(fails) if fail), len(lost))


def lost_only(lost: np.ndarray, gained: np.ndarray) -> int:
    """The same without the points gained: the Clopper-Pearson limit of P(lost) must be small enough."""
    return fixed_sequence(lost, np.zeros_like(gained))


def naive(lost: np.ndarray, gained: np.ndarray) -> int:
    """Pick the sparsest network whose drop on the sample itself is small enough."""
    return int(np.flatnonzero([True, *(lost - gained <= MAX_DROP * POINTS)])[-1])


RULES = {"fixed sequence": fixed_sequence, "lost points only": lost_only, "naive": naive}
LAWS = {
    "measured": DROPS,
    "just too far": np.where(DROPS > MAX_DROP, 1.00001 * MAX_DROP, DROPS),
}
"""True drops: those measured, and the hardest case, where what lies beyond the allowed drop lies barely beyond it."""


def main() -> None:
    """Print errors and reach of every rule on every law, and whether 5 % of errors is rejected at the level 1 %."""
    lines = [
        f"{REPETITIONS} repetitions, {POINTS} held-out points, drop at most {MAX_DROP:g}, confidence {CONFIDENCE:g}",
        f"{'rule':18}{'true drops':14}{'errors':>8}{'share':>8}{'p-value':>11}{'reach':>8}",
    ]
    for rule, choose in RULES.items():
        for law, drops in LAWS.items():
            errors, pvalue, reach = simulate(choose, drops)
            row = f"{rule:18}{law:14}{errors:8}{errors / REPETITIONS:8.1%}{pvalue:11.2g}{reach:8.1%}"
            lines.append(row + ("  rejected" if pvalue < 0.01 else ""))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
