import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pruning_cases import trained_like

from lqtheory import Activation, Network
from lqtheory.compress.merge import Merger
from lqtheory.compress.units import without_dead_units

SEEDS = st.integers(0, 2**32 - 1)


def duplicated(seed):
    """A network whose second half of hidden units repeats the first, twice as large."""
    rng = np.random.default_rng(seed)
    first, bias = rng.normal(size=(4, 3)), rng.normal(size=4)
    weights = [np.concatenate([first, 2 * first]), rng.normal(size=(2, 8))]
    biases = [np.concatenate([bias, 2 * bias]), rng.normal(size=2)]
    return Network.sequential(weights, biases, [Activation("relu"), Activation("identity")]), rng.normal(size=(30, 3))


@given(SEEDS)
def test_a_multiple_of_another_unit_merges_at_no_cost(seed):
    network, x = duplicated(seed)
    merger = Merger(network, x)
    free = [merge for merge in merger.merges if merge.cost < 1e-6]
    assert len(free) >= 4
    merged = merger.at(4)
    scale = np.abs(network(x)).max()
    np.testing.assert_allclose(merged.network(x), network(x), atol=1e-5 * scale)
    small = without_dead_units(merged.network)
    assert len(small.layers[0].weight) <= 4
    np.testing.assert_allclose(small(x), merged.network(x), atol=1e-9 * scale)


@settings(max_examples=30)
@given(SEEDS, st.integers(0, 9), st.booleans())
def test_the_costs_of_a_sequence_add_up_to_a_bound_of_what_it_changes(seed, count, scaled):
    network, x = trained_like(seed)
    merger = Merger(network, x, scaled=scaled)
    made = merger.merges[:count]
    merged = merger.at(count).network
    h = network.activations(x)[1]  # of the first hidden layer, which no merge changes
    change = network.layers[1].apply(h) - merged.layers[1].apply(h)
    change = change[:, merged.layers[2].weight.any(axis=0)]  # a unit that is merged away does not compute any more
    measured = np.sqrt(np.mean(np.sum(change**2, axis=1)))
    assert measured <= sum(merge.cost for merge in made if merge.layer == "0") + 1e-4


def test_the_bound_of_a_sequence_needs_the_updated_weights():
    """Outgoing weights 1, 1 and 3: the second merge carries the weight of two units."""
    h = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    weights = [np.eye(3), np.array([[1.0, 1.0, 3.0]])]
    network = Network.sequential(weights, [np.zeros(3), np.zeros(1)], [Activation("relu"), Activation("identity")])
    first, second = Merger(network, np.array(h), scaled=False).merges
    assert second.cost == 2 * first.cost
    assert second.unit == first.into


@settings(max_examples=50)
@given(SEEDS)
def test_the_first_merge_is_the_best_of_all_pairs_and_scaling_never_costs_more(seed):
    network, x = trained_like(seed, sizes=(6, 5, 3))
    h, outgoing = network.activations(x)[1], network.layers[1].weight

    def costs(scaled):
        for i in range(5):
            for j in range(5):
                if i != j:
                    square = h[:, j] @ h[:, j]
                    c = (h[:, i] @ h[:, j] / square if square > 0 else 0.0) if scaled else 1.0
                    yield np.linalg.norm(outgoing[:, i]) * np.sqrt(np.mean((h[:, i] - c * h[:, j]) ** 2))

    first = {scaled: Merger(network, x, scaled=scaled).merges[0].cost for scaled in (True, False)}
    for scaled, cost in first.items():
        assert abs(cost - min(costs(scaled))) <= 1e-6 * np.abs(h).max() * np.abs(outgoing).max()
    assert first[True] <= first[False] + 1e-9


def test_every_layer_keeps_one_unit():
    network, x = trained_like(0)
    merger = Merger(network, x)
    assert len(merger.merges) == 9 + 7
    merged = merger.at(16)
    assert merged.note == "units 1, 1"
    assert [len(layer.weight) for layer in without_dead_units(merged.network).layers] == [1, 1, 4]
