"""Exact statistics of held-out counts, in balls: a confidence limit and a p-value (theory D1)."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache

import numpy as np
from flint import arb, ctx, fmpq
from scipy.special import betaincinv

from lqtheory.atoms.trials import binomial_cdf, binomial_pmf
from lqtheory.balls import upper_float
from lqtheory.errors import InputError

NUISANCE = 1e-3
"""Part of every p-value of `paired_pvalue` that pays for limiting P(gained), which the null leaves open."""
_CELLS = 16
"""Cells of P(gained) for each standard deviation of the difference."""
_BITS = 64


def clopper_pearson(count: int, n: int, level: float) -> float:
    """Upper confidence limit of a probability, exact and rounded outward (theory D1, bound `clopper-pearson`).

    Parameters
    ----------
    count, n : int
        Successes in n independent trials, 0 <= count <= n, n >= 1.
    level : float
        In (0, 1): the chance, at most, that the limit lies below the probability.

    Returns
    -------
    float
        A number at or above the p with P(Binomial(n, p) <= count) = level; 1 when count = n.

    Raises
    ------
    InputError
        If an argument is outside its range.
    """
    _check_counts(n, count=count)
    if not 0 < level < 1:
        raise InputError(f"level={level!r}, expected a number in (0, 1)")
    if count == n:
        return 1.0
    start, step = float(betaincinv(count + 1, n - count, 1 - level)), 2.0**-50
    with ctx.workprec(_BITS):
        while (limit := start * (1 + step)) < 1:
            if binomial_cdf.ball_rule(count, n, arb(limit)) <= level:
                return limit
            step *= 2
    return 1.0


@lru_cache(maxsize=2**16)
def paired_pvalue(lost: int, gained: int, n: int, max_drop: float) -> float:
    """Exact p-value of the hypothesis that the drop is at least `max_drop`, from both kinds of changed points.

    The points are ordered by z = (lost - gained - n α) / (n α + 2 gained + 1)^(1/2). The p-value is the largest
    probability of a z at or below the observed one under the hypothesis. The latter leaves P(gained) open: it is
    limited by `clopper_pearson` at the level `NUISANCE`, which is added (bound `berger-boos`), and its range is cut
    into cells. On a cell no point of the hypothesis gives more than its corner of least P(lost) and most
    P(gained), because fewer losses and more gains never raise z (bound `trinomial-monotone`).

    Parameters
    ----------
    lost, gained, n : int
        Points lost and gained among n held-out ones.
    max_drop : float
        α, in [0, 1); the number that its decimal text says.

    Returns
    -------
    float
        Rounded up; valid: for every drop >= α, P(p <= δ) <= δ.

    Raises
    ------
    InputError
        If an argument is outside its range.
    """
    _check_counts(n, lost=lost, gained=gained, changed=lost + gained)
    if not 0 <= max_drop < 1:
        raise InputError(f"max_drop={max_drop!r}, expected a number in [0, 1)")
    b = np.arange(n + 1)
    root = np.sqrt(n * max_drop + 2 * b + 1)
    z = (lost - gained - n * max_drop) / root[gained]
    # In floats too the thresholds rise with z and with b: the regions are nested and monotone whatever the rounding,
    # and the millionth keeps the observed point inside its own.
    most_lost = np.maximum.accumulate(np.floor(n * max_drop + b + z * root + 1e-6).astype(int))
    # P(lost) >= α + P(gained) leaves P(gained) at most (1 - α)/2.
    limit = min(clopper_pearson(gained, n, NUISANCE), math.nextafter((1 - max_drop) / 2, 1))
    ends = limit * np.linspace(0, 1, 1 + math.ceil(_CELLS * math.sqrt(2 * n * limit))) ** 2
    with ctx.workprec(_BITS):
        alpha = arb(fmpq(*Fraction(str(max_drop)).as_integer_ratio()))
        corners = (
            _region(most_lost, n, alpha + arb(low), arb(high))
            for low, high in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
        )
        return min(1.0, upper_float(max(corners) + arb(NUISANCE)))


def _region(most_lost: np.ndarray, n: int, lose: arb, gain: arb) -> arb:
    """Upper end of P(points lost <= most_lost[points gained]) for probabilities `lose` and `gain` of each point."""
    mean, spread = n * float(gain), math.sqrt(n * float(gain))
    first, last = max(0, int(mean - 8 * spread)), min(n, int(mean + 8 * spread + 20))
    chance, odds, share = binomial_pmf(first, n, gain), gain / (1 - gain), lose / (1 - gain)
    inside, unseen, below = arb(0), arb(1), _RunningCdf(n - first, share)
    for b, most in enumerate(most_lost[first : last + 1].tolist(), start=first):
        inside += chance * below.advance(n - b, most)
        unseen -= chance
        chance *= odds * (n - b) / (b + 1)
    return (inside + unseen).upper()


class _RunningCdf:
    """P(Binomial(m, p) <= k) while m falls and k rises: each step adds one positive term."""

    def __init__(self, m: int, p: arb) -> None:
        self.m, self.k, self.p = m, -1, p
        self.odds, self.pmf, self.cdf = p / (1 - p), arb(0), arb(0)

    def advance(self, m: int, k: int) -> arb:
        if k < 0 or k >= m:
            return arb(0) if k < 0 else arb(1)
        if self.k < 0:  # the first value is summed by arb
            self.m, self.k = m, k
            self.pmf, self.cdf = binomial_pmf(k, m, self.p), binomial_cdf.ball_rule(k, m, self.p)
        while self.m > m:
            self.pmf *= (self.m - self.k) / ((1 - self.p) * self.m)
            self.cdf += self.p * self.pmf
            self.m -= 1
        while self.k < k:
            self.pmf *= self.odds * (self.m - self.k) / (self.k + 1)
            self.cdf += self.pmf
            self.k += 1
        return self.cdf


def _check_counts(n: int, **counts: int) -> None:
    if n < 1:
        raise InputError(f"n={n!r}, expected at least one trial")
    for name, count in counts.items():
        if not 0 <= count <= n:
            raise InputError(f"{name}={count!r}, expected a count between 0 and n={n}")
