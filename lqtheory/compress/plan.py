"""What was asked of `prune`, and what it did."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class LayerPlan:
    """Kept weights of one layer."""

    name: str
    kept: int
    total: int
    kept_per_neuron: tuple[int, ...]
    ignored: bool = False
    """Whether the layer was left as it is; then it counts for neither budget nor ratio."""


@dataclass(frozen=True)
class Plan:
    """What was asked and what came out; the ratios are of all prunable weights, biases not counted.

    `print(plan.table())` shows it.
    """

    method: str
    seed: int
    asked_sparsity: float | None
    asked_tolerance: float | None
    """Largest certified output error, in units of the outputs."""
    inputs_sha256: str
    """Digest of the calibration inputs."""
    network_sha256: str
    """Digest of the network that was pruned."""
    layers: tuple[LayerPlan, ...]

    @property
    def kept(self) -> int:
        """Number of kept weights in the prunable layers."""
        return sum(layer.kept for layer in self.layers if not layer.ignored)

    @property
    def total(self) -> int:
        """Number of weights in the prunable layers."""
        return sum(layer.total for layer in self.layers if not layer.ignored)

    @property
    def keep_ratio(self) -> float:
        """Kept share that was realised."""
        return self.kept / self.total

    @property
    def sparsity(self) -> float:
        """Removed share that was realised."""
        return 1 - self.keep_ratio

    @property
    def compression_ratio(self) -> float:
        """Total over kept; inf when nothing is kept."""
        return self.total / self.kept if self.kept else math.inf

    def to_dict(self) -> dict[str, Any]:
        """Return everything as JSON can hold it; an infinite compression ratio is None."""
        ratio = self.compression_ratio
        return asdict(self) | {
            "kept": self.kept,
            "total": self.total,
            "sparsity": self.sparsity,
            "keep_ratio": self.keep_ratio,
            "compression_ratio": ratio if math.isfinite(ratio) else None,
        }

    def table(self) -> str:
        """Return one line per layer, then the totals, asked and realised."""
        rows = [("layer", "kept", "of", "share", "per neuron, least - most")]
        for layer in self.layers:
            spread = "ignored" if layer.ignored else f"{min(layer.kept_per_neuron)} - {max(layer.kept_per_neuron)}"
            rows.append((layer.name, str(layer.kept), str(layer.total), f"{layer.kept / layer.total:.4f}", spread))
        rows.append(("all", str(self.kept), str(self.total), f"{self.keep_ratio:.4f}", ""))
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        lines = ["  ".join([*map(str.rjust, row[:4], widths), row[4]]).rstrip() for row in rows]
        asked = (
            f"certified output error at most {self.asked_tolerance:g}"
            if self.asked_sparsity is None
            else f"sparsity {self.asked_sparsity:.6g}"
        )
        return "\n".join(
            [
                *lines,
                f"{self.method}: asked {asked}; realised sparsity {self.sparsity:.6g}, "
                f"compression ratio {self.compression_ratio:.4g}",
            ]
        )
