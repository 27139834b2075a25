"""Weight matrices pruned one by one, in models for whose layers no bound is known: attention, recurrence, embeddings.

One pass of the model over the calibration inputs shows what each matrix is multiplied by, wherever in the model that
happens; each is then pruned as a network of one layer, and what that changes on these inputs is measured.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from lqtheory import Dense, Network
from lqtheory.cli.output import save_json
from lqtheory.compress import Pruner
from lqtheory.errors import InputError
from torch_bridge.files import save_weights
from torch_bridge.forms import plain_state, prune_form, save_forms
from torch_bridge.modules import array
from torch_bridge.recorder import Block, record
from torch_bridge.selectors import Selector, matching
from torch_bridge.trace import Reader


class LayerError(NamedTuple):
    """What pruning a block changes, measured on its own inputs."""

    block: Block
    kept: int
    total: int
    error: float
    """Root mean square over the inputs of the change of the product, Euclidean over its units."""
    size: float
    """Root mean square of the product itself."""


class Inapplicable(NamedTuple):
    """What stands in the place of a certificate where no bound is known."""

    reason: str
    status: str = "inapplicable"

    def __str__(self) -> str:
        return f"{self.status}: no bound for the whole model: {self.reason}"

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Write `certificate.json`, which says that there is none and why; return its path."""
        path = Path(folder) / "certificate.json"
        save_json(path, self._asdict())
        return path


class LayerwisePruner:
    """Prune every weight matrix of a model to one share, by what each is multiplied by; no bound of the outputs.

    The plan is made when the pruner is made; the model is untouched until `step`.

    Parameters
    ----------
    model : nn.Module
        Any, in evaluation mode.
    inputs : tensor, shape (n, ...)
        Calibration inputs, as the model takes them.
    sparsity : float
        Fraction to remove of each matrix, in [0, 1).
    method : str
        A name from `lqtheory.prune`; each matrix counts as a network of one layer.
    layers, ignored : sequences of selectors
        Which matrices to prune, by the names of their parameters, regular expressions or types of modules.
    seed : int
        It draws the rows that are kept of the inputs of a matrix, at most `recorder.ROWS`.

    Raises
    ------
    InputError
        If an argument is not as described, or the model has no weight matrix.
    """

    def __init__(
        self,
        model: nn.Module,
        inputs: torch.Tensor,
        *,
        sparsity: float,
        method: str = "adaptive-path",
        layers: Iterable[Selector] = ("re:.*",),
        ignored: Iterable[Selector] = (),
        seed: int = 0,
    ) -> None:
        if not 0 <= sparsity < 1:
            raise InputError(f"sparsity is {sparsity!r}, expected a number in [0, 1)")
        if not isinstance(inputs, torch.Tensor) or not len(inputs):
            raise InputError("inputs is empty or no tensor, expected calibration inputs as the model takes them")
        self.model, self._inputs = model, inputs
        recorded = record(model, inputs, seed)
        owners = {block.name: model.get_submodule(block.name.rpartition(".")[0]) for block, _ in recorded}
        chosen = matching(owners, layers, "layers") - matching(owners, ignored, "ignored")
        self.errors: list[LayerError] = []
        self.masks: dict[str, torch.Tensor] = {}
        """Bool tensors by parameter name, True where a weight is kept."""
        self._new: dict[str, torch.Tensor] = {}
        for block, rows in recorded:
            if block.name in chosen:
                self._prune(block, rows, method, 1 - sparsity, seed)

    @cached_property
    def certificate(self) -> Inapplicable:
        """Why there is no bound of the outputs: the first layer for which none is known."""
        try:
            Reader(self.model, tuple(self._inputs.shape[1:])).network()
        except InputError as error:
            return Inapplicable(str(error))
        return Inapplicable("the layers were pruned one by one; AdaptivePruner certifies this model")

    def table(self) -> str:
        """Return the plan as text: kept weights of each matrix, and the measured error relative to its product."""
        width = max(len(row.block.name) for row in self.errors)
        lines = [f"{'matrix':<{width}}  {'kept':>9} {'of':>9}  error"]
        for row in self.errors:
            part = f"  rows {row.block.start} to {row.block.stop}" if row.block in self._parts else ""
            relative = row.error / row.size if row.size else 0.0
            lines.append(f"{row.block.name:<{width}}  {row.kept:>9} {row.total:>9}  {relative:.4f}{part}")
        return "\n".join(lines)

    def step(self) -> LayerwisePruner:
        """Write the new weights into the model, zeros where pruned; a second call changes nothing."""
        with torch.no_grad():
            for name, value in self._new.items():
                self.model.get_parameter(name).copy_(value)
        return self

    def dense_state(self) -> dict[str, torch.Tensor]:
        """Return the `state_dict` of the pruned model, zeros where masked, whether or not `step` was called."""
        return plain_state(self.model, self._new)

    def prune_state(self) -> dict[str, torch.Tensor]:
        """Return `dense_state` with NAME_orig and NAME_mask for each masked NAME, as `AdaptivePruner` does."""
        return prune_form(self.dense_state(), self.masks)

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Write everything about the pruned model to a folder, each file whole; return the path of certificate.json.

        weights.safetensors holds `dense_state`, prune_form.safetensors `prune_state`, masks.safetensors `masks`;
        certificate.json says why there is no bound.

        Raises
        ------
        InputError
            If the folder cannot be written.
        """
        folder = Path(folder)
        save_forms(folder, self.dense_state(), self.masks)
        save_weights(folder / "masks.safetensors", self.masks)
        return self.certificate.save(folder)

    @property
    def _parts(self) -> set[Block]:
        """The blocks that share a matrix with others."""
        names = [row.block.name for row in self.errors]
        return {row.block for row in self.errors if names.count(row.block.name) > 1}

    def _prune(self, block: Block, inputs: np.ndarray, method: str, keep: float, seed: int) -> None:
        """Prune one block. Where it has no bias, the inputs count with both signs: then no refit asks for one."""
        parameter = self.model.get_parameter(block.name)
        bias = _bias_name(self.model, block)
        span = slice(block.start, block.stop)
        table = (lambda x: x.T) if block.looked_up else (lambda x: x)
        rows = table(array(parameter))[span]
        shift = np.zeros(len(rows)) if bias is None else array(self.model.get_parameter(bias))[span]
        dense = Network((Dense(block.name, rows, shift),))
        seen = inputs if bias is not None else np.concatenate([inputs, -inputs])
        pruned, masks = Pruner(dense, seen, method=method, seed=seed).at(keep)
        mask, (layer,) = masks[f"{block.name}.weight"], pruned.prunable
        product = dense(inputs)
        change = pruned(inputs) - product
        self.errors.append(LayerError(block, int(mask.sum()), mask.size, _rms(change), _rms(product - shift)))
        kept = self.masks.setdefault(block.name, torch.ones(parameter.shape, dtype=torch.bool))
        table(kept)[span] = torch.tensor(mask)
        new = self._new.setdefault(block.name, parameter.detach().clone())
        table(new)[span] = torch.tensor(layer.weight).to(new)
        if bias is not None:
            moved = self._new.setdefault(bias, self.model.get_parameter(bias).detach().clone())
            moved[span] = torch.tensor(layer.bias).to(moved)


def _bias_name(model: nn.Module, block: Block) -> str | None:
    """Return the parameter that is added to the products of a block, if there is one."""
    owner, _, last = block.name.rpartition(".")
    name = last.replace("weight", "bias")
    if block.looked_up or name == last or model.get_submodule(owner)._parameters.get(name) is None:
        return None
    return f"{owner}.{name}" if owner else name


def _rms(rows: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.sum(rows**2, axis=1))))
