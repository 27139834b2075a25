"""One cell of a comparison: one method on one trained network, at every share, measured before and after tuning."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import prod
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from lqtheory import Network
from lqtheory.compress import without_dead_units
from lqtheory.files import load_network, save_network
from torch_bridge.competitors import COMPETITORS, Candidate
from torch_bridge.data import Split
from torch_bridge.parallel import Advance
from torch_bridge.store import Cell, Row, files_of
from torch_bridge.suites import Pair
from torch_bridge.tune import answers, reproducible, score, scored, tune

DENSE = "dense"

_NOT_WORDS = ("load", "build", "given", "beside", "methods")
"""Of a pair, what its source says."""


@dataclass(frozen=True)
class PairCell(Cell):
    """A method on a pair, for one seed; `dense` trains what the others prune."""

    pair: Pair
    method: str
    keeps: tuple[float, ...]
    data_dir: Path | None

    @property
    def name(self) -> str:
        """Pair and method."""
        return f"{self.pair.name}.{self.method}"

    @property
    def words(self) -> Any:
        """Return the pair without its functions, the method, the shares and the files of the data."""
        pair = {name: value for name, value in asdict(self.pair).items() if name not in _NOT_WORDS}
        return [pair, self.method, self.keeps, files_of(self.data_dir)]

    @property
    def steps(self) -> int:
        """Return 1 for a dense network, else one for each share."""
        return 1 if self.comes_first else len(self.keeps)

    @property
    def comes_first(self) -> bool:
        """Whether it is the dense network."""
        return self.method == DENSE

    def compute(self, advance: Advance) -> dict[str, Any]:
        """Train, or prune and measure."""
        return _train(self, advance) if self.comes_first else _prune(self, advance)

    def network(self, name: str) -> Path:
        """File of the initial or the dense network."""
        return self.folder / f"{self.pair.name}.{name}.{self.seed}.safetensors"


def _train(cell: PairCell, advance: Advance) -> dict[str, Any]:
    advance(f"{cell.pair.name}, seed {cell.seed}: training")
    begun, pair = perf_counter(), cell.pair
    parts = pair.split(cell.data_dir, cell.seed)
    start = pair.start(cell.data_dir, cell.seed)
    dense = pair.train(start, parts, cell.seed)
    save_network(cell.network("start"), start)
    save_network(cell.network("dense"), dense)
    seconds = perf_counter() - begun
    candidate = Candidate(dense, 1.0)
    rows = _Bench(cell, parts, dense).rows(1.0, candidate, None)
    return {"rows": rows, "layers": _layers(cell, 1.0, candidate), "seconds": [seconds, 0.0]}


def _prune(cell: PairCell, advance: Advance) -> dict[str, Any]:
    pair, seconds, rows, layers = cell.pair, [0.0, 0.0], [], []
    parts = pair.split(cell.data_dir, cell.seed)
    start, dense = (load_network(cell.network(name)) for name in ("start", "dense"))
    task, bench = pair.task(start, dense, parts, cell.seed), _Bench(cell, parts, dense)
    at = None
    for keep in cell.keeps:
        advance(f"{pair.name}, seed {cell.seed}: {cell.method} at keep {keep:.4g}")
        begun = perf_counter()
        at = at or COMPETITORS[cell.method].begin(task)
        candidate = at(keep)
        seconds[0] += perf_counter() - begun
        if candidate is None:
            continue
        begun = perf_counter()
        tuned = _tuned(cell, candidate, parts) if candidate.tunable else None
        seconds[1] += perf_counter() - begun
        rows += bench.rows(keep, candidate, tuned)
        layers += _layers(cell, keep, candidate)
    return {"rows": rows, "layers": layers, "seconds": seconds}


def _tuned(cell: PairCell, candidate: Candidate, parts: Split) -> Network:
    begin = candidate.start or candidate.network
    with reproducible(cell.seed):
        return tune(begin, parts.train, parts.validation, cell.pair.tuning, factors=candidate.factors)


class _Bench:
    """The test sets of a cell, with what the dense network answers there."""

    def __init__(self, cell: PairCell, parts: Split, dense: Network) -> None:
        self.cell, self.validation = cell, parts.validation
        tests = {cell.pair.data: parts.test}
        if cell.pair.beside:
            name, load = cell.pair.beside
            tests[name] = load(cell.data_dir)
        self.tests = {name: (test, answers(dense, test.x)) for name, test in tests.items()}

    def rows(self, keep: float, candidate: Candidate, tuned: Network | None) -> list[Row]:
        """Measure a candidate, and what fine-tuning made of it, on each test set."""
        parameters, products = cost(candidate)
        validated = [score(network, self.validation) if network else "" for network in (candidate.network, tuned)]
        found = []
        for data, ((x, y), wanted) in self.tests.items():
            outputs = answers(candidate.network, x)
            row = {
                "data": data,
                "model": self.cell.pair.model,
                "method": self.cell.method,
                "keep_ratio": keep,
                "realised_keep_ratio": candidate.share,
                "seed": self.cell.seed,
                "accuracy": scored(outputs, y),
                "dense_accuracy": scored(wanted, y),
                "output_error": float(np.sqrt(np.mean(np.sum((outputs - wanted) ** 2, axis=1)))),
                "accuracy_finetuned": scored(answers(tuned, x), y) if tuned else "",
                "top5": scored(outputs, y, top=5) if y.ndim == 1 and outputs.shape[1] >= 10 else "",
                "parameters": parameters,
                "multiply_adds": products,
                "validation_accuracy": validated[0],
                "validation_accuracy_finetuned": validated[1],
            }
            found.append(row)
        return found


def cost(candidate: Candidate) -> tuple[int, int]:
    """Count the numbers that are not 0, biases included, and the products of one input; factors as what they are."""
    network, numbers, products = without_dead_units(candidate.network), 0, 0
    for layer in network.prunable:
        places, form = prod(layer.out_shape) // len(layer.bias), candidate.factors.get(layer.name)
        m, n = len(layer.weight), layer.weight[0].size
        kept = int((layer.weight != 0).sum()) if form is None else form.rank * (m + n)
        stored = kept if form is None or form.left is None else form.rank * n
        numbers += stored + int((layer.bias != 0).sum())
        products += places * kept
    return numbers, products


def _layers(cell: PairCell, keep: float, candidate: Candidate) -> list[Row]:
    key = {
        "data": cell.pair.data,
        "model": cell.pair.model,
        "method": cell.method,
        "keep_ratio": keep,
        "seed": cell.seed,
    }
    return [
        key | {"layer": layer.name, "kept": int((layer.weight != 0).sum()), "total": layer.weight.size}
        for layer in candidate.network.prunable
    ]
