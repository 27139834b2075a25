"""Independent trials: chances of counts, and of what a statistician concludes from them.

A trial of a pruned network on a held-out point has the difference D = 1 (lost), -1 (gained) or 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import sympy as sp
from flint import arb

from lqtheory.errors import UndefinedError
from lqtheory.interpreters import Undecided, whole
from lqtheory.primitives import All, At, Atom, Count, MaxOn, Where, dim

_a, _i, _j = sp.symbols("a i j", integer=True)


def _require_chances(N: int, *chances: Any) -> None:
    if N < 1:
        raise UndefinedError(f"{N} trials are none")
    for chance in chances:
        if chance < 0:
            raise UndefinedError(f"{chance} is no probability")
        if not chance >= 0:
            raise Undecided


def _pmf(N: int, *chances: Any) -> Iterator[tuple[tuple[int, ...], Any]]:
    """Yield each count of the kinds of outcome whose chances are given, with its probability."""
    rest = 1 - sum(chances)
    _require_chances(N, *chances, rest)
    counts = [(i,) for i in range(N + 1)]
    if len(chances) == 2:
        counts = [(i, j) for i in range(N + 1) for j in range(N + 1 - i)]
    for count in counts:
        left, ways = N, 1
        for i in count:
            ways, left = ways * math.comb(left, i), left - i
        terms = [chance**i for chance, i in zip((*chances, rest), (*count, left), strict=True)]
        yield count, math.prod(terms, start=ways)


def _at_most(x: Any, y: Any) -> bool:
    """Tell whether x <= y; balls that overlap do not say."""
    if not (x <= y or x > y):
        raise Undecided
    return bool(x <= y)


class binomial_cdf(Atom):
    """`binomial_cdf(k, N, p)`: the chance of at most k successes in N trials, each with chance p."""

    nargs = 3

    @staticmethod
    def float_rule(k: Any, N: Any, p: Any) -> Any:
        """Sum the chances."""
        return sum((chance for (i,), chance in _pmf(whole(N), p) if i <= whole(k)), start=0 * p)

    @staticmethod
    def ball_rule(k: Any, N: Any, p: arb) -> arb:
        """Evaluate the incomplete beta function, whose cost hardly grows with N."""
        successes, trials = whole(k), whole(N)
        _require_chances(trials, p, 1 - p)
        if successes < 0:
            return arb(0)
        return arb(1) if successes >= trials else (1 - p).beta_lower(trials - successes, successes + 1, True)

    def tex(self, show: Any) -> str:
        k, N, p = map(show, self.args)
        return rf"P(\mathrm{{Bin}}({N},{p}) \le {k})"


def binomial_pmf(k: int, n: int, p: arb) -> arb:
    """Enclose the chance of exactly k successes in n trials, each with chance p."""
    return arb.bin_uiui(n, k) * p**k * (1 - p) ** (n - k) if k <= n else arb(0)


class trinomial_cdf(Atom):
    """`trinomial_cdf(A, T, N, p, s)`: the chance that for some r at most A_r of N points are lost, at least T_r gained.

    A point is lost with chance p and gained with s. Every set of counts to which fewer losses and more gains belong
    with each count is such a union of quadrants.
    """

    nargs = 5

    @staticmethod
    def float_rule(A: Any, T: Any, N: Any, p: Any, s: Any) -> Any:
        """Sum the chances of the counts."""
        inside = 0 * p
        for (i, j), chance in _pmf(whole(N), p, s):
            inside += chance if any(_at_most(i, a) and _at_most(t, j) for a, t in zip(A, T, strict=True)) else 0
        return inside

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        A, T, N, p, s = map(show, self.args)
        return rf"P(\exists r: (i,j) \in [0,{A}_r] \times [{T}_r,\infty),\; (i,j) \sim \mathrm{{Tri}}({N},{p},{s}))"


class miscoverage(Atom):
    """`miscoverage(N, p, delta)`: the chance that the Clopper-Pearson upper limit at level delta is at most p.

    The limit U of k successes solves P(Bin(N, U) <= k) = delta, and P(Bin(N, p) <= k) falls with p: U <= p where
    P(Bin(N, p) <= k) <= delta.
    """

    nargs = 3

    @staticmethod
    def float_rule(N: Any, p: Any, delta: Any) -> Any:
        """Sum the chances of the counts whose limit is at most p."""
        below, missed = 0 * p, 0 * p
        for _, chance in _pmf(whole(N), p):
            below += chance
            missed += chance if _at_most(below, delta) else 0
        return missed

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        N, p, delta = map(show, self.args)
        return rf"P(U_{{{delta}}}(\mathrm{{Bin}}({N},{p})) \le {p})"


class betting_success(Atom):
    """`betting_success(N, p, s, eta, delta)`: the chance that a bettor multiplies the stake by 1/delta or more.

    D is 1 with chance p and -1 with chance s. At each of N trials the stake is multiplied by 1 + λ (p - s - D), where
    λ is the share eta of 1/(1 - p + s), with which one loss would take everything.
    """

    nargs = 5

    @staticmethod
    def float_rule(N: Any, p: Any, s: Any, eta: Any, delta: Any) -> Any:
        """Sum the chances of the counts with which the bettor succeeds."""
        if not abs(1 - p + s) > 0:
            raise UndefinedError("a bet against a certain loss has no largest size")
        bet = eta / (1 - p + s)
        lost, gained, neither = (1 + bet * (p - s - difference) for difference in (1, -1, 0))
        won = 0 * p
        for (i, j), chance in _pmf(whole(N), p, s):
            stake = lost**i * gained**j * neither ** (whole(N) - i - j)
            won += chance if _at_most(1, stake * delta) else 0
        return won

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        N, p, s, eta, delta = map(show, self.args)
        return rf"P(\textstyle\prod_{{i \le {N}}} (1+{eta}\frac{{{p}-{s}-D_i}}{{1-{p}+{s}}}) \ge 1/{delta})"


class sequence_error(Atom):
    """`sequence_error(H, T, S, delta)`: the chance of a false rejection when networks are tested in sequence.

    A row of H is one outcome of the experiment, all equally likely, with the p-value of each network. Network j is
    accepted, its hypothesis rejected, where no network at least as dense has a p-value above delta; T_j is the
    density, S the set of the networks whose hypothesis is true.
    """

    nargs = 4

    @staticmethod
    def define(H: sp.Basic, T: sp.Basic, S: sp.Basic, delta: sp.Expr) -> sp.Expr:
        """Return the definition: a network is accepted where the largest excess of p-values over delta is 0."""
        denser = Where(sp.Lambda(_i, sp.Ge(At(T, _i), At(T, _j), evaluate=False)), T)
        excess = MaxOn(denser, sp.Lambda(_i, sp.Max(0, At(H, _a, _i) - delta, evaluate=False)))
        accepted = MaxOn(S, sp.Lambda(_j, 1 / (1 + excess)))
        return Count(Where(sp.Lambda(_a, sp.Ge(accepted, 1, evaluate=False)), H)) / dim(H)

    @staticmethod
    def float_rule(H: Any, T: Any, S: np.ndarray, delta: Any) -> Any:
        """Look at the densest network of S: when it is accepted there is a false rejection, and only then."""
        if not S.any():
            return H[0][0] * 0
        first = max((T[j] for j in np.flatnonzero(S)), key=float)
        before = [j for j in range(len(T)) if _at_most(first, T[j])]
        false = sum(all(_at_most(row[j], delta) for j in before) for row in H)
        return (H[0][0] * 0 + false) / len(H)

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        H, T, S, delta = map(show, self.args)
        return rf"P(\exists j \in {S}: {H}_{{j'}} \le {delta} \;\forall j' : {T}_{{j'}} \ge {T}_j)"


class largest_miss(Atom):
    """`largest_miss(H, S, delta)`: the largest chance, over the columns j in S, that H_j is at most delta."""

    nargs = 3

    @staticmethod
    def define(H: sp.Basic, S: sp.Basic, delta: sp.Expr) -> sp.Expr:
        """Return the definition."""
        small = Where(sp.Lambda(_a, sp.Le(At(H, _a, _j), delta, evaluate=False)), H)
        return MaxOn(S, sp.Lambda(_j, Count(small) / dim(H)))

    @staticmethod
    def float_rule(H: Any, S: np.ndarray, delta: Any) -> Any:
        """Count rows, column by column."""
        counts = [sum(_at_most(row[j], delta) for row in H) for j in np.flatnonzero(S)]
        return (H[0][0] * 0 + max(counts, default=0)) / len(H)

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        H, S, delta = map(show, self.args)
        return rf"\max_{{j \in {S}}} P({H}_j \le {delta})"


class nuisance_error(Atom):
    """`nuisance_error(H, V, gamma, eps)`: the chance that the largest p-value over a confidence set is at most eps.

    A row is one outcome of the experiment, all equally likely; a column is a value of what the hypothesis leaves
    open, with its p-values in H and, in V, those of a test of that value itself: it is in the confidence set where
    they are above gamma. The largest of an empty set is 0.
    """

    nargs = 4

    @staticmethod
    def define(H: sp.Basic, V: sp.Basic, gamma: sp.Expr, eps: sp.Expr) -> sp.Expr:
        """Return the definition."""
        confident = Where(sp.Lambda(_j, sp.Gt(At(V, _a, _j), gamma, evaluate=False)), At(H, 0))
        largest = MaxOn(confident, sp.Lambda(_j, sp.Max(0, At(H, _a, _j), evaluate=False)))
        return Count(Where(sp.Lambda(_a, sp.Le(largest, eps, evaluate=False)), H)) / dim(H)

    @staticmethod
    def float_rule(H: Any, V: Any, gamma: Any, eps: Any) -> Any:
        """Count the rows in which no p-value of the confidence set is above eps, and 0 is not."""
        small = sum(
            _at_most(0, eps) and all(_at_most(v, gamma) or _at_most(h, eps) for h, v in zip(*pair, strict=True))
            for pair in zip(H, V, strict=True)
        )
        return (H[0][0] * 0 + small) / len(H)

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        H, V, gamma, eps = map(show, self.args)
        return rf"P(\max_{{j: {V}_j > {gamma}}} {H}_j \le {eps})"


class nuisance_miss(Atom):
    """`nuisance_miss(H, V, gamma, eps)`: the least P(H_j <= eps) + P(V_j <= gamma) over the columns j.

    Rows and columns as in `nuisance_error`. For p-values that are valid at the true j it is at most eps + gamma.
    """

    nargs = 4

    @staticmethod
    def define(H: sp.Basic, V: sp.Basic, gamma: sp.Expr, eps: sp.Expr) -> sp.Expr:
        """Return the definition: two chances sum to at most 2, so that the least is 2 minus a largest."""
        below = [(H, eps), (V, gamma)]
        counts = [Count(Where(sp.Lambda(_a, sp.Le(At(x, _a, _j), t, evaluate=False)), x)) for x, t in below]
        return 2 - MaxOn(All(At(H, 0)), sp.Lambda(_j, 2 - sp.Add(*counts) / dim(H)))

    @staticmethod
    def float_rule(H: Any, V: Any, gamma: Any, eps: Any) -> Any:
        """Count rows, column by column."""
        columns = range(len(H[0]))
        small = [sum(_at_most(h[j], eps) + _at_most(v[j], gamma) for h, v in zip(H, V, strict=True)) for j in columns]
        return (H[0][0] * 0 + min(small)) / len(H)

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        H, V, gamma, eps = map(show, self.args)
        return rf"\min_j \{{P({H}_j \le {eps}) + P({V}_j \le {gamma})\}}"
