"""The benchmark of methods: its numbers are those of pruning and counting by hand."""

import numpy as np
import pytest

from lqtheory.compress import prune
from torch_bridge import benchmark
from torch_bridge.suites import pairs
from torch_bridge.tune import score


def test_rows_means_and_ratios(capsys):
    arguments = ["--suite", "teachers", "--methods", "magnitude-global,adaptive", "--keep", "1/2,1/8", "--seeds", "1"]
    benchmark.main([*arguments, "--calibration", "300"])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()][:6]
    assert lines[0] == ["teacher-gaussian-depth-2-width-32:", "points", "lost"]
    assert lines[1] == ["method", "seed", "1/2", "1/8", "seconds", "ratio", "MiB", "ratio", "of", "allowed"]
    assert [line[:2] for line in lines[2:]] == [
        ["magnitude-global", "0"],
        ["adaptive", "0"],
        ["magnitude-global", "mean"],
        ["adaptive", "mean"],
    ]
    pair = pairs("teachers", None)[0]
    parts, network = pair.split(None, 0), pair.start(None, 0)
    for text, sparsity in zip(lines[2][2:4], (0.5, 0.875), strict=True):
        pruned = prune(network, parts.calibration.x[:300], method="magnitude-global", sparsity=sparsity).network
        lost = 100 * (score(network, parts.test) - score(pruned, parts.test))
        assert float(text) == pytest.approx(lost, abs=0.006)
    assert lines[2][5] == lines[2][7] == "1.0×"


def test_memory_is_what_numpy_holds():
    pair = pairs("teachers", None)[0]
    parts, network = pair.split(None, 0), pair.start(None, 0)
    task = pair.task(network, network, parts, 0)
    assert benchmark.allowance(task) == 8 * (3 * (32 * 32 + 32 * 8 + 40) + 2048 * 32)
    held = benchmark.peak(task, "activation", 1 / 2)
    assert 8 * network.total < held < 100 * benchmark.allowance(task)
    assert np.isfinite(held)


@pytest.mark.parametrize(
    "wrong", [["--seeds", "0"], ["--keep", "2"], ["--methods", "best"], ["--calibration", "0"], ["--suite", "all"]]
)
def test_what_is_refused(wrong):
    with pytest.raises(SystemExit):
        benchmark.main(wrong)
