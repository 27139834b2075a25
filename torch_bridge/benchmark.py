"""What a method loses, and what time and memory it takes beside others: `python -m torch_bridge.benchmark`.

The pairs of a suite; for each seed the dense network is trained, or read, and each method then prunes it to all kept
shares on the same calibration inputs. Points lost are points of test accuracy below the same seed's dense network.
Times and peaks of memory are also given as multiples of those of the first method; compare them within one run only.
"""

from __future__ import annotations

import argparse
import sys
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import prod
from pathlib import Path
from time import perf_counter

import numpy as np

from lqtheory.errors import LqTheoryError
from torch_bridge.compare import read_keeps, read_methods
from torch_bridge.competitors import COMPETITORS, Task
from torch_bridge.data import Samples
from torch_bridge.suites import Pair, pairs
from torch_bridge.tune import score


def points_lost(task: Task, test: Samples, method: str, keeps: Sequence[Fraction]) -> tuple[list[float], float]:
    """Points of test accuracy lost at each kept share, and the seconds that pruning took."""
    start = perf_counter()
    at = COMPETITORS[method].begin(task)
    pruned = [at(float(keep)) for keep in keeps]
    seconds = perf_counter() - start
    dense = score(task.network, test)
    lost = [float("nan") if found is None else 100 * (dense - score(found.network, test)) for found in pruned]
    return lost, seconds


def peak(task: Task, method: str, keep: Fraction) -> float:
    """Most bytes that pruning to a share holds at once, of those that Python and numpy count."""
    tracemalloc.start()
    try:
        COMPETITORS[method].begin(task)(float(keep))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def allowance(task: Task) -> float:
    """Three times the model, and the calibration activations of its largest layer, in bytes of float64."""
    network = task.network
    numbers = network.total + sum(bias.size for bias in network.biases.values())
    widest = max(prod(layer.in_shape) for layer in network.prunable)
    return 8.0 * (3 * numbers + len(task.calibration.x) * widest)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each method and seed, and the mean over the seeds."""
    parser = argparse.ArgumentParser(prog="python -m torch_bridge.benchmark", description=__doc__)
    parser.add_argument("--suite", default="digits")
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--methods", default="activation,sparsegpt,adaptive-refit,adaptive-path,adaptive-joint")
    parser.add_argument("--keep", default="1/2,1/4,1/16,1/32")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--calibration", type=int, help="most inputs to calibrate on; default: those of the suite")
    asked = parser.parse_args(arguments)
    for name in ("seeds", "calibration"):
        if getattr(asked, name) is not None and getattr(asked, name) < 1:
            parser.error(f"argument --{name}: {getattr(asked, name)}, expected at least 1")
    try:
        keeps, methods = read_keeps(asked.keep), read_methods(asked.methods, COMPETITORS)
        for pair in pairs(asked.suite, asked.data_dir):
            pair = replace(pair, calibration=asked.calibration or pair.calibration)
            _compare(pair, methods, keeps, asked.seeds, asked.data_dir)
    except LqTheoryError as error:
        parser.error(str(error))


def _compare(pair: Pair, methods: Sequence[str], keeps: Sequence[Fraction], seeds: int, folder: Path | None) -> None:
    width = max(map(len, methods)) + 2
    sys.stdout.write(f"{pair.name}: points lost\n")
    columns = "".join(f"{keep!s:>8}" for keep in keeps)
    sys.stdout.write(f"{'method':<{width}}{'seed':>5}{columns}  seconds   ratio     MiB   ratio  of allowed\n")
    rows: dict[str, list[list[float]]] = {method: [] for method in methods}
    for seed in range(seeds):
        sys.stderr.write(f"training, seed {seed}\n")
        parts, start = pair.split(folder, seed), pair.start(folder, seed)
        task = pair.task(start, pair.train(start, parts, seed), parts, seed)
        for method in methods:
            lost, seconds = points_lost(task, parts.test, method, keeps)
            memory, first = peak(task, method, keeps[-1]), (rows[methods[0]] or [[]])[-1]
            own = [seconds, memory / 2**20]
            base = first[len(keeps) : len(keeps) + 2] if method != methods[0] else own
            rows[method].append([*lost, *own, seconds / base[0], own[1] / base[1], memory / allowance(task)])
            _print(method.ljust(width), str(seed), rows[method][-1], len(keeps))
    for method in methods:
        _print(method.ljust(width), "mean", np.mean(rows[method], axis=0), len(keeps))


def _print(method: str, seed: str, numbers: Sequence[float] | np.ndarray, keeps: int) -> None:
    shares = "".join(f"{lost:8.2f}" for lost in numbers[:keeps])
    seconds, memory, times, sizes, allowed = numbers[keeps:]
    sys.stdout.write(f"{method}{seed:>5}{shares}{seconds:9.1f}{times:7.1f}×{memory:8.0f}{sizes:7.1f}×{allowed:12.2f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
