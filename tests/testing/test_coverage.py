"""The guarantee against known truth, 2,000 times; the printed table is what these tests are about."""

import pytest

from lqtheory.testing import coverage


@pytest.mark.parametrize("law", coverage.LAWS)
def test_the_guarantee_fails_no_more_often_than_it_says_and_prunes_far(law):
    outcome = coverage.simulate(coverage.fixed_sequence, coverage.LAWS[law])
    assert outcome.pvalue >= 0.01
    assert outcome.reach >= 0.8


@pytest.mark.parametrize("law", coverage.LAWS)
def test_picking_by_the_same_data_is_rejected(law):
    outcome = coverage.simulate(coverage.naive, coverage.LAWS[law])
    assert outcome.pvalue < 1e-6
    assert outcome.errors > 0.25 * coverage.REPETITIONS


def test_points_gained_are_worth_counting():
    law = coverage.LAWS["measured"]
    assert (
        coverage.simulate(coverage.lost_only, law).reach < coverage.simulate(coverage.fixed_sequence, law).reach - 0.05
    )


def test_the_command_prints_each_rule_and_law(capsys):
    coverage.main()
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 + len(coverage.RULES) * len(coverage.LAWS)
    assert [line.endswith("rejected") for line in lines[2:]] == [False] * 4 + [True] * 2
