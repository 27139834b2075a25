"""How much of the slack of `a_posteriori` is in what it uses? `python -m torch_bridge.limits`.

For the digits network, at the kept shares of the ladder: the bound, and an output error that is possible for local
errors of the same sizes, unit by unit (`worst_case`), both divided by the measured error. No rule that uses no more of
the local errors than their sizes, as those of C1 to C3, can be below the latter.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from lqtheory import Comparison
from lqtheory.certify import RUNGS, Readings, worst_case
from lqtheory.compress import prune_tails
from torch_bridge.convert import to_network
from torch_bridge.data import load, split
from torch_bridge.experiment import LADDER_KEEPS, MODELS
from torch_bridge.train import train


class Limit(NamedTuple):
    """Bound and possible error, divided by the measured one."""

    keep: float
    bound: float
    possible: float


def limits(model: str, seed: int, keeps: Sequence[float] = LADDER_KEEPS) -> Iterator[Limit]:
    """Train a network of the comparison on the digits, and prune it as the ladder does."""
    digits = load("digits")
    parts = split(digits, seed)
    dense = to_network(train(parts.train, digits.classes, seed, MODELS[model]))
    for keep in keeps:
        pruned, masks = prune_tails(dense, parts.calibration.x, keep)
        kept = [int(mask[0].sum()) for mask in masks.values()]
        readings = Readings(Comparison(dense, pruned, parts.calibration.x), kept)
        bound, measured = (float(RUNGS[name].formula(readings).upper()) for name in ("a_posteriori", "measured"))
        yield Limit(keep, bound / measured, worst_case(readings) / measured)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the geometric means over the seeds at each kept share, and over all."""
    parser = argparse.ArgumentParser(prog="python -m torch_bridge.limits", description=__doc__)
    parser.add_argument("--model", choices=list(MODELS), default="mlp")
    parser.add_argument("--seeds", type=int, default=3)
    asked = parser.parse_args(arguments)
    if asked.seeds < 1:
        parser.error(f"argument --seeds: {asked.seeds}, expected at least 1")
    logs = []
    for seed in range(asked.seeds):
        sys.stderr.write(f"{asked.model}, seed {seed}\n")
        logs.append([np.log(limit[1:]) for limit in limits(asked.model, seed)])
    means = np.exp(np.mean(logs, axis=0))
    sys.stdout.write(f"{'keep':>5}{'possible':>10}{'a_posteriori':>14}\n")
    for keep, (bound, possible) in zip(LADDER_KEEPS, means, strict=True):
        sys.stdout.write(f"{keep:5g}{possible:10.3f}{bound:14.3f}\n")
    bound, possible = np.exp(np.log(means).mean(axis=0))
    sys.stdout.write(f"{'all':>5}{possible:10.3f}{bound:14.3f}\n")


if __name__ == "__main__":
    main()
