"""The orthogonal greedy algorithm against theory B5 and against exact arithmetic."""

import numpy as np
import pytest

from lqtheory.atoms.greedy import greedy_error
from lqtheory.compress import orthogonal_greedy
from lqtheory.errors import InputError
from lqtheory.networks import random_inputs
from lqtheory.registry import get


def test_it_does_what_exact_arithmetic_does():
    rng = np.random.default_rng(0)
    for _ in range(50):
        w, h = rng.normal(size=5), rng.normal(size=(7, 5))
        errors = orthogonal_greedy(w, h, 4).errors
        for step, error in enumerate(errors):
            assert error**2 == pytest.approx(greedy_error.float_rule(w, h, step, 1.0), rel=1e-9)


def test_weights_and_errors_belong_together():
    rng = np.random.default_rng(1)
    w, h = rng.standard_t(2, size=40), random_inputs(rng, 100, 40)
    out = orthogonal_greedy(w, h, 12)
    assert np.sqrt(np.mean((h @ (w - out.weights)) ** 2)) == pytest.approx(out.errors[-1])
    assert (np.diff(out.errors) <= 0).all()
    assert set(np.flatnonzero(out.weights)) == set(out.chosen.tolist())
    assert len(set(out.chosen.tolist())) == 12


@pytest.mark.parametrize("weakness", [1.0, 0.6])
def test_the_rate_holds_in_high_dimension(weakness):
    """A well conditioned dictionary: the bound holds at every step, and stays within a factor of 10."""
    rng = np.random.default_rng(2)
    h = rng.normal(size=(4000, 60))
    h *= np.sqrt(4000) / np.linalg.norm(h, axis=0)
    w = np.arange(1.0, 61) ** -2 * rng.choice([-1.0, 1.0], size=60)
    least = np.linalg.eigvalsh(h.T @ h / 4000)[0]
    errors = orthogonal_greedy(w, h, 30, weakness=weakness).errors
    q, steps = 0.6, np.arange(31)
    norm = np.sum(np.abs(w) ** q) ** (1 / q)
    rate = (1 + q * steps * weakness**2 / (2 - q)) ** (0.5 - 1 / q) * least ** (1 - 1 / q) * norm
    assert (errors <= rate).all()
    assert errors[0] > rate[0] / 10


def test_the_rate_sharpens_the_usual_one():
    """theory B5 is usually written with ((2-q)/(qm))^(1/q-1/2): infinite at m = 0, and larger everywhere."""
    for q in (0.25, 0.5, 0.9):
        for m in (1, 3, 10):
            values = {"w": np.array([3.0, 1.0]), "H": np.eye(2), "t": m, "theta": 1, "q": q}
            size = np.sum(np.sqrt([4.5, 0.5]) ** q) ** (1 / q)
            assert get("orthogonal-greedy").evaluate(**values)[1] < ((2 - q) / (q * m)) ** (1 / q - 0.5) * size


def test_it_stops_where_nothing_is_left():
    out = orthogonal_greedy([1.0, 0.0, 2.0], np.eye(3), 3)
    assert out.chosen.tolist() == [2, 0]
    assert out.errors[-1] == 0
    assert orthogonal_greedy([1.0], [[0.0]], 2).errors.tolist() == [0.0]
    assert orthogonal_greedy([1.0, 1.0], [[1.0, 1.0], [1.0, 1.0]], 2).chosen.tolist() == [0]


@pytest.mark.parametrize("weakness", [0, 1.5, np.nan, True, "1"])
def test_a_weakness_outside_its_range_is_refused(weakness):
    with pytest.raises(InputError, match=r"weakness=.*, expected a number in \(0, 1\]"):
        orthogonal_greedy([1.0], [[1.0]], 1, weakness=weakness)


def test_other_arguments_are_checked():
    with pytest.raises(InputError, match="steps=-1, expected an integer of at least 0"):
        orthogonal_greedy([1.0], [[1.0]], -1)
    with pytest.raises(InputError, match=r"shapes \(2,\) and \(1, 1\)"):
        orthogonal_greedy([1.0, 2.0], [[1.0]], 1)
