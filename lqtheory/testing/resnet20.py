"""A trained ResNet-20 for CIFAR-10 (He et al. 2016) as a `Network`: the real residual network of tests and commands."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file

from lqtheory.errors import InputError
from lqtheory.networks import (
    Activation,
    Add,
    AveragePool,
    Convolution,
    Dense,
    Flatten,
    Layer,
    Network,
    Subsample,
    fold_batch_norm,
)

MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Of the channels, by which the inputs are normalised after a division by 255."""
_RELU = Activation("relu")
_SHAPE, _STAGES, _BLOCKS = (3, 32, 32), (16, 32, 64), 3


def resnet20(path: str | os.PathLike[str]) -> Network:
    """Read the weights of a ResNet-20 and fold its batch normalisation.

    The shortcuts have no parameters (option A): every other cell, and channels of zeros on both sides.

    Parameters
    ----------
    path : path
        A safetensors file with the keys `conv1.weight`, `bn1.*`, `layer{1,2,3}.{0,1,2}.{conv1,bn1,conv2,bn2}.*` and
        `linear.*` of the usual PyTorch implementation.

    Returns
    -------
    Network
        Its convolutions are named as in the file; it takes images (n, 3, 32, 32).

    Raises
    ------
    InputError
        If the file cannot be read or lacks a tensor.
    """
    try:
        stored = load_file(path)
        layers, reads = [_convolution(stored, "conv1", "bn1", _SHAPE, 1, _RELU)], {}
        for stage, channels in enumerate(_STAGES, start=1):
            for block in range(_BLOCKS):
                stride = 2 if stage > 1 and block == 0 else 1
                added, read = _block(stored, f"layer{stage}.{block}", layers[-1], channels, stride)
                layers, reads = [*layers, *added], reads | read
        head = Dense("linear", stored["linear.weight"], stored["linear.bias"])
    except (OSError, SafetensorError) as error:
        raise InputError(f"cannot read {path} as safetensors: {str(error).splitlines()[0]}") from None
    except KeyError as error:
        raise InputError(f"{path} has no tensor {error}, expected the keys of a ResNet-20") from None
    shape = layers[-1].out_shape
    return Network((*layers, AveragePool.whole("mean", shape), Flatten("flat", (shape[0], 1, 1)), head), reads)


def normalised(images: np.ndarray) -> np.ndarray:
    """Inputs of the network, (n, 3, 32, 32), from images of bytes, (n, 32, 32, 3)."""
    return np.moveaxis((images / 255 - MEAN) / DEVIATION, -1, 1)


def _block(
    stored: Mapping[str, np.ndarray], name: str, below: Layer, channels: int, stride: int
) -> tuple[list[Layer], dict[str, tuple[str, ...]]]:
    """Two convolutions, and the sum of what they make of the layer below and that layer itself."""
    first = _convolution(stored, f"{name}.conv1", f"{name}.bn1", below.out_shape, stride, _RELU)
    second = _convolution(stored, f"{name}.conv2", f"{name}.bn2", first.out_shape, 1, Activation("identity"))
    total = Add(f"{name}.sum", second.out_shape, _RELU)
    if stride == 1:
        return [first, second, total], {total.name: (second.name, below.name)}
    zeros = (channels - below.out_shape[0]) // 2
    shortcut = Subsample(f"{name}.shortcut", below.out_shape, stride, zeros, zeros)
    reads = {shortcut.name: (below.name,), total.name: (second.name, shortcut.name)}
    return [first, second, shortcut, total], reads


def _convolution(
    stored: Mapping[str, np.ndarray],
    name: str,
    norm: str,
    in_shape: tuple[int, ...],
    stride: int,
    activation: Activation,
) -> Convolution:
    weight = stored[f"{name}.weight"]
    plain = Convolution(name, weight, np.zeros(len(weight)), in_shape, stride, padding=1)
    parts = (stored[f"{norm}.{part}"] for part in ("weight", "bias", "running_mean", "running_var"))
    return replace(fold_batch_norm(plain, *parts), activation=activation)
