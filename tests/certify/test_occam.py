"""What a short code promises, and when it promises nothing."""

import numpy as np
import pytest

from lqtheory.certify import occam
from lqtheory.errors import InputError


def test_the_gap_of_the_theory():
    found = occam(0.1, 24_000, 60_000)
    assert found.gap == pytest.approx(np.sqrt((24_000 * np.log(2) + np.log(20)) / 120_000), rel=1e-12)
    assert f"{found.gap:.2f}" == "0.37"
    assert found.risk == pytest.approx(0.1 + found.gap, rel=1e-15)
    assert str(found).startswith("holds: the risk on the population is at most 0.472")


def test_a_long_code_says_nothing_and_says_so():
    assert str(occam(0.0, 8 * 266_200 * 32, 60_000)).startswith("vacuous: ")
    assert str(occam(0.7, 24_000, 60_000)).startswith("vacuous: ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"training_risk": 1.5}, r"training_risk=1\.5"),
        ({"bits": -1}, "bits=-1"),
        ({"n": 0}, "n=0"),
        ({"confidence": 1.0}, r"confidence=1\.0"),
    ],
)
def test_bad_arguments(arguments, words):
    with pytest.raises(InputError, match=words):
        occam(**{"training_risk": 0.1, "bits": 10, "n": 10} | arguments)
