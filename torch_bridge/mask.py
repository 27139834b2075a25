"""The mask of a parameter as `torch.nn.utils.prune` holds it, on a module that can still be copied."""

from __future__ import annotations

from functools import partial
from typing import Any

import torch
from torch import nn
from torch.nn.utils import prune as torch_prune


class AdaptiveMask(torch_prune.CustomFromMask):
    """A `torch.nn.utils.prune.BasePruningMethod` with a given mask, after which the module can still be copied.

    `AdaptiveMask.apply(module, "weight", mask)` makes the parameter `weight_orig` and the buffer `weight_mask`.
    PyTorch leaves their product in `weight` after a forward pass, where `copy.deepcopy` stumbles over it; here the
    product is cut from the graph of gradients, once the pass that needs it has used it.
    """

    @classmethod
    def apply(cls, module: nn.Module, name: str, mask: torch.Tensor) -> Any:
        """Mask the parameter `name` of `module`; on a module pruned before, both masks hold."""
        method = super().apply(module, name, mask)
        module.register_forward_hook(partial(_detach, name))
        _detach(name, module)
        return method


def _detach(name: str, module: nn.Module, *_: Any) -> None:
    """Cut the masked tensor from the graph of gradients; without a mask there is none."""
    if name in module.__dict__:
        setattr(module, name, getattr(module, name).detach())
