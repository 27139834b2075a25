"""The README's Python runs as printed, and its table of methods is complete."""

import re
from pathlib import Path

import numpy as np
import pytest
from torch import nn

from lqtheory.compress import METHODS

TEXT = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_examples_run(block, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
    exec(block, {"model": model, "inputs": np.random.default_rng(0).normal(size=(20, 4))})
    printed = capsys.readouterr().out
    assert printed or list(tmp_path.iterdir())
    for promised in re.findall(r"print\(.*\)  # (\{.*\})", block):
        assert printed.strip() == promised


def test_every_method_has_its_row():
    table = TEXT.split("| name | keeps |")[1].split("\n## ")[0]
    assert re.findall(r"`([a-z-]+)`", table.replace("N_{1/2,1}", "")) == list(METHODS)
