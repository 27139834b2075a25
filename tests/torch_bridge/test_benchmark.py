"""The benchmark of methods: its numbers are those of pruning and counting by hand."""

import numpy as np
import pytest

from lqtheory.compress import prune
from torch_bridge import benchmark
from torch_bridge.data import load
from torch_bridge.experiment import prepare


def test_rows_means_and_errors(capsys):
    arguments = ["--methods", "magnitude-global,adaptive", "--keep", "1/2,1/8", "--seeds", "1", "--calibration", "300"]
    benchmark.main(arguments)
    header, *lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert header == ["method", "seed", "1/2", "1/8", "seconds"]
    assert [line[:2] for line in lines] == [
        ["magnitude-global", "0"],
        ["adaptive", "0"],
        ["magnitude-global", "mean"],
        ["adaptive", "mean"],
    ]
    subject = prepare(load("digits"), "mlp", 0, 300)
    x, y = subject.test.x, subject.test.y
    assert len(subject.calibration.y) == 300
    right = np.mean(subject.network(x).argmax(axis=1) == y)
    for line, method in zip(lines, ("magnitude-global", "adaptive"), strict=False):
        for text, sparsity in zip(line[2:4], (0.5, 0.875), strict=True):
            pruned = prune(subject.network, subject.calibration.x, method=method, sparsity=sparsity).network
            assert text == f"{100 * (right - np.mean(pruned(x).argmax(axis=1) == y)):.2f}"
    for wrong in (["--seeds", "0"], ["--keep", "2"], ["--methods", "best"], ["--calibration", "0"]):
        with pytest.raises(SystemExit):
            benchmark.main(wrong)
