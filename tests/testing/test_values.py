"""Values written as JSON and as Python source come back bit by bit."""

import json
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from lqtheory import Activation, Comparison, Network
from lqtheory.errors import InputError
from lqtheory.registry import get
from lqtheory.testing.values import IMPORTS, from_json, to_json, to_source

RNG = np.random.default_rng(0)
VALUES = {
    "q": Fraction(1, 3),
    "p": 0.1,
    "s": "1/2",
    "k": 3,
    "e": np.int64(-2),
    "eps": np.float64(5e-324),
    "w": np.array([-0.0, 5e-324, 1e308, 0.1, np.pi]),
    "S": np.array([True, False]),
    "y": np.array([2, 0]),
    "H": RNG.normal(size=(2, 3)),
}


def network(sizes):
    shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
    activations = [Activation("leaky_relu", -1.5), *[Activation("gelu")] * (len(shapes) - 2), Activation("identity")]
    return Network.sequential(
        [RNG.normal(size=s) for s in shapes], [RNG.normal(size=s[0]) for s in shapes], activations
    )


def read_back(values):
    space = {}
    exec(f"{IMPORTS}\nvalues = {to_source(values)}", space)
    return [from_json(json.loads(json.dumps(to_json(values)))), space["values"]]


def test_numbers_and_arrays():
    for back in read_back(VALUES):
        assert list(back) == list(VALUES)
        for name, value in VALUES.items():
            assert np.array_equal(back[name], value)
            assert np.signbit(back["w"][0])
            if isinstance(value, np.ndarray):
                assert (back[name].dtype, back[name].tobytes()) == (value.dtype, value.tobytes())


def test_comparisons_of_networks():
    dense = network([3, 4, 2, 2])
    pruned = dense.with_weights({name: np.where(x > 0, x, 0.0) for name, x in dense.weights.items()})
    f = Comparison(dense, pruned, RNG.normal(size=(5, 3)))
    before = get("propagation").enclose(f=f)
    for back in read_back({"f": f}):
        assert str(get("propagation").enclose(f=back["f"])) == str(before)
        assert [x.activation for x in back["f"].dense.layers] == [x.activation for x in dense.layers]


def test_labels_are_kept_and_rationals_become_fractions():
    f = Comparison(network([2, 3, 2]), network([2, 3, 2]), np.ones((1, 2)), np.array([1]))
    for back in read_back({"f": f, "q": sp.Rational(1, 3)}):
        assert back["f"].labels.tolist() == [1]
        assert back["q"] == Fraction(1, 3)


def test_other_values_are_refused():
    with pytest.raises(InputError, match="w is None, expected a number, an array, or a Comparison"):
        to_json({"w": None})
