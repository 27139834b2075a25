"""The published experiment in small: rounds, what is left, and the same initial weights in each."""

import numpy as np
import pytest

from lqtheory.compress.selection import SCOPES
from torch_bridge.paper import RULES, PaperCell, cells, table
from torch_bridge.suites import pairs
from torch_bridge.tune import Budget


@pytest.fixture(scope="module")
def pair():
    from dataclasses import replace

    (whole,) = pairs("paper", None)
    return replace(whole, training=Budget(20, 64, 1e-3))


@pytest.mark.parametrize("rule", RULES)
def test_rounds_leave_less_and_less(pair, rule, tmp_path):
    found = PaperCell(0, tmp_path, pair, rule, "global", None, rounds=3).compute(lambda _: None)
    kept = [row["keep_ratio"] for row in found["rows"]]
    assert kept[0] == 1
    assert (np.diff(kept) < 0).all()
    if rule.endswith("0.2"):
        np.testing.assert_allclose(kept, 0.8 ** np.arange(4), atol=1e-4)
    assert [row["accuracy"] == "" for row in found["rows"]] == [True, False, False, False]
    assert len(found["layers"]) == 3 * 4
    for number, row in enumerate(found["rows"]):
        layers = [part["keep_ratio"] for part in found["layers"] if part["iteration"] == number]
        assert np.average(layers, weights=[64 * 128, 128 * 256, 256 * 10]) == pytest.approx(row["keep_ratio"])


def test_a_table_for_every_scope(pair, tmp_path):
    todo = cells(pair, [0], tmp_path, None)
    assert len(todo) == len(RULES) * len(SCOPES)
    assert len({cell.path for cell in todo}) == len(todo)
    rows = PaperCell(0, tmp_path, pair, "lt-0.2", "neuron", None, rounds=1).compute(lambda _: None)["rows"]
    shown = table([{**row, "method": rule} for row in rows for rule in RULES], "neuron")
    assert [line[0] for line in shown.rows] == list(RULES)
    assert shown.rows[0][1].endswith("(100)")
