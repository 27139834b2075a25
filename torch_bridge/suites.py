"""The suites: which networks on which data, how they are trained, and what one task of the comparison needs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from lqtheory import Network
from lqtheory.errors import InputError
from torch_bridge.competitors import COMPETITORS, Task
from torch_bridge.convert import to_network
from torch_bridge.data import Data, Samples, Split, load, split
from torch_bridge.models import lenet5, mlp
from torch_bridge.suite_data import cifar10, cifar10_exact, housing, lessons, resnet20, teacher
from torch_bridge.tune import Budget, Penalty, reproducible, tune

KEEPS = (1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32)


@dataclass(frozen=True)
class Pair:
    """A data set and an architecture."""

    data: str
    model: str
    load: Callable[[Path | None, int], Data]
    """From the folder of the data and the seed."""
    tuning: Budget
    """The same for every method, after pruning."""
    build: Callable[[], nn.Module] | None = None
    in_shape: tuple[int, ...] = ()
    training: Budget | None = None
    given: Callable[[Path | None, int], Network] | None = None
    """Instead of the three: where the trained network comes from."""
    calibration: int = 2048
    held_out: int = 5000
    """Samples for validation where there is an official test set; else it is a fifth of all."""
    scaled: bool = False
    """Whether inputs and targets are scaled by the training part."""
    beside: tuple[str, Callable[[Path | None], Samples]] | None = None
    """A second test set, and the name of its rows."""
    methods: tuple[str, ...] = ()
    """What is run unless others are asked for; nothing stands for all."""

    @property
    def name(self) -> str:
        """Data and model in one word."""
        return f"{self.data}-{self.model}"

    def runs(self, methods: Collection[str]) -> list[str]:
        """Of the methods that are asked for, or else its own, those that it can run."""
        asked = methods or self.methods or COMPETITORS
        return [name for name in COMPETITORS if name in asked and not (self.given and COMPETITORS[name].needs_training)]

    def split(self, folder: Path | None, seed: int) -> Split:
        """Load the data and split it."""
        parts = split(self.load(folder, seed), seed, self.calibration, self.held_out)
        return _standardised(parts) if self.scaled else parts

    def start(self, folder: Path | None, seed: int) -> Network:
        """Draw the initial weights; where a network is given, it is that one."""
        if self.given:
            return self.given(folder, seed)
        assert self.build
        with reproducible(seed):
            return to_network(self.build().eval(), self.in_shape)

    def train(self, start: Network, parts: Split, seed: int, penalty: Penalty | None = None) -> Network:
        """Train from the initial weights, with a penalty in the loss if there is one; the last step counts."""
        if not self.training:
            return start
        with reproducible(seed):
            return tune(start, parts.train, parts.validation.take(slice(0)), self.training, penalty=penalty)

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


def _digits(folder: Path | None, seed: int) -> Data:
    return load("digits")


def _fashion(folder: Path | None, seed: int) -> Data:
    inner = folder / "fashion_mnist" if folder else None
    return load("fashion-mnist", inner if inner and inner.is_dir() else folder)


def _houses(data: str, features: int, steps: int) -> Pair:
    return Pair(
        data=data,
        model="mlp-64-64",
        load=housing,
        build=partial(mlp, (features, 64, 64, 1)),
        in_shape=(features,),
        training=Budget(steps=steps, batch=128, rate=1e-3),
        tuning=Budget(steps=steps // 6, batch=128, rate=1e-3, checks=5),
        scaled=True,
    )


def _teacher(law: str, depth: int, width: int) -> Pair:
    return Pair(
        data=f"teacher-{law}",
        model=f"depth-{depth}-width-{width}",
        load=partial(lessons, law, depth, width),
        given=partial(teacher, law, depth, width),
        tuning=Budget(steps=300, batch=128, rate=1e-3, checks=3),
        methods=("random", "magnitude-global", "magnitude-neuron", "activation", "sparsegpt", *_OURS),
    )


_OURS = ("adaptive-refit", "adaptive-path", "adaptive-joint")

_FASHION: dict[str, Any] = {
    "data": "fashion-mnist",
    "load": _fashion,
    "training": Budget(steps=3440, batch=128, rate=1e-3),
    "tuning": Budget(steps=430, batch=128, rate=1e-3, checks=2),
}

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
        Pair(**_FASHION, model="lenet-300-100", build=partial(mlp, (784, 300, 100, 10)), in_shape=(784,)),
        Pair(**_FASHION, model="lenet-5", build=lenet5, in_shape=(1, 28, 28), calibration=512),
    ),
    "cifar": (
        Pair(
            data="cifar10-jpeg",
            model="resnet-20",
            load=cifar10,
            given=resnet20,
            tuning=Budget(steps=25, batch=64, rate=3e-4),
            calibration=256,
            held_out=500,
            beside=("cifar10-exact-300", cifar10_exact),
            methods=(
                *("random", "magnitude-global", "activation", "activation-refit", "obd", "sparsegpt", "filter-l2"),
                *("svd", "quantisation", "adaptive-refit", "adaptive-path"),
            ),
        ),
    ),
    "housing": (_houses("california-housing", 8, steps=3000),),
    "paper": (
        Pair(
            **_FASHION | {"training": Budget(steps=860, batch=128, rate=1e-3)},
            model="mlp-128-256",
            build=partial(mlp, (784, 128, 256, 10)),
            in_shape=(784,),
        ),
    ),
    "teachers": tuple(
        _teacher(law, depth, width)
        for law in ("gaussian", "student_t", "cauchy")
        for depth in (2, 4)
        for width in (32, 128)
    ),
}
"""The pairs of each suite by name."""


def pairs(suite: str, folder: Path | None) -> tuple[Pair, ...]:
    """Return the pairs of a suite; without a folder of data those with what comes with scikit-learn.

    Then `housing` is about diabetes patients, and `paper` about the digits.

    Raises
    ------
    InputError
        If there is no such suite.
    """
    if suite not in SUITES:
        raise InputError(f"suite is {suite!r}, expected one of {', '.join(SUITES)}")
    if folder is None and suite == "housing":
        return (_houses("diabetes", 10, steps=120),)
    if folder is None and suite == "paper":
        small = partial(mlp, (64, 128, 256, 10))
        return tuple(replace(pair, model="mlp-128-256", build=small) for pair in SUITES["digits"])
    return SUITES[suite]
