"""PyTorch at the edge: models to networks and back, pruners, training, the commands `compare` and `prune-model`.

Names are imported when they are used, so that the command can say in one sentence that PyTorch is missing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch_bridge.convert import to_network as to_network
    from torch_bridge.convert import to_torch as to_torch
    from torch_bridge.layerwise import LayerwisePruner as LayerwisePruner
    from torch_bridge.mask import AdaptiveMask as AdaptiveMask
    from torch_bridge.pruner import AdaptivePruner as AdaptivePruner
    from torch_bridge.streaming import prune_file as prune_file

_MODULES = {
    "to_network": "convert",
    "to_torch": "convert",
    "AdaptiveMask": "mask",
    "AdaptivePruner": "pruner",
    "LayerwisePruner": "layerwise",
    "prune_file": "streaming",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
