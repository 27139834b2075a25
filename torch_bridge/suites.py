"""The suites: which networks on which data, how they are trained, and what one task of the comparison needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from lqtheory import Network
from torch_bridge.competitors import COMPETITORS, Task
from torch_bridge.convert import to_network
from torch_bridge.data import Data, Samples, Split, load, split
from torch_bridge.models import lenet5, mlp
from torch_bridge.tune import Budget, Penalty, reproducible, tune

KEEPS = (1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32)


@dataclass(frozen=True)
class Pair:
    """A data set and an architecture."""

    data: str
    model: str
    load: Callable[[Path | None], Data]
    build: Callable[[], nn.Module]
    in_shape: tuple[int, ...]
    training: Budget
    tuning: Budget
    """The same for every method, after pruning."""
    calibration: int = 2048
    held_out: int = 5000
    methods: tuple[str, ...] = tuple(COMPETITORS)
    regression: bool = False

    @property
    def name(self) -> str:
        """Data and model in one word."""
        return f"{self.data}-{self.model}"

    def split(self, folder: Path | None, seed: int) -> Split:
        """Load the data and split it; of a regression all is scaled by the training part."""
        parts = split(self.load(folder), seed, self.calibration, self.held_out)
        return _standardised(parts) if self.regression else parts

    def start(self, seed: int) -> Network:
        """Draw the initial weights."""
        with reproducible(seed):
            return to_network(self.build().eval(), self.in_shape)

    def train(self, start: Network, parts: Split, seed: int, penalty: Penalty | None = None) -> Network:
        """Train from the initial weights, with a penalty in the loss if there is one; the last step counts."""
        nothing = parts.validation.take(slice(0))
        with reproducible(seed):
            return tune(start, parts.train, nothing, self.training, penalty=penalty)

    def task(self, start: Network, dense: Network, parts: Split, seed: int) -> Task:
        """Return what a pruner may know: nothing of the validation and test samples."""
        inputs = Samples(parts.calibration.x.astype(np.float64), parts.calibration.y)
        return Task(dense, inputs, seed, start, partial(self.train, start, parts, seed))


def _standardised(parts: Split) -> Split:
    """Subtract the means of the training part, and divide by its deviations: inputs and targets."""
    shifts = [(a.mean(axis=0), a.std(axis=0)) for a in (parts.train.x, parts.train.y)]

    def scaled(part: Samples) -> Samples:
        x, y = ((a - mean) / deviation for a, (mean, deviation) in zip(part, shifts, strict=True))
        return Samples(x.astype(np.float32), y)

    return Split(*map(scaled, parts))


def _digits(folder: Path | None) -> Data:
    return load("digits")


def _fashion(folder: Path | None) -> Data:
    return load("fashion-mnist", folder)


_FASHION: dict[str, Any] = {"data": "fashion-mnist", "load": _fashion}

SUITES: dict[str, tuple[Pair, ...]] = {
    "digits": (
        Pair(
            data="digits",
            model="mlp-300-100",
            load=_digits,
            build=partial(mlp, (64, 300, 100, 10)),
            in_shape=(64,),
            training=Budget(steps=1020, batch=64, rate=1e-3),
            tuning=Budget(steps=340, batch=64, rate=1e-3, checks=5),
        ),
    ),
    "fashion": (
        Pair(
            **_FASHION,
            model="lenet-300-100",
            build=partial(mlp, (784, 300, 100, 10)),
            in_shape=(784,),
            training=Budget(steps=3440, batch=128, rate=1e-3),
            tuning=Budget(steps=430, batch=128, rate=1e-3, checks=2),
        ),
        Pair(
            **_FASHION,
            model="lenet-5",
            build=lenet5,
            in_shape=(1, 28, 28),
            training=Budget(steps=3440, batch=128, rate=1e-3),
            tuning=Budget(steps=430, batch=128, rate=1e-3, checks=2),
            calibration=512,
        ),
    ),
}
"""The pairs of each suite by name."""
