"""A model from a user's Python file, weights from another file, and the data to calibrate it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
from torch import nn

from lqtheory.errors import InputError
from lqtheory.files import Inputs, load_inputs
from lqtheory.user_file import in_words, run_file
from torch_bridge.files import fill, load_weights


def build(where: str) -> nn.Module:
    """Run a Python file and return the model that a factory in it makes, in evaluation mode.

    Parameters
    ----------
    where : str
        FILE.py:factory, the name of a function without arguments or of a class. The file may import its neighbours.

    Raises
    ------
    InputError
        If there is no such file or factory, or one of them fails or gives something else.
    """
    file, _, name = where.rpartition(":")
    if not file or not name:
        raise InputError(f"model is {where!r}, expected FILE.py:factory")
    with _neighbours(Path(file)):
        found = run_file(file, "a function or class that makes an nn.Module")
        factory = found.get(name)
        if not callable(factory):
            what = f"defines no {name!r}" if name not in found else f"defines {name!r} as a {type(factory).__name__}"
            raise InputError(f"{file} {what}, expected a function without arguments, or a class")
        try:
            model = factory()
        except (Exception, SystemExit) as error:
            raise InputError(f"{name} of {file} fails: {in_words(error)}") from error
    if not isinstance(model, nn.Module):
        raise InputError(f"{name} of {file} returns a {type(model).__name__}, expected an nn.Module")
    return model.eval()


def fill_from(model: nn.Module, path: Path) -> nn.Module:
    """Give a model the weights of a file, in the type that they have there.

    Raises
    ------
    InputError
        As `load_weights` and `fill` do.
    """
    weights = load_weights(path)
    kinds = {tensor.dtype for tensor in weights.values() if tensor.is_floating_point()}
    if len(kinds) == 1 and kinds < {torch.float64, torch.float32, torch.float16, torch.bfloat16}:
        model.to(kinds.pop())
    return fill(model, weights, path)


def check_finite(model: nn.Module, source: object) -> None:
    """Refuse parameters that are no finite numbers; `source` is what they come from."""
    for name, parameter in model.named_parameters():
        if not parameter.isfinite().all():
            raise InputError(f"{source}: {name} has a NaN or infinite entry, expected finite numbers")


def read_data(path: Path) -> Inputs:
    """Read calibration data: finite `x`, a row for each of at least one sample, and integers `y` if there are any.

    Raises
    ------
    InputError
        If they are anything else.
    """
    x, y = load_inputs(path)
    if x.ndim < 2 or not x.size:
        raise InputError(f"{path} holds x of shape {x.shape}, expected at least one sample, and a row for each")
    if not np.isfinite(x).all():
        raise InputError(f"{path} holds x with a NaN or infinite entry, expected finite numbers")
    if y is not None and (y.shape != (len(x),) or y.dtype.kind not in "iu"):
        raise InputError(f"{path} holds y of shape {y.shape} and dtype {y.dtype}, expected {len(x)} integers")
    return Inputs(x, y)


@contextmanager
def _neighbours(path: Path) -> Iterator[None]:
    """Let a file import what lies beside it, as when Python runs it."""
    before = list(sys.path)
    sys.path.insert(0, str(path.resolve().parent))
    try:
        yield
    finally:
        sys.path[:] = before
