"""Guarantees on the population from held-out data that nothing else has seen (theory D1, D2).

A point is *lost* when the dense network is right on it and the pruned one wrong, *gained* the other way round. The
drop of the accuracy on the population is P(lost) - P(gained).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from lqtheory.balls import FloatBalls
from lqtheory.certify.accuracy import margins
from lqtheory.certify.pvalues import paired_pvalue
from lqtheory.errors import InputError
from lqtheory.networks import Comparison, Network

FORMAT = "lqtheory-guarantee/1"
MOST = 10**7
"""The most held-out points of a guarantee: its p-values take memory in proportion."""
GUARANTEED = ("pruned.safetensors", "masks.safetensors", "plan.json")
"""What lies beside `guarantee.json`, if a network passed."""


class Tested(NamedTuple):
    """One network of a path on the held-out points."""

    lost: int
    """Points that the dense network has right and this one wrong; what rounding leaves open counts as lost."""
    gained: int
    """Points that the dense network has wrong and this one right."""
    pvalue: float
    """Of the hypothesis that the drop is at least the largest allowed one."""


@dataclass(frozen=True)
class Guarantee:
    """With a chance of at least `confidence`, no network that passed loses more than `max_drop` on the population."""

    max_drop: float
    """Largest drop of the top-1 accuracy, a fraction."""
    confidence: float
    points: int
    """Number of held-out points."""
    tested: tuple[Tested, ...]
    """From dense to sparse, up to the first that failed."""
    discrete: bool = False
    """Whether inputs may repeat, because the population repeats them."""

    @property
    def passed(self) -> int:
        """How many networks passed, from the densest on."""
        return sum(rejects(one.pvalue, self.confidence) for one in self.tested)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as JSON can hold it, with the bounds and assumptions that it rests on."""
        return (
            {"format": FORMAT}
            | asdict(self)
            | {
                "tested": [one._asdict() for one in self.tested],
                "passed": self.passed,
                "bounds": list(_BOUNDS),
                "assumptions": [*_ASSUMPTIONS, *([_DISCRETE] if self.discrete else [])],
            }
        )

    def __str__(self) -> str:
        held_out = f"of {self.points} held-out points"
        if not self.passed:
            first = self.tested[0]
            return (
                f"none: not even the densest network tested, with {first.lost} lost and {first.gained} gained "
                f"{held_out}, certainly loses at most {self.max_drop:g} of the accuracy (p-value {first.pvalue:.3g})"
            )
        last = self.tested[self.passed - 1]
        return (
            f"holds: with confidence {self.confidence:g} the accuracy on the population drops by at most "
            f"{self.max_drop:g} ({last.lost} lost and {last.gained} gained {held_out}, p-value {last.pvalue:.3g})"
        )


_BOUNDS = ("clopper-pearson", "trinomial-monotone", "berger-boos", "fixed-sequence")
_ASSUMPTIONS = (
    "the held-out points were drawn independently from the population, and used for nothing else: "
    "neither training, nor calibration, nor the order or the number of the networks tested",
    "accuracy is top-1, a tie counts as an error, and both networks compute in exact real arithmetic",
)
_DISCRETE = "held-out inputs repeat because the population repeats them, not because points were copied"


def rejects(pvalue: float, confidence: float) -> bool:
    """Tell whether a p-value is at most 1 - confidence, exactly: confidence 0.95 means the level 1/20."""
    return Fraction(pvalue) <= 1 - Fraction(str(confidence))


def guarantee(
    dense: Network,
    path: Iterable[Network],
    inputs: Any,
    labels: Any,
    *,
    max_drop: float,
    confidence: float,
    discrete: bool = False,
) -> Guarantee:
    """Test the networks of a path from dense to sparse, each at the whole level, until one fails (theory D2).

    Each hypothesis is only tested once all before it are rejected, so the chance of any false rejection is that of
    the first true hypothesis: at most 1 - confidence, however the networks depend on each other
    (bound `fixed-sequence`).

    Parameters
    ----------
    dense : Network
    path : iterable of Network
        Fixed without the held-out points; read up to the first network that fails.
    inputs, labels : arrays, shapes (n, inputs) and (n,)
        Held-out points, independent of each other and of both networks.
    max_drop : float
        Largest drop of the top-1 accuracy, in [0, 1); 0.01 means 1/100.
    confidence : float
        In [1/2, 1); 0.95 means 19/20.
    discrete : bool
        Whether the population repeats inputs. Without it no input may occur twice: of continuous inputs, independent
        draws never do, so a repeated one is a copy. To count each once would help with copies but not here: it would
        no longer be a sample of the population.

    Raises
    ------
    InputError
        If an argument is not as described, or the path is empty.
    """
    _check(max_drop, confidence)
    points = Comparison(dense, dense, inputs, labels)
    if points.labels is None:
        raise InputError("the held-out points have no labels, expected the class of each")
    inputs, labels = points.inputs, points.labels
    if not discrete and (copies := len(inputs) - len(set(rows(inputs)))):
        raise InputError(
            f"{copies} of {len(inputs)} held-out inputs repeat another, expected each once: independent draws of "
            "continuous inputs never repeat (say discrete if the population itself repeats them)"
        )
    right, tested = _right(dense, inputs, labels), []
    for pruned in path:
        Comparison(dense, pruned, inputs, labels)  # refuses another structure
        tested.append(_test(right, _right(pruned, inputs, labels), max_drop))
        if not rejects(tested[-1].pvalue, confidence):
            break
    if not tested:
        raise InputError("path is empty, expected at least one network")
    return Guarantee(max_drop, confidence, len(inputs), tuple(tested), discrete)


def rows(inputs: np.ndarray) -> list[bytes]:
    """Return each row in a form that can be looked up; -0.0 and 0.0 are one number."""
    return [row.tobytes() for row in inputs + 0.0]


def recount(
    counts: Sequence[tuple[int, int]], *, max_drop: float, confidence: float, points: int, discrete: bool
) -> Guarantee:
    """Return the guarantee that follows from the points (lost, gained) by each network tested.

    Raises
    ------
    InputError
        If an argument is not as for `guarantee`, or a network was tested behind one that failed.
    """
    _check(max_drop, confidence)
    if not 1 <= points <= MOST:
        raise InputError(f"points={points!r}, expected an integer between 1 and {MOST}")
    if not all(0 <= one <= points for pair in counts for one in pair):
        raise InputError(f"points lost and gained are {counts!r}, expected integers between 0 and {points}")
    tested = tuple(Tested(lost, gained, paired_pvalue(lost, gained, points, max_drop)) for lost, gained in counts)
    if not all(rejects(one.pvalue, confidence) for one in tested[:-1]) or not tested:
        raise InputError(f"{len(tested)} networks were tested, expected the last of them alone to fail")
    return Guarantee(max_drop, confidence, points, tested, discrete)


def _check(max_drop: float, confidence: float) -> None:
    if not 0 <= max_drop < 1:
        raise InputError(f"max_drop={max_drop!r}, expected a number in [0, 1)")
    if not 0.5 <= confidence < 1:
        raise InputError(f"confidence={confidence!r}, expected a number in [1/2, 1)")


def _test(dense: np.ndarray, pruned: np.ndarray, max_drop: float) -> Tested:
    dense_maybe, pruned_surely = dense[1], pruned[0]
    lost, gained = int((dense_maybe & ~pruned_surely).sum()), int((pruned_surely & ~dense_maybe).sum())
    return Tested(lost, gained, paired_pvalue(lost, gained, dense.shape[1], max_drop))


def _right(network: Network, inputs: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Which points the network surely and maybe classifies correctly, shape (2, n)."""
    parts = []
    for start in range(0, len(inputs), network.chunk):
        chunk = slice(start, start + network.chunk)
        _, states = network.forward(FloatBalls.exact(inputs[chunk]), FloatBalls.exact)
        margin = margins(states[-1], labels[chunk])
        parts.append([margin.lower() > 0, margin.upper() > 0])
    return np.concatenate(parts, axis=1)
