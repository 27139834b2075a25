"""One propagation of errors through the layers, shared by certificates and ladder: theory C1 and C2."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from functools import partial, reduce
from typing import Any

import numpy as np

from lqtheory.balls import Balls
from lqtheory.networks import ErrorBound, Layer, Trace


def propagate(
    trace: Trace, local: Sequence[ErrorBound], local_on_pruned: Sequence[ErrorBound] | None = None
) -> list[Balls]:
    """Bounds of the error after each layer from bounds of the error that each layer adds (C1, C2).

    Per layer the smaller of two: with operator norms, E' = rho ||W^|| E + ||a||, and per unit,
    e' = rho min(|W^| e, ||w^_i|| E) + a, joined by the Euclidean norm. Where a layer reads the sum of several
    others, their errors add (C5).

    Parameters
    ----------
    trace : Trace
        Supplies both networks, the operator norms and the Lipschitz constants rho.
    local : sequence of ErrorBound
        Per layer, bounds a of the L2 norm of what the layer adds at each unit, after its activation,
        on the activations of the dense network; goes with the pruned weights W^.
    local_on_pruned : the same, optional
        On the activations of the pruned network; goes with the dense weights. Both forms hold, so
        the smaller is taken.

    Returns
    -------
    list of scalar balls
        One per layer; the last bounds the output error.
    """
    lift, network = trace.arithmetic.exact, trace.comparison.dense
    states = [ErrorBound(lift(np.zeros(trace.comparison.inputs.shape[1])), lift(0.0))]
    for level, (dense, pruned) in enumerate(trace.comparison.pairs, start=1):
        rho, before = trace.lipschitz(level), network.entering(level, states)
        after = _through(pruned, trace.norm_pruned(level), rho, before, local[level - 1], lift)
        if local_on_pruned is not None:
            after = after.minimum(_through(dense, trace.norm(level), rho, before, local_on_pruned[level - 1], lift))
        states.append(ErrorBound(after.units, after.total.minimum(after.units.norm())))
    return [state.total for state in states[1:]]


def _through(layer: Layer, norm: Balls, rho: Balls, before: ErrorBound, added: ErrorBound, lift: Any) -> ErrorBound:
    units = layer.magnify(before.units, lift).minimum(layer.unit_norms(lift) * before.total)
    return ErrorBound(units, norm * before.total) * rho + added


def telescoped(trace: Trace) -> Balls:
    """Bound of the output error by the steps F_l - F_(l-1) (C1', sharper).

    The L2 norms of the steps are added per output and then joined by the Euclidean norm; C1' adds the
    joined ones, which is never less.
    """
    return reduce(operator.add, (trace.telescoped_per_unit(level) for level in _levels(trace))).norm()


def a_posteriori(trace: Trace, *, both: bool = True) -> list[Balls]:
    """Bounds after each layer from the measured local errors, after the activation (C1 sharper, C2).

    With `both`, the form with dense weights and local errors on pruned activations is used too.
    """
    on_pruned = [ErrorBound(trace.local_after_pruned(level)) for level in _levels(trace)] if both else None
    return propagate(trace, [ErrorBound(trace.local_after(level)) for level in _levels(trace)], on_pruned)


def a_priori(trace: Trace) -> list[Balls]:
    """Bounds after each layer from weights and moments of the dense activations alone (B1, B2, then C1, C2).

    They hold for any masks and any change of the kept weights and of the biases.
    """
    lift = trace.arithmetic.exact
    return propagate(
        trace,
        [
            dense.local_error(pruned, partial(trace.moments, level), lift) * trace.lipschitz(level)
            for level, (dense, pruned) in enumerate(trace.comparison.pairs, start=1)
        ],
    )


def _levels(trace: Trace) -> range:
    return range(1, trace.comparison.depth + 1)
