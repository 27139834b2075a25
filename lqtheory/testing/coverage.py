"""Does the guarantee on the population hold as often as it says? `python -m lqtheory.testing.coverage --help`.

A path of networks with known chances of losing and gaining a point is tested on many samples of held-out points. A
point has one number that says up to where on the path it survives, so the networks err together, as real ones do.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.stats import binomtest

from lqtheory.certify.population import rejects
from lqtheory.certify.pvalues import paired_pvalue
from lqtheory.errors import InputError

HALVINGS = np.arange(1, 25) / 4
"""Base-2 logarithms of the compression ratios of the path."""
DROPS = np.interp(HALVINGS, [0, 2, 3, 4, 5, 6], [0, 0, 0.002, 0.007, 0.017, 0.031])
"""True drops: what pruning a 300-100 network for Fashion-MNIST costs at these ratios (theory C7, last row)."""


@dataclass(frozen=True)
class Setting:
    """What is promised, and how often it is put to the test.

    Raises
    ------
    InputError
        If a number is outside its range.
    """

    points: int = 2000
    """Held-out points."""
    repetitions: int = 2000
    max_drop: float = 0.01
    confidence: float = 0.95
    seed: int = 0

    def __post_init__(self) -> None:
        for name, least in (("points", 1), ("repetitions", 1), ("seed", 0)):
            if getattr(self, name) < least:
                raise InputError(f"{name} is {getattr(self, name)}, expected at least {least}")
        if not DROPS[0] <= self.max_drop < DROPS[-1]:
            span = f"[{DROPS[0]:g}, {DROPS[-1]:g}), where some network of the path loses more and some does not"
            raise InputError(f"max_drop is {self.max_drop:g}, expected a number in {span}")
        if not 0.5 <= self.confidence < 1:
            raise InputError(f"confidence is {self.confidence:g}, expected a number in [0.5, 1)")


DEFAULT = Setting()


class Outcome(NamedTuple):
    """What a rule that picks a network did over all repetitions."""

    errors: int
    """How often the chosen network loses more than allowed."""
    pvalue: float
    """Of the exact binomial test that an error has at most the promised chance."""
    reach: float
    """Mean over the repetitions of log(compression chosen) / log(largest that the truth allows)."""


Rule = Callable[[np.ndarray, np.ndarray, Setting], int]
"""From the points lost and gained by each network, arrays of shape (networks,), to how many networks pass."""


def simulate(choose: Rule, drops: np.ndarray, setting: Setting = DEFAULT) -> Outcome:
    """Let a rule pick a network from held-out counts, again and again, and compare with the truth.

    Parameters
    ----------
    choose : callable
    drops : array, shape (networks,)
        True drops, rising; a network that drops d loses a point with chance 3d/2 and gains one with d/2.
    setting : Setting
    """
    chances = np.diff(np.outer([1.5, 0.5], drops), axis=1, prepend=0).ravel()
    rng = np.random.default_rng(setting.seed)
    counts = rng.multinomial(setting.points, [*chances, 1 - chances.sum()], size=setting.repetitions)
    lost, gained = (part.cumsum(axis=1) for part in np.split(counts[:, :-1], 2, axis=1))
    passed = np.array([choose(*row, setting) for row in zip(lost, gained, strict=True)])
    reached, allowed = np.array([0, *HALVINGS]), int((drops <= setting.max_drop).sum())
    errors = int((passed > allowed).sum())
    test = binomtest(errors, setting.repetitions, 1 - setting.confidence, alternative="greater")
    return Outcome(errors, float(test.pvalue), float(np.mean(reached[passed]) / reached[allowed]))


def fixed_sequence(lost: np.ndarray, gained: np.ndarray, setting: Setting) -> int:
    """The rule of `lqtheory.certify.population`: stop at the first network whose p-value is too large."""
    counts = zip(lost.tolist(), gained.tolist(), strict=True)
    pvalues = (paired_pvalue(*pair, setting.points, setting.max_drop) for pair in counts)
    return next((place for place, p in enumerate(pvalues) if not rejects(p, setting.confidence)), len(lost))


def lost_only(lost: np.ndarray, gained: np.ndarray, setting: Setting) -> int:
    """The same without looking at the points gained: its tests must allow for any chance of them."""
    return fixed_sequence(lost, np.zeros_like(gained), setting)


def naive(lost: np.ndarray, gained: np.ndarray, setting: Setting) -> int:
    """Pick the sparsest network whose drop on the sample itself is small enough."""
    return int(np.flatnonzero([True, *(lost - gained <= setting.max_drop * setting.points)])[-1])


RULES = {"fixed sequence": fixed_sequence, "lost points only": lost_only, "naive": naive}


def laws(max_drop: float) -> dict[str, np.ndarray]:
    """True drops: those measured, and the hardest case, where what lies beyond `max_drop` lies barely beyond it."""
    barely = max_drop + 1e-5 * max(max_drop, 0.001)
    return {"measured": DROPS, "just too far": np.where(DROPS > max_drop, barely, DROPS)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print errors and reach of every rule on every law, and whether the promised share of errors is rejected at 1 %.

    Parameters
    ----------
    arguments : sequence of str, optional
        Default: those of the process. Bad ones end it with exit code 2 and a sentence.
    """
    description = "Put the guarantee on the population to the test where the truth is known."
    parser = argparse.ArgumentParser("python -m lqtheory.testing.coverage", description=description)
    parser.add_argument("--points", type=int, default=Setting.points, help="held-out points")
    parser.add_argument("--repetitions", type=int, default=Setting.repetitions, help="samples of held-out points")
    parser.add_argument("--max-drop", type=float, default=Setting.max_drop, help="largest drop of the accuracy")
    parser.add_argument("--confidence", type=float, default=Setting.confidence, help="in [0.5, 1)")
    parser.add_argument("--seed", type=int, default=Setting.seed, help="of the samples")
    try:
        setting = Setting(**vars(parser.parse_args(arguments)))
    except InputError as error:
        parser.error(str(error))
    promise = f"drop at most {setting.max_drop:g}, confidence {setting.confidence:g}"
    lines = [
        f"{setting.repetitions} repetitions, {setting.points} held-out points, {promise}",
        f"{'rule':18}{'true drops':14}{'errors':>8}{'share':>8}{'p-value':>11}{'reach':>8}",
    ]
    for rule, choose in RULES.items():
        for law, drops in laws(setting.max_drop).items():
            errors, pvalue, reach = simulate(choose, drops, setting)
            row = f"{rule:18}{law:14}{errors:8}{errors / setting.repetitions:8.1%}{pvalue:11.2g}{reach:8.1%}"
            lines.append(row + ("  rejected" if pvalue < 0.01 else ""))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
