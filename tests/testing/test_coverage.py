"""The guarantee against known truth, 2,000 times; the printed table is what these tests are about."""

import pytest

from lqtheory.testing import coverage

LAWS = coverage.laws(coverage.DEFAULT.max_drop)


@pytest.mark.parametrize("law", LAWS)
def test_the_guarantee_fails_no_more_often_than_it_says_and_prunes_far(law):
    outcome = coverage.simulate(coverage.fixed_sequence, LAWS[law])
    assert outcome.pvalue >= 0.01
    assert outcome.reach >= 0.8


@pytest.mark.parametrize("law", LAWS)
def test_picking_by_the_same_data_is_rejected(law):
    outcome = coverage.simulate(coverage.naive, LAWS[law])
    assert outcome.pvalue < 1e-6
    assert outcome.errors > 0.25 * coverage.DEFAULT.repetitions


def test_points_gained_are_worth_counting():
    reached = [
        coverage.simulate(rule, LAWS["measured"]).reach for rule in (coverage.lost_only, coverage.fixed_sequence)
    ]
    assert reached[0] < reached[1] - 0.05


def test_the_command_prints_each_rule_and_law(capsys):
    coverage.main([])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2000 repetitions, 2000 held-out points, drop at most 0.01, confidence 0.95"
    assert len(lines) == 2 + len(coverage.RULES) * len(LAWS)
    assert [line.endswith("rejected") for line in lines[2:]] == [False] * 4 + [True] * 2


def test_the_command_heeds_its_arguments(capsys):
    few = ["--repetitions", "20", "--points", "500", "--confidence", "0.9", "--max-drop", "0.02"]
    printed = []
    for seed in ("0", "0", "1"):
        coverage.main([*few, "--seed", seed])
        printed.append(capsys.readouterr().out)
    assert printed[0].startswith("20 repetitions, 500 held-out points, drop at most 0.02, confidence 0.9\n")
    assert printed[0] == printed[1] != printed[2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--repetitions", "0"], "repetitions is 0, expected at least 1"),
        (["--points", "many"], "--points: invalid int value: 'many'"),
        (["--seed", "-1"], "seed is -1, expected at least 0"),
        (["--max-drop", "0.5"], "max_drop is 0.5, expected a number in [0, 0.031)"),
        (["--confidence", "nan"], "confidence is nan, expected a number in [0.5, 1)"),
        (["5"], "unrecognized arguments: 5"),
    ],
)
def test_bad_arguments_end_with_a_sentence(capsys, arguments, words):
    with pytest.raises(SystemExit) as stop:
        coverage.main(arguments)
    assert stop.value.code == 2
    assert words in capsys.readouterr().err.splitlines()[-1]
