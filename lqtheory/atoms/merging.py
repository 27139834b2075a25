"""Merging neurons of a layer one after another (theory E5).

`F` holds their activations, a row per sample, `U` their outgoing weights, a row per neuron. `y` says for each neuron
which one takes its place, itself where it stays, and `v` by which factor it is multiplied then. Neurons are merged
from the leaves of this forest on: when a neuron goes, all that it stood for have gone, and it carries their weights.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import arb

from lqtheory.errors import UndefinedError
from lqtheory.interpreters import root
from lqtheory.primitives import Atom


class scaled_merging_error(Atom):
    """`scaled_merging_error(U, y, v, F)`: L2(μ) norm of what all mergings change in the next pre-activations."""

    nargs = 4

    @staticmethod
    def float_rule(U: Any, y: Any, v: Any, F: Any) -> Any:
        """Let the last neuron of each chain stand for all of it, times the product of the factors on the way."""
        h, gaps = np.array(F), np.array(F)
        for neuron, path in enumerate(_paths(y)):
            gaps[:, neuron] -= np.prod([v[i] for i in path[:-1]]) * h[:, path[-1]]
        return _l2(gaps @ np.array(U))

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        U, y, v, F = map(show, self.args)
        return rf"\lVert ({F} - {v}^*{F}_{{{y}^*}}){U} \rVert"


class scaled_merging_costs(Atom):
    """`scaled_merging_costs(U, y, v, F)`: per neuron ‖a‖ ‖h − v h'‖, a its outgoing weights when h' takes its place."""

    nargs = 4

    @staticmethod
    def float_rule(U: Any, y: Any, v: Any, F: Any) -> Any:
        """Add the outgoing weights up along the chains, then cost each merging."""
        h, outgoing = np.array(F), np.array(U)
        carried, paths = 0 * outgoing, _paths(y)
        for neuron, path in enumerate(paths):
            share = outgoing[neuron]
            for stop in path:
                carried[stop] += share
                share = share * v[stop]
        return [
            _norm(carried[i]) * _l2(h[:, i] - v[i] * h[:, path[1]]) if len(path) > 1 else 0 * _l2(h[:, i])
            for i, path in enumerate(paths)
        ]

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        U, y, v, F = map(show, self.args)
        return rf"\left(\lVert \hat {U}_i \rVert \lVert {F}_i - {v}_i {F}_{{{y}_i}} \rVert\right)_i"


class merging_error(Atom):
    """`merging_error(U, y, V, H, s, kappa, T)`: `scaled_merging_error` with factors 1.

    The activations are those of neurons with the weights V, a row per neuron, on inputs H, a row per sample, and φ is
    `piecewise_linear(s, kappa, T)`.
    """

    nargs = 7

    @staticmethod
    def float_rule(U: Any, y: Any, V: Any, H: Any, s: Any, kappa: Any, T: Any) -> Any:
        """Compute the activations first."""
        z = np.array(H) @ np.array(V).T
        h = sum((k * (z - t + abs(z - t)) / 2 for k, t in zip(kappa, T, strict=True)), start=s * z)
        return scaled_merging_error.float_rule(U, y, [1] * len(y), h)

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        U, y, V, H, *_ = map(show, self.args)
        return rf"\lVert (\phi({H}{V}^\top) - \phi({H}{V}_{{{y}^*}}^\top)){U} \rVert"


class merging_costs(Atom):
    """`merging_costs(U, y, V, H)`: per neuron ‖a‖ ‖(w − w')h‖, a its outgoing weights when w' takes its place."""

    nargs = 4

    @staticmethod
    def float_rule(U: Any, y: Any, V: Any, H: Any) -> Any:
        """Compute the pre-activations first."""
        return scaled_merging_costs.float_rule(U, y, [1] * len(y), np.array(H) @ np.array(V).T)

    ball_rule = float_rule

    def tex(self, show: Any) -> str:
        U, y, V, H = map(show, self.args)
        return rf"\left(\lVert \hat {U}_i \rVert \lVert ({V}_i - {V}_{{{y}_i}}){H}^\top \rVert\right)_i"


def _paths(y: Any) -> list[list[int]]:
    """Return for each neuron the neurons that take its place one after another, itself first."""
    targets = [int(x.unique_fmpz()) if isinstance(x, arb) else int(x) for x in y]
    paths = []
    for neuron in range(len(targets)):
        path = [neuron]
        while targets[path[-1]] != path[-1]:
            path.append(targets[path[-1]])
            if len(path) > len(targets):
                raise UndefinedError("neurons that stand for each other in a circle cannot be merged")
        paths.append(path)
    return paths


def _l2(rows: np.ndarray) -> Any:
    """Return the L2(μ) norm of a sample of numbers or rows."""
    square = (rows * rows).sum()
    return root(square / len(rows))


def _norm(x: np.ndarray) -> Any:
    return root((x * x).sum())
