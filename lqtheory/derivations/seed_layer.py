"""C4, one layer: the largest over its neurons and the samples."""

from lqtheory.derivation import Derivation, Step
from lqtheory.derivations.seed_neuron import DERIVATION as NEURON
from lqtheory.registry import get
from lqtheory.rules.layers import EveryNeuron

DERIVATION = Derivation(
    proves="seed-layer",
    steps=(
        Step(
            "<=",
            get("seed-layer").rhs,
            "A neuron of ℓq norm at most t, with inputs up to B that have moved by at most e, and its activation.",
            EveryNeuron(NEURON.bound),
        ),
    ),
)
