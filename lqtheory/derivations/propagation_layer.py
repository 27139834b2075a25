"""C1, one layer: the error below passes through the pruned weights, and the local error is added."""

from lqtheory.atoms.networks import gain, rho
from lqtheory.derivation import Derivation, Step
from lqtheory.registry import get
from lqtheory.rules.normed import Lipschitz, Meaning, Minkowski, OperatorNorm, V, W, b, c, g, h, phi, size
from lqtheory.symbols import f, l

_pruned, _dense = V * g + c, W * h + b
_local = V * h + c - W * h - b

DERIVATION = Derivation(
    proves="propagation-layer",
    steps=(
        Step("=", size(phi(_pruned) - phi(_dense)), "What the two layers give out.", Meaning()),
        Step("<=", rho(f, l) * size(_pruned - _dense), "The activation is Lipschitz.", Lipschitz(_pruned, _dense)),
        Step(
            "<=",
            rho(f, l) * (size(V * (g - h)) + size(_local)),
            "The triangle inequality, with the pruned layer on the dense inputs in between.",
            Minkowski(_pruned - _dense, (V * (g - h), _local)),
        ),
        Step("<=", rho(f, l) * (gain(f, l) * size(g - h) + size(_local)), "The operator norm.", OperatorNorm(g - h)),
        Step("=", get("propagation-layer").rhs, "The error of the layer below, and the local error.", Meaning()),
    ),
)
