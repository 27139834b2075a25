"""What two networks do differently on the same inputs, layer by layer, in rigorous arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from lqtheory.balls import Balls
from lqtheory.networks.layers import Layer
from lqtheory.networks.network import CHUNK
from lqtheory.networks.statistics import LayerMoments, Statistics

if TYPE_CHECKING:
    from lqtheory.networks.comparison import Comparison


class Trace:
    """Errors between a dense network f and a pruned one on the same inputs, as balls.

    Layers are counted l = 1 … L. "Per unit" means the L2 norm over the inputs (divisor n) of what
    happens at each unit, an array of shape (units,). Rows are treated in chunks, so memory does not
    grow with the data but for the outputs. Layers that are equal in both networks give exact zeros.

    Parameters
    ----------
    comparison : Comparison
    arithmetic : FloatBalls or ArbBalls
        The class of the balls.
    """

    def __init__(self, comparison: Comparison, arithmetic: Any) -> None:
        self.comparison, self.arithmetic = comparison, arithmetic
        self._lift = arithmetic.exact
        n, depth = len(comparison.inputs), comparison.depth
        gaps: dict[tuple[str, int], list[Balls]] = {}
        outputs: list[tuple[Balls, Balls]] = []

        def record(name: str, level: int, one: Balls, other: Balls) -> None:
            difference = self._lift(np.zeros(one.shape[1])) if one is other else (one - other).norm(axis=0)
            gaps.setdefault((name, level), []).append(difference)

        for start in range(0, n, CHUNK):
            # states[i]: where the network stands whose first i layers are dense and the rest pruned.
            states = [self._lift(comparison.inputs[start : start + CHUNK])]
            for level, (dense, pruned) in enumerate(comparison.pairs, start=1):
                states = self._step(level, dense, pruned, states, record)
            for level in range(1, depth + 1):
                record("telescoped", level, states[level], states[level - 1])
            outputs.append((states[-1], states[0]))

        root = self._lift(float(n)).sqrt()
        self._gaps = {key: arithmetic.stack(chunks).norm(axis=0) / root for key, chunks in gaps.items()}
        self._outputs, self._outputs_pruned = map(arithmetic.concatenate, zip(*outputs, strict=True))

    def _step(self, level: int, dense: Layer, pruned: Layer, states: list[Balls], record: Callable) -> list[Balls]:
        """Take every state through the pruned layer, and the dense network's also through the dense one."""
        cut = _each_once(lambda h: pruned.apply(h, self._lift), states)
        if _equal(dense, pruned):
            full, full_on_pruned = cut[-1], cut[0]
        else:
            full_on_pruned, full = _each_once(lambda h: dense.apply(h, self._lift), [states[0], states[-1]])
        record("local", level, full, cut[-1])
        record("local_pruned", level, full_on_pruned, cut[0])
        after = _each_once(dense.activation, [full_on_pruned, *cut, full])
        record("local_after", level, after[-1], after[-2])
        record("local_after_pruned", level, after[0], after[1])
        record("error", level, after[-1], after[1])
        return after[1:]

    def error(self, level: int) -> Balls:
        """Per unit, the error after layer l and its activation, l = 0 … L."""
        if level == 0:
            return self._lift(np.zeros(self.comparison.inputs.shape[1]))
        return self._gaps["error", level]

    def local(self, level: int) -> Balls:
        """Per unit, (W - W')h + b - b' on the dense activations: the delta_l of C1."""
        return self._gaps["local", level]

    def local_pruned(self, level: int) -> Balls:
        """Per unit, the same on the pruned activations."""
        return self._gaps["local_pruned", level]

    def local_after(self, level: int) -> Balls:
        """Per unit, the local error on the dense activations after the activation function (C1, sharper)."""
        return self._gaps["local_after", level]

    def local_after_pruned(self, level: int) -> Balls:
        """Per unit, the same on the pruned activations."""
        return self._gaps["local_after_pruned", level]

    def telescoped(self, level: int) -> Balls:
        """||F_l - F_(l-1)||, F_l the network whose first l layers are dense and the rest pruned (C1')."""
        return self.telescoped_per_unit(level).norm()

    def telescoped_per_unit(self, level: int) -> Balls:
        """Per output, F_l - F_(l-1)."""
        return self._gaps["telescoped", level]

    def output_error(self) -> Balls:
        """Root of E ||f - f'||^2, Euclidean over the outputs."""
        return self._gaps["error", self.comparison.depth].norm()

    def outputs(self) -> Balls:
        """Logits of the dense network, shape (n, outputs)."""
        return self._outputs

    def outputs_pruned(self) -> Balls:
        """Logits of the pruned network, shape (n, outputs)."""
        return self._outputs_pruned

    def lipschitz(self, level: int) -> Balls:
        """Lipschitz constant of the activation of layer l."""
        return self.arithmetic.from_arb(self.comparison.dense.layers[level - 1].activation.lipschitz_ball())

    def norm(self, level: int) -> Balls:
        """Operator norm of the weight of layer l of the dense network."""
        return self._norms[level - 1][0]

    def norm_pruned(self, level: int) -> Balls:
        """Operator norm of the weight of layer l of the pruned network."""
        return self._norms[level - 1][1]

    @cached_property
    def _norms(self) -> list[tuple[Balls, Balls]]:
        norms = []
        for dense, pruned in self.comparison.pairs:
            norm = dense.norm(self._lift)
            norms.append((norm, norm if _equal(dense, pruned) else pruned.norm(self._lift)))
        return norms

    def moments(self, level: int) -> LayerMoments:
        """Moments of what layer l of the dense network takes in; level L + 1: of its outputs."""
        return self._statistics.moments[level - 1]

    @cached_property
    def _statistics(self) -> Statistics:
        return Statistics(self.comparison.dense, self.comparison.inputs, self.arithmetic)

    def mean(self, level: int) -> Balls:
        """Mean of each input of layer l of the dense network."""
        return self.moments(level).mean

    def std(self, level: int) -> Balls:
        """Upper end of the standard deviation of each input of layer l (see `LayerMoments.std`)."""
        return self.moments(level).std

    def spread(self) -> Balls:
        """Root of E ||f - E f||^2: what the best constant would get wrong of the dense network."""
        return self.moments(self.comparison.depth + 1).variation.norm()


def _equal(dense: Layer, pruned: Layer) -> bool:
    return np.array_equal(dense.weight, pruned.weight) and np.array_equal(dense.bias, pruned.bias)


def _each_once(function: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    """Apply to every value; one object gives one result, so that `is` still tells what is equal."""
    results: dict[int, Any] = {}
    for value in values:
        if id(value) not in results:
            results[id(value)] = function(value)
    return [results[id(value)] for value in values]
