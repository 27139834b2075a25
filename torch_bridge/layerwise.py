"""Weight matrices pruned one by one, in models for whose layers no bound is known: attention, recurrence, embeddings.

One pass of the model over the calibration inputs shows what each matrix is multiplied by, wherever in the model that
happens; each is then pruned as a network of one layer, and what that changes on these inputs is measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode

from lqtheory import Dense, Network
from lqtheory.compress import Pruner
from lqtheory.errors import InputError
from torch_bridge.modules import array

ROWS = 2048
"""The most rows of inputs that are kept for a matrix, drawn from all."""

_PRODUCTS = {torch.ops.aten.mm.default: 0, torch.ops.aten.addmm.default: 1}
"""Operations that multiply rows of inputs by a transposed matrix, with the place of the rows among the arguments."""


class Block(NamedTuple):
    """Rows of a weight matrix that see the same inputs: all, or the queries' part of the joint weights of attention."""

    name: str
    start: int
    stop: int
    looked_up: bool
    """Whether the matrix is a table whose rows are looked up: the transposed matrix sees which."""


class PrunedBlock(NamedTuple):
    """What became of a block."""

    block: Block
    weight: np.ndarray
    """New weights, shape (units, inputs)."""
    bias: np.ndarray
    mask: np.ndarray
    error: float
    """Root mean square over the inputs of the change of the product, Euclidean over its units."""


class Recorder(TorchDispatchMode):
    """Keeps what the weight matrices of a model are multiplied by while it runs.

    Parameters
    ----------
    matrices : mapping from parameter name to tensor of two axes
    seed : int
        It draws the rows that are kept.
    """

    def __init__(self, matrices: Mapping[str, torch.Tensor], seed: int = 0) -> None:
        super().__init__()
        self.by_storage = {matrix.untyped_storage().data_ptr(): name for name, matrix in matrices.items()}
        self.inputs: dict[Block, list[np.ndarray]] = {}
        self.rng = np.random.default_rng(seed)

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Run an operation; note its inputs where it multiplies by one of the matrices."""
        if func in _PRODUCTS:
            self._note(*args[_PRODUCTS[func] :][:2], looked_up=False)
        elif func is torch.ops.aten.embedding.default:
            self._note(nn.functional.one_hot(args[1].ravel(), len(args[0])), args[0], looked_up=True)
        return func(*args, **(kwargs or {}))

    def _note(self, rows: torch.Tensor, transposed: torch.Tensor, looked_up: bool) -> None:
        name = self.by_storage.get(transposed.untyped_storage().data_ptr())
        if name is not None and len(transposed) == rows.shape[1]:
            start = transposed.storage_offset() // len(transposed)
            block = Block(name, start, start + transposed.shape[1], looked_up)
            self.inputs.setdefault(block, []).append(array(rows[self._draw(len(rows))]))

    def drawn(self) -> Iterator[tuple[Block, np.ndarray]]:
        """Return for each block the rows of its inputs, drawn from those that were noted."""
        for block, parts in self.inputs.items():
            rows = np.concatenate(parts)
            yield block, rows[self._draw(len(rows))]

    def _draw(self, count: int) -> np.ndarray:
        return np.sort(self.rng.permutation(count)[:ROWS])


def record(model: nn.Module, inputs: torch.Tensor, seed: int = 0, batch: int = 64) -> list[tuple[Block, np.ndarray]]:
    """Run a model on inputs and return what each of its matrices is multiplied by, rows (n, inputs) in float64.

    Raises
    ------
    InputError
        If the model has no weight matrix that it multiplies by.
    """
    matrices = {name: p.detach() for name, p in model.named_parameters() if p.ndim == 2 and p.is_floating_point()}
    fast = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)  # it and oneDNN hide the products of attention and recurrence
    try:
        with torch.no_grad(), torch.backends.mkldnn.flags(enabled=False), Recorder(matrices, seed) as recorder:
            for part in inputs.split(batch):
                model(part)
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)
    found = list(recorder.drawn())
    if not found:
        raise InputError(f"{type(model).__name__} multiplies by no weight matrix, expected at least one to prune")
    return found


def prune_block(model: nn.Module, block: Block, inputs: np.ndarray, keep: float, method: str, seed: int) -> PrunedBlock:
    """Prune one block to a kept share by a method of `lqtheory.prune`.

    Where the matrix has no bias, the inputs count with both signs: then no refit asks for one.
    """
    weight, bias = (None if x is None else array(x) for x in (model.get_parameter(block.name), bias_of(model, block)))
    assert weight is not None
    rows = (weight.T if block.looked_up else weight)[block.start : block.stop]
    shift = np.zeros(len(rows)) if bias is None else bias[block.start : block.stop]
    dense = Network((Dense(block.name, rows, shift),))
    seen = inputs if bias is not None else np.concatenate([inputs, -inputs])
    pruned, masks = Pruner(dense, seen, method=method, seed=seed).at(keep)
    error = float(np.sqrt(np.mean(np.sum((pruned(inputs) - dense(inputs)) ** 2, axis=1))))
    (layer,) = pruned.layers
    return PrunedBlock(block, layer.weight, layer.bias, masks[f"{block.name}.weight"], error)


def bias_of(model: nn.Module, block: Block) -> torch.Tensor | None:
    """Return the parameter that is added to the products of a block, if there is one."""
    owner, _, last = block.name.rpartition(".")
    return None if block.looked_up else model.get_submodule(owner)._parameters.get(last.replace("weight", "bias"))
