"""What a method loses and how long it takes, beside others: `python -m torch_bridge.benchmark`.

For each seed a network of the comparison is trained; each method then prunes it to all kept shares, one after the
other, on the same calibration inputs. Points lost are points of test accuracy below the same seed's dense network.
Seconds are those of all shares together; compare them within one run only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from time import perf_counter

import numpy as np

from lqtheory.compress import METHODS, Pruner
from lqtheory.errors import InputError
from torch_bridge.compare import read_keeps, read_methods
from torch_bridge.data import CALIBRATION, load
from torch_bridge.experiment import MODELS, Subject, accuracy, prepare


def points_lost(subject: Subject, method: str, keeps: Sequence[Fraction]) -> tuple[list[float], float]:
    """Points of test accuracy lost at each kept share, and the seconds that pruning took."""
    start = perf_counter()
    pruner = Pruner(subject.network, subject.calibration.x, method=method, seed=subject.seed)
    pruned = [pruner.at(float(keep))[0] for keep in keeps]
    seconds = perf_counter() - start
    dense = accuracy(subject.network(subject.test.x), subject.test.y)
    return [100 * (dense - accuracy(network(subject.test.x), subject.test.y)) for network in pruned], seconds


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each method and seed, and the mean over the seeds."""
    parser = argparse.ArgumentParser(prog="python -m torch_bridge.benchmark", description=__doc__)
    parser.add_argument("--data", default="digits")
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--model", choices=list(MODELS), default="mlp")
    parser.add_argument("--methods", default="adaptive-path,adaptive-joint")
    parser.add_argument("--keep", default="1/16,1/32,1/64")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--calibration", type=int, default=CALIBRATION, help="most training inputs to calibrate on")
    asked = parser.parse_args(arguments)
    for name in ("seeds", "calibration"):
        if getattr(asked, name) < 1:
            parser.error(f"argument --{name}: {getattr(asked, name)}, expected at least 1")
    try:
        keeps, methods, data = (
            read_keeps(asked.keep),
            read_methods(asked.methods, METHODS),
            load(asked.data, asked.data_dir),
        )
    except InputError as error:
        parser.error(str(error))
    width = max(map(len, methods)) + 2
    sys.stdout.write(f"{'method':<{width}}{'seed':>5}" + "".join(f"{keep!s:>8}" for keep in keeps) + "  seconds\n")
    rows: dict[str, list[list[float]]] = {method: [] for method in methods}
    for seed in range(asked.seeds):
        sys.stderr.write(f"training, seed {seed}\n")
        subject = prepare(data, asked.model, seed, asked.calibration)
        for method in methods:
            lost, seconds = points_lost(subject, method, keeps)
            rows[method].append([*lost, seconds])
            _print(method.ljust(width), str(seed), rows[method][-1])
    for method in methods:
        _print(method.ljust(width), "mean", np.mean(rows[method], axis=0))


def _print(method: str, seed: str, numbers: Sequence[float] | np.ndarray) -> None:
    shares = "".join(f"{lost:8.2f}" for lost in numbers[:-1])
    sys.stdout.write(f"{method}{seed:>5}{shares}{numbers[-1]:9.1f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
