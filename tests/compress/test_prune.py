import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pruning_cases import MILD, ONE_SHOT, SCOPE, finite, problem, same, share, trained_like

from lqtheory.certify import certify, output_bound
from lqtheory.compress import METHODS, Pruner, prune, prune_tails
from lqtheory.errors import InputError
from lqtheory.networks import LAWS, Network

SEEDS = st.integers(0, 2**32 - 1)
SPARSITIES = st.one_of(st.sampled_from([0.0, 0.5, 0.75, 0.9]), st.integers(0, 9999).map(lambda part: part / 10000))
REPAIRED = ("activation-refit", "sparsegpt", "adaptive-refit", "adaptive-path", "adaptive-joint")
every_method = pytest.mark.parametrize("method", METHODS)


def test_the_methods_are_those_of_the_documentation():
    assert set(METHODS) == {*ONE_SHOT, *REPAIRED}


@every_method
@settings(max_examples=40)
@given(SEEDS, SPARSITIES)
def test_exactly_k_are_kept_and_only_they_are_non_zero(method, seed, sparsity):
    network, x = problem(seed)
    pruned, masks, plan = prune(network, x, method=method, sparsity=sparsity)
    scope = SCOPE.get(method, "global")
    for name, weight in pruned.weights.items():
        assert not weight[~masks[name]].any()
        if scope == "layer":
            assert masks[name].sum() == share(sparsity, weight.size)
        if scope == "neuron":
            assert (masks[name].sum(axis=1) == max(1, share(sparsity, weight.shape[1]))).all()
    kept = sum(mask.sum() for mask in masks.values())
    if scope == "global":
        assert kept == share(sparsity, network.total)
    assert plan.kept == kept
    assert plan.keep_ratio == kept / network.total


@pytest.mark.parametrize("method", ONE_SHOT)
@settings(max_examples=30)
@given(SEEDS, SPARSITIES)
def test_without_refit_kept_weights_are_bitwise_unchanged(method, seed, sparsity):
    network, x = problem(seed)
    pruned, masks, _ = prune(network, x, method=method, sparsity=sparsity)
    for name, weight in pruned.weights.items():
        assert weight[masks[name]].tobytes() == network.weights[name][masks[name]].tobytes()
    if method != "adaptive":
        assert all(pruned.biases[name].tobytes() == bias.tobytes() for name, bias in network.biases.items())


@every_method
@settings(max_examples=30)
@given(SEEDS, SPARSITIES)
def test_pruning_again_changes_nothing(method, seed, sparsity):
    network, x = problem(seed)
    once = prune(network, x, method=method, sparsity=sparsity, seed=seed).network
    assert same(prune(once, x, method=method, sparsity=sparsity, seed=seed).network, once)


@every_method
@settings(max_examples=15)
@given(SEEDS)
def test_sparsity_0_returns_the_network_bitwise(method, seed):
    network, x = problem(seed, LAWS)
    assume(finite(network, x))
    pruned, masks, plan = prune(network, x, method=method, sparsity=0)
    assert same(pruned, network)
    assert all(mask.all() for mask in masks.values())
    assert plan.compression_ratio == 1


@every_method
@settings(max_examples=15)
@given(SEEDS, SPARSITIES)
def test_extreme_scales_give_finite_networks(method, seed, sparsity):
    network, x = problem(seed, ("denormal", "tiny", "cauchy", "huge"))
    assume(finite(network, x))
    masks = prune(network, x, method=method, sparsity=sparsity).masks
    if method not in SCOPE:
        assert sum(mask.sum() for mask in masks.values()) == share(sparsity, network.total)


@every_method
@settings(max_examples=20)
@given(SEEDS)
def test_supports_are_nested_and_a_pruner_agrees_with_prune(method, seed):
    network, x = problem(seed)
    pruner = Pruner(network, x, method=method, seed=3)
    steps = [pruner.at(keep) for keep in (0.03, 0.1, 0.3, 0.5, 0.8, 1.0)]
    for (_, fewer), (_, more) in pairwise(steps):
        assert all((fewer[name] <= more[name]).all() for name in more)
    assert same(steps[1][0], prune(network, x, method=method, sparsity=0.9, seed=3).network)


@pytest.mark.parametrize("method", [name for name in METHODS if name != "random"])
@settings(max_examples=10)
@given(SEEDS, st.sampled_from([0.3, 0.6, 0.85]))
def test_reordering_hidden_units_reorders_the_result(method, seed, sparsity):
    network, x = trained_like(seed)
    first, second, _ = network.layers
    order = np.random.default_rng(seed).permutation(len(first.bias))
    shuffled = network.with_weights(
        {"0.weight": first.weight[order], "2.weight": second.weight[:, order]}, {"0.bias": first.bias[order]}
    )
    plain, other = (prune(n, x, method=method, sparsity=sparsity) for n in (network, shuffled))
    assert np.array_equal(other.masks["0.weight"], plain.masks["0.weight"][order])
    assert np.array_equal(other.masks["2.weight"], plain.masks["2.weight"][:, order])
    assert np.array_equal(other.masks["4.weight"], plain.masks["4.weight"])
    np.testing.assert_allclose(other.network(x), plain.network(x), rtol=1e-6, atol=1e-6)


@every_method
@settings(max_examples=4)
@given(SEEDS)
def test_the_certified_error_is_within_the_tolerance_and_the_kept_count_falls_with_it(method, seed):
    network, x = problem(seed, MILD)
    spread = float(np.sqrt((network(x) ** 2).sum(axis=1).mean()))
    kept = []
    for tolerance in (0.0, 0.05 * spread, 0.5 * spread, 5 * spread):
        pruned, _, plan = prune(network, x, method=method, tolerance=tolerance, seed=seed)
        assert certify(network, pruned, x).output_error.upper <= tolerance
        kept.append(plan.kept)
    assert kept == sorted(kept, reverse=True)


def test_a_tolerance_is_used_up():
    network, x = trained_like(1)
    kept = [prune(network, x, tolerance=tolerance).plan.kept for tolerance in (0.0, 0.5, 1.0)]
    assert kept[0] == network.total > kept[1] > kept[2]
    pruner = Pruner(network, x)
    for tolerance, fewest in zip((0.5, 1.0), kept[1:], strict=True):
        bounds = [output_bound(network, pruner.at(k / network.total)[0], x) for k in (fewest, fewest - 1)]
        assert bounds[0] <= tolerance < bounds[1]


def test_the_path_ends_where_nothing_is_left():
    network, x = trained_like(1)
    pruner = Pruner(network, x, method="adaptive-path")
    pruned, _ = pruner.at(0.0)
    assert not any(weight.any() for weight in pruned.weights.values())
    assert len(pruner._states) < 2 * np.log2(network.total) + 3


def test_a_sparsity_of_few_bits_is_the_number_that_it_stores():
    network, x = trained_like(1)
    sparsity = np.float16(0.9)
    assert prune(network, x, sparsity=sparsity).plan == prune(network, x, sparsity=float(sparsity)).plan


def test_ignored_layers_stay_bitwise_and_count_for_nothing():
    network, x = trained_like(2)
    for method in METHODS:
        pruned, masks, plan = prune(network, x, method=method, sparsity=0.5, ignored=["2"])
        assert masks["2.weight"].all()
        assert pruned.weights["2.weight"].tobytes() == network.weights["2.weight"].tobytes()
        assert plan.total == network.total - network.weights["2.weight"].size
        assert plan.kept == plan.total / 2


def test_chance_follows_the_seed_and_drops_zeros_first():
    network, x = trained_like(3)
    masks = [prune(network, x, method="random", sparsity=0.5, seed=seed).masks["0.weight"] for seed in (0, 0, 1)]
    assert np.array_equal(masks[0], masks[1])
    assert not np.array_equal(masks[0], masks[2])
    holes = network.with_weights({"0.weight": np.where(masks[0], network.weights["0.weight"], 0.0)})
    zeros = sum((w == 0).sum() for w in holes.weights.values())
    assert same(prune(holes, x, method="random", sparsity=zeros / holes.total, seed=5).network, holes)


@settings(max_examples=60)
@given(SEEDS, st.floats(0.01, 1))
def test_the_rule_of_the_ladder(seed, keep):
    """C8: top-k of |w| std in every neuron; means of the dense network into the biases; weights unchanged."""
    network, x = problem(seed)
    pruned, masks = prune_tails(network, x, keep)
    for layer, after, h in zip(network.layers, pruned.layers, network.activations(x), strict=True):
        mask = masks[f"{layer.name}.weight"]
        u = np.abs(layer.weight) * h.std(axis=0)
        assert (mask.sum(axis=1) == max(1, math.floor(keep * u.shape[1] + 0.5))).all()
        dropped = np.where(mask, -np.inf, u).max(axis=1)
        assert (np.where(mask, u, np.inf).min(axis=1) >= dropped - 1e-9 * np.abs(dropped)).all()
        assert np.array_equal(after.weight, np.where(mask, layer.weight, 0.0))
        local = (layer.apply(h) - after.apply(h)).mean(axis=0)
        np.testing.assert_allclose(local, 0, atol=1e-9 * (1 + np.abs(layer.weight).sum() * np.abs(h).max()))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"method": "wanda", "sparsity": 0.5}, "method='wanda', expected one of random, magnitude-global"),
        ({"sparsity": 1}, "sparsity=1, expected a number in [0, 1)"),
        ({"sparsity": -0.1}, "sparsity=-0.1"),
        ({"sparsity": math.nan}, "sparsity=nan"),
        ({"sparsity": "0.5"}, "sparsity='0.5'"),
        ({}, "expected exactly one of the two"),
        ({"sparsity": 0.5, "tolerance": 1.0}, "expected exactly one of the two"),
        ({"tolerance": -1.0}, "tolerance=-1.0, expected a finite number of at least 0"),
        ({"tolerance": math.nan}, "tolerance=nan"),
        ({"tolerance": math.inf}, "tolerance=inf"),
        ({"sparsity": 0.5, "ignored": ["7"]}, "ignored holds the layer '7', expected names among the layers 0, 2, 4"),
        ({"sparsity": 0.5, "ignored": "0"}, "ignored='0', expected a collection"),
        ({"sparsity": 0.5, "ignored": ["0", "2", "4"]}, "ignored holds every layer"),
        ({"sparsity": 0.5, "seed": -1}, "seed=-1, expected an integer of at least 0"),
        ({"sparsity": 0.5, "seed": 0.5}, "seed=0.5"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(arguments, words):
    network, x = trained_like(0)
    with pytest.raises(InputError) as error:
        prune(network, x, **arguments)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("bad", [np.zeros(12), np.zeros((3, 11)), np.zeros((0, 12)), np.full((3, 12), np.nan), "text"])
def test_bad_inputs_are_refused(bad):
    with pytest.raises(InputError, match="inputs"):
        prune(trained_like(0)[0], bad, sparsity=0.5)
    with pytest.raises(InputError, match="inputs"):
        prune_tails(trained_like(0)[0], bad, 0.5)


@pytest.mark.parametrize("keep", [0, 1.5, math.nan, None])
def test_a_share_of_the_ladder_outside_its_domain_is_refused(keep):
    with pytest.raises(InputError, match="keep="):
        prune_tails(*trained_like(0), keep)


def test_a_network_that_overflows_on_its_inputs_is_refused():
    network, x = trained_like(0)
    huge = network.with_weights({name: w * 1e200 for name, w in network.weights.items()})
    with pytest.raises(InputError, match="overflow"):
        prune(huge, x, sparsity=0.5)


def test_the_plan_reports_asked_and_realised():
    network, x = trained_like(4)
    plan = prune(network, x, method="magnitude-neuron", sparsity=0.99).plan
    assert plan.asked_sparsity == 0.99
    assert plan.keep_ratio == sum(len(layer.bias) for layer in network.layers) / network.total
    assert plan.sparsity == 1 - plan.keep_ratio
    assert plan.compression_ratio == pytest.approx(1 / plan.keep_ratio)
    assert [layer.kept_per_neuron for layer in plan.layers] == [(1,) * 10, (1,) * 8, (1,) * 4]
    assert "asked sparsity 0.99; realised sparsity 0.905" in plan.table()
    assert plan.to_dict()["layers"][0]["kept"] == 10
    tiny = prune(Network(network.layers[-1:]), np.ones((2, 8)), method="magnitude-global", sparsity=0.99).plan
    assert tiny.compression_ratio == math.inf
    assert tiny.to_dict()["compression_ratio"] is None
