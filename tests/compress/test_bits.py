import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.compress.bits import bias_bits, matrix_bits, network_bits, number_bits, support_bits
from lqtheory.errors import InputError
from lqtheory.networks import Dense, Network


@given(st.integers(0, 400), st.data())
def test_a_support_takes_the_fewest_bits_that_tell_all_supports_apart(d, data):
    k = data.draw(st.integers(0, d))
    position = support_bits(d, k) - (d + 1 - 1).bit_length()
    assert 2**position >= math.comb(d, k)
    assert position == 0 or 2 ** (position - 1) < math.comb(d, k)
    assert 2 ** (support_bits(d, k) - position) >= d + 1  # which k it is


def test_a_large_support_is_counted_without_its_binomial():
    assert support_bits(20_000, 7_000) == (math.comb(20_000, 7_000) - 1).bit_length() + 15
    with pytest.raises(InputError, match="k=3"):
        support_bits(2, 3)


def test_the_cheapest_layout_of_a_matrix_is_taken():
    full, sparse, block = np.ones((20, 30)), np.zeros((20, 30)), np.zeros((20, 30))
    sparse[np.arange(20), np.arange(20)] = 1.0
    block[:10, :5] = 1.0
    assert matrix_bits(full, 8) == 2 + 600 * 8
    assert matrix_bits(sparse, 8) == 2 + 20 * 8 + support_bits(600, 20)
    assert matrix_bits(block, 8) == 2 + 50 * 8 + 20 + 30
    assert matrix_bits(np.zeros((20, 30)), 8) == 2 + support_bits(600, 0)


def test_numbers_count_32_bits_where_float32_holds_them():
    assert number_bits(np.array([0.5, 2.0**100])) == 32
    assert number_bits(np.array([0.1])) == number_bits(np.array([1e300])) == 64
    layer = Dense("0", np.ones((2, 3)), np.full(2, 0.1))
    assert bias_bits(layer) == 2 + 2 * 64
    assert network_bits(Network((layer,))) == {"0": (2 + 6 * 32) + (2 + 2 * 64)}
