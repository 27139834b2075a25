"""Seeded training of small classifiers: the networks that the comparison prunes."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn

from torch_bridge.data import Samples
from torch_bridge.models import mlp

L1 = 1e-4
"""The penalty on the sum of |W| over all weights (not biases) that makes the network `mlp-l1`."""


@dataclass(frozen=True)
class Recipe:
    """How a network is trained: Adam with a fixed rate, cross-entropy, a fixed number of epochs.

    `hidden` are the widths of the ReLU layers, `epochs` and `batch` are counts, `rate` is Adam's step.
    """

    hidden: tuple[int, ...] = (300, 100)
    epochs: int = 60
    batch: int = 64
    rate: float = 1e-3


def recipe(features: int) -> Recipe:
    """Return the protocol for inputs of this many features: LeNet-300-100 for 784 pixels, else that of digits.

    Source: theory C7 (8 epochs, batch 128) and C8 (60 epochs, batch 64).
    """
    return Recipe(epochs=8, batch=128) if features == 784 else Recipe()


def train(samples: Samples, classes: int, seed: int, l1: float = 0.0, how: Recipe | None = None) -> nn.Sequential:
    """Train a multilayer perceptron; the same seed gives the same weights, bit for bit.

    Parameters
    ----------
    samples : Samples
        Training inputs (n, features) float32 and labels (n,) int64.
    classes : int
        The number of outputs.
    seed : int
        It draws the initial weights and the order of the samples; torch's global generator is left as it was.
    l1 : float
        Weight of the penalty sum |W| in the loss.
    how : Recipe, optional
        Default: `recipe(features)`.

    Returns
    -------
    nn.Sequential
        In evaluation mode, float32, on the CPU.
    """
    how = how or recipe(samples.x.shape[1])
    x, y = torch.from_numpy(samples.x), torch.from_numpy(samples.y)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # sums are then added in one order on every machine; small layers gain nothing by more
    try:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            model = mlp([x.shape[1], *how.hidden, classes])
            _fit(model, x, y, l1, how)
    finally:
        torch.set_num_threads(threads)
    return model.eval()


def _fit(model: nn.Sequential, x: torch.Tensor, y: torch.Tensor, l1: float, how: Recipe) -> None:
    """Run the epochs, each over a new permutation of the samples."""
    weights = [p for name, p in model.named_parameters() if name.endswith("weight")]
    adam = torch.optim.Adam(model.parameters(), lr=how.rate)
    for _ in range(how.epochs):
        for rows in torch.randperm(len(x)).split(how.batch):
            loss = nn.functional.cross_entropy(model(x[rows]), y[rows])
            if l1:
                loss = loss + l1 * torch.stack([w.abs().sum() for w in weights]).sum()
            adam.zero_grad()
            loss.backward()
            adam.step()
