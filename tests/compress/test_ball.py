"""The code comes back within its worst error, in exactly its bits, and stays above the limits of any code."""

import itertools

import numpy as np
import pytest

from lqtheory.compress.ball import best_splits, decode_ball, encode_ball, worst_error
from lqtheory.compress.bits import sparse_bits
from lqtheory.errors import InputError
from lqtheory.networks import LAWS, weights


@pytest.mark.parametrize(("q", "p"), [(0.5, 2.0), (1.0, 1.0), (0.25, 0.5), (2.0, 2.0)])
def test_every_vector_of_the_ball_comes_back_within_the_worst_error(q, p):
    rng = np.random.default_rng(0)
    nearest = 0.0
    for law in [law for law in LAWS if law not in ("huge", "tiny", "denormal")]:
        for size, kept, width in [(1, 1, 3), (7, 3, 4), (12, 0, 5), (12, 12, 2), (40, 11, 1)]:
            for w in weights(rng, law, (5, size)):
                total = (np.abs(w) ** q).sum() ** (1 / q)
                w = w / max(total, 1e-300) * (1 - 1e-12)
                word = encode_ball(w, kept, width)
                assert len(word) == sparse_bits(size, kept, width)
                error = (np.abs(w - decode_ball(word, size, kept, width)) ** p).sum() ** (1 / p)
                bound = worst_error(size, kept, width, q, p)
                assert error <= bound * (1 + 1e-9)
                nearest = max(nearest, error / bound)
    assert nearest > 0.9


def test_the_bits_are_counted_by_hand():
    assert sparse_bits(5, 2, 3) == 2 * 3 + 4  # ten pairs of five take four bits
    assert sparse_bits(5, 0, 3) == 0
    assert sparse_bits(5, 5, 3) == 15
    assert sparse_bits(784, 78, 8) == 78 * 8 + 363


def test_the_code_words_are_all_different():
    size, kept, width = 6, 3, 1
    words = set()
    for place in range(2**6):
        signs = np.where((place >> np.arange(6)) & 1, 1.0, -1.0)
        for start in range(6):
            w = signs * (0.3 + 0.1 * np.isin(np.arange(6), [start, (start + 1) % 6, (start + 2) % 6]))
            word = encode_ball(w, kept, width)
            words.add(word.tobytes())
            assert (encode_ball(decode_ball(word, size, kept, width), kept, width) == word).all()
    assert len(words) == 6 * 2**3


def test_no_split_is_beaten_by_another():
    best = best_splits(16, 0.5, 2.0)
    assert all(a.bits < b.bits and a.error > b.error for a, b in itertools.pairwise(best))
    assert best[0].bits == 0
    assert best[-1].error < 1e-6


def test_bad_input():
    with pytest.raises(InputError, match=r"largest magnitude .*2\.0.*, expected at most 1"):
        encode_ball(np.array([2.0]), 1, 3)
    with pytest.raises(InputError, match="kept=3"):
        encode_ball(np.array([0.5, 0.1]), 3, 1)
