import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.atoms.rates import support_bits
from lqtheory.compress.bits import HEADER, bias_bits, matrix_bits, network_bits, plain_code, position_bits, sparse_bits
from lqtheory.errors import InputError
from lqtheory.networks import Dense, Flatten, Network


@given(st.integers(0, 400), st.data())
def test_a_support_takes_the_fewest_bits_that_tell_all_supports_apart(d, data):
    k = data.draw(st.integers(0, d))
    position = position_bits(d, k)
    assert 2**position >= math.comb(d, k)
    assert position == 0 or 2 ** (position - 1) < math.comb(d, k)
    # It is the atom that the bounds of theory E7 hold codes against.
    assert position == support_bits.float_rule(d, k)
    assert sparse_bits(d, k, 5) == 5 * k + position


def test_a_large_support_is_counted_without_its_binomial():
    assert position_bits(20_000, 7_000) == (math.comb(20_000, 7_000) - 1).bit_length()
    with pytest.raises(InputError, match="k=3"):
        position_bits(2, 3)


def test_the_cheapest_layout_of_a_matrix_is_taken():
    full, sparse, block = np.ones((20, 30)), np.zeros((20, 30)), np.zeros((20, 30))
    sparse[np.arange(20), np.arange(20)] = 1.0
    block[:10, :5] = 1.0
    assert matrix_bits(full, "fp16") == HEADER + 600 * 16
    assert matrix_bits(full, "int8") == HEADER + 20 * 32 + 600 * 8
    assert matrix_bits(sparse, "fp16") == HEADER + 20 * 16 + position_bits(600, 20) + 10  # ten bits hold 0 … 600
    assert matrix_bits(block, "fp16") == HEADER + 50 * 16 + 20 + 30
    assert matrix_bits(np.zeros((20, 30)), "fp16") == HEADER + 10
    with pytest.raises(InputError, match="code='int1', expected one of int2"):
        matrix_bits(full, "int1")


def test_numbers_count_32_bits_where_float32_holds_them():
    assert plain_code(np.array([0.5, 2.0**100])) == "fp32"
    assert plain_code(np.array([0.1])) == plain_code(np.array([1e300])) == "fp64"
    layer = Dense("0", np.ones((2, 3)), np.full(2, 0.1))
    assert bias_bits(layer) == HEADER + 2 * 64
    whole = Network((layer, Flatten("1", (2,))))
    assert network_bits(whole) == {"0": (HEADER + 6 * 32) + (HEADER + 2 * 64)}
