"""Every public function on networks with convolutions, pooling, flatten and residual sums, and both commands.

A network comes out that certifies soundly, or one sentence that names the layer for which there is no meaning.
"""

import numpy as np
import pytest
from pruning_cases import trained_like

from lqtheory.certify import certify
from lqtheory.cli import main
from lqtheory.compress import (
    FAMILIES,
    Merger,
    cheapest,
    compare_tails,
    compose,
    drop_units,
    low_rank,
    network_bits,
    prune,
    prune_guaranteed,
    prune_tails,
    quantise,
    tail_curve,
    within_budget,
    without_dead_units,
)
from lqtheory.compress.groups import unit_scores
from lqtheory.compress.lowrank import largest_rank
from lqtheory.compress.units import hidden, readers
from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.files import save_inputs, save_network
from lqtheory.networks import (
    Activation,
    Add,
    AveragePool,
    Convolution,
    Dense,
    Flatten,
    MaxPool,
    Network,
    Subsample,
    random_convolutional,
)

ONLY = ["--only", "quantise", "--only", "groups", "--only", "merge", "--only", "low-rank"]
RELU = Activation("relu")


def plain():
    network, x = trained_like(0)
    return network, x[:20]


def chain():
    """Convolution, pooling, grouped convolution, flatten, two dense layers, one after another."""
    rng = np.random.default_rng(0)
    layers = (
        Convolution("a", rng.normal(size=(4, 2, 3, 3)), rng.normal(size=4), (2, 6, 6), padding=1, activation=RELU),
        AveragePool("pool", (4, 6, 6), 2),
        Convolution("b", rng.normal(size=(6, 2, 2, 2)), rng.normal(size=6), (4, 3, 3), groups=2, activation=RELU),
        Flatten("flat", (6, 2, 2)),
        Dense("c", rng.normal(size=(5, 24)), rng.normal(size=5), RELU),
        Dense("d", rng.normal(size=(3, 5)), rng.normal(size=3)),
    )
    return Network(layers), rng.normal(size=(6, 72))


def residual():
    """A residual block with both shortcuts, maximum pooling, flatten and a dense head."""
    rng = np.random.default_rng(1)
    layers = (
        Convolution("a", rng.normal(size=(3, 2, 3, 3)), rng.normal(size=3), (2, 4, 4), padding=1, activation=RELU),
        Convolution("b", rng.normal(size=(3, 3, 3, 3)), rng.normal(size=3), (3, 4, 4), padding=1, activation=RELU),
        Convolution("c", rng.normal(size=(3, 3, 3, 3)), rng.normal(size=3), (3, 4, 4), padding=1),
        Add("sum", (3, 4, 4), RELU),
        Convolution("e", rng.normal(size=(4, 3, 1, 1)), rng.normal(size=4), (3, 4, 4), 2, activation=RELU),
        Subsample("short", (3, 4, 4), 2, 0, 1),
        Add("sum2", (4, 2, 2)),
        MaxPool("max", (4, 2, 2), (1, 2), 1),
        Flatten("flat", (4, 2, 1)),
        Dense("f", rng.normal(size=(3, 8)), rng.normal(size=3)),
    )
    reads = {"sum": ("c", "a"), "short": ("sum",), "sum2": ("e", "short")}
    return Network(layers, reads), rng.normal(size=(6, 32))


def of_seed(seed):
    rng = np.random.default_rng(seed)
    return random_convolutional(rng, (2, 5, 5), 4, 3, law="student_t"), rng.normal(size=(8, 50))


NETWORKS = {
    "plain": plain,
    "chain": chain,
    "residual": residual,
    **{f"random {seed}": lambda seed=seed: of_seed(seed) for seed in range(2)},
}


def every_second(network):
    """A mask for each hidden layer whose units may go."""
    return {name: np.arange(len(network.weights[f"{name}.weight"])) % 2 == 0 for name in hidden(network)}


def small_ranks(network):
    return {layer.name: 1 + i % 2 for i, layer in enumerate(network.prunable)}


COMPRESSIONS = {
    "prune": lambda network, x: prune(network, x, sparsity=0.4),
    "quantise": lambda network, x: quantise(network, "int6"),
    "quantise some": lambda network, x: quantise(network, {network.prunable[-1].name: "bf16"}),
    "low rank": lambda network, x: low_rank(network, x, small_ranks(network)),
    "low rank, coded": lambda network, x: low_rank(network, x, small_ranks(network), "int12"),
    "drop units": lambda network, x: drop_units(network, x, every_second(network)),
    "merge": lambda network, x: Merger(network, x).at(len(Merger(network, x).merges) // 2),
    "budget": lambda network, x: within_budget(network, x, 12 * network.total + 2000),
}


@pytest.mark.parametrize("compress", COMPRESSIONS)
@pytest.mark.parametrize("case", NETWORKS)
def test_every_compression_certifies_soundly_and_composes(case, compress):
    network, x = NETWORKS[case]()
    step = COMPRESSIONS[compress](network, x)
    bound = certify(network, step.network, x).output_error
    measured = np.sqrt(np.mean(np.sum((network(x) - step.network(x)) ** 2, axis=1)))
    rounding = 1e-12 * np.abs(network(x)).max()
    assert bound.lower <= measured + rounding
    assert measured <= bound.upper + rounding < np.inf
    composition = compose(network, x, {compress: step})
    assert composition.upper == bound.upper
    assert composition.steps[0].bits <= 2 * sum(network_bits(network).values())
    chained = compose(network, x, {compress: step, "again": quantise(step.network, "fp32")})
    assert chained.upper >= measured - 1e-5 * np.abs(network(x)).max()


@pytest.mark.parametrize(("case", "families"), [("chain", ["quantise", "groups", "merge"]), ("residual", FAMILIES)])
def test_every_family_finds_a_setting_within_the_tolerance(case, families):
    network, x = NETWORKS[case]()
    tolerance = 0.5 * float(np.sqrt(np.mean(np.sum(network(x) ** 2, axis=1))))
    choices = cheapest(network, x, tolerance, families=families)
    assert {row.family for row in choices.rows} == set(families)
    for row in choices.rows:
        assert row.compressed is not None
        assert certify(network, row.compressed.network, x).output_error.upper <= row.upper <= tolerance
        assert row.compressed.bits.keys() == network_bits(network).keys()


@pytest.mark.parametrize("case", NETWORKS)
def test_pruning_with_a_guarantee_and_by_tails(case):
    network, x = NETWORKS[case]()
    half = len(x) // 2
    found, guarantee = prune_guaranteed(network, x[:half], x[half:], network(x[half:]).argmax(axis=1), max_drop=0.9)
    assert (found is None) == (not guarantee.passed)
    pruned, masks = prune_tails(network, x, 0.5)
    assert masks.keys() == network.weights.keys()
    assert certify(network, pruned, x).output_error.upper < np.inf


@pytest.mark.parametrize("case", NETWORKS)
def test_without_its_dead_units_a_network_computes_the_same(case):
    network, x = NETWORKS[case]()
    dropped = drop_units(network, x, every_second(network)).network
    small = without_dead_units(dropped)
    np.testing.assert_allclose(small(x), dropped(x), atol=1e-9 * np.abs(dropped(x)).max())
    assert small.total <= dropped.total
    assert sum(network_bits(small).values()) < sum(network_bits(network).values())


def test_units_go_where_only_weights_read_them():
    network, x = chain()
    assert {name: [layer.name for layer in found.weighted] for name, found in hidden(network).items()} == {
        "a": ["b"], "b": ["c"], "c": ["d"],
    }  # fmt: skip
    assert [layer.name for layer in readers(network, "b").between] == ["flat"]
    small = without_dead_units(drop_units(network, x, {"c": np.arange(5) < 2}).network)
    assert small.layers[4].weight.shape == (2, 24)
    network, x = residual()
    assert list(hidden(network)) == ["b"]
    small = without_dead_units(drop_units(network, x, {"b": np.arange(3) < 1}).network)
    assert [layer.weight.shape[:2] for layer in small.prunable[:3]] == [(3, 2), (1, 3), (3, 1)]
    for name, words in (
        ("a", "'a', convolution: layer 'sum', add, mixes them"),
        ("e", "'e', convolution: layer 'sum2', add, mixes them"),
        ("f", "'f', dense: they are the outputs"),
        ("sum", "keep holds the layer 'sum', add, which has no weights"),
    ):
        with pytest.raises(UnsupportedLayerError, match=words):
            drop_units(network, x, {name: np.ones(4 if name == "e" else 3, dtype=bool)})


def test_dropping_a_constant_channel_changes_nothing_where_nothing_is_padded():
    network, x = chain()
    weight, bias = network.weights["b.weight"].copy(), network.biases["b.bias"]
    weight[3] = 0.0
    constant = network.with_weights({"b.weight": weight}, {"b.bias": np.abs(bias)})
    dropped = drop_units(constant, x, {"b": np.arange(6) != 3})
    np.testing.assert_allclose(dropped.network(x), constant(x), rtol=1e-5, atol=1e-5 * np.abs(constant(x)).max())
    assert unit_scores(constant, x)["b"][3] < 1e-12 * unit_scores(constant, x)["b"].max()


def test_a_score_is_the_change_that_dropping_makes_where_the_network_is_linear():
    """One channel, one output, no rectifier: the first order is everything."""
    rng = np.random.default_rng(2)
    first = Convolution("a", rng.normal(size=(3, 1, 2)), np.zeros(3), (1, 5))
    network = Network((first, Flatten("flat", (3, 4)), Dense("b", rng.normal(size=(1, 12)), [0.0])))
    x = rng.normal(size=(4000, 5))
    h = first.apply(x).reshape(4000, 3, 4)
    squares = (network.weights["b.weight"].reshape(3, 4) ** 2 * h.std(axis=0) ** 2).sum(axis=1)
    np.testing.assert_allclose(unit_scores(network, x)["a"], np.sqrt(squares), rtol=1e-9)


@pytest.mark.parametrize("case", NETWORKS)
def test_full_rank_changes_nothing_and_low_rank_is_the_best_on_patches(case):
    network, x = NETWORKS[case]()
    single = quantise(network, "fp32").network
    whole = low_rank(single, x, {layer.name: largest_rank(layer) for layer in single.prunable})
    assert certify(single, whole.network, x).output_error.upper == 0
    layer = network.prunable[0]
    thin = low_rank(network, x, {layer.name: 1}).network.prunable[0]
    (h, *_) = layer.windows(network.activations(x)[0])
    share = len(layer.weight) // layer.groups
    before, after = (net.weight.reshape(len(net.weight), -1)[:share] for net in (layer, thin))
    assert np.linalg.matrix_rank(after, tol=1e-5) <= 1
    centred = h - h.mean(axis=0)
    sizes = np.linalg.svd(centred @ before.T, compute_uv=False)
    lost = np.linalg.norm(centred @ (before - after).T)
    assert lost == pytest.approx(np.sqrt(np.sum(sizes[1:] ** 2)), rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("case", NETWORKS)
def test_tails_sum_over_all_neurons(case):
    network, x = NETWORKS[case]()
    curve = tail_curve(network, x, keeps=[0.5], p=2)
    squares = 0.0
    for layer, moments in zip(network.prunable, network.moments(x), strict=True):
        for u in np.sort((np.abs(layer.weight) * moments.std).reshape(len(layer.weight), -1), axis=1):
            squares += np.sum(u[: len(u) - int(len(u) / 2 + 0.5)] ** 2)
    assert curve.tails[0] == pytest.approx(np.sqrt(squares))
    half = prune(network, x, sparsity=0.5, method="magnitude-neuron").network
    assert compare_tails(network, network, x).relative[0].lower is None
    assert compare_tails(network, half).relative[0].lower == 1


def test_networks_of_different_structure_are_told_apart():
    first, second = chain()[0], residual()[0]
    with pytest.raises(InputError, match=r"2x6x6-4x6x6-4x3x3.* with convolution, average-pool.* of the same structure"):
        compare_tails(first, second)
    strided = list(second.layers)
    other = Network(tuple(strided), {**second.reads, "sum": ("c", "b")})
    with pytest.raises(InputError, match="of the same structure"):
        compare_tails(second, other)


def test_layers_without_weights_are_named():
    network, x = residual()
    for call in (
        lambda: quantise(network, {"max": "int8"}),
        lambda: low_rank(network, x, {"max": 1}),
        lambda: prune(network, x, sparsity=0.5, ignored=["max"]),
    ):
        with pytest.raises(UnsupportedLayerError, match="holds the layer 'max', max-pool, which has no weights"):
            call()
    bare = Network((MaxPool("max", (1, 4, 4), 2), Flatten("flat", (1, 2, 2))))
    for call in (
        lambda: quantise(bare, "int8"),
        lambda: network_bits(bare),
        lambda: cheapest(bare, np.ones((2, 16)), 1.0),
        lambda: prune(bare, np.ones((2, 16)), sparsity=0.5),
        lambda: without_dead_units(bare),
        lambda: tail_curve(bare),
        lambda: compose(bare, np.ones((2, 16)), {"a": quantise(network, "int8")}),
    ):
        with pytest.raises(InputError, match="network has no layer with weights"):
            call()


@pytest.mark.parametrize("case", ["residual"])
def test_both_commands_answer(case, tmp_path, capsys):
    network, x = NETWORKS[case]()
    dense, half, inputs = (str(tmp_path / name) for name in ("dense.safetensors", "half.safetensors", "x.npz"))
    save_network(dense, network)
    save_network(half, prune(network, x, sparsity=0.5).network)
    save_inputs(inputs, x)
    size = float(np.sqrt(np.mean(np.sum(network(x) ** 2, axis=1))))
    for arguments, begins in (
        (["inspect", dense, half, "--inputs", inputs], ("half is more compressible", "The tail curves cross")),
        (["families", dense, inputs, "--tolerance", str(size), *ONLY], ("family",)),
    ):
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        captured = capsys.readouterr()
        assert (stop.value.code, captured.err) == (0, "")
        assert captured.out.startswith(begins)
