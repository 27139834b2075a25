"""Every mutant of an algorithm or a certificate dies by a check that finds nothing wrong without it."""

import pytest

from lqtheory.testing.algorithm_mutants import algorithm_mutants

MUTANTS = {mutant.name: mutant for mutant in algorithm_mutants()}


def test_names_are_unique():
    assert len(MUTANTS) == len(algorithm_mutants()) >= 25


@pytest.mark.parametrize("name", MUTANTS)
def test_it_dies(name):
    outcome = MUTANTS[name].check()
    assert outcome.killed
    assert outcome.by
    assert MUTANTS[name].baseline() is None
    assert outcome.seconds < 30
