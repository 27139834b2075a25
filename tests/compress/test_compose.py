import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pruning_cases import problem, trained_like

from lqtheory.certify import certify, output_bound
from lqtheory.compress import FAMILIES, Compressed, cheapest, compose, low_rank, network_bits, prune, quantise
from lqtheory.compress.budget import WIDTHS, PruneQuantise, within_budget
from lqtheory.compress.search import smallest
from lqtheory.errors import InputError
from lqtheory.files import network_digest

SEEDS = st.integers(0, 2**32 - 1)


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_bisection_finds_a_setting_that_qualifies_and_the_smallest_of_a_monotone_rule(rule):
    rule[-1] = True
    found = smallest(lambda setting: rule[setting], len(rule) - 1)
    assert rule[found]
    assert found == 0 or not rule[found - 1]
    monotone = sorted(rule)
    assert smallest(lambda setting: monotone[setting], len(rule) - 1) == monotone.index(True)


def chain(network, x):
    pruned = prune(network, x, sparsity=0.5)
    names = [layer.name for layer in network.prunable]
    second = quantise(pruned.network, dict.fromkeys(names[:-1], "int8"))
    return {"prune": pruned, "quantise": second, "factorise": low_rank(second.network, x, {names[-1]: 1})}


@settings(max_examples=20)
@given(SEEDS)
def test_the_steps_of_a_chain_bound_the_whole(seed):
    network, x = problem(seed)
    composition = compose(network, x, chain(network, x))
    total = composition.certificate.output_error
    assert total.lower <= composition.upper <= composition.sum_of_steps
    assert total.estimate <= sum(step.error for step in composition.steps) * (1 + 1e-9) + 1e-12
    assert all(step.error <= step.upper for step in composition.steps)


def test_a_chain_says_what_each_step_costs():
    network, x = trained_like(0)
    steps = chain(network, x)
    composition = compose(network, x, steps, np.arange(200) % 4)
    assert [step.name for step in composition.steps] == ["prune", "quantise", "factorise"]
    bits = [step.bits for step in composition.steps]
    # A step speaks for the layers that it coded, the ones before it for the others.
    pruned = network_bits(steps["prune"].network)
    assert bits[0] == sum(pruned.values())
    assert bits[1] == steps["quantise"].bits["0"] + steps["quantise"].bits["2"] + pruned["4"]
    assert bits[2] == bits[1] - pruned["4"] + steps["factorise"].bits["4"]
    assert composition.bits > bits[0] > bits[1] > bits[2]
    alone = certify(steps["prune"].network, steps["quantise"].network, x).output_error
    assert composition.steps[1].upper == alone.upper
    assert composition.certificate.accuracy_drop is not None
    lines = composition.table().splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "step", "dense", "prune", "quantise", "factorise", "sum of steps", "all",
    ]  # fmt: skip
    assert json.loads(json.dumps(composition.to_dict(), allow_nan=False))["upper"] == composition.upper


def test_a_chain_of_one_step_is_its_certificate():
    network, x = trained_like(1)
    coded = quantise(network, "int6")
    composition = compose(network, x, {"quantise": coded})
    assert composition.upper == certify(network, coded.network, x).output_error.upper


def test_bad_chains_are_refused():
    network, x = trained_like(0)
    with pytest.raises(InputError, match="steps is empty"):
        compose(network, x, {})
    source = network_digest(network)
    with pytest.raises(InputError, match="gives bits of"):
        compose(network, x, {"a": Compressed(network, {"nine": 3}, source)})
    first = quantise(network, "int8")
    # Both from the dense network: layer 0 would count with 8 bits and is the dense one.
    with pytest.raises(InputError, match="'b' was made from another network than that of step 'a', expected"):
        compose(network, x, {"a": first, "b": low_rank(network, x, {"4": 1})})
    with pytest.raises(InputError, match="'b' was made from another network than that of step 'a', expected"):
        compose(network, x, {"a": first, "b": prune(network, x, sparsity=0.5)})
    with pytest.raises(InputError, match="'a' was made from another network than the dense network"):
        compose(first.network, x, {"a": first})
    with pytest.raises(InputError, match=r"'a' changes 0\.weight and gives no bits"):
        compose(network, x, {"a": first._replace(bits={"4": 9})})


def test_a_layer_that_pruning_ignored_keeps_its_bits():
    network, x = trained_like(0)
    first = quantise(network, {"0": "int4"})
    second = prune(first.network, x, sparsity=0.5, ignored=("0",))
    composition = compose(network, x, {"a": first, "b": second})
    bits = network_bits(second.network)
    assert composition.steps[1].bits == first.bits["0"] + bits["2"] + bits["4"]
    assert composition.steps[1].note == "56 of 112 weights"


@pytest.mark.parametrize("tolerance", [0.3, 3.0])
def test_the_cheapest_setting_of_every_family_is_within_the_tolerance(tolerance):
    network, x = trained_like(0)
    choices = cheapest(network, x, tolerance)
    assert {row.family for row in choices.rows} == set(FAMILIES)
    assert [row.bits for row in choices.rows] == sorted(row.bits for row in choices.rows)
    for row in choices.rows:
        assert row.compressed is not None
        assert certify(network, row.compressed.network, x).output_error.upper <= row.upper <= tolerance
        assert row.compressed.bits.keys() == network_bits(network).keys()
        assert row.bits <= choices.float32_bits + 64
    assert len(choices.table().splitlines()) == len(FAMILIES) + 2
    assert json.loads(json.dumps(choices.to_dict()))["families"][0]["bits"] == choices.rows[0].bits


@settings(max_examples=4)
@given(SEEDS, st.sampled_from([0.1, 0.5]))
def test_on_any_small_network_what_is_chosen_is_within_the_tolerance(seed, share):
    network, x = problem(seed)
    tolerance = share * float(np.sqrt(np.mean(network(x) ** 2)))
    for row in cheapest(network, x, tolerance).rows:
        assert (row.upper <= tolerance) == (row.compressed is not None)
        if row.compressed is not None:
            assert output_bound(network, row.compressed.network, x) == row.upper


def test_the_setting_before_the_cheapest_one_misses_the_tolerance():
    """By bisection: the neighbour below was asked, and refused."""
    network, x = trained_like(0)
    for name, ladders in FAMILIES.items():
        if "+" in name:  # the best of several ladders
            continue
        (ladder,) = ladders(network, x)
        choice = cheapest(network, x, 1.0, families=[name]).rows[0]
        notes = [ladder.at(s).note for s in range(ladder.top + 1)]
        below = ladder.at(notes.index(choice.compressed.note) - 1)
        assert output_bound(network, below.network, x) > 1.0


def test_a_tolerance_beyond_reach_and_bad_arguments():
    network, x = trained_like(0)  # its weights are no float32 numbers
    rows = cheapest(network, x, 0.0).rows
    assert all(row.compressed is None for row in rows)
    assert all(row.upper > 0 for row in rows)
    single = quantise(network, "fp32").network
    assert all(row.upper == 0 for row in cheapest(single, x, 0, families=["prune", "merge"]).rows)
    with pytest.raises(InputError, match=r"families=\['magic'\], expected names among prune"):
        cheapest(network, x, 1.0, families=["magic"])
    for bad in (-1, float("nan"), "1", True):
        with pytest.raises(InputError, match="tolerance="):
            cheapest(network, x, bad)


@pytest.mark.parametrize("bits", [1500, 3000])
def test_a_budget_is_kept_and_its_split_is_the_best_of_those_tried(bits):
    network, x = trained_like(0)
    chosen = within_budget(network, x, bits)
    assert sum(chosen.bits.values()) <= bits
    family = PruneQuantise(network, x)
    best = output_bound(network, chosen.network, x)
    for width in WIDTHS:
        for setting in range(0, family.top + 1, 4):
            split = family.at(setting, width)
            if sum(split.bits.values()) <= bits:
                # Errors of refits do not quite fall with the count, so a split of fewer weights may win by a little.
                assert best <= 1.3 * output_bound(network, split.network, x)
    with pytest.raises(InputError, match="bits=10, expected at least"):
        within_budget(network, x, 10)


def test_the_counts_of_a_split_run_from_nothing_to_everything_in_small_steps():
    network, x = trained_like(0)
    family = PruneQuantise(network, x, method="magnitude-global")
    counts = [family.kept(setting) for setting in range(family.top + 1)]
    assert (counts[0], counts[1], counts[-1]) == (0, 1, 232)
    assert all(b <= max(a + 1, 1.2 * a) for a, b in pairwise(counts))
    coded = family.at(family.top - 8, 4)
    assert coded.note == "116 of 232 weights, int4"
    assert sum(np.count_nonzero(w) for w in coded.network.weights.values()) <= 116
