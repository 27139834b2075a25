"""Certificates: what pruning did to a network's outputs, with bounds that hold in exact arithmetic."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from lqtheory.files import save_inputs, save_masks, save_network, sha256, write_whole
from lqtheory.networks import Comparison, Network

FORMAT = "lqtheory-certificate/1"
FILES = ("dense.safetensors", "pruned.safetensors", "masks.safetensors", "inputs.npz")
"""What lies beside `certificate.json`."""

PURPOSE = {
    "estimate": "the measured value; it says nothing of other inputs, while the upper bounds rest on fewer facts",
    "lower": "lower end of the enclosure of the measured value",
    "upper": "the smallest of the bounds in `by`",
    "telescoped": "splits the error into layers: needs the pruned network and the data",
    "a_posteriori": "splits the error into layers and steps, so it explains and allocates: "
    "needs the local errors of the pruned network on the data",
    "a_priori": "needs the changed weights and the moments of the dense activations, but no run of the pruned network",
}
"""What each number of a quantity is for."""

_BOUNDS = (
    "propagation-after",
    "propagation-on-pruned",
    "telescoping-units",
    "elementwise",
    "triangle",
    "gram-centred",
)
_ASSUMPTIONS = (
    "both networks compute in exact real arithmetic on the stored float64 weights",
    "the distribution of the inputs is uniform on the rows of inputs.npz",
)
_ACCURACY_ASSUMPTION = "accuracy is top-1 on the labels in inputs.npz, and a tie counts as an error"


@dataclass(frozen=True)
class Quantity:
    """A quantity between its bounds."""

    estimate: float
    """The measured value; where cancellation hides it, a value between `lower` and `upper`."""
    lower: float
    """A number that the measured value is not below."""
    upper: float
    """The smallest of `by`; inf where none applies."""
    by: dict[str, float]
    """Upper bounds: `telescoped`, `a_posteriori`, `a_priori`."""


@dataclass(frozen=True)
class LayerBound:
    """What one layer adds to the error, and the bound after it; upper ends, in units of its activations."""

    name: str
    kept: int
    total: int
    norm_dense: float
    """Operator norm of the dense weight."""
    norm_pruned: float
    """Operator norm of the pruned weight."""
    local_error: float
    """L2 norm, after the activation, of what pruning this layer alone changes on the dense activations."""
    bound: float
    """Bound of the error after this layer by `a_posteriori`."""


@dataclass(frozen=True, eq=False)
class Certificate:
    """What `certify` found: measured values, bounds, what they rest on, and whether they say anything.

    `str(certificate)` is one sentence whose first word is the status.
    """

    status: str
    """`holds`, `vacuous` (the bound allows the loss of everything) or `inapplicable` (no finite bound)."""
    layers: tuple[LayerBound, ...]
    output_error: Quantity
    """Root of E ||f - f'||^2 over the inputs, Euclidean over the outputs, in units of the logits."""
    accuracy_drop: Quantity | None
    """Top-1 accuracy of the dense network less that of the pruned one, a fraction; None without labels."""
    comparison: Comparison = field(repr=False)
    masks: Mapping[str, np.ndarray] = field(repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Content of `certificate.json` but for `files`; None where a number is not finite."""
        labelled = self.accuracy_drop is not None
        return {
            "format": FORMAT,
            "version": package_version(),
            "status": self.status,
            "norm": "L2 over the inputs, Euclidean over the outputs",
            "arithmetic": "real",
            "output_error": _jsonable(self.output_error) | {"purpose": PURPOSE},
            "accuracy_drop": _jsonable(self.accuracy_drop) | {"purpose": PURPOSE} if labelled else None,
            "layers": [_jsonable(layer) for layer in self.layers],
            "bounds": [*_BOUNDS, *_layer_bounds(self.comparison.dense), *(["margin-sample"] if labelled else [])],
            "assumptions": [*_ASSUMPTIONS, *([_ACCURACY_ASSUMPTION] if labelled else [])],
        }

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Write the four files and then `certificate.json`, each whole; return the path of the last.

        Raises
        ------
        InputError
            If the folder cannot be written.
        """
        folder = Path(folder)
        dense, pruned, masks, inputs = (folder / name for name in FILES)
        save_network(dense, self.comparison.dense)
        save_network(pruned, self.comparison.pruned)
        save_masks(masks, self.masks)
        save_inputs(inputs, self.comparison.inputs, self.comparison.labels)
        files = [{"path": name, "sha256": sha256(folder / name)} for name in FILES]
        text = json.dumps(self.to_dict() | {"files": files}, indent=1, allow_nan=False) + "\n"
        write_whole(folder / "certificate.json", lambda part: part.write_text(text, encoding="utf-8"))
        return folder / "certificate.json"

    def __str__(self) -> str:
        kept, total = (sum(getattr(layer, part) for layer in self.layers) for part in ("kept", "total"))
        sentence = f"{self.status}: {kept} of {total} weights kept, output error {_words(self.output_error)}"
        return sentence + (f", accuracy drop {_words(self.accuracy_drop)}" if self.accuracy_drop else "")


def package_version() -> str:
    """Version of the installed package; "0" when it is not installed."""
    try:
        return version("lqtheory")
    except PackageNotFoundError:
        return "0"


def _layer_bounds(network: Network) -> list[str]:
    """Ids of the bounds that layers beyond dense rest on."""
    sums = {"residual-add"} if any(len(read) > 1 for read in network.sources) else set()
    return sorted(sums.union(*(layer.rests_on for layer in network.layers)))


def _words(quantity: Quantity) -> str:
    return f"{quantity.estimate:.4g} measured and at most {quantity.upper:.4g} certified"


def _jsonable(record: Any) -> dict[str, Any]:
    # JSON has neither infinity nor NaN.
    def clean(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: clean(part) for key, part in value.items()}
        return None if isinstance(value, float) and not np.isfinite(value) else value

    return clean(asdict(record))
