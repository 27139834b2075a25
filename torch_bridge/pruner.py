"""The pruner for models of PyTorch: the masks and weights of `lqtheory.prune`, held as PyTorch holds them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.utils import prune as torch_prune

from lqtheory import Certificate, Comparison, Network, certify, prune
from lqtheory.cli.output import save_json
from lqtheory.compress import Pruned, without_dead_units
from lqtheory.errors import InputError, UnsupportedLayerError
from torch_bridge.convert import to_torch
from torch_bridge.files import save_weights
from torch_bridge.forms import plain_state, prune_form, save_forms
from torch_bridge.mask import AdaptiveMask
from torch_bridge.modules import array, unsupported
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
        self._labels = Comparison(self.dense, self.dense, self._inputs, labels).labels
        names = [layer.name for layer in self.dense.prunable]
        if not names:
            raise InputError(f"{type(model).__name__} has no linear or convolution layer, expected at least one")
        modules = {name: model.get_submodule(name) for name in names}
        _check_own_weights(modules)
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
        self._kept = pruned.masks
        self._done = False
        own = model.state_dict()
        self.added = [name for name in self._new if name not in own and f"{name}_orig" not in own]
        """Names of the biases that the plan gives to layers without one."""

    @property
    def masks(self) -> dict[str, torch.Tensor]:
        """The masks: bool tensors by parameter name ("0.weight"), True where kept; ignored layers have none."""
        return {f"{name}.weight": torch.tensor(self._kept[f"{name}.weight"]) for name in self.names}

    @cached_property
    def certificate(self) -> Certificate:
        """The `Certificate` of the pruned weights as stored, against the model that the pruner was made with."""
        return certify(self.dense, self.network, self._inputs, self._labels, masks=self._kept)

    def table(self) -> str:
        """Return the plan as text, asked and realised: the dry run."""
        added = f"\nadds {', '.join(self.added)}, which the model does not have yet" if self.added else ""
        return self.plan.table() + added

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
        if not self._done:
            self._check_unchanged(self.dense)
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

    def dense_state(self) -> dict[str, torch.Tensor]:
        """Return the `state_dict` of the pruned model under its first names, whether or not `step` was called.

        Returns
        -------
        dict from name to tensor
            Zeros where masked, in the model's own types. `load_state_dict` takes it into a fresh model; only where
            the plan has `added` a bias must that model have one, since without it the outputs would be others.

        Raises
        ------
        InputError
            If the weights are no longer those of the plan, as after training.
        """
        self._check_unchanged(self.dense, self.network)
        return plain_state(self.model, self._new)

    def prune_state(self) -> dict[str, torch.Tensor]:
        """Return `dense_state` with NAME_orig and NAME_mask for each masked NAME.

        A fresh model takes it once `torch.nn.utils.prune.custom_from_mask` was applied to those names.
        """
        return prune_form(self.dense_state(), self.masks)

    def smaller(self) -> nn.Module:
        """Return a model of the same outputs, up to rounding, without the neurons and filters that nothing reads.

        Batch normalisation is folded into the layer before it. Type and device are those of the model's first
        parameter. Layers whose units are added to others keep their size.
        """
        return to_torch(without_dead_units(self.network)).to(next(self.model.parameters()))

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Write everything about the pruned model to a folder, each file whole; return the path of the certificate.

        weights.safetensors holds `dense_state`, prune_form.safetensors `prune_state`, masks.safetensors the masks (of
        ignored layers too: True throughout), smaller.safetensors the `state_dict` of `smaller`, which loads into
        `to_torch(without_dead_units(load_network("pruned.safetensors")))`, plan.json the plan. certificate.json and the
        files that it speaks of are those of `Certificate.save`.

        Raises
        ------
        InputError
            If the folder cannot be written, or as `dense_state` does.
        """
        folder, weights, certificate = Path(folder), self.dense_state(), self.certificate
        save_forms(folder, weights, self.masks)
        save_weights(folder / "smaller.safetensors", self.smaller().state_dict())
        save_json(folder / "plan.json", self.plan.to_dict())
        return certificate.save(folder)

    def _check_unchanged(self, *expected: Network) -> None:
        now = self._read(self.model)[0]
        if not any(_same(now, network) for network in expected):
            raise InputError("the model has changed since the plan was made, expected the same weights; plan again")

    def _read(self, model: nn.Module) -> tuple[Network, dict[str, str]]:
        try:
            reader = Reader(model, self._inputs.shape[1:])
            return reader.network(), reader.norms
        except UnsupportedLayerError:
            raise
        except InputError as error:
            raise InputError(f"inputs have shape {self._inputs.shape}: {error}") from None


def _check_own_weights(modules: Mapping[str, nn.Module]) -> None:
    """Refuse tied weights: pruned for one layer they would change another, of which the certificate says nothing."""
    owners: dict[int, str] = {}
    for name, module in modules.items():
        for parameter in module.parameters():
            if (owner := owners.setdefault(id(parameter), name)) != name:
                raise unsupported(name, module, f"expected weights of its own, and these are those of {owner!r} too")


def _same(one: Network, other: Network) -> bool:
    parameters = ({**network.weights, **network.biases} for network in (one, other))
    return all(map(np.array_equal, *(values.values() for values in parameters)))


def _array(inputs: torch.Tensor | np.ndarray) -> np.ndarray:
    values = array(inputs) if isinstance(inputs, torch.Tensor) else np.asarray(inputs)
    if values.dtype.kind not in "fiub":
        raise InputError(f"inputs have dtype {values.dtype}, expected real numbers")
    return values.astype(np.float64)
