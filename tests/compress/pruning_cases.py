"""Small networks with inputs, drawn from a seed."""

import math
from fractions import Fraction

import numpy as np

from lqtheory.networks import ACTIVATIONS, Activation, Network, random_inputs, random_network

MILD = ("gaussian", "laplace", "student_t", "flat", "geometric", "one_hot", "ties", "zero_rows")
ONE_SHOT = (
    "random",
    "magnitude-global",
    "magnitude-layer",
    "magnitude-neuron",
    "effective-dimension",
    "activation",
    "obd",
    "adaptive",
)
SCOPE = {
    "magnitude-layer": "layer",
    "magnitude-neuron": "neuron",
    "activation": "neuron",
    "activation-refit": "neuron",
    "sparsegpt": "layer",
}


def problem(seed: int, laws=MILD) -> tuple[Network, np.ndarray]:
    """A network of depth 1-3, width 1-7, and 1-40 inputs with dead and constant columns."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 8, size=rng.integers(2, 5)).tolist()
    name = str(rng.choice(ACTIVATIONS))
    activation = Activation(name, 0.1 if name == "leaky_relu" else None)
    network = random_network(rng, sizes, activation, str(rng.choice(laws)))
    return network, random_inputs(rng, int(rng.integers(1, 41)), sizes[0])


def trained_like(seed: int, sizes=(12, 10, 8, 4), n: int = 200) -> tuple[Network, np.ndarray]:
    """A network with correlated inputs and no ties: what refits and paths are for."""
    rng = np.random.default_rng(seed)
    mixing = rng.normal(size=(4, sizes[0]))
    x = rng.normal(size=(n, 4)) @ mixing + 0.3 * rng.normal(size=(n, sizes[0]))
    return random_network(rng, sizes), x


def same(a: Network, b: Network) -> bool:
    """Whether two networks are bitwise the same."""
    return all(
        one.tobytes() == other.tobytes()
        for p, q in ((a.weights, b.weights), (a.biases, b.biases))
        for one, other in zip(p.values(), q.values(), strict=True)
    )


def share(sparsity: float, n: int) -> int:
    """floor((1 - sparsity) * n + 1/2), exactly, for a sparsity of few decimals."""
    return math.floor((1 - Fraction(repr(sparsity))) * n + Fraction(1, 2))


def finite(network: Network, x: np.ndarray) -> bool:
    """Whether no activation overflows."""
    with np.errstate(all="ignore"):
        return all(np.isfinite(h).all() for h in network.forward(x)[1])
