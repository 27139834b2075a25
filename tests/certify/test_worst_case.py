"""What the sizes of local errors allow: never above the bound, and attained by errors that can be written down."""

import itertools

import numpy as np
import pytest

from lqtheory.certify import RUNGS, Readings, worst_case
from lqtheory.compress import prune_tails
from lqtheory.networks import Activation, Comparison, random_network


def readings(seed, sizes, name="identity"):
    rng = np.random.default_rng(seed)
    dense = random_network(rng, sizes, Activation(name, 2.0 if name == "leaky_relu" else None))
    x = rng.normal(size=(30, sizes[0]))
    pruned, masks = prune_tails(dense, x, 0.5)
    return Readings(Comparison(dense, pruned, x), [int(mask[0].sum()) for mask in masks.values()])


def carried(found):
    """Columns: what an error of the given norm at each unit of each layer becomes at the outputs, activations ρz."""
    passed, columns = np.eye(found.trace.comparison.dense.outputs), []
    for layer, local in zip(found.trace.comparison.pruned.layers[::-1], found.measured[::-1], strict=True):
        columns.append(passed * local.mid())
        passed = passed @ layer.weight * float(layer.activation.lipschitz_ball())
    return np.hstack(columns)


@pytest.mark.parametrize("name", ["identity", "relu", "tanh", "leaky_relu", "gelu"])
def test_the_bound_is_above_it_and_within_a_factor_of_two(name):
    for seed in range(8):
        found = readings(seed, [8, 7, 6, 4], name)
        possible, bound = worst_case(found), RUNGS["a_posteriori"].formula(found).upper()
        assert 0.5 * bound < possible <= bound
        if name == "identity":
            assert possible >= found.trace.output_error().lower()


@pytest.mark.parametrize("seed", range(5))
def test_towards_one_output_all_errors_can_add_up(seed):
    found = readings(seed, [5, 4, 3, 1], "leaky_relu")
    assert worst_case(found) == pytest.approx(np.abs(carried(found)).sum(), rel=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_no_choice_of_signs_gives_more(seed):
    found = readings(seed, [3, 4, 3])
    signs = np.array(list(itertools.product([-1.0, 1.0], repeat=7)))
    assert worst_case(found) >= np.linalg.norm(signs @ carried(found).T, axis=1).max() * (1 - 1e-9)
