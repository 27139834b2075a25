"""A bound for every input: never broken at random inputs and corners, and attained."""

import numpy as np
import pytest

from lqtheory.certify import every_input
from lqtheory.errors import InputError
from lqtheory.networks import ACTIVATIONS, Activation, Network, random_network


def test_the_example_that_breaks_the_data_free_rung():
    """w = (5, 1) loses its 5, the bias is corrected by the mean 0.99: at x = (-1, ·) the error is 9.95."""
    identity = [Activation("identity")]
    dense = Network.sequential([np.array([[5.0, 1.0]])], [np.zeros(1)], identity)
    pruned = Network.sequential([np.array([[0.0, 1.0]])], [np.array([4.95])], identity)
    np.testing.assert_allclose(every_input(dense, pruned, 1.0), [9.95], rtol=1e-12)
    np.testing.assert_allclose(every_input(dense, pruned, 1.0, nonnegative=True), [4.95], rtol=1e-12)
    assert every_input(dense, pruned, 1.0)[0] >= abs(dense([[-1.0, 0.0]]) - pruned([[-1.0, 0.0]]))[0, 0]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("nonnegative", [False, True])
def test_no_input_of_the_box_is_moved_further(activation, nonnegative):
    rng = np.random.default_rng(0)
    nearest = 0.0
    for _ in range(40):
        sizes = rng.integers(1, 5, size=rng.integers(2, 5))
        dense = random_network(rng, sizes, Activation(activation, 0.1 if activation == "leaky_relu" else None))
        kept = {name: np.where(rng.random(w.shape) < 0.7, w, 0.0) for name, w in dense.weights.items()}
        moved = {name: b + rng.normal(scale=0.01, size=b.shape) for name, b in dense.biases.items()}
        pruned = dense.with_weights(kept, moved)
        size = rng.exponential()
        x = rng.uniform(-1, 1, size=(400, sizes[0]))
        x[::2] = np.sign(x[::2])
        x = size * (np.abs(x) if nonnegative else x)
        largest = np.abs(dense(x) - pruned(x)).max(axis=0)
        bound = every_input(dense, pruned, size, nonnegative=nonnegative)
        assert (largest <= bound * (1 + 1e-12)).all()
        nearest = max(nearest, (largest / bound).max())
    assert nearest > 0.5


def test_equal_networks_and_bad_input():
    network = random_network(np.random.default_rng(0), [3, 4, 2])
    assert not every_input(network, network, 2.0).any()
    with pytest.raises(InputError, match=r"size=-1\.0"):
        every_input(network, network, -1.0)
    with pytest.raises(InputError, match="expected 2"):
        every_input(network, random_network(np.random.default_rng(0), [3, 4, 4, 2]), 1.0)
