"""What is counted is what is written: words of exactly `matrix_bits` bits that read back as the rounded weights."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pruning_cases import trained_like

from lqtheory.compress import CODES, decode, encode, low_rank, prune, quantise
from lqtheory.compress.bits import HEADER, matrix_bits, plain_code
from lqtheory.compress.codes import round_weight
from lqtheory.compress.lowrank import truncated
from lqtheory.errors import InputError
from lqtheory.networks import LAWS, random_convolutional, weights

SEEDS = st.integers(0, 2**32 - 1)
TAME = [law for law in LAWS if law not in ("huge", "cauchy")]  # of which every code can hold the numbers


def draw(rng):
    """A matrix of any law with some entries, rows and columns of zeros; two axes or four."""
    shape = tuple(rng.integers(1, 9, size=rng.choice([2, 4])))
    matrix = np.asarray(weights(rng, str(rng.choice(TAME)), shape))
    matrix[rng.random(shape) < rng.choice([0.0, 0.3, 0.95])] = 0.0
    matrix[rng.random(len(matrix)) < rng.choice([0.0, 0.5])] = 0.0
    matrix[:, rng.random(shape[1]) < rng.choice([0.0, 0.5])] = 0.0
    return matrix


@pytest.mark.parametrize("code", CODES)
@given(SEEDS)
def test_a_word_has_the_counted_bits_and_reads_back(code, seed):
    matrix = draw(np.random.default_rng(seed))
    rounded, word = round_weight(matrix, code), encode(matrix, code)
    assert len(word) == matrix_bits(rounded, code)
    np.testing.assert_array_equal(decode(word, matrix.shape), rounded)


def test_every_layout_is_written():
    full, sparse, block = np.ones((20, 30)), np.zeros((20, 30)), np.zeros((20, 30))
    sparse[np.arange(20), np.arange(20)] = 2.0
    block[:10, :5] = -1.0
    layouts = []
    for matrix in (full, sparse, block, np.zeros((3, 0))):
        word = encode(matrix, "bf16")
        assert len(word) == matrix_bits(matrix, "bf16")
        layouts.append(int(np.packbits(word[:HEADER])[0]) >> 1 & 3)
        np.testing.assert_array_equal(decode(word, matrix.shape), matrix)
    assert layouts == [0, 1, 2, 0]


def network_words(network, codes):
    """Per layer, the word of its weights in a code and of its biases as they are."""
    for layer in network.prunable:
        code = codes.get(layer.name) or plain_code(layer.weight)
        yield layer, encode(layer.weight, code), encode(layer.bias[None], plain_code(layer.bias))


@pytest.mark.parametrize("residual", [False, True])
def test_a_pruned_and_rounded_network_is_written_in_its_bits(residual):
    rng = np.random.default_rng(1)
    network, x = (random_convolutional(rng, (2, 6, 6), 4, 3), rng.normal(size=(5, 72))) if residual else trained_like(0)
    pruned = prune(network, x, sparsity=0.7).network
    for code in ("int4", "bf16"):
        coded = quantise(pruned, code)
        for layer, weight, bias in network_words(coded.network, dict.fromkeys(coded.bits, code)):
            assert len(weight) + len(bias) == coded.bits[layer.name]
            np.testing.assert_array_equal(decode(weight, layer.weight.shape), layer.weight)
            np.testing.assert_array_equal(decode(bias, (1, len(layer.bias)))[0], layer.bias)


def test_factors_are_written_in_the_bits_of_the_product():
    network, x = trained_like(0)
    thin = low_rank(network, x, {"0": 3}, "int6")
    layer = network.layers[0]
    centred = x - x.mean(axis=0)
    factors = truncated(layer.weight, 3, centred.T @ centred / len(x))
    words = [encode(factor, "int6") for factor in factors]
    bias = encode(thin.network.layers[0].bias[None], "fp32")
    rank = (10).bit_length()
    assert sum(map(len, words)) + rank + len(bias) == thin.bits["0"]
    left, right = (decode(word, factor.shape) for word, factor in zip(words, factors, strict=True))
    np.testing.assert_array_equal(left @ right, thin.network.layers[0].weight)


def test_what_is_no_word_is_refused():
    word = encode(np.eye(3), "int4")
    with pytest.raises(InputError, match="bits too early"):
        decode(word[:-1], (3, 3))
    with pytest.raises(InputError, match="bits too many"):
        decode(np.append(word, True), (3, 3))
    with pytest.raises(InputError, match="entries, expected at most"):
        decode(word, (2**20, 2**20))
    with pytest.raises(InputError, match="unknown header"):
        decode(np.ones(200, dtype=bool), (3, 3))
    with pytest.raises(InputError, match="expected a row of bools"):
        decode(np.ones(20), (3, 3))
