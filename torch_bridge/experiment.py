"""The comparison itself: train, prune by every method, climb the ladder, walk the frontier. Only tables come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from lqtheory import Certificate, Comparison, Network, certify
from lqtheory.certify import Readings, ladder, slack
from lqtheory.compress import Pruner, prune_tails, tail_curve
from torch_bridge.convert import to_network
from torch_bridge.data import CALIBRATION, Data, Samples, split
from torch_bridge.parallel import Advance, each
from torch_bridge.train import L1, recipe, train

MODELS = {"mlp": 0.0, "mlp-l1": L1}
"""The two networks of one structure, by the weight of the penalty in training."""

LADDER_KEEPS = tuple(tenths / 10 for tenths in range(9, 0, -1))

PATH_KEEPS = tuple(2 ** (-quarters / 4) for quarters in range(1, 21))
"""Where the frontier is looked for: a geometric grid below the dense network, down to 1/32."""

MAX_DROPS = (0.01, 0.05, 0.1)

SHOWN_MODEL, SHOWN_DROP = "mlp-l1", 0.05
"""The network, of the first seed, whose certificate is written: that of the frontier at this drop."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Request:
    """What shall be compared: a data set, seeds, kept shares of the weights, names of methods."""

    data: Data
    seeds: Sequence[int]
    keeps: Sequence[Fraction]
    methods: Sequence[str]
    ladder_keeps: Sequence[float] = LADDER_KEEPS
    path_keeps: Sequence[float] = PATH_KEEPS

    @property
    def steps(self) -> int:
        """The number of times that `run` reports progress."""
        each = 1 + len(self.methods) * len(self.keeps) + len(self.ladder_keeps) + len(self.path_keeps)
        return len(MODELS) * len(self.seeds) * each


@dataclass
class Tables:
    """What came out: lists of rows (column name to value), and the certificate shown, if any network earned it."""

    results: list[Row] = field(default_factory=list)
    ladder: list[Row] = field(default_factory=list)
    slack: list[Row] = field(default_factory=list)
    path: list[Row] = field(default_factory=list)
    frontier: list[Row] = field(default_factory=list)
    networks: list[Row] = field(default_factory=list)
    tails: list[Row] = field(default_factory=list)
    certificate: Certificate | None = None
    protocol: str = ""
    """Structure and training of the networks, in words."""


@dataclass(frozen=True)
class Subject:
    """A trained network with its data: `calibration` for all that is computed, `test` for what is reported."""

    model: str
    seed: int
    network: Network
    calibration: Samples
    test: Samples

    @property
    def key(self) -> Row:
        """The columns that name it."""
        return {"model": self.model, "seed": self.seed}

    def pruner(self, method: str) -> Pruner:
        """Return the method on this network, ready to prune to any kept share."""
        return Pruner(self.network, self.calibration.x, method=method, seed=self.seed)


def run(request: Request, advance: Advance) -> Tables:
    """Do the whole comparison in memory, on all cores; the same request gives the same tables.

    Parameters
    ----------
    request : Request
    advance : callable
        Called `request.steps` times, before each step, with what comes next.
    """
    jobs = [(model, seed) for model in MODELS for seed in request.seeds]
    tables = Tables()
    for part in each(partial(study, request), jobs, advance):
        for name, rows in vars(tables).items():
            if isinstance(rows, list):
                rows += getattr(part, name)
        tables.certificate, tables.protocol = tables.certificate or part.certificate, part.protocol
    tables.results.sort(key=lambda row: (row["data"], row["model"], row["method"], -row["keep_ratio"], row["seed"]))
    return tables


def study(request: Request, job: tuple[str, int], advance: Advance) -> Tables:
    """Do everything for one network, named by model and seed."""
    model, seed = job
    advance(f"{model}, seed {seed}: training")
    subject = prepare(request.data, model, seed)
    path, shown = [], None
    for row, pruned, masks in walk(subject, request.path_keeps, advance):
        path.append(row)
        if job == (SHOWN_MODEL, request.seeds[0]) and _fits(row, SHOWN_DROP):
            shown = pruned, masks
    climbed = list(climb(subject, request.ladder_keeps, advance))
    return Tables(
        results=list(measure(subject, request, advance)),
        ladder=[row for rungs, _ in climbed for row in rungs],
        slack=[row for _, parts in climbed for row in parts],
        path=path,
        frontier=[
            subject.key
            | {"max_drop": drop, "keep_ratio": min((row["keep_ratio"] for row in path if _fits(row, drop)), default="")}
            for drop in MAX_DROPS
        ],
        networks=[describe(subject)],
        tails=list(tails(subject, request.ladder_keeps)),
        certificate=certify(subject.network, shown[0], *subject.calibration, masks=shown[1]) if shown else None,
        protocol=_protocol(subject),
    )


def prepare(data: Data, model: str, seed: int, calibration: int = CALIBRATION) -> Subject:
    """Split, train, and convert to numpy; inputs become float64 here."""
    parts = split(data, seed, calibration)
    network = to_network(train(parts.train, data.classes, seed, MODELS[model]))
    inputs, test = (Samples(part.x.astype(np.float64), part.y) for part in (parts.calibration, parts.test))
    return Subject(model, seed, network, inputs, test)


def describe(subject: Subject) -> Row:
    """Measure the dense network: accuracies, and the spread of its outputs, which a useful bound stays below."""
    outputs = subject.network(subject.calibration.x)
    return subject.key | {
        "dense_accuracy": accuracy(subject.network(subject.test.x), subject.test.y),
        "calibration_accuracy": accuracy(outputs, subject.calibration.y),
        "spread": _rms(outputs - outputs.mean(axis=0)),
    }


def measure(subject: Subject, request: Request, advance: Advance) -> Iterator[Row]:
    """Prune by every method at every kept share; measure on test, with the dense network as control."""
    dense = subject.network(subject.test.x)
    dense_accuracy = accuracy(dense, subject.test.y)

    def row(method: str, keep: float, realised: float, outputs: np.ndarray) -> Row:
        return {
            "data": request.data.name,
            "model": subject.model,
            "method": method,
            "keep_ratio": keep,
            "realised_keep_ratio": realised,
            "seed": subject.seed,
            "accuracy": accuracy(outputs, subject.test.y),
            "dense_accuracy": dense_accuracy,
            "output_error": _rms(outputs - dense),
        }

    yield row("dense", 1.0, 1.0, dense)
    for method in request.methods:
        pruner = subject.pruner(method)
        for keep in request.keeps:
            advance(f"{subject.model}, seed {subject.seed}: {method} at keep {keep}")
            pruned, masks = pruner.at(float(keep))
            yield row(method, float(keep), _kept(masks), pruned(subject.test.x))


def climb(subject: Subject, keeps: Sequence[float], advance: Advance) -> Iterator[tuple[list[Row], list[Row]]]:
    """Evaluate the ladder of theory C8, with its own pruning rule, on the calibration inputs: rungs, parts of slack."""
    for keep in keeps:
        advance(f"{subject.model}, seed {subject.seed}: ladder at keep {keep:g}")
        pruned, masks = prune_tails(subject.network, subject.calibration.x, keep)
        kept = [int(mask[0].sum()) for mask in masks.values()]
        readings = Readings(Comparison(subject.network, pruned, subject.calibration.x), kept)
        key = {"model": subject.model, "keep_ratio": keep, "seed": subject.seed}
        rungs = [key | {"rung": rung, "value": value} for rung, value in ladder(readings).items()]
        parts = slack(readings)
        yield rungs, [key | {"layer": layer, "step": step, "part": part} for (layer, step), part in parts.items()]


def walk(
    subject: Subject, keeps: Sequence[float], advance: Advance
) -> Iterator[tuple[Row, Network, dict[str, np.ndarray]]]:
    """Bound the loss along the adaptive path on the calibration inputs; with each row, the network and its masks."""
    pruner = subject.pruner("adaptive-path")
    for keep in keeps:
        advance(f"{subject.model}, seed {subject.seed}: certificate at keep {keep:.3f}")
        pruned, masks = pruner.at(keep)
        certificate = certify(subject.network, pruned, *subject.calibration, masks=masks, quick=True)
        error, drop = certificate.output_error, certificate.accuracy_drop
        assert drop is not None  # there are labels
        row = {
            "keep_ratio": _kept(masks),
            "certified_drop": drop.upper,
            "measured_drop": drop.estimate,
            "certified_error": error.upper,
            "measured_error": error.estimate,
            "status": certificate.status,
        }
        yield subject.key | row, pruned, masks


def tails(subject: Subject, keeps: Sequence[float]) -> Iterator[Row]:
    """Share of the activation-scaled weights u = |w| std(h) outside each neuron's k largest: theory A5, q = 1."""
    curve = tail_curve(subject.network, subject.calibration.x, keeps=keeps)
    for keep, tail in zip(keeps, curve.shares.tolist(), strict=True):
        yield subject.key | {"keep_ratio": keep, "tail": tail}


def _protocol(subject: Subject) -> str:
    layers, how = subject.network.layers, recipe(subject.network.layers[0].weight.shape[1])
    sizes = "-".join(str(n) for n in (layers[0].weight.shape[1], *(len(layer.bias) for layer in layers)))
    return (
        f"{sizes} with ReLU; Adam {how.rate:g}, {how.epochs} epochs, batch {how.batch}; "
        f"{SHOWN_MODEL} with {L1:g} times the sum of |W| in the loss"
    )


def _fits(row: Row, drop: float) -> bool:
    """Say whether the certificate of a row of the path holds and bounds the drop of accuracy by this."""
    return row["status"] == "holds" and row["certified_drop"] <= drop


def _kept(masks: Mapping[str, np.ndarray]) -> float:
    """Return the share of the weights that is kept."""
    return sum(int(mask.sum()) for mask in masks.values()) / sum(mask.size for mask in masks.values())


def accuracy(outputs: np.ndarray, labels: np.ndarray) -> float:
    """Share of the rows whose largest output is that of the label."""
    return float(np.mean(outputs.argmax(axis=1) == labels))


def _rms(errors: np.ndarray) -> float:
    """Root mean square over the rows of the Euclidean norm over the outputs."""
    return float(np.sqrt(np.mean(np.sum(errors**2, axis=1))))
