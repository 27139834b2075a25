"""The methods by name: a score, the scope in which scores compete, a repair, and one step or many."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lqtheory.compress import scores
from lqtheory.compress.joint import refit_jointly
from lqtheory.compress.refit import correct_biases, leave, refit, surgery
from lqtheory.compress.selection import Masks
from lqtheory.compress.state import State
from lqtheory.networks import Network


class Method(NamedTuple):
    """A way to prune."""

    score: Callable[[State], scores.Scores]
    scope: str
    """global, layer or neuron."""
    repair: Callable[[Network, State, Masks], Network]
    gradual: bool = False
    """Whether it goes down in steps, scoring and repairing at each."""


METHODS = {
    "random": Method(scores.random, "global", leave),
    "magnitude-global": Method(scores.magnitude, "global", leave),
    "magnitude-layer": Method(scores.magnitude, "layer", leave),
    "magnitude-neuron": Method(scores.magnitude, "neuron", leave),
    "effective-dimension": Method(scores.effective_dimension, "global", leave),
    "activation": Method(scores.activation, "neuron", leave),
    "activation-refit": Method(scores.activation, "neuron", refit),
    "obd": Method(scores.brain_damage, "global", leave),
    "sparsegpt": Method(scores.brain_surgeon, "layer", surgery),
    "adaptive": Method(scores.gained, "global", correct_biases),
    "adaptive-refit": Method(scores.sensitivity, "global", refit),
    "adaptive-path": Method(scores.sensitivity, "global", refit, gradual=True),
    "adaptive-joint": Method(scores.sensitivity, "global", refit_jointly, gradual=True),
}
"""Every method of `prune`."""
