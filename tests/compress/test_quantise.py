import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pruning_cases import problem

from lqtheory.compress.bits import bias_bits, matrix_bits
from lqtheory.compress.codes import CODES, FLOATS, Float, grid, round_float, round_grid, round_weight
from lqtheory.compress.quantise import quantise
from lqtheory.errors import InputError
from lqtheory.networks import random_network

SEEDS = st.integers(0, 2**32 - 1)
FINITE = arrays(np.float64, 20, elements=st.floats(allow_nan=False, allow_infinity=False))
ROWS = arrays(np.float64, (3, 5), elements=st.floats(-1e30, 1e30))


@given(FINITE)
def test_rounding_to_a_format_is_the_cast_of_numpy(x):
    with np.errstate(over="ignore", under="ignore"):
        for name, kind in (("fp16", np.float16), ("fp32", np.float32), ("fp64", np.float64)):
            np.testing.assert_array_equal(round_float(x, FLOATS[name]), x.astype(kind).astype(float))


def test_rounding_to_a_small_format_finds_the_nearest_number_and_ties_go_to_even():
    form = Float(6, 3, -2, 2)
    subnormal = [0.0] + [m * 2.0**-4 for m in (1, 2, 3)]
    normal = [m * 2.0 ** (e - 2) for e in range(-2, 3) for m in (4, 5, 6, 7)]
    numbers = np.array(subnormal + normal)  # an even index has an even significand
    assert form.largest == numbers[-1] == 7
    for x in np.linspace(0, 7.4375, 1191):
        gaps = np.abs(numbers - x)
        nearest = min(range(len(numbers)), key=lambda i: (gaps[i], i % 2))
        assert round_float(np.array([x, -x]), form).tolist() == [numbers[nearest], -numbers[nearest]]
    assert round_float(np.array([7.5, -8.0]), form).tolist() == [np.inf, -np.inf]


@given(FINITE)
def test_the_relative_error_of_a_float_is_the_unit_roundoff_for_normal_numbers_and_absolute_below(x):
    for form in FLOATS.values():
        rounded = round_float(x, form)
        inside = np.isfinite(rounded)
        error, u = np.abs(rounded[inside] - x[inside]), 2.0**-form.precision
        assert (error <= np.maximum(u / (1 + u) * np.abs(x[inside]), 2.0**form.least * u)).all()


@given(ROWS, st.integers(2, 16))
def test_a_grid_moves_no_weight_by_more_than_half_a_step_and_clips_nothing(weight, bits):
    rounded, scale = round_grid(weight, bits)
    assert (np.abs(rounded - weight) <= scale[:, None] / 2 * (1 + 1e-15)).all()
    levels = rounded / np.where(scale > 0, scale, 1.0)[:, None]
    assert (levels == np.rint(levels)).all()
    assert np.abs(levels).max() <= 2 ** (bits - 1) - 1
    assert (rounded[weight == 0] == 0).all()
    assert (scale == scale.astype(np.float32)).all()
    assert (scale * (2 ** (bits - 1) - 1) >= np.abs(weight).max(axis=1) * (1 - 1e-15)).all()


@given(ROWS, st.integers(2, 16))
def test_rounding_to_a_grid_twice_changes_nothing(weight, bits):
    once, scale = round_grid(weight, bits)
    used = np.abs(once).max(axis=1) == scale * (2 ** (bits - 1) - 1)  # not so where float32 cannot reach the row
    np.testing.assert_array_equal(round_grid(once, bits)[0][used], once[used])


def test_a_known_grid():
    rounded, scale = round_grid(np.array([[3.0, 0.4, -1.6], [0.0, 0.0, 0.0]]), 3)
    assert scale.tolist() == [1.0, 0.0]
    assert rounded.tolist() == [[3.0, 0.0, -2.0], [0.0, 0.0, 0.0]]


def test_overflow_and_unknown_codes_are_reported():
    with pytest.raises(InputError, match="has 2 numbers beyond 65504, the largest of fp16"):
        round_weight(np.array([[7e4, -1e5, 1.0]]), "fp16")
    with pytest.raises(InputError, match=r"scales of 0\.weight has 1 numbers beyond"):
        grid(np.array([[1e300, 1.0]]), 4, "0.weight")
    with pytest.raises(InputError, match="code='int1', expected one of int2"):
        round_weight(np.ones((1, 1)), "int1")
    network = random_network(np.random.default_rng(0), [2, 2])
    with pytest.raises(InputError, match="layer 'x'"):
        quantise(network, {"x": "int4"})


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=20)
@given(SEEDS)
def test_a_quantised_network_has_the_rounded_weights_and_their_bits(code, seed):
    network, _ = problem(seed)
    network = quantise(network, "fp32").network
    coded = quantise(network, code)
    for before, after in zip(network.layers, coded.network.layers, strict=True):
        np.testing.assert_array_equal(after.weight, round_weight(before.weight, code))
        np.testing.assert_array_equal(after.bias, before.bias)
        assert coded.bits[after.name] == matrix_bits(after.weight, code) + bias_bits(after)


def test_mixed_codes_leave_the_other_layers_alone():
    network = random_network(np.random.default_rng(0), [5, 4, 3, 2])
    mixed = quantise(network, {"0": "int4", "4": "bf16"})
    assert list(mixed.bits) == ["0", "4"]
    assert mixed.note == "int4, bf16"
    assert mixed.network.layers[1].weight.tobytes() == network.layers[1].weight.tobytes()
    np.testing.assert_array_equal(mixed.network.layers[2].weight, round_weight(network.layers[2].weight, "bf16"))
