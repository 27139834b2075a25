"""What the rungs of the ladder read (theory C8): local errors, sorted weights, or norms, and how they are carried."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache, partial, reduce

import numpy as np
from flint import arb, fmpq

from lqtheory.atoms import constants
from lqtheory.atoms.multi_norm import Tails
from lqtheory.balls import Balls, FloatBalls
from lqtheory.certify.propagate import propagate
from lqtheory.certify.rule import Rounding, check, rounding
from lqtheory.certify.scaling import Passage, passage
from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.networks import Comparison, Dense, ErrorBound

EXPONENTS = tuple(map(Fraction, "1/64 1/32 1/16 1/8 1/4 3/8 1/2 5/8 3/4 1 5/4 3/2 2".split()))
"""The exponents q of the norms that `lq_data` reads; those up to 1 also serve `lq_data_free`."""


class Readings:
    """What the rungs read, each part computed when first asked for.

    Parameters
    ----------
    comparison : Comparison
        The pruned network is the dense one with the k inputs of largest u kept in every neuron and the
        biases corrected, both by the moments of the dense network on these inputs. Of any other network
        `by_tails`, `by_norms` and what rests on them say nothing, and raise an `InputError` (see `rule`).
    kept : sequence of int
        The k of each layer, 1 <= k <= number of its inputs.

    Raises
    ------
    InputError
        If `kept` is not as described, or a layer is not dense.
    """

    def __init__(self, comparison: Comparison, kept: Sequence[int]) -> None:
        for layer in comparison.dense.layers:
            if not isinstance(layer, Dense):
                raise UnsupportedLayerError(
                    f"no bound for layer {layer.name!r}, {layer.kind}: the ladder needs dense layers"
                )
        widths = [layer.weight.shape[1] for layer in comparison.dense.layers]
        if len(kept) != len(widths) or not all(1 <= k <= d for k, d in zip(kept, widths, strict=True)):
            raise InputError(f"kept={list(kept)}, expected one k per layer, at least 1 and at most {widths}")
        self.trace, self.kept = comparison.trace(FloatBalls), kept
        self.levels = range(1, comparison.depth + 1)

    @cached_property
    def scaled_weights(self) -> list[Balls]:
        """U = |w| * std of each layer, shape (units, inputs)."""
        layers = self.trace.comparison.dense.layers
        return [
            FloatBalls.exact(np.abs(layer.weight)) * self.trace.std(level)
            for level, layer in zip(self.levels, layers, strict=True)
        ]

    @cached_property
    def rounding(self) -> list[Rounding]:
        """What the rounding of mask and biases may add to the bounds of each layer; an `InputError` where more did."""
        check(self.trace, self.kept)
        return self._rounding

    @cached_property
    def _rounding(self) -> list[Rounding]:
        return [rounding(self.trace, level, k) for level, k in zip(self.levels, self.kept, strict=True)]

    @cached_property
    def measured(self) -> list[Balls]:
        """Local errors on the dense activations, after the activation function."""
        return [self.trace.local_after(level) for level in self.levels]

    @cached_property
    def by_tails(self) -> list[Balls]:
        """Bounds of the local errors by B1 and B2 from the sorted u of each neuron."""
        check(self.trace, self.kept)
        return self._by_rule[0]

    @cached_property
    def by_norms(self) -> list[Balls]:
        """Bounds of the local errors by B1 and B2 from norms of the u of each neuron."""
        check(self.trace, self.kept)
        return self._by_rule[1]

    @cached_property
    def _by_rule(self) -> tuple[list[Balls], list[Balls]]:
        """The same two, whether or not the pruned network obeys the rule that makes them bounds."""
        return self._local_errors(_sorted_tail), self._local_errors(_largest_tail)

    def _local_errors(self, tail: Callable[[Balls, int, int], Balls]) -> list[Balls]:
        """Feed B1 and B2 with `tail(u, k, p)`: bounds of sigma_k(u)_p of each row, p = 1 and 2."""
        local, trace = [], self.trace
        for level, u, k, charge in zip(self.levels, self.scaled_weights, self.kept, self._rounding, strict=True):
            by_sum, by_square = (tail(u, k, p) + charge.order for p in (1, 2))
            combined = trace.moments(level).combination(by_sum, by_square, charge.bias)
            local.append(combined * trace.lipschitz(level))
        return local

    @cached_property
    def passages(self) -> list[list[Passage]]:
        """For errors that enter at each layer but the last, the scalings (C3) that suit each kind of local error.

        All are true for all, and all are tried by every rung: so the order of the rungs is that of what they read.
        The sizes only steer the search, so here no rule has to be obeyed.
        """
        layers = self.trace.comparison.pruned.layers
        kinds = (self.measured, *self._by_rule)
        return [
            [passage(layers[level:], local[level - 1].upper(), FloatBalls) for local in kinds]
            for level in self.levels[:-1]
        ]

    def carried(self, local: Sequence[Balls]) -> list[Balls]:
        """Bound by C3 what the local errors of each layer by themselves become at the outputs."""
        below = [
            reduce(FloatBalls.minimum, (one.carry(errors) for one in passages))
            for passages, errors in zip(self.passages, local[:-1], strict=True)
        ]
        return [*below, local[-1].norm()]

    def propagated(self, local: Sequence[Balls]) -> Balls:
        """Bound the output error from local errors: by C1 and C2 together, and by C3 layer by layer."""
        together = propagate(self.trace, list(map(ErrorBound, local)))[-1]
        return together.minimum(reduce(operator.add, self.carried(local)))


def _sorted_tail(u: Balls, k: int, p: int) -> Balls:
    order = FloatBalls.between(np.sort(u.lower(), axis=1), np.sort(u.upper(), axis=1))
    smallest = order[:, : u.shape[1] - k]
    return smallest.sum(axis=1) if p == 1 else smallest.T.norm(axis=0)


def _largest_tail(u: Balls, k: int, p: int) -> Balls:
    """Return the smaller of the q-envelope and the multi-norm bound."""
    norms, tails = _read_norms(u.lower().tobytes(), u.upper().tobytes(), u.shape)
    envelope = reduce(FloatBalls.minimum, (norms[q] * worst_tail(k, u.shape[1], q, p) for q in norms if q <= p))
    together = tails[p].at(k)
    return envelope.minimum(together if p == 1 else together.sqrt())


@lru_cache(maxsize=16)
def _read_norms(lower: bytes, upper: bytes, shape: tuple[int, int]) -> tuple[dict[Fraction, Balls], dict[int, Tails]]:
    """All norms of the rows of u; kept, for they serve every k."""
    u = FloatBalls.between(*(np.frombuffer(ends).reshape(shape) for ends in (lower, upper)))
    return lq_norms(u), {1: Tails(u), 2: Tails(u.square())}


def lq_norms(u: Balls) -> dict[Fraction, Balls]:
    """Norms (sum_j u_ij^q)^(1/q) of the rows of u >= 0 for every q of `EXPONENTS`, each of shape (rows,)."""
    exponent = u.exponent(axis=1)
    root = u.ldexp(-exponent)
    roots = {Fraction(2): root.square()}
    for j in range(7):
        roots[Fraction(1, 2**j)] = root
        root = root.sqrt()
    norms = {}
    for q in EXPONENTS:
        # u^q as the product of roots that the binary digits of q name: no libm, so no trust in it.
        power = reduce(operator.mul, (part for step, part in roots.items() if q % (2 * step) >= step))
        norms[q] = power.sum(axis=1).map(partial(_power, exponent=1 / q)).ldexp(exponent[:, 0])
    return norms


def _power(x: arb, exponent: Fraction) -> arb:
    """x^exponent for x >= 0, with 0^exponent = 0."""
    ends = (x.abs_lower(), x.abs_upper())
    low, high = (arb(0) if end.is_zero() else end ** arb(fmpq(*exponent.as_integer_ratio())) for end in ends)
    return low.union(high)


@lru_cache(maxsize=65536)
def worst_tail(k: int, d: int, q: Fraction, p: int) -> arb:
    """Largest tail sigma_k(w)_p of a vector of d entries with ||w||_q = 1, q <= p: the constant of A1."""
    return constants.worst_tail.ball_rule(k, d, arb(fmpq(q.numerator, q.denominator)), arb(p))
