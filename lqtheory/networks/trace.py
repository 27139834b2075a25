"""What two networks do differently on the same inputs, layer by layer, in rigorous arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, reduce
from operator import add
from typing import TYPE_CHECKING, Any

import numpy as np

from lqtheory.balls import Balls
from lqtheory.networks.layers import Layer, parameters
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
        self._norms: dict[tuple[int, int], Balls] = {}
        n, depth = len(comparison.inputs), comparison.depth
        gaps: dict[tuple[str, int], list[Balls]] = {}
        outputs: list[tuple[Balls, Balls]] = []

        def record(name: str, level: int, one: Balls, other: Balls) -> None:
            difference = self._lift(np.zeros(one.shape[1])) if one is other else (one - other).norm(axis=0)
            gaps.setdefault((name, level), []).append(difference)

        network = comparison.dense
        last_reader = {source: level for level, read in enumerate(network.sources, start=1) for source in read}
        for start in range(0, n, network.chunk):
            # states[l][i]: layer l of the network whose first i layers are dense and the rest pruned, i = 0 … l.
            states = {0: [self._lift(comparison.inputs[start : start + network.chunk])]}
            for level, (dense, pruned) in enumerate(comparison.pairs, start=1):
                entering = self._entering(level, states)
                states[level] = self._step(level, dense, pruned, entering, record)
                for source in [source for source in states if last_reader.get(source, depth) <= level < depth]:
                    del states[source]
            for level in range(1, depth + 1):
                record("telescoped", level, states[depth][level], states[depth][level - 1])
            outputs.append((states[depth][-1], states[depth][0]))

        root = self._lift(float(n)).sqrt()
        self._gaps = {key: arithmetic.stack(chunks).norm(axis=0) / root for key, chunks in gaps.items()}
        self._outputs, self._outputs_pruned = map(arithmetic.concatenate, zip(*outputs, strict=True))

    def _entering(self, level: int, states: dict[int, list[Balls]]) -> list[Balls]:
        """Inputs of a layer in the networks whose first i < level layers are dense; equal sums are one object."""
        read = [states[source] for source in self.comparison.dense.sources[level - 1]]
        # With more dense layers than lie below a state, nothing changes in it any more.
        each = [tuple(state[min(i, len(state) - 1)] for state in read) for i in range(level)]
        return _each_once(lambda summands: reduce(add, summands), each)

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
        """Operator norm (of max pooling: Lipschitz constant) of layer l of the dense network."""
        return self._norm(level, 0)

    def norm_pruned(self, level: int) -> Balls:
        """Operator norm of layer l of the pruned network."""
        return self._norm(level, 0 if _equal(*self.comparison.pairs[level - 1]) else 1)

    def _norm(self, level: int, which: int) -> Balls:
        if (level, which) not in self._norms:
            self._norms[level, which] = self.comparison.pairs[level - 1][which].norm(self._lift)
        return self._norms[level, which]

    def moments(self, level: int, group: int = 0) -> LayerMoments:
        """Moments of what a group of neurons of layer l of the dense network takes in; level L + 1: of its outputs."""
        return self._statistics.moments[level - 1][group]

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
    pairs = zip(parameters(dense).values(), parameters(pruned).values(), strict=True)
    return all(np.array_equal(one, other) for one, other in pairs)


def _each_once(function: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    """Apply to every value; one object gives one result, so that `is` still tells what is equal."""
    results: dict[Any, Any] = {}
    keys = [tuple(map(id, value)) if isinstance(value, tuple) else id(value) for value in values]
    for key, value in zip(keys, values, strict=True):
        if key not in results:
            results[key] = function(value)
    return [results[key] for key in keys]
