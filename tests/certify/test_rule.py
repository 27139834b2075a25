"""The ladder's rungs refuse networks that they do not speak of, and charge for rounding without reading the mask."""

from fractions import Fraction

import numpy as np
import pytest
from flint import arb

from lqtheory.balls import FloatBalls
from lqtheory.certify import RUNGS, Readings, ladder, readings, rule
from lqtheory.compress import prune_tails
from lqtheory.errors import InputError
from lqtheory.networks import LAWS, Activation, Comparison, Network, random_inputs, random_network

BY_RULE = ("true_tails", "lq_data", "lq_data_free", "lq_textbook")


def dense_and_inputs():
    rng = np.random.default_rng(1)
    dense = random_network(rng, [6, 5, 4], "tanh")
    return dense, rng.normal(size=(40, 6)) * [0.1, 1, 3, 0.3, 2, 0.5] + 1


def with_masks(dense, x, masks):
    """The network that keeps these weights, its biases corrected."""
    biases = {
        f"{layer.name}.bias": layer.bias + np.where(masks[f"{layer.name}.weight"], 0.0, layer.weight) @ moments.mean
        for layer, moments in zip(dense.layers, dense.moments(x), strict=True)
    }
    return dense.with_weights({name: np.where(masks[name], w, 0.0) for name, w in dense.weights.items()}, biases)


def refitted(dense, x, pruned, masks):
    return pruned.with_weights({"2.weight": pruned.weights["2.weight"] * (1 + 2**-52)})


def largest_weights(dense, x, pruned, masks):
    by_size = {
        name: np.argsort(np.argsort(-np.abs(w), axis=1), axis=1) < masks[name].sum(axis=1)[:, None]
        for name, w in dense.weights.items()
    }
    return with_masks(dense, x, by_size)


def uncorrected(dense, x, pruned, masks):
    return pruned.with_weights(biases={"0.bias": dense.biases["0.bias"]})


def barely_corrected(dense, x, pruned, masks):
    return pruned.with_weights(biases={"2.bias": pruned.biases["2.bias"] + 1e-11 * np.eye(4)[3]})


def one_more(dense, x, pruned, masks):
    row = masks["0.weight"][2]
    more = masks | {"0.weight": masks["0.weight"] | ((np.arange(5) == 2)[:, None] & (np.arange(6) == row.argmin()))}
    return with_masks(dense, x, more)


def one_less(dense, x, pruned, masks):
    row = masks["0.weight"][2]
    less = masks | {"0.weight": masks["0.weight"] & ~((np.arange(5) == 2)[:, None] & (np.arange(6) == row.argmax()))}
    return with_masks(dense, x, less)


def means_of_the_pruned(dense, x, pruned, masks):
    """Biases corrected with the means that the pruned network itself takes in."""
    mean = pruned.moments(x)[1].mean
    dropped = np.where(masks["2.weight"], 0.0, dense.weights["2.weight"])
    return pruned.with_weights(biases={"2.bias": dense.biases["2.bias"] + dropped @ mean})


MUTANTS = {
    refitted: r"layer '2', neuron 0, has the weight .* of input \d, expected 0 or that of the dense network",
    largest_weights: r"layer '0', neuron \d, drops input \d with u = .* and keeps one with .*, expected a top-3",
    uncorrected: r"layer '0', neuron 0, has a bias that misses the corrected one by",
    barely_corrected: r"layer '2', neuron 3, has a bias that misses the corrected one by (1|9.99).*e-1[12]",
    one_more: "layer '0', neuron 2, keeps 4 inputs, expected 3",
    one_less: "layer '0', neuron 2, keeps 2 inputs, expected 3",
    means_of_the_pruned: "layer '2', neuron 0, has a bias that misses",
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_network_that_breaks_the_rule_is_refused(mutant):
    dense, x = dense_and_inputs()
    pruned, masks = prune_tails(dense, x, 0.5)
    kept = [int(mask[0].sum()) for mask in masks.values()]
    assert list(ladder(Readings(Comparison(dense, pruned, x), kept))) == list(RUNGS)
    broken = Readings(Comparison(dense, mutant(dense, x, pruned, masks), x), kept)
    for rung in BY_RULE:
        with pytest.raises(InputError, match=MUTANTS[mutant]):
            RUNGS[rung].formula(broken)
    values = [float(RUNGS[rung].formula(broken).upper()) for rung in ("measured", "telescoped", "a_posteriori")]
    assert 0 < values[0] <= min(values[1:])


@pytest.mark.parametrize("mutant", [largest_weights, uncorrected])
def test_the_rule_is_needed(mutant, monkeypatch):
    """Unchecked, the same formulas are no bounds: where inputs vary little, |w| drops what matters."""
    monkeypatch.setattr(readings, "check", lambda trace, kept: None)
    dense, x = dense_and_inputs()
    x = x * [1, 1, 1, 0.01, 0.01, 0.01] + (3 if mutant is uncorrected else 0)
    pruned, masks = prune_tails(dense, x, 0.5)
    kept = [int(mask[0].sum()) for mask in masks.values()]
    found = Readings(Comparison(dense, mutant(dense, x, pruned, masks), x), kept)
    assert (found.measured[0].lower() > found.by_tails[0].upper()).any()


@pytest.mark.parametrize("law", [law for law in LAWS if law != "huge"])  # whose biases overflow when corrected
def test_masks_and_biases_computed_in_floats_obey_it(law):
    for seed in range(60):
        rng = np.random.default_rng(seed)
        sizes = rng.integers(1, 12, size=rng.integers(2, 5))
        name = ("relu", "tanh", "gelu", "sigmoid", "softplus", "identity")[seed % 6]
        dense = random_network(rng, sizes, name, law)
        x = random_inputs(rng, int(rng.integers(1, 60)), sizes[0]) * 10.0 ** rng.integers(-3, 4)
        x = x + (1e6 if seed % 5 == 0 else 0)  # deviations far below the means
        keep = rng.uniform(0.05, 1)
        pruned, masks = prune_tails(dense, x, keep)
        rule.check(Comparison(dense, pruned, x).trace(FloatBalls), [int(mask[0].sum()) for mask in masks.values()])


def test_any_of_several_equal_inputs_may_be_kept():
    dense = Network.sequential([np.array([[2.0, -2.0, 2.0, 0.0]])], [np.zeros(1)], [Activation("identity")])
    x = np.repeat(np.random.default_rng(0).normal(size=(9, 1)), 4, axis=1)
    for kept, k in ([0], 1), ([1], 1), ([2], 1), ([0, 2], 2), ([0, 1, 2], 3), ([0, 1, 2, 3], 4):
        mask = {"0.weight": np.isin(np.arange(4), kept)[None]}
        rule.check(Comparison(dense, with_masks(dense, x, mask), x).trace(FloatBalls), [k])
    for kept, k in ([3], 1), ([0], 2), ([0, 3], 2), ([0, 1, 2], 2):  # to keep the input of weight 0 is to keep none
        mask = {"0.weight": np.isin(np.arange(4), kept)[None]}
        with pytest.raises(InputError, match="neuron 0"):
            rule.check(Comparison(dense, with_masks(dense, x, mask), x).trace(FloatBalls), [k])


def test_the_charge_covers_masks_that_floats_got_wrong():
    """Hidden units in which large terms cancel: what is left differs from the truth in the tenth digit."""
    wrong, worst = 0, 0.0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        left = 1e6 * rng.random(size=20)
        x = np.column_stack([left, rng.normal(size=20) - left])
        below = rng.uniform(1, 2, size=(8, 1)) * [[1.0, 1.0]]
        above = (1 + 1e-11 * rng.normal(size=(1, 8))) / below[:, :1].T
        dense = Network.sequential([below, above], [np.zeros(8), np.zeros(1)], [Activation("identity")] * 2)
        whole = prune_tails(dense, x, 0.5)[1]["1.weight"]
        pruned = with_masks(dense, x, {"0.weight": np.ones((8, 2), dtype=bool), "1.weight": whole})
        trace = Comparison(dense, pruned, x).trace(FloatBalls)
        rule.check(trace, [2, 4])
        squares = exact_squares(dense, x)
        dropped = [squares[j] for j in np.flatnonzero(~whole[0])]
        wrong += max(dropped) > min(squares[j] for j in np.flatnonzero(whole[0]))
        charge = rule.rounding(trace, 2, 4).order[0]
        for p in (1, 2):
            tail = norm(sorted(squares)[:4], p)
            lost = norm(dropped, p) - tail
            worst = max(worst, float((lost / tail).mid()))
            assert lost < arb(float(charge.lower()))
        assert charge.upper() < 1e-6 * float(tail.mid())
    assert wrong >= 50
    assert worst > 5e-12


def exact_squares(dense, x):
    """The u_j^2 of the last neuron of two linear layers, as rational numbers."""
    first, last = ([list(map(Fraction, row)) for row in layer.weight.tolist()] for layer in dense.layers)
    rows = [list(map(Fraction, row)) for row in x.tolist()]
    hidden = [[sum(w * v for w, v in zip(unit, row, strict=True)) for row in rows] for unit in first]
    means = [sum(unit) / len(rows) for unit in hidden]
    variances = [sum((v - m) ** 2 for v in unit) / len(rows) for unit, m in zip(hidden, means, strict=True)]
    return [w**2 * variance for w, variance in zip(last[0], variances, strict=True)]


def norm(squares, p):
    roots = [(arb(s.numerator) / arb(s.denominator)).sqrt() for s in squares]
    return sum(roots, arb(0)) if p == 1 else sum((r * r for r in roots), arb(0)).sqrt()


def test_the_charge_reads_no_mask():
    dense, x = dense_and_inputs()
    charges = [
        rule.rounding(Comparison(dense, other, x).trace(FloatBalls), 2, 3)
        for other in (dense, prune_tails(dense, x, 0.5)[0])
    ]
    for one, other in zip(*charges, strict=True):
        assert (one.mid() == other.mid()).all()
        assert (one.upper() > 0).all()
