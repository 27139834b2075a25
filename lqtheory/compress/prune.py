"""Prune a network to a sparsity, or as far as a certified tolerance allows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from lqtheory.certify import output_bound
from lqtheory.compress.arguments import (
    check_calibration,
    check_layers,
    check_name,
    check_names,
    check_not_negative,
    check_number,
    check_whole,
    shown,
)
from lqtheory.compress.methods import METHODS
from lqtheory.compress.plan import LayerPlan, Plan
from lqtheory.compress.refit import correct_biases
from lqtheory.compress.search import smallest
from lqtheory.compress.selection import Masks, count, top_of_neurons
from lqtheory.compress.selection import select as select_masks
from lqtheory.compress.state import State
from lqtheory.errors import InputError
from lqtheory.files import digest, network_digest
from lqtheory.networks import Network

STEP = math.sqrt(0.5)
"""Share of the weights that one step of a gradual method keeps; the first keeps STEP^2 = 1/2."""


class Pruned(NamedTuple):
    """What `prune` returns."""

    network: Network
    masks: Masks
    """Bool arrays for every weight array, by parameter name; True = kept. Ignored layers are kept whole."""
    plan: Plan


class Pruner:
    """A method on a network and its calibration inputs: `at(keep)` prunes to a kept share, for as many as wanted.

    Scores, and the steps of a gradual method, are computed once and shared by all; the supports are nested.

    Parameters
    ----------
    network, inputs, method, seed, ignored
        As for `prune`.

    Raises
    ------
    InputError
        As `prune` does.
    """

    def __init__(
        self,
        network: Network,
        inputs: Any,
        *,
        method: str = "adaptive-path",
        seed: int = 0,
        ignored: Iterable[str] = (),
    ) -> None:
        self.network, self.inputs = network, check_calibration(network, inputs, squares=False)
        self.name, self.method = method, METHODS[check_name("method", method, METHODS)]
        names, self.ignored = [layer.name for layer in network.prunable], check_names("ignored", ignored)
        check_layers("ignored", self.ignored, network)
        if self.ignored >= set(names):
            raise InputError(f"ignored holds every layer ({', '.join(names)}), expected at least one to prune")
        self.seed = check_whole("seed", seed, 0)
        alive = {
            f"{name}.weight": np.ones(network.weights[f"{name}.weight"].shape, dtype=bool)
            for name in names
            if name not in self.ignored
        }
        self.total = sum(mask.size for mask in alive.values())
        self._states = [State(network, alive, self.inputs, self.seed)]
        self._scores: dict[int, dict[str, np.ndarray]] = {}

    def at(self, keep: float) -> tuple[Network, Masks]:
        """Prune to a kept share of the prunable weights, in [0, 1]; returns network and masks."""
        keep = check_number("keep", keep, lambda x: 0 <= x <= 1, "a number in [0, 1]")
        level = 0
        # Waypoints that keep nothing are no steps.
        while self.method.gradual and (waypoint := STEP ** (level + 2)) > keep and count(waypoint, self.total):
            level += 1
            if level == len(self._states):
                self._states.append(self._step(level - 1, waypoint))
        final = self._step(level, keep)
        whole = {name: np.ones(w.shape, dtype=bool) for name, w in self.network.weights.items()}
        return final.network, whole | final.alive

    def _step(self, level: int, keep: float) -> State:
        """Keep the best of the weights alive in the state of that level, and repair."""
        state = self._states[level]
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            if level not in self._scores:
                scores = self.method.score(state)
                self._scores[level] = {name: np.where(state.alive[name], scores[name], -1.0) for name in scores}
            masks = select_masks(self._scores[level], state.weights, keep, self.method.scope)
            # Dropping zeros changes nothing, so there is nothing to repair: the network stays bitwise the same.
            drops = any(w[~masks[name]].any() for name, w in state.weights.items())
            network = self.method.repair(self.network, state, masks) if drops else state.network
        return State(network, masks, self.inputs, state.seed)


def prune(
    network: Network,
    inputs: Any,
    *,
    method: str = "adaptive-path",
    sparsity: float | None = None,
    tolerance: float | None = None,
    seed: int = 0,
    ignored: Iterable[str] = (),
) -> Pruned:
    """Prune a network to a sparsity, or to the fewest weights whose certified output error is within a tolerance.

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs)
        Calibration inputs: moments, gains, refit and certificate come from them. No labels are needed.
    method : str
        A name in `METHODS`.
    sparsity : float
        Share of the prunable weights to remove, in [0, 1); floor((1 - sparsity) * n + 1/2) are kept in each scope,
        at least one per neuron where the scope is the neuron. With 0 the network comes back bitwise.
    tolerance : float
        Instead of `sparsity`: the largest certified upper output error (L2 over the inputs, Euclidean over the
        outputs), absolute, in units of the outputs, at least 0. Found by bisection along the nested supports of the
        method; the kept count never grows with the tolerance.
    seed : int
        For the method `random`.
    ignored : collection of str
        Names of layers to leave as they are; their weights count for nothing.

    Returns
    -------
    Pruned
        network, masks, plan.

    Raises
    ------
    InputError
        If an argument is not as described, or the network overflows on the inputs.
    """
    if (sparsity is None) == (tolerance is None):
        raise InputError(
            f"sparsity={shown(sparsity)} and tolerance={shown(tolerance)}, expected exactly one of the two"
        )
    if sparsity is None:
        tolerance = check_not_negative("tolerance", tolerance)
    else:
        sparsity = check_number("sparsity", sparsity, lambda x: 0 <= x < 1, "a number in [0, 1)")
    pruner = Pruner(network, inputs, method=method, seed=seed, ignored=ignored)
    pruned, masks = pruner.at(_fewest(pruner, tolerance) if sparsity is None else 1 - sparsity)
    layers = tuple(
        LayerPlan(
            name=layer.name,
            kept=int(mask.sum()),
            total=mask.size,
            kept_per_neuron=tuple(mask.reshape(len(mask), -1).sum(axis=1).tolist()),
            ignored=layer.name in pruner.ignored,
        )
        for layer, mask in zip(network.prunable, masks.values(), strict=True)
    )
    plan = Plan(
        method=method,
        seed=pruner.seed,
        asked_sparsity=sparsity,
        asked_tolerance=tolerance,
        inputs_sha256=digest(pruner.inputs),
        network_sha256=network_digest(network),
        layers=layers,
    )
    return Pruned(pruned, masks, plan)


def prune_tails(network: Network, inputs: Any, keep: float) -> tuple[Network, Masks]:
    """Prune as the ladder does: in every neuron the top-k of u = |w| std(h), biases corrected (theory C8).

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs)
    keep : float
        Kept share, in (0, 1]; k = max(1, floor(keep * d + 1/2)) of the d weights of a neuron.

    Raises
    ------
    InputError
        If `keep` or `inputs` is not as described.
    """
    keep = check_number("keep", keep, lambda x: 0 < x <= 1, "a number in (0, 1]")
    state = State(network, {}, check_calibration(network, inputs))
    masks = {name: top_of_neurons(np.abs(w) * state.moments[name].std, w, keep) for name, w in network.weights.items()}
    return correct_biases(network, State(network, masks, state.inputs), masks), masks


def _fewest(pruner: Pruner, tolerance: float) -> float:
    """Smallest share k / total with a certified error within the tolerance, where that error falls with k.

    The tolerance enters only through comparisons with errors that depend on k alone, so a larger tolerance never
    ends at a larger share.
    """

    def qualifies(k: int) -> bool:
        return output_bound(pruner.network, pruner.at(k / pruner.total)[0], pruner.inputs) <= tolerance

    return smallest(qualifies, pruner.total) / pruner.total
