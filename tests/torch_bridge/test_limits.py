"""On the digits network most of the cost of `a_posteriori` is in using sizes only: other inequalities save little."""

import numpy as np
import pytest

from torch_bridge import limits


def test_the_bound_is_within_a_few_percent_of_what_is_possible():
    found = np.array(list(limits.limits("mlp", 0, (0.9, 0.5))))
    assert (found[:, 2] > 2).all()
    assert (found[:, 2] <= found[:, 1]).all()
    assert (found[:, 1] <= 1.05 * found[:, 2]).all()


def test_the_command_prints_means(monkeypatch, capsys):
    rows = {0: [(0.9, 4.0, 1.0), (0.1, 1.0, 1.0)], 1: [(0.9, 9.0, 4.0), (0.1, 1.0, 1.0)]}
    monkeypatch.setattr(limits, "LADDER_KEEPS", (0.9, 0.1))
    monkeypatch.setattr(limits, "limits", lambda model, seed: iter([limits.Limit(*row) for row in rows[seed]]))
    limits.main(["--seeds", "2"])
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["keep", "possible", "a_posteriori"],
        ["0.9", "2.000", "6.000"],
        ["0.1", "1.000", "1.000"],
        ["all", "1.414", "2.449"],
    ]
    with pytest.raises(SystemExit):
        limits.main(["--seeds", "0"])
