"""Whatever a public function is given, it answers, or says in one sentence what is wrong; no raw error, no warning."""

import inspect
import math

import numpy as np
import pytest
from pruning_cases import trained_like

from lqtheory import compress
from lqtheory.compress import Merger, Pruner, quantise
from lqtheory.compress.ball import best_splits, decode_ball, encode_ball, worst_error
from lqtheory.compress.bits import matrix_bits, plain_bits, position_bits, sparse_bits
from lqtheory.compress.budget import PruneQuantise
from lqtheory.compress.codes import round_grid
from lqtheory.compress.groups import group_norms, unit_scores
from lqtheory.compress.lowrank import (
    break_even_rank,
    expected_sketch_error,
    gaussian,
    identity_columns,
    sketched,
    truncated,
)
from lqtheory.compress.second_order import saliencies
from lqtheory.errors import InputError
from lqtheory.networks import Dense, Network

NETWORK, X = trained_like(0, sizes=(4, 3, 2), n=20)
OTHER, Y = trained_like(1, sizes=(4, 3, 2), n=21)
HUGE = np.full((3, 4), 1e308)
WEIGHT, SECOND, RNG = NETWORK.weights["0.weight"], X.T @ X / len(X), np.random.default_rng(0)
CURVE = [3.0, 2.0, 1.0]

GOOD = {
    compress.brain_damage: {"weight": WEIGHT, "second": SECOND, "keep": 2},
    compress.brain_surgeon: {"weight": WEIGHT, "second": SECOND, "keep": 2},
    compress.cheapest: {"network": NETWORK, "inputs": X, "tolerance": 1.0, "families": ["quantise", "groups"]},
    compress.compare_tails: {"first": NETWORK, "second": OTHER, "inputs": X, "keeps": [0.5], "p": 2},
    compress.compose: {"network": NETWORK, "inputs": X, "steps": {"a": quantise(NETWORK, "int8")}, "labels": None},
    compress.decode: {"word": compress.encode(WEIGHT, "int4"), "shape": WEIGHT.shape},
    compress.drop_units: {"network": NETWORK, "inputs": X, "keep": {"0": np.array([True, False, True])}},
    compress.encode: {"matrix": WEIGHT, "code": "int4"},
    compress.low_rank: {"network": NETWORK, "inputs": X, "ranks": {"0": 1}, "code": "int8"},
    compress.Merger: {"network": NETWORK, "inputs": X, "scaled": True},
    compress.network_bits: {"network": NETWORK},
    compress.orthogonal_greedy: {"w": WEIGHT[0], "h": X, "steps": 2, "weakness": 0.5},
    compress.proximal_step: {"weight": WEIGHT, "strength": 0.5, "axis": 1},
    compress.prune: {
        "network": NETWORK, "inputs": X, "method": "adaptive", "sparsity": 0.5, "tolerance": None, "seed": 0,
        "ignored": ("0",),
    },
    compress.prune_guaranteed: {
        "network": NETWORK, "calibration": X, "held_out": Y, "labels": np.zeros(21, dtype=int), "max_drop": 0.5,
        "confidence": 0.9, "method": "magnitude-global", "seed": 0,
    },
    compress.prune_tails: {"network": NETWORK, "inputs": X, "keep": 0.5},
    compress.Pruner: {"network": NETWORK, "inputs": X, "method": "activation", "seed": 0, "ignored": ()},
    compress.quantise: {"network": NETWORK, "codes": {"0": "int4"}},
    compress.sample: {"w": WEIGHT[0], "h": X, "kept": np.arange(4) < 1, "draws": 2, "seed": 0},
    compress.sparsify: {"w": WEIGHT[0], "h": X, "budget": 2, "seed": 0},
    compress.stretches: {"keeps": CURVE, "first": CURVE, "second": CURVE, "rounding": 0.0},
    compress.tail_curve: {"network": NETWORK, "inputs": X, "keeps": [0.5, 0.1], "p": 1},
    compress.within_budget: {"network": NETWORK, "inputs": X, "bits": 900, "method": "magnitude-global"},
    compress.without_dead_units: {"network": NETWORK},
    best_splits: {"size": 3, "q": 0.5, "p": 2},
    break_even_rank: {"m": 3, "n": 4},
    decode_ball: {"word": encode_ball(np.array([0.5, 0.1]), 1, 3), "size": 2, "kept": 1, "width": 3},
    encode_ball: {"w": np.array([0.5, 0.1]), "kept": 1, "width": 3},
    expected_sketch_error: {"weight": np.ones((5, 6)), "rank": 4},
    gaussian: {"weight": WEIGHT, "rank": 2, "rng": RNG},
    group_norms: {"weight": WEIGHT, "axis": 0},
    identity_columns: {"weight": WEIGHT, "rank": 2},
    matrix_bits: {"matrix": np.ones((2, 2)), "code": "int4"},
    Merger(NETWORK, X).at: {"count": 1},
    plain_bits: {"array": WEIGHT},
    position_bits: {"d": 3, "k": 1},
    PruneQuantise(NETWORK, X, method="magnitude-layer").at: {"setting": 2, "width": 4},
    Pruner(NETWORK, X, method="magnitude-layer").at: {"keep": 0.5},
    round_grid: {"weight": WEIGHT, "bits": 4},
    saliencies: {"weight": WEIGHT, "second": SECOND},
    sketched: {"weight": WEIGHT, "rank": 2, "rng": RNG},
    sparse_bits: {"d": 3, "k": 1, "each": 4},
    truncated: {"weight": WEIGHT, "rank": 2, "second": SECOND},
    unit_scores: {"network": NETWORK, "inputs": X},
    worst_error: {"size": 3, "kept": 1, "width": 4, "q": 0.5, "p": 2},
}  # fmt: skip

BAD = {
    "nothing": None,
    "a text": "int99",
    "an empty text": "",
    "true": True,
    "a fraction": 1.5,
    "a whole float": 2.0,
    "below": -1,
    "far below": -(10**30),
    "beyond": 10**30,
    "beyond the floats": 10**400,
    "no number": math.nan,
    "infinite": math.inf,
    "a complex number": 1j,
    "an object": object(),
    "an empty list": [],
    "an empty mapping": {},
    "a mapping of nothing": {"0": None},
    "a mapping of fractions": {"0": 0.5},
    "a mapping of texts": {"0": "x", 3: 4},
    "an unknown layer": {"nine": 1},
    "names": ["0", "9"],
    "a list of things": [None, 1],
    "a ragged list": [[1.0], [1.0, 2.0]],
    "an empty array": np.zeros(0),
    "empty rows": np.zeros((0, 4)),
    "a number as an array": np.array(1.0),
    "texts as an array": np.array([["a", "b"]]),
    "complex numbers": np.ones((20, 4)) * 1j,
    "NaN in it": np.where(np.eye(4) > 0, np.nan, 1.0),
    "infinite in it": np.full((3, 4), np.inf),
    "huge": HUGE,
    "huge squares": np.full((3, 4), 1e200),
    "no symmetry": np.triu(np.ones((4, 4))),
    "below zero": -np.eye(4),
    "zeros": np.zeros((3, 4)),
    "three axes": np.ones((2, 2, 2)),
    "a network of zeros": NETWORK.with_weights({name: 0 * w for name, w in NETWORK.weights.items()}),
    "a huge network": NETWORK.with_weights({name: 1e200 * w for name, w in NETWORK.weights.items()}),
    "a network of one layer": Network((Dense("0", np.ones((2, 4)), np.zeros(2)),)),
}


def name_of(function):
    return getattr(function, "__qualname__", str(function))


def test_every_public_function_is_in_the_table():
    data = {"refit", "Method"}  # built by the methods of `prune` themselves
    public = {
        name
        for name, value in vars(compress).items()
        if inspect.isfunction(value) or (inspect.isclass(value) and not issubclass(value, tuple))
    }
    results = {"Composition", "LayerPlan", "Plan", "StepCost"}
    assert {f.__name__ for f in GOOD if getattr(compress, f.__name__, None) is f} == public - data - results


@pytest.mark.parametrize("function", GOOD, ids=name_of)
def test_good_arguments_are_accepted(function):
    function(**GOOD[function])


@pytest.mark.parametrize(
    ("function", "argument"),
    [(function, argument) for function, arguments in GOOD.items() for argument in arguments],
    ids=lambda part: part if isinstance(part, str) else name_of(part),
)
def test_bad_arguments_are_refused_in_one_sentence(function, argument):
    sentences = []
    for words, bad in BAD.items():
        try:
            function(**GOOD[function] | {argument: bad})
        except InputError as error:
            sentences.append(str(error))
        except Exception as error:
            pytest.fail(f"{name_of(function)}({argument}={words}): {type(error).__name__}: {error}")
    assert len(sentences) > len(BAD) / 3
    for sentence in sentences:
        assert "\n" not in sentence
        assert len(sentence) < 500


@pytest.mark.parametrize(
    ("function", "changed", "words"),
    [
        (compress.low_rank, {"ranks": {"0": 1.5}}, "rank of '0'=1.5, expected an integer of at least 0"),
        (compress.low_rank, {"ranks": [1]}, "ranks is list, expected a mapping from layer names to ranks"),
        (compress.low_rank, {"inputs": np.full((3, 4), 1e200)}, "overflow"),
        (truncated, {"rank": 4}, "rank=4, expected an integer from 0 to 3"),
        (truncated, {"rank": True}, "rank=True, expected"),
        (gaussian, {"rng": 0}, "rng is int, expected a numpy Generator"),
        (compress.brain_damage, {"keep": 1.0}, "keep=1.0, expected an integer from 0 to 4"),
        (compress.brain_surgeon, {"weight": [1.0, 2.0]}, "weight has shape (2,), expected 2 dimensions"),
        (compress.brain_surgeon, {"second": np.triu(np.ones((4, 4)))}, "second is not symmetric"),
        (compress.brain_surgeon, {"second": np.eye(4) * math.nan}, "second has a NaN or infinite entry"),
        (compress.brain_damage, {"second": -np.eye(4)}, "second has an entry that no second moment has"),
        (compress.brain_damage, {"second": 3.0 - np.eye(4)}, "that no second moment has"),
        (compress.sparsify, {"seed": -1}, "seed=-1, expected an integer of at least 0"),
        (compress.sparsify, {"w": np.ones(4) * 1j}, "w is ndarray, expected an array of real numbers"),
        (compress.proximal_step, {"axis": 2}, "axis=2, expected an integer from -2 to 1"),
        (compress.proximal_step, {"strength": "1"}, "strength='1', expected a finite number of at least 0"),
        (compress.prune_guaranteed, {"max_drop": "0.1"}, "max_drop='0.1', expected a number in [0, 1)"),
        (compress.quantise, {"codes": None}, "codes is NoneType, expected a mapping from layer names to codes"),
        (compress.quantise, {"codes": {"0": 4}}, "code=4, expected one of int2"),
        (compress.cheapest, {"families": "prune"}, "families='prune', expected a collection of names"),
        (compress.cheapest, {"families": []}, "families=[], expected names among prune"),
        (compress.compose, {"steps": None}, "steps is NoneType, expected a mapping from names to compressions"),
        (compress.compose, {"steps": {"a": NETWORK}}, "step 'a' is Network, expected what `prune`"),
        (compress.compose, {"network": None}, "network is a NoneType, expected a Network"),
        (compress.drop_units, {"keep": {"0": [True]}}, "keep['0'] is [True], expected a bool array of shape (3,)"),
    ],
)
def test_what_is_wrong_is_named(function, changed, words):
    with pytest.raises(InputError) as error:
        function(**GOOD[function] | changed)
    assert words in str(error.value)
