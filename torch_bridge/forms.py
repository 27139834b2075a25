"""The forms in which a pruned model is kept: plain weights, and weights beside masks as `torch.nn.utils.prune` does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import nn

from torch_bridge.files import Weights, save_weights

FORMS = ("weights.safetensors", "prune_form.safetensors")
"""Files with the plain weights, and with weights and masks."""


def plain_state(model: nn.Module, new: Mapping[str, torch.Tensor]) -> Weights:
    """Return the `state_dict` of a model under its plain names, with new values of some parameters.

    Parameters
    ----------
    model : nn.Module
        What `torch.nn.utils.prune` has split in two is multiplied.
    new : mapping from parameter name to tensor
        A parameter that goes by several names changes under all of them; one that the model lacks is added.

    Returns
    -------
    dict from name to tensor
        In the types and on the devices of the model; what is not new shares its memory with the model.
    """
    tensors = model.state_dict(keep_vars=True)
    changed = {id(tensors[name]): value for name, value in new.items() if name in tensors}
    state = {name: changed.get(id(tensor), tensor.detach()) for name, tensor in tensors.items()}
    for name in [key.removesuffix("_orig") for key in state if key.endswith("_orig")]:
        if f"{name}_mask" in state:
            state[name] = state.pop(f"{name}_orig") * state.pop(f"{name}_mask")
    return state | new


def prune_form(weights: Mapping[str, torch.Tensor], masks: Mapping[str, torch.Tensor]) -> Weights:
    """Return a `state_dict` with NAME_orig and NAME_mask in the place of each masked NAME.

    A model loads it after `torch.nn.utils.prune.custom_from_mask` was applied to the same names. NAME_orig is zero
    where masked, so that another name of the same parameter sees the pruned weights too. `nn.MultiheadAttention` reads
    weights past the hooks that mask them: there `torch.nn.utils.prune.remove` has to follow.
    """
    form = {name: tensor for name, tensor in weights.items() if name not in masks}
    for name, mask in masks.items():
        form |= {f"{name}_orig": weights[name], f"{name}_mask": mask.to(weights[name])}
    return form


def save_forms(folder: Path, weights: Mapping[str, torch.Tensor], masks: Mapping[str, torch.Tensor]) -> None:
    """Write both forms as safetensors, each file whole."""
    for name, form in zip(FORMS, (weights, prune_form(weights, masks)), strict=True):
        save_weights(folder / name, form)
