"""Algorithms and certificates with the mistakes that tools of this field really made, and the checks that notice them.

A mutant puts a wrong version in the place of one function while a check of `lqtheory.testing.algorithm_checks` runs.
It counts only if the same check finds nothing wrong without it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, reduce
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np
from flint import arb

from lqtheory.balls import spectral_norm
from lqtheory.networks import ErrorBound
from lqtheory.testing import algorithm_checks as checks


class Outcome(NamedTuple):
    """What became of a mutant."""

    killed: bool
    by: str | None
    """The sentence of the check; None when the mutant survives."""
    seconds: float


class AlgorithmMutant(NamedTuple):
    """One function replaced by a wrong one."""

    name: str
    """The mistake, in a few words."""
    replaces: str
    """`module:name`, the name with dots into classes and dictionaries."""
    wrong: Callable[[Any], Any]
    """From the true function to the wrong one."""
    property: Callable[[], str | None]
    """The check that must notice."""

    def check(self) -> Outcome:
        """Run the check with the mistake in place."""
        start = time.perf_counter()
        with _replaced(self.replaces, self.wrong):
            found = self.property()
        return Outcome(found is not None, found, time.perf_counter() - start)

    def baseline(self) -> str | None:
        """Run the check without the mistake, once for all mutants: None, or what is wrong already."""
        return _baseline(self.property)


@cache
def _baseline(check: Callable[[], str | None]) -> str | None:
    return check()


@contextmanager
def _replaced(place: str, wrong: Callable[[Any], Any]) -> Iterator[None]:
    module, path = place.split(":")
    *outer, name = path.split(".")
    home: Any = reduce(getattr, outer, import_module(module))
    if isinstance(home, dict):
        true, put = home[name], home.__setitem__
    else:
        true, put = vars(home)[name], lambda key, value: setattr(home, key, value)
    put(name, wrong(true))
    try:
        yield
    finally:
        put(name, true)


# --- Operator norms --------------------------------------------------------------------------------------------------


def _epsilon_in_power_iteration(true: Any) -> Any:
    def norm(matrix: Any) -> Any:
        w, v = matrix.mid(), np.ones(matrix.shape[1])
        for _ in range(200):
            v = w.T @ (w @ v)
            v = v / (np.linalg.norm(v) + 1e-12)
        return type(matrix).exact(np.linalg.norm(w @ v))

    return norm


def _sampled_norm(true: Any) -> Any:
    def norm(matrix: Any) -> Any:
        x = np.random.default_rng(0).normal(size=(matrix.shape[1], 100))
        ratios = np.linalg.norm(matrix.mid() @ x, axis=0) / np.linalg.norm(x, axis=0)
        return type(matrix).exact(ratios.max())

    return norm


def _norm_of_the_reshaped_kernel(true: Any) -> Any:
    return lambda self, lift: spectral_norm(lift(self.weight.reshape(len(self.weight), -1)))


# --- Thresholds and shares -------------------------------------------------------------------------------------------


def _keep_ties(true: Any) -> Any:
    def top(scores: np.ndarray, weights: np.ndarray, k: int) -> np.ndarray:
        return scores >= np.sort(scores, axis=-1)[..., -k, None] if k else np.zeros(scores.shape, dtype=bool)

    return top


def _drop_ties(true: Any) -> Any:
    def top(scores: np.ndarray, weights: np.ndarray, k: int) -> np.ndarray:
        dropped = scores.shape[-1] - k
        return scores > np.sort(scores, axis=-1)[..., dropped - 1, None] if dropped else np.ones(scores.shape, bool)

    return top


def _along_the_inputs(true: Any) -> Any:
    return lambda scores, weights, keep: true(scores.T, weights.T, keep).T


def _of_what_remains(true: Any) -> Any:
    def select(scores: Any, weights: Any, keep: float, scope: str) -> Any:
        alive = sum((score >= 0).sum() for score in scores.values())  # what was dropped before has the score -1
        return true(scores, weights, keep * alive / sum(score.size for score in scores.values()), scope)

    return select


def _from_pruned_weights(true: Any) -> Any:
    def select(scores: Any, weights: Any, keep: float, scope: str) -> Any:
        return {name: mask & (weights[name] != 0) for name, mask in true(scores, weights, keep, scope).items()}

    return select


def _shuffled_integers(true: Any) -> Any:
    def score(state: Any) -> Any:
        rng = np.random.default_rng(state.seed)
        return {name: 1.0 + rng.permutation(w.size).reshape(w.shape) for name, w in state.weights.items()}

    return true._replace(score=score)


# --- Other compressions ----------------------------------------------------------------------------------------------


def _truncated_levels(true: Any) -> Any:
    def grid(weight: np.ndarray, bits: int, what: str = "") -> Any:
        _, scale = true(weight, bits, what)
        return (weight / np.where(scale > 0, scale, 1.0)[:, None]).astype(np.int64), scale

    return grid


def _no_places(true: Any) -> Any:
    def layout_bits(alive: np.ndarray, each: int) -> tuple[int, int, int]:
        whole, _, block = true(alive, each)
        return whole, int(alive.sum()) * each, block

    return layout_bits


# --- Certificates ----------------------------------------------------------------------------------------------------


def _nan_stays(true: Any) -> Any:
    def init(self: Any, mid: Any, rad: Any) -> None:
        self._mid, self._rad = np.asarray(mid, dtype=np.float64), np.asarray(rad, dtype=np.float64)

    return init


def _variance_as_deviation(true: Any) -> Any:
    return property(lambda self: true.func(self).square())


def _mean_over_outputs(true: Any) -> Any:
    return property(lambda self: true.fget(self) / np.sqrt(len(self.units)))


def _nothing_pruned(true: Any) -> Any:
    return property(lambda self: [(dense, dense) for dense, _ in true.fget(self)])


def _flipped_sign(true: Any) -> Any:
    def through(layer: Any, norm: Any, rho: Any, before: Any, added: Any, lift: Any) -> ErrorBound:
        after = true(layer, norm, rho, before, added, lift)
        return ErrorBound(after.units, after.total - 2.0 * added.total)

    return through


def _transposed(true: Any) -> Any:
    def magnify(self: Any, e: Any, lift: Any) -> Any:
        square = self.weight.shape[0] == self.weight.shape[1]
        return lift(np.abs(self.weight.T if square else self.weight)) @ e

    return magnify


def _lipschitz_of(name: str) -> Callable[[Any], Any]:
    return lambda true: lambda self: arb(1) if self.name == name else true(self)


def _biases_ignored(true: Any) -> Any:
    return lambda self, pruned, mean, lift: (lift(self.weight) - lift(pruned.weight)) @ mean


def _means_ignored(true: Any) -> Any:
    return lambda self, pruned, mean, lift: lift(0.0 * self.bias)


_MUTANTS = (
    ("epsilon inside power iteration", "lqtheory.networks.layers:spectral_norm", _epsilon_in_power_iteration,
     checks.norms_are_operator_norms),
    ("Lipschitz constant from samples", "lqtheory.networks.layers:spectral_norm", _sampled_norm,
     checks.norms_are_operator_norms),
    ("norm of the reshaped kernel", "lqtheory.networks.convolution:Convolution.norm", _norm_of_the_reshaped_kernel,
     checks.norms_are_operator_norms),
    ("ties at the threshold all kept", "lqtheory.compress.selection:top", _keep_ties, checks.masks_keep_exactly_k),
    ("ties at the threshold all dropped", "lqtheory.compress.selection:top", _drop_ties, checks.masks_keep_exactly_k),
    ("int in the place of round", "lqtheory.compress.selection:count", lambda true: lambda keep, n: int(keep * n),
     checks.masks_keep_exactly_k),
    ("neurons along the wrong axis", "lqtheory.compress.selection:top_of_neurons", _along_the_inputs,
     checks.masks_keep_exactly_k),
    ("k of what remains, not of all", "lqtheory.compress.prune:select_masks", _of_what_remains,
     checks.pruned_networks_are_as_sparse_as_asked),
    ("mask from already pruned weights", "lqtheory.compress.prune:select_masks", _from_pruned_weights,
     checks.pruned_networks_are_as_sparse_as_asked),
    ("chance by shuffled integers", "lqtheory.compress.methods:METHODS.random", _shuffled_integers,
     checks.chance_favours_no_layer),
    ("group lasso without the root", "lqtheory.compress.groups:group_norms",
     lambda true: lambda weight, axis=0: true(weight, axis) ** 2, checks.group_lasso_step_is_a_minimum),
    ("low rank above break-even", "lqtheory.compress.lowrank:break_even_rank",
     lambda true: min, checks.low_rank_saves_up_to_break_even),
    ("levels truncated, not rounded", "lqtheory.compress.codes:grid", _truncated_levels,
     checks.rounding_is_to_nearest),
    ("positions cost nothing", "lqtheory.compress.bits:layout_bits", _no_places, checks.bits_are_what_is_written),
    ("sums without rounding errors", "lqtheory.balls.float_balls:_rounding", lambda true: np.zeros_like,
     checks.balls_hold_the_exact_values),
    ("upper ends rounded to nearest", "lqtheory.balls.arb_balls:upper_float", lambda true: float,
     checks.balls_hold_the_exact_values),
    ("NaN taken as proved", "lqtheory.balls.float_balls:FloatBalls.__init__", _nan_stays,
     checks.certificates_are_sound),
    ("variance used as standard deviation", "lqtheory.networks.statistics:LayerMoments.variation",
     _variance_as_deviation, checks.certificates_are_sound),
    ("mean over the outputs, not sum", "lqtheory.networks.layers:ErrorBound.total", _mean_over_outputs,
     checks.certificates_are_sound),
    ("no perturbation applied", "lqtheory.networks.comparison:Comparison.pairs", _nothing_pruned,
     checks.certificates_are_sound),
    ("flipped sign", "lqtheory.certify.propagate:_through", _flipped_sign, checks.certificates_are_sound),
    ("transposed matrix", "lqtheory.networks.layers:Dense.magnify", _transposed, checks.certificates_are_sound),
    ("Lipschitz constant of gelu forgotten", "lqtheory.networks.activations:Activation.lipschitz_ball",
     _lipschitz_of("gelu"), checks.certificates_with_gelu_are_sound),
    ("Lipschitz constant of leaky relu forgotten", "lqtheory.networks.activations:Activation.lipschitz_ball",
     _lipschitz_of("leaky_relu"), checks.certificates_are_sound),
    ("bias correction ignored", "lqtheory.networks.layers:Dense.mean_error", _biases_ignored,
     checks.certificates_are_sound),
    ("shift of the mean ignored", "lqtheory.networks.layers:Dense.mean_error", _means_ignored,
     checks.certificates_are_sound),
    ("failed comparisons swallowed", "lqtheory.certify.verify:_differences", lambda true: lambda *where: [],
     checks.tampering_is_refused),
)  # fmt: skip


def algorithm_mutants() -> list[AlgorithmMutant]:
    """Return all mutants of algorithms and certificates, in a fixed order, each name once."""
    return [AlgorithmMutant(*entry) for entry in _MUTANTS]
