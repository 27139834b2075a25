"""The pruner for models of PyTorch: the masks and weights of `lqtheory.prune`, held as PyTorch holds them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.utils import prune as torch_prune

from lqtheory import Certificate, Network, certify, prune
from lqtheory.compress import Pruned
from lqtheory.errors import InputError, UnsupportedLayerError
from torch_bridge.mask import AdaptiveMask
from torch_bridge.modules import array
from torch_bridge.selectors import Selector, matching
from torch_bridge.trace import Reader
from torch_bridge.weights import parameters_for, replaced


class AdaptivePruner:
    """Prune the linear and convolution layers of a model, with a certificate of what that does to its outputs.

    The plan is made when the pruner is made, from the weights of that moment; the model is untouched until `step`.

    Parameters
    ----------
    model : nn.Module
        What `to_network` reads, in any floating type, on any device, in evaluation mode.
    inputs : tensor or array, shape (n, features) or (n, channels, *grid)
        Calibration inputs: means, deviations, refit and certificate come from them.
    sparsity : float
        Fraction to remove of all weights, in [0, 1).
    tolerance : float
        Instead of `sparsity`: the largest certified output error, in units of the output, of the weights as they
        are stored, in the model's own floating type.
    method : str
        A name from `lqtheory.prune`.
    layers, ignored : sequences of selectors
        Which linear and convolution layers to prune (default: all) and which of these not. A selector is a name
        ("0"), a regular expression for the whole name ("re:[02]"), or a type (`nn.Linear`).
    labels : array of int, shape (n,), optional
        For the certificate's bound of the accuracy.
    seed : int
        For methods that draw.

    Raises
    ------
    UnsupportedLayerError
        If a part of the model is unknown; the sentence names it.
    InputError
        If a selector matches nothing, or as `lqtheory.prune` does.
    """

    def __init__(
        self,
        model: nn.Module,
        inputs: torch.Tensor | np.ndarray,
        *,
        sparsity: float | None = None,
        tolerance: float | None = None,
        method: str = "adaptive-path",
        layers: Iterable[Selector] = ("re:.*",),
        ignored: Iterable[Selector] = (),
        labels: Any = None,
        seed: int = 0,
    ) -> None:
        self.model, self._inputs = model, _array(inputs)
        self.dense, self._norms = self._read(model)
        self._labels = None if labels is None else np.asarray(labels)
        names = [layer.name for layer in self.dense.prunable]
        modules = {name: model.get_submodule(name) for name in names}
        chosen = matching(modules, layers, "layers") - matching(modules, ignored, "ignored")
        self.names = [name for name in names if name in chosen]
        ignored_names = tuple(name for name in names if name not in chosen)

        def plan(sparsity: float | None, tolerance: float | None) -> tuple[Pruned, Network]:
            pruned = prune(
                self.dense,
                self._inputs,
                method=method,
                sparsity=sparsity,
                tolerance=tolerance,
                seed=seed,
                ignored=ignored_names,
            )
            self._new = parameters_for(model, self._norms, self.dense, pruned.network)
            return pruned, self._read(replaced(model, self._new))[0]

        pruned, network = plan(sparsity, tolerance)
        if tolerance is not None:
            goal = tolerance
            while goal and (error := certify(self.dense, network, self._inputs).output_error.upper) > tolerance:
                # Rounding a refit to the model's type has cost a little: ask for less, in the end for no error.
                goal = goal * tolerance / error * 0.999 if goal > tolerance * 2**-20 else 0.0
                pruned, network = plan(None, goal)
        self.network, self.plan = network, pruned.plan
        self._kept = {f"{name}.weight": pruned.masks[f"{name}.weight"] for name in self.names}
        self._done = False

    @property
    def masks(self) -> dict[str, torch.Tensor]:
        """The masks: bool tensors by parameter name ("0.weight"), True where a weight is kept."""
        return {name: torch.tensor(mask) for name, mask in self._kept.items()}

    @cached_property
    def certificate(self) -> Certificate:
        """The `Certificate` of the pruned weights as stored, against the model that the pruner was made with."""
        return certify(self.dense, self.network, self._inputs, self._labels)

    def table(self) -> str:
        """Return the plan as text, asked and realised: the dry run."""
        return self.plan.table()

    def step(self) -> AdaptivePruner:
        """Prune the model in place; a second call changes nothing.

        Each pruned layer gets the parameter `weight_orig`, whose kept entries are the new weights and whose other
        entries stay as they were, and the buffer `weight_mask`. An earlier pruning of a layer is made permanent
        first. A layer without a bias gets one if it needs one.

        Returns
        -------
        AdaptivePruner

        Raises
        ------
        InputError
            If the weights are no longer those of the plan.
        """
        if not self._done and not _same(self._read(self.model)[0], self.dense):
            raise InputError("the model has changed since the plan was made, expected the same weights; plan again")
        if not self._done:
            with torch.no_grad():
                self._write()
        self._done = True
        return self

    def _write(self) -> None:
        for name in self.names:
            module: Any = self.model.get_submodule(name)
            for parameter in ("weight", "bias"):
                if f"{parameter}_mask" in module._buffers:
                    torch_prune.remove(module, parameter)
            kept = self.masks[f"{name}.weight"].to(module.weight.device)
            new = self._new.get(f"{name}.weight", module.weight)
            module.weight.copy_(torch.where(kept, new, module.weight))
            AdaptiveMask.apply(module, "weight", kept)
        for name, value in self._new.items():
            owner, _, last = name.rpartition(".")
            module = self.model.get_submodule(owner)
            if last == "bias" and module.bias is None:
                module.bias = nn.Parameter(value)
            elif last == "bias":
                module.bias.copy_(value)

    def remove(self) -> AdaptivePruner:
        """Make the pruning permanent: plain parameters again under their first names, zeros where masked."""
        for name in self.names:
            module = self.model.get_submodule(name)
            if "weight_mask" in module._buffers:
                torch_prune.remove(module, "weight")
        return self

    def _read(self, model: nn.Module) -> tuple[Network, dict[str, str]]:
        try:
            reader = Reader(model, self._inputs.shape[1:])
            return reader.network(), reader.norms
        except UnsupportedLayerError:
            raise
        except InputError as error:
            raise InputError(f"inputs have shape {self._inputs.shape}: {error}") from None


def _same(one: Network, other: Network) -> bool:
    parameters = ({**network.weights, **network.biases} for network in (one, other))
    return all(map(np.array_equal, *(values.values() for values in parameters)))


def _array(inputs: torch.Tensor | np.ndarray) -> np.ndarray:
    return array(inputs) if isinstance(inputs, torch.Tensor) else np.asarray(inputs, dtype=np.float64)
