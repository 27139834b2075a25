"""Follow the forward pass of a model once, and write down the layers that it runs through.

`torch.fx` lists the operations; they run on two inputs of zeros, so that sizes are known, and each becomes a layer, a
part of the layer before it, or nothing. A function does what the module of its name does and is read as that module.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import prod
from typing import Any

import torch
from torch import fx, nn
from torch.nn import functional

from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.networks import INPUT, Activation, Add, AveragePool, Flatten, Network, Subsample
from torch_bridge.modules import ACTIVATIONS, BATCH_NORMS, folded, read_activation, read_layer, unsupported

_DROPOUTS = (nn.Dropout, nn.Dropout1d, nn.Dropout2d, nn.AlphaDropout)
_ENCODERS = (nn.Transformer, nn.TransformerEncoder, nn.TransformerDecoder)
_ENCODERS += (nn.TransformerEncoderLayer, nn.TransformerDecoderLayer, nn.ModuleList)

_MODULES: dict[Any, Callable[..., nn.Module]] = {
    functional.relu: lambda inplace=False: nn.ReLU(),
    functional.leaky_relu: lambda negative_slope=0.01, inplace=False: nn.LeakyReLU(negative_slope),
    functional.gelu: nn.GELU,
    functional.softplus: nn.Softplus,
    functional.avg_pool1d: nn.AvgPool1d,
    functional.avg_pool2d: nn.AvgPool2d,
    functional.adaptive_avg_pool1d: nn.AdaptiveAvgPool1d,
    functional.adaptive_avg_pool2d: nn.AdaptiveAvgPool2d,
    functional.max_pool1d: lambda *args, ceil_mode=False, return_indices=False, **kwargs: nn.MaxPool1d(
        *args, return_indices=return_indices, ceil_mode=ceil_mode, **kwargs
    ),
    functional.max_pool2d: lambda *args, ceil_mode=False, return_indices=False, **kwargs: nn.MaxPool2d(
        *args, return_indices=return_indices, ceil_mode=ceil_mode, **kwargs
    ),
    functional.dropout: lambda p=0.5, training=True, inplace=False: nn.Identity() if not training else nn.Dropout(p),
    torch.flatten: lambda start_dim=0, end_dim=-1: nn.Flatten(start_dim, end_dim),
}
"""Functions of one tensor by the module that does the same; further arguments are those of the module."""
_MODULES |= dict.fromkeys((torch.relu, torch.relu_, functional.relu_, "relu", "relu_"), _MODULES[functional.relu])
_MODULES |= {name: lambda: nn.Tanh() for name in (torch.tanh, functional.tanh, "tanh", "tanh_")}
_MODULES |= {name: lambda: nn.Sigmoid() for name in (torch.sigmoid, functional.sigmoid, "sigmoid", "sigmoid_")}
_MODULES |= {name: lambda *args, **kwargs: nn.Identity() for name in ("contiguous", "clone", "detach")}
_MODULES["flatten"] = _MODULES[torch.flatten]

_SIZES = ("size", "dim", getattr)
_SUMS = (operator.add, operator.iadd, torch.add, "add", "add_")
_SHAPES = ("view", "reshape", torch.reshape, "squeeze", torch.squeeze)
_MEANS = ("mean", torch.mean)
_IN_PLACE = (operator.iadd, torch.relu_, functional.relu_)


@dataclass(frozen=True)
class Place:
    """Where a tensor of the forward pass is found: behind a layer, and whether nothing else reads it there."""

    layer: str
    alone: bool


class Reader(fx.Interpreter):
    """Runs the forward pass of a model and keeps the layers that it meets.

    Parameters
    ----------
    model : nn.Module
    in_shape : tuple of int, optional
        Shape of one input; a first linear layer knows its own.

    Attributes
    ----------
    norms : dict from layer name to module name
        The batch normalisation that was folded into a layer.
    """

    def __init__(self, model: nn.Module, in_shape: tuple[int, ...] | None) -> None:
        super().__init__(_followed(model))
        self.extra_traceback = False
        self.layers: dict[str, Any] = {}
        self.reads: dict[str, tuple[str, ...]] = {}
        self.places: dict[fx.Node, Place] = {}
        self.norms: dict[str, str] = {}
        self.seen: set[int] = set()
        self.in_shape = _in_shape(self, in_shape)
        kind = next((p for p in model.parameters() if p.is_floating_point()), torch.zeros(0))
        try:
            with torch.no_grad():
                super().run(torch.zeros(2, *self.in_shape, dtype=kind.dtype, device=kind.device))
        except (RuntimeError, IndexError) as error:
            reason = str(error).splitlines()[0]
            raise InputError(
                f"in_shape={self.in_shape!r}, expected the shape of one input of the model: {reason}"
            ) from None

    def network(self) -> Network:
        """Return what was read."""
        if not self.layers:
            raise UnsupportedLayerError("the model has no layer, expected at least one")
        before = dict(zip(self.layers, [INPUT, *self.layers], strict=False))
        return Network(
            tuple(self.layers.values()), {name: read for name, read in self.reads.items() if read != (before[name],)}
        )

    def run_node(self, n: fx.Node) -> Any:
        """Run one operation, and find the place of what it returns."""
        sources = [node for node in n.all_input_nodes if node in self.places]
        if n.op == "placeholder":
            self._put(n, INPUT)
        elif n.op == "output":
            return self._output(n)
        elif n.op == "call_module" and sources:
            return self._module(n, self.fetch_attr(str(n.target)), str(n.target))
        elif sources:
            return self._function(n, sources)
        return super().run_node(n)

    def _put(self, n: fx.Node, layer: str, below: Place | None = None) -> None:
        """Say behind which layer the result of an operation is found; `below` is where its input was."""
        read_once = sum(user.target not in _SIZES for user in n.users) == 1
        others = below is not None and layer == below.layer and not below.alone
        self.places[n] = Place(layer, read_once and not others)

    def _output(self, n: fx.Node) -> Any:
        result = n.args[0]
        if not isinstance(result, fx.Node) or result not in self.places:
            raise UnsupportedLayerError(
                "the model gives out something else than one tensor, expected its outputs alone"
            )
        if self.places[result].layer != list(self.layers or [INPUT])[-1]:
            raise UnsupportedLayerError("the outputs of the model are not those of its last layer")
        return None

    def _module(self, n: fx.Node, module: nn.Module, name: str) -> Any:
        """Read one module, or one function as a module, applied to one tensor.

        Normalisation and dropout do not run: they might change the model, and not the size of the tensor.
        """
        if len(n.all_input_nodes) != 1:
            raise unsupported(*_deepest(name, module), "expected modules of one tensor")
        below = self.places[n.all_input_nodes[0]]
        before = self.layers.get(below.layer)
        if getattr(module, "inplace", False) and not below.alone:
            raise unsupported(name, module, "it changes what others read")
        value = self.env[n.all_input_nodes[0]]
        result, layer, kind = value, below.layer, type(module)
        if kind in ACTIVATIONS and kind is not nn.Identity:
            layer = self._activated(n, below, read_activation(name, module))
            result = super().run_node(n)
        elif kind in BATCH_NORMS:
            self.layers[below.layer] = folded(name, module, before if below.alone else None)
            self.norms[below.layer] = name
        elif kind is not nn.Identity and kind not in _DROPOUTS:
            if any(True for _ in module.parameters()) and id(module) in self.seen:
                raise unsupported(name, module, "expected each layer once, and this one occurs before")
            self.seen.add(id(module))
            layer = self._new(name if name not in self.layers else n.name, [below])
            deep, inner = _deepest(name, module)
            self.layers[layer] = read_layer(deep if inner is not module else layer, inner, tuple(value.shape[1:]))
            result = super().run_node(n)
            if not isinstance(result, torch.Tensor) or tuple(result.shape[1:]) != self.layers[layer].out_shape:
                raise unsupported(name, module, f"expected inputs of one axis less than {tuple(value.shape)}")
        self._put(n, layer, below)
        return result

    def _function(self, n: fx.Node, sources: list[fx.Node]) -> Any:
        """Read a function or a method of tensors."""
        args, kwargs = self.fetch_args_kwargs_from_env(n)
        what = f"cannot convert {n.name!r}, {getattr(n.target, '__name__', n.target)}"
        below, shape = self.places[sources[0]], tuple(self.env[sources[0]].shape[1:])
        if (n.target in _IN_PLACE or str(n.target).endswith("_") or kwargs.get("inplace")) and not below.alone:
            raise UnsupportedLayerError(f"{what}: it changes what others read")
        try:
            if n.target in _MODULES:
                module = _MODULES[n.target](*args[1:], **kwargs)
                if type(module) is nn.Dropout:
                    raise UnsupportedLayerError(f"{what}: expected training=self.training, or no dropout at all")
                return self._module(n, module, n.name)
            result = super().run_node(n)
            if not isinstance(result, torch.Tensor):  # a size
                return result
            layer = _read(n, len(sources), result, *args, **kwargs)
        except TypeError:  # arguments that the module does not know
            layer = None
        if layer is None:
            raise UnsupportedLayerError(
                f"{what}: expected sums, activations, pooling, flatten, or a shortcut of every other cell with "
                "channels of zeros"
            )
        if isinstance(layer, Flatten) and len(shape) == 1:
            self._put(n, below.layer, below)
            return result
        place = self._new(n.name, [self.places[node] for node in sources])
        self.layers[place] = layer
        if isinstance(layer, AveragePool) and result.ndim == 2:
            flat = f"{n.name}.flat"
            self.layers[flat], self.reads[flat] = Flatten(flat, layer.out_shape), (place,)
            place = flat
        self._put(n, place)
        return result

    def _new(self, name: str, below: list[Place]) -> str:
        self.reads[name] = tuple(place.layer for place in below)
        return name

    def _activated(self, n: fx.Node, below: Place, activation: Activation) -> str:
        """Give the layer below its activation, or hand its outputs through a layer that has one."""
        before = self.layers.get(below.layer)
        if before is not None and below.alone and before.activation.name == "identity":
            self.layers[below.layer] = replace(before, activation=activation)
            return below.layer
        shape = self.in_shape if before is None else before.out_shape
        name = self._new(n.name, [below])
        self.layers[name] = Add(name, shape, activation)
        return name


def _read(n: fx.Node, summands: int, result: torch.Tensor, x: torch.Tensor, *args: Any, **kwargs: Any) -> Any:
    """Return the layer that a function of tensors is, or None."""
    shape = tuple(x.shape[1:])
    if n.target in _SUMS:
        same = summands == 2 and args and args[0].shape == x.shape and kwargs.get("alpha", 1) == 1
        return Add(n.name, shape) if same else None
    if n.target in _SHAPES:
        return Flatten(n.name, shape) if tuple(result.shape[1:]) == (prod(shape),) else None
    if n.target in _MEANS:
        over = kwargs.get("dim", args[0] if args else None)
        over = {axis % x.ndim for axis in ([over] if isinstance(over, int) else over or range(x.ndim))}
        return AveragePool.whole(n.name, shape) if len(shape) > 1 and over == set(range(2, x.ndim)) else None
    if n.target is operator.getitem:
        return _subsampled(n.name, x, *args)
    return _padded(n.name, shape, *args, **kwargs) if n.target is functional.pad else None


def _followed(model: nn.Module) -> fx.GraphModule:
    modes = {module: module.training for module in model.modules()}
    try:
        traced = fx.symbolic_trace(model.eval())
    except Exception as error:  # whatever the forward pass of a stranger raises
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise UnsupportedLayerError(
            f"cannot follow the forward pass of {type(model).__name__}, expected one without branches on data: {reason}"
        ) from None
    finally:
        for module, mode in modes.items():
            module.training = mode
    traced.graph.eliminate_dead_code()
    if sum(node.op == "placeholder" for node in traced.graph.nodes) != 1:
        raise UnsupportedLayerError(f"{type(model).__name__} takes several inputs, expected one tensor")
    return traced


def _in_shape(reader: Reader, given: tuple[int, ...] | None) -> tuple[int, ...]:
    graph: Any = reader.graph
    (start,) = (node for node in graph.nodes if node.op == "placeholder")
    first = next((str(node.target) for node in start.users if node.op == "call_module"), None)
    module = None if first is None else reader.fetch_attr(first)
    known = (module.in_features,) if isinstance(module, nn.Linear) else None
    if given is None and known is None:
        name = "the model does not tell it" if first is None else f"layer {first!r} does not tell it"
        raise InputError(f"in_shape is missing, expected the shape of one input: {name}")
    if given is not None and known is not None and tuple(given) != known:
        raise InputError(f"in_shape={given!r}, but the first layer takes {known}")
    return tuple(given or known or ())


def _deepest(name: str, module: Any) -> tuple[str, Any]:
    """Return the first layer inside a module that only holds others."""
    while type(module) in _ENCODERS:
        inner, module = next(iter(module.named_children()))
        name = f"{name}.{inner}"
    return name, module


def _subsampled(name: str, x: torch.Tensor, index: Any) -> Subsample | None:
    """Read x[:, :, ::s, ::s]."""
    index = index if isinstance(index, tuple) else (index,)
    steps = [part.step or 1 for part in index if isinstance(part, slice) and (part.start or 0) == 0]
    whole = all(isinstance(part, slice) and part.stop in (None, n) for part, n in zip(index, x.shape))  # noqa: B905
    if x.ndim < 3 or not whole or len(steps) != len(index) or any(step != 1 for step in steps[:2]):
        return None
    return Subsample(name, tuple(x.shape[1:]), tuple(steps[2:] + [1] * (x.ndim - len(steps)))[: x.ndim - 2])


def _padded(name: str, shape: tuple[int, ...], pad: Any, mode: str = "constant", value: Any = None) -> Subsample | None:
    """Read channels of zeros before and after."""
    cells = 2 * (len(shape) - 1)
    pad = [*pad, *[0] * (cells + 2 - len(pad))]
    if len(shape) < 2 or mode != "constant" or value or any(pad[:cells]) or any(pad[cells + 2 :]) or min(pad) < 0:
        return None
    return Subsample(name, shape, 1, pad[cells], pad[cells + 1])
