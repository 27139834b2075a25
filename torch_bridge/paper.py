"""The published experiment on pruning by a sparsity index (Diao et al. 2023), scaled down: prune, rewind, train, again.

Every round trains from the initial weights under the mask, measures, and prunes what the rule says. Rules: `sap` with
(p, q) = (1/2, 1) and (1, 2), `lt` (a fifth of the weights alive, ranked anew), `os` (the same, ranked once).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from lqtheory import Network
from lqtheory.compress.sap import Fixed, Sap, gini, pq_index, prune_smallest
from lqtheory.compress.selection import SCOPES
from torch_bridge.parallel import Advance
from torch_bridge.store import Cell, Row, files_of
from torch_bridge.suites import Pair
from torch_bridge.summary import Table, select
from torch_bridge.tune import answers, scored

RULES = {"sap-0.5-1": Sap(0.5, 1.0), "sap-1-2": Sap(1.0, 2.0), "lt-0.2": Fixed(0.2), "os-0.2": Fixed(0.2)}
ROUNDS = 10


@dataclass(frozen=True)
class PaperCell(Cell):
    """All rounds of one rule in one scope."""

    pair: Pair
    rule: str
    scope: str
    data_dir: Path | None
    rounds: int = ROUNDS

    @property
    def name(self) -> str:
        """Pair, rule and scope."""
        return f"{self.pair.name}.{self.rule}.{self.scope}"

    @property
    def words(self) -> Any:
        """Return the names, the rounds, the training and the files of the data."""
        pair = [self.pair.name, self.pair.training, files_of(self.data_dir)]
        return [*pair, self.rule, RULES[self.rule], self.scope, self.rounds]

    @property
    def steps(self) -> int:
        """Return one for each round."""
        return self.rounds + 1

    def compute(self, advance: Advance) -> dict[str, Any]:
        """Run the rounds, from the dense network on."""
        parts = self.pair.split(self.data_dir, self.seed)
        start = self.pair.start(self.data_dir, self.seed)
        masks = {name: np.ones(w.shape, dtype=bool) for name, w in start.weights.items()}
        rows, layers, before, first, seconds = [], [], None, None, [0.0, 0.0]
        for number in range(self.rounds + 1):
            advance(f"{self.name}, seed {self.seed}: round {number}")
            begun = perf_counter()
            trained = self.pair.train(_masked(start, masks), parts, self.seed)
            seconds[1] += perf_counter() - begun
            first = first or trained
            rows.append(self._row(number, trained, before, masks, parts.test))
            layers += self._layers(number, trained, masks)
            ranked = first if self.rule.startswith("os") else trained
            masks = prune_smallest(ranked.weights, masks, RULES[self.rule], self.scope)
            before = _masked(trained, masks)
        return {"rows": rows, "layers": layers, "seconds": seconds}

    def _row(self, number: int, trained: Network, before: Network | None, masks: Any, test: Any) -> Row:
        everything = np.concatenate([trained.weights[name][mask] for name, mask in masks.items()])
        kept = everything.size / trained.total
        pruned = scored(answers(before, test.x), test.y) if before else ""
        return self._key(number) | {
            "keep_ratio": kept,
            "accuracy": pruned,
            "accuracy_finetuned": scored(answers(trained, test.x), test.y),
            "pq_index": pq_index(everything),
            "gini": gini(everything),
        }

    def _layers(self, number: int, trained: Network, masks: Any) -> list[Row]:
        rows = []
        for name, mask in masks.items():
            found = {"keep_ratio": float(mask.mean()), "pq_index": pq_index(trained.weights[name][mask])}
            rows.append(self._key(number) | {"layer": name.removesuffix(".weight")} | found)
        return rows

    def _key(self, number: int) -> Row:
        names = {"data": self.pair.data, "model": self.pair.model, "method": self.rule, "scope": self.scope}
        return names | {"iteration": number, "seed": self.seed}


def cells(pair: Pair, seeds: Any, folder: Path, data_dir: Path | None) -> list[PaperCell]:
    """List all rules, scopes and seeds."""
    return [
        PaperCell(seed, folder / "cells", pair, rule, scope, data_dir)
        for rule in RULES
        for scope in SCOPES
        for seed in seeds
    ]


def table(rows: Sequence[Row], scope: str) -> Table:
    """Tabulate accuracy after training, and what is left, by round: means over the seeds, in percent."""
    mine = select(rows, scope=scope)
    rounds = sorted({row["iteration"] for row in mine})
    lines = []
    for rule in RULES:
        by_round = [select(mine, method=rule, iteration=number) for number in rounds]
        means = [(_mean(part, "accuracy_finetuned"), _mean(part, "keep_ratio")) for part in by_round]
        lines.append((rule, *(f"{accuracy:.1f} ({kept:.3g})" for accuracy, kept in means)))
    pair = f"{rows[0]['data']}, {rows[0]['model']}"
    title = f"{pair}, scope {scope}: test accuracy in % by round; in brackets % of weights left"
    return Table(title, ("rule", *map(str, rounds)), lines)


def _mean(rows: Sequence[Row], column: str) -> float:
    return 100 * float(np.mean([row[column] for row in rows]))


def _masked(network: Network, masks: Any) -> Network:
    return network.with_weights({name: np.where(masks[name], w, 0.0) for name, w in network.weights.items()})
