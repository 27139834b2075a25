"""The ladder of theory C8: several upper bounds of one error, each by its own formula.

They are ordered by what they may read: the fewer facts, the larger the bound. (Of `telescoped` and
`a_posteriori` that is what networks show, not a theorem: the tests hold a network that breaks it.)
All speak of a network pruned to the k inputs of largest u = |w| * std of every neuron, biases corrected
with dense means.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache, partial, reduce
from math import ceil
from typing import NamedTuple

import numpy as np
from flint import arb, fmpq

from lqtheory.balls import Balls, FloatBalls
from lqtheory.certify.propagate import a_posteriori, propagate, telescoped
from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.networks import Comparison, Dense, ErrorBound, Trace

EXPONENTS = tuple(map(Fraction, "1/64 1/32 1/16 1/8 1/4 3/8 1/2 5/8 3/4 1 5/4 3/2 2".split()))
"""The exponents q of the norms that `lq_data` reads; those up to 1 also serve `lq_data_free`."""


class Rung(NamedTuple):
    """One step of the ladder."""

    purpose: str
    """What the bound is for."""
    formula: Callable[[Trace, Sequence[int]], Balls]
    """From a trace in `FloatBalls` and the kept inputs k of each layer to a scalar ball."""


def ladder(comparison: Comparison, kept: Sequence[int]) -> dict[str, float]:
    """Evaluate every rung, rounded outward: upper ends of bounds of (E ||f - f'||^2)^(1/2).

    Parameters
    ----------
    comparison : Comparison
        The pruned network is the dense one with the k inputs of largest u kept in every neuron and the
        biases corrected, both by the moments of the dense network on these inputs.
    kept : sequence of int
        The k of each layer, 1 <= k <= number of its inputs.

    Returns
    -------
    dict
        From the names of `RUNGS`, in their order, to values.
    """
    for layer in comparison.dense.layers:
        if not isinstance(layer, Dense):
            raise UnsupportedLayerError(
                f"no bound for layer {layer.name!r}, {layer.kind}: the ladder needs dense layers"
            )
    widths = [layer.weight.shape[1] for layer in comparison.dense.layers]
    if len(kept) != len(widths) or not all(1 <= k <= d for k, d in zip(kept, widths, strict=True)):
        raise InputError(f"kept={list(kept)}, expected one k per layer, at least 1 and at most {widths}")
    trace = comparison.trace(FloatBalls)
    return {name: float(rung.formula(trace, kept).upper()) for name, rung in RUNGS.items()}


def _scaled_weights(trace: Trace, level: int) -> Balls:
    return FloatBalls.exact(np.abs(trace.comparison.dense.layers[level - 1].weight)) * trace.std(level)


def _with_tails(trace: Trace, tails: Callable[[int, int], Balls]) -> Balls:
    """Propagate B1 and B2, fed with `tails(level, p)`: bounds of sigma_k(u)_p, p = 1 and 2."""
    local = []
    for level, (dense, pruned) in enumerate(trace.comparison.pairs, start=1):
        # A stored bias is rounded, so it misses the corrected one by a last digit.
        missed = dense.mean_error(pruned, trace.mean(level), FloatBalls.exact)
        # The mask was chosen by a rounded u, so what it drops may exceed the tail by a last digit.
        dropped = _scaled_weights(trace, level) * FloatBalls.exact((pruned.weight == 0).astype(float))
        by_sum = tails(level, 1).maximum(dropped.sum(axis=1))
        by_square = tails(level, 2).maximum(dropped.T.norm(axis=0))
        cost = trace.moments(level).combination(by_sum, by_square, missed)
        local.append(ErrorBound(cost * trace.lipschitz(level)))
    return propagate(trace, local)[-1]


def _true_tails(trace: Trace, kept: Sequence[int]) -> Balls:
    def tails(level: int, p: int) -> Balls:
        u = _scaled_weights(trace, level)
        order = FloatBalls.between(np.sort(u.lower(), axis=1), np.sort(u.upper(), axis=1))
        smallest = order[:, : u.shape[1] - kept[level - 1]]
        return smallest.sum(axis=1) if p == 1 else smallest.T.norm(axis=0)

    return _with_tails(trace, tails)


def _lq_data(trace: Trace, kept: Sequence[int]) -> Balls:
    norms = {level: lq_norms(_scaled_weights(trace, level)) for level in range(1, trace.comparison.depth + 1)}
    return _with_tails(trace, lambda level, p: _envelope(norms[level], trace, level, kept, p))


def _envelope(norms: dict[Fraction, Balls], trace: Trace, level: int, kept: Sequence[int], p: int) -> Balls:
    d = trace.comparison.dense.layers[level - 1].weight.shape[1]
    return reduce(FloatBalls.minimum, (norms[q] * worst_tail(kept[level - 1], d, q, p) for q in norms if q <= p))


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
    if k >= d:
        return arb(0)
    # (r - k)^(1/p) r^(-1/q) rises up to r = kp/(p - q) and falls beyond it.
    peak = d if q == p else min(d, ceil(k * p / (p - q)))
    around = {r for r in (peak - 1, peak) if r > k}
    return reduce(arb.max, (arb(r - k).root(p) / _power(arb(r), 1 / q) for r in around))


def _data_free(trace: Trace, kept: Sequence[int], tails: Callable[[dict[Fraction, Balls], int, int], Balls]) -> Balls:
    """C4 per unit, in the sup norm over the box of the inputs; `tails(norms, k, d)` bounds sigma_k(w)_1."""
    layers = trace.comparison.dense.layers
    size = FloatBalls.exact(np.abs(trace.comparison.inputs).max())
    error = FloatBalls.exact(np.zeros(layers[0].weight.shape[1]))
    for level, layer in enumerate(layers, start=1):
        weight, rho = FloatBalls.exact(np.abs(layer.weight)), trace.lipschitz(level)
        total = weight.sum(axis=1)
        local = tails(lq_norms(weight), kept[level - 1], weight.shape[1]) * size
        error = (total * error.max() + local) * rho
        at_zero = layer.activation(FloatBalls.exact(np.zeros(1))).abs()[0]
        size = ((total * size + FloatBalls.exact(np.abs(layer.bias))) * rho).max() + at_zero
    return error.norm()


def _lq_data_free(trace: Trace, kept: Sequence[int]) -> Balls:
    return _data_free(
        trace,
        kept,
        lambda norms, k, d: reduce(FloatBalls.minimum, (norms[q] * worst_tail(k, d, q, 1) for q in norms if q <= 1)),
    )


def _lq_textbook(trace: Trace, kept: Sequence[int]) -> Balls:
    return _data_free(trace, kept, lambda norms, k, d: norms[Fraction(1, 2)] / float(k))


RUNGS = {
    "measured": Rung(
        "the error itself: needs the pruned network and the data",
        lambda trace, kept: trace.output_error(),
    ),
    "telescoped": Rung(
        "splits the error into layers: needs the pruned network and the data",
        lambda trace, kept: telescoped(trace),
    ),
    "a_posteriori": Rung(
        "splits the error into layers and steps, so it explains and allocates: needs the local errors",
        lambda trace, kept: a_posteriori(trace, both=False)[-1],
    ),
    "true_tails": Rung(
        "known before anything is pruned: needs the sorted activation-scaled weights of each neuron",
        _true_tails,
    ),
    "lq_data": Rung(
        "known before anything is pruned: needs a few norms of the activation-scaled weights of each neuron",
        _lq_data,
    ),
    "lq_data_free": Rung(
        "holds for every distribution on the box of the inputs from which u and the bias correction "
        "were computed: needs the weights alone",
        _lq_data_free,
    ),
    "lq_textbook": Rung(
        "the same as printed in textbooks: constant 1 and the exponent 1/2",
        _lq_textbook,
    ),
}
"""The rungs in the order of theory C8."""
