"""What the weight matrices of a model are multiplied by while it runs, wherever in the model that happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode

from lqtheory.errors import InputError
from lqtheory.user_file import in_words
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
        If the model does not run on the inputs, or has no weight matrix that it multiplies by.
    """
    matrices = {name: p.detach() for name, p in model.named_parameters() if p.ndim == 2 and p.is_floating_point()}
    before = torch.backends.mha.get_fastpath_enabled(), torch.backends.mkldnn.enabled
    try:
        # Both hide the products of attention and recurrence in one operation.
        torch.backends.mha.set_fastpath_enabled(False)
        torch.backends.mkldnn.enabled = False
        with torch.no_grad(), Recorder(matrices, seed) as recorder:
            for part in inputs.split(batch):
                model(part)
    except Exception as error:  # whatever the forward pass of a stranger raises
        raise InputError(
            f"{type(model).__name__} does not run on inputs of shape {tuple(inputs.shape)} and dtype {inputs.dtype}: "
            f"{in_words(error)}"
        ) from error
    finally:
        torch.backends.mha.set_fastpath_enabled(before[0])
        torch.backends.mkldnn.enabled = before[1]
    found = list(recorder.drawn())
    if not found:
        raise InputError(f"{type(model).__name__} multiplies by no weight matrix, expected at least one to prune")
    return found
