"""One module of PyTorch as one layer: linear maps, convolutions, batch normalisation, pooling, flatten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import nn

from lqtheory import Activation, Dense
from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.networks import AveragePool, Convolution, Flatten, MaxPool, fold_batch_norm

ACTIVATIONS = {
    nn.Identity: "identity",
    nn.ReLU: "relu",
    nn.LeakyReLU: "leaky_relu",
    nn.Tanh: "tanh",
    nn.Sigmoid: "sigmoid",
    nn.GELU: "gelu",
    nn.Softplus: "softplus",
}


def array(tensor: torch.Tensor) -> np.ndarray:
    """Return a tensor of any floating type on any device as a float64 array of the same numbers."""
    return tensor.detach().to("cpu", torch.float64).numpy()


def unsupported(name: str, module: Any, expected: str) -> UnsupportedLayerError:
    """Make the error that names a part of the model."""
    return UnsupportedLayerError(f"cannot convert layer {name!r}, {type(module).__name__}: {expected}")


def read_layer(name: str, module: nn.Module, shape: tuple[int, ...] | None) -> Any:
    """Read a module that is a layer of its own; `shape` is that of its inputs, where it is known.

    Raises
    ------
    UnsupportedLayerError
        If it is another module, or has a setting that no layer has.
    InputError
        If the module does not say the shape of its inputs and nobody else did.
    """
    if type(module) is nn.Linear:
        return Dense(name, *_parameters(module))
    if type(module) not in LAYERS:
        kinds = [kind.__name__ for kind in (nn.Linear, *LAYERS, *BATCH_NORMS, *ACTIVATIONS)]
        raise unsupported(name, module, f"expected one of {', '.join(kinds)}")
    if shape is None:
        raise InputError(f"in_shape is missing, expected the shape of one input: layer {name!r} does not tell it")
    return LAYERS[type(module)](name, module, shape)


def read_activation(name: str, module: nn.Module) -> Activation:
    """Read one activation module."""
    if isinstance(module, nn.GELU) and module.approximate != "none":
        raise unsupported(name, module, "expected the exact GELU, approximate='none'")
    if isinstance(module, nn.Softplus) and (module.beta, module.threshold) != (1, 20):
        raise unsupported(name, module, "expected beta=1 and threshold=20")
    return Activation(ACTIVATIONS[type(module)], getattr(module, "negative_slope", None))


def folded(name: str, module: Any, layer: Any) -> Any:
    """Fold batch normalisation, as it is in evaluation mode, into the layer before it."""
    if not isinstance(layer, Dense | Convolution) or layer.activation.name != "identity":
        raise unsupported(name, module, "expected it right after a linear or convolution layer")
    if module.training or module.running_mean is None:
        raise unsupported(name, module, "expected evaluation mode and running statistics")
    mean, variance = array(module.running_mean), array(module.running_var)
    scale, shift = (
        np.full(len(mean), default) if value is None else array(value)
        for value, default in ((module.weight, 1.0), (module.bias, 0.0))
    )
    return fold_batch_norm(layer, scale, shift, mean, variance, module.eps)


def _convolution(name: str, module: Any, shape: tuple[int, ...]) -> Convolution:
    if module.padding_mode != "zeros":
        raise unsupported(name, module, "expected padding_mode='zeros'")
    padding = {"valid": 0}.get(module.padding, module.padding)
    if padding == "same":
        margins = [(k - 1) * d for k, d in zip(module.kernel_size, module.dilation, strict=True)]
        if any(margin % 2 for margin in margins):
            raise unsupported(name, module, "expected the same padding on both sides")
        padding = tuple(margin // 2 for margin in margins)
    weight, bias = _parameters(module)
    return Convolution(name, weight, bias, shape, module.stride, padding, module.dilation, module.groups)


def _average(name: str, module: Any, shape: tuple[int, ...]) -> AveragePool:
    odd = module.ceil_mode or getattr(module, "divisor_override", None)
    if odd or not (module.count_include_pad or np.all(np.equal(module.padding, 0))):
        raise unsupported(name, module, "expected count_include_pad, and neither ceil_mode nor divisor_override")
    return AveragePool(name, shape, module.kernel_size, module.stride, module.padding)


def _largest(name: str, module: Any, shape: tuple[int, ...]) -> MaxPool:
    if module.ceil_mode or module.return_indices or not np.all(np.equal(module.dilation, 1)):
        raise unsupported(name, module, "expected neither ceil_mode, return_indices nor dilation")
    return MaxPool(name, shape, module.kernel_size, module.stride, module.padding)


def _adaptive_average(name: str, module: Any, shape: tuple[int, ...]) -> AveragePool:
    return AveragePool(name, shape, _window(name, module, shape))


def _adaptive_largest(name: str, module: Any, shape: tuple[int, ...]) -> MaxPool:
    if module.return_indices:
        raise unsupported(name, module, "expected no return_indices")
    return MaxPool(name, shape, _window(name, module, shape))


def _window(name: str, module: Any, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Return the size of the windows of adaptive pooling, where all are equal."""
    wanted = module.output_size if isinstance(module.output_size, tuple) else (module.output_size,) * (len(shape) - 1)
    sizes = [(have, have if want is None else want) for have, want in zip(shape[1:], wanted, strict=True)]
    if any(have % want for have, want in sizes):
        raise unsupported(name, module, f"expected output_size to divide the grid {shape[1:]}")
    return tuple(have // want for have, want in sizes)


def _flatten(name: str, module: Any, shape: tuple[int, ...]) -> Flatten:
    if (module.start_dim, module.end_dim) != (1, -1):
        raise unsupported(name, module, "expected start_dim=1 and end_dim=-1")
    return Flatten(name, shape)


LAYERS: dict[type[nn.Module], Callable[[str, Any, tuple[int, ...]], Any]] = {
    nn.Conv1d: _convolution,
    nn.Conv2d: _convolution,
    nn.AvgPool1d: _average,
    nn.AvgPool2d: _average,
    nn.MaxPool1d: _largest,
    nn.MaxPool2d: _largest,
    nn.AdaptiveAvgPool1d: _adaptive_average,
    nn.AdaptiveAvgPool2d: _adaptive_average,
    nn.AdaptiveMaxPool1d: _adaptive_largest,
    nn.AdaptiveMaxPool2d: _adaptive_largest,
    nn.Flatten: _flatten,
}
"""Modules that need the shape of their inputs, with what reads them."""

BATCH_NORMS = (nn.BatchNorm1d, nn.BatchNorm2d)
"""Modules that are folded into the layer before."""


def _parameters(module: Any) -> tuple[np.ndarray, np.ndarray]:
    """Weight and bias of a module, masked as its next forward pass would mask them."""
    weight, bias = (masked(module, parameter) for parameter in ("weight", "bias"))
    assert weight is not None
    return weight, np.zeros(len(weight)) if bias is None else bias


def masked(module: nn.Module, name: str) -> np.ndarray | None:
    """Return a parameter or None; under `torch.nn.utils.prune` the attribute is as old as the last forward pass."""
    if f"{name}_orig" in module._parameters:
        return array(getattr(module, f"{name}_orig") * getattr(module, f"{name}_mask"))
    value = getattr(module, name)
    return None if value is None else array(value)
