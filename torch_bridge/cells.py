"""One cell of a comparison is one method on one trained network; what is done is kept, and not done again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from math import prod
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

import lqtheory
from lqtheory.compress import without_dead_units
from lqtheory.files import load_network, save_network, write_whole
from torch_bridge.competitors import COMPETITORS, Candidate
from torch_bridge.data import Split
from torch_bridge.parallel import Advance, each
from torch_bridge.suites import Pair
from torch_bridge.tune import answers, reproducible, scored, tune

Row = dict[str, Any]

DENSE = "dense"


@dataclass(frozen=True)
class Cell:
    """A method on a pair, for one seed; `dense` trains what the others prune."""

    pair: Pair
    method: str
    seed: int
    keeps: tuple[float, ...]
    data_dir: Path | None
    folder: Path
    """Where its results are kept."""

    @property
    def path(self) -> Path:
        """Its file."""
        return self.folder / f"{self.pair.name}.{self.method}.{self.seed}.json".replace(":", "-")

    @property
    def request(self) -> str:
        """Digest of everything that its numbers depend on."""
        pair = {name: value for name, value in asdict(self.pair).items() if name not in ("load", "build", "methods")}
        packages = {name: version(name) for name in ("numpy", "scipy", "torch", "scikit-learn")}
        words = [pair, self.method, self.seed, self.keeps, packages, _code()]
        return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()

    def network(self, name: str) -> Path:
        """File of the initial or the dense network."""
        return self.folder / f"{self.pair.name}.{name}.{self.seed}.safetensors"

    def stored(self) -> dict[str, Any] | None:
        """Return what an earlier run found, if it was asked the same."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) and found.get("request") == self.request else None


def run(cells: Sequence[Cell], advance: Advance) -> list[dict[str, Any]]:
    """Do the cells that are missing, on all cores, the dense networks first; return what all of them found."""
    for first in (True, False):
        missing = [cell for cell in cells if (cell.method == DENSE) == first and cell.stored() is None]
        each(_do, missing, advance) if missing else None
    found = [cell.stored() for cell in cells]
    assert all(found)
    return [part for part in found if part]


def _do(cell: Cell, advance: Advance) -> None:
    with reproducible(cell.seed):
        content = _train(cell, advance) if cell.method == DENSE else _prune(cell, advance)
    text = json.dumps({"request": cell.request, **content}, indent=1, allow_nan=False)
    write_whole(cell.path, lambda part: part.write_text(text, encoding="utf-8"))


def _train(cell: Cell, advance: Advance) -> dict[str, Any]:
    advance(f"{cell.pair.name}, seed {cell.seed}: training")
    begun, pair = perf_counter(), cell.pair
    parts = pair.split(cell.data_dir, cell.seed)
    start = pair.start(cell.seed)
    dense = pair.train(start, parts, cell.seed)
    save_network(cell.network("start"), start)
    save_network(cell.network("dense"), dense)
    seconds = perf_counter() - begun
    candidate, outputs = Candidate(dense, 1.0), answers(dense, parts.test.x)
    row = _row(cell, 1.0, candidate, outputs, outputs, parts) | {"accuracy_finetuned": ""}
    return {"rows": [row], "layers": _layers(cell, 1.0, candidate), "seconds": [seconds, 0.0]}


def _prune(cell: Cell, advance: Advance) -> dict[str, Any]:
    pair, seconds, rows, layers = cell.pair, [0.0, 0.0], [], []
    parts = pair.split(cell.data_dir, cell.seed)
    start, dense = (load_network(cell.network(name)) for name in ("start", "dense"))
    dense_outputs = answers(dense, parts.test.x)
    task = pair.task(start, dense, parts, cell.seed)
    at = None
    for keep in cell.keeps:
        advance(f"{pair.name}, seed {cell.seed}: {cell.method} at keep {keep:.4g}")
        begun = perf_counter()
        at = at or COMPETITORS[cell.method].begin(task)
        candidate = at(keep)
        seconds[0] += perf_counter() - begun
        if candidate is None:
            continue
        row = _row(cell, keep, candidate, answers(candidate.network, parts.test.x), dense_outputs, parts)
        begun = perf_counter()
        row["accuracy_finetuned"] = _tuned(cell, candidate, parts) if candidate.tunable else ""
        seconds[1] += perf_counter() - begun
        rows.append(row)
        layers += _layers(cell, keep, candidate)
    return {"rows": rows, "layers": layers, "seconds": seconds}


def _tuned(cell: Cell, candidate: Candidate, parts: Split) -> float:
    begin = candidate.start or candidate.network
    with reproducible(cell.seed):
        network = tune(begin, parts.train, parts.validation, cell.pair.tuning, factors=candidate.factors)
    return scored(answers(network, parts.test.x), parts.test.y)


def _row(cell: Cell, keep: float, candidate: Candidate, outputs: np.ndarray, dense: np.ndarray, parts: Split) -> Row:
    labels = parts.test.y
    parameters, products = cost(candidate)
    return {
        "data": cell.pair.data,
        "model": cell.pair.model,
        "method": cell.method,
        "keep_ratio": keep,
        "realised_keep_ratio": candidate.share,
        "seed": cell.seed,
        "accuracy": scored(outputs, labels),
        "dense_accuracy": scored(dense, labels),
        "output_error": float(np.sqrt(np.mean(np.sum((outputs - dense) ** 2, axis=1)))),
        "accuracy_finetuned": "",
        "top5": scored(outputs, labels, top=5) if labels.ndim == 1 and outputs.shape[1] >= 10 else "",
        "parameters": parameters,
        "multiply_adds": products,
        "validation_accuracy": scored(answers(candidate.network, parts.validation.x), parts.validation.y),
    }


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


def _layers(cell: Cell, keep: float, candidate: Candidate) -> list[Row]:
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


@cache
def _code() -> str:
    """Digest of the sources that prune, train and measure, as they were at the beginning."""
    here, core = Path(__file__).parent, Path(lqtheory.__file__ or "").parent
    own = [here / f"{name}.py" for name in ("cells", "competitors", "convert", "data", "models", "suites", "tune")]
    files = [*own, *sorted((core / "compress").glob("*.py")), *sorted((core / "networks").glob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
