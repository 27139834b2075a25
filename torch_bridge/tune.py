"""Training of networks as they are: from initial weights, or of what a pruner left, masks and ranks kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
import torch
from threadpoolctl import threadpool_limits
from torch import nn
from torch.nn.utils import parametrize

from lqtheory import Network
from torch_bridge.convert import to_torch
from torch_bridge.data import Samples

Penalty = Callable[[nn.Module], torch.Tensor]


class Budget(NamedTuple):
    """How long is trained: Adam, `steps` batches of `batch` samples, `checks` looks at the validation samples."""

    steps: int
    batch: int
    rate: float
    checks: int = 1


class LowRank(nn.Module):
    """A weight as the product of two factors; the left one may be fixed."""

    def __init__(self, rank: int, left: np.ndarray | None = None) -> None:
        super().__init__()
        self.rank = rank
        self.register_buffer("left", None if left is None else torch.tensor(left, dtype=torch.float32))

    def forward(self, *factors: torch.Tensor) -> torch.Tensor:
        """Multiply the factors; the shape of a kernel is that of the right one."""
        *left, right = factors
        product = (left[0] if left else self.left) @ right.flatten(1)
        return product.reshape(len(product), *right.shape[1:])

    def right_inverse(self, weight: torch.Tensor) -> Any:
        """Factor a weight of that rank."""
        shape, matrix = weight.shape[1:], weight.flatten(1).double()
        if self.left is not None:
            solved = torch.linalg.lstsq(self.left.double(), matrix).solution
            return (solved.to(weight.dtype).reshape(-1, *shape),)
        left, sizes, right = torch.linalg.svd(matrix, full_matrices=False)
        root = sizes[: self.rank].sqrt()
        factors = left[:, : self.rank] * root, (root[:, None] * right[: self.rank]).reshape(-1, *shape)
        return tuple(factor.to(weight.dtype) for factor in factors)


@contextmanager
def reproducible(seed: int) -> Iterator[None]:
    """Draw from a seed, and add in one order: one thread. What torch had before comes back."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with torch.random.fork_rng(devices=[]), threadpool_limits(1):
            torch.manual_seed(seed)
            yield
    finally:
        torch.set_num_threads(threads)


def tune(
    network: Network,
    samples: Samples,
    validation: Samples,
    budget: Budget,
    *,
    factors: Mapping[str, LowRank] | None = None,
    penalty: Penalty | None = None,
) -> Network:
    """Train a network on: weights that are 0 stay 0, and of all checks the best on the validation samples is kept.

    Without validation samples the last check is. Labels of integers mean cross-entropy, others squared error. Draws
    from torch's generator: see `reproducible`.

    Parameters
    ----------
    network : Network
    samples, validation : Samples
    budget : Budget
    factors : mapping from layer name to LowRank, optional
        Weights that stay products of factors.
    penalty : callable, optional
        What of the model is added to the loss.

    Returns
    -------
    Network
        Of float32 numbers.
    """
    model = to_torch(network).float()
    for name, form in (factors or {}).items():
        parametrize.register_parametrization(model.get_submodule(name), "weight", form)
    masks = [] if factors else [(p, p != 0) for p in model.parameters() if p.ndim > 1]
    parameters = [p for p in model.parameters() if p.requires_grad]
    adam = torch.optim.Adam(parameters, lr=budget.rate)
    x, y = _tensors(network, samples)
    best, found = score(network, validation), _state(model)
    # The marks are the last steps before each check.
    marks = {round(budget.steps * (check + 1) / budget.checks) for check in range(budget.checks)}
    for step, rows in enumerate(_batches(len(x), budget), start=1):
        adam.zero_grad()
        out = model(x[rows])
        value = nn.functional.cross_entropy(out, y[rows]) if y.ndim == 1 else nn.functional.mse_loss(out, y[rows])
        (value + penalty(model) if penalty else value).backward()
        adam.step()
        with torch.no_grad():
            for p, mask in masks:
                p.mul_(mask)
        if step in marks:
            reached = score(_read(model, network), validation)
            if reached >= best or not len(validation.y):
                best, found = reached, _state(model)
    model.load_state_dict(found)
    return _read(model, network)


def answers(network: Network, x: np.ndarray) -> np.ndarray:
    """Outputs in float32, by torch: (n, features) -> (n, outputs)."""
    model, inputs = to_torch(network).float(), torch.from_numpy(x.astype(np.float32)).reshape(-1, *network.in_shape)
    rows = 100 if inputs.ndim > 2 else 5000  # few images at once stay in the cache
    with torch.no_grad():
        return torch.cat([model(part) for part in inputs.split(rows)]).double().numpy()


def score(network: Network, samples: Samples) -> float:
    """Accuracy; of a regression the share of the variance that is explained, R²; NaN without samples."""
    return scored(answers(network, samples.x), samples.y) if len(samples.y) else float("nan")


def scored(outputs: np.ndarray, y: np.ndarray, top: int = 1) -> float:
    """Share of the rows whose label is among the `top` largest outputs; of a regression R²."""
    if y.ndim > 1:
        return float(1 - np.mean(np.sum((outputs - y) ** 2, axis=1)) / np.sum(np.var(y, axis=0)))
    largest = np.argsort(-outputs, axis=1, kind="stable")[:, :top]
    return float(np.mean((largest == y[:, None]).any(axis=1)))


def _tensors(network: Network, samples: Samples) -> tuple[torch.Tensor, torch.Tensor]:
    x = torch.from_numpy(samples.x.astype(np.float32)).reshape(-1, *network.in_shape)
    return x, torch.from_numpy(samples.y if samples.y.ndim == 1 else samples.y.astype(np.float32))


def _batches(n: int, budget: Budget) -> Iterator[torch.Tensor]:
    """Yield the row numbers of each step: permutation after permutation."""
    rows = torch.empty(0, dtype=torch.int64)
    for _ in range(budget.steps):
        if len(rows) < min(budget.batch, n):
            rows = torch.randperm(n)
        yield rows[: budget.batch]
        rows = rows[budget.batch :]


def _state(model: nn.Module) -> dict[str, torch.Tensor]:
    return {name: tensor.clone() for name, tensor in model.state_dict().items()}


def _read(model: nn.Module, network: Network) -> Network:
    """Return the network with the model's weights."""
    modules: dict[str, Any] = {layer.name: model.get_submodule(layer.name) for layer in network.prunable}
    arrays = {
        part: {f"{name}.{part}": getattr(m, part).detach().numpy() for name, m in modules.items()}
        for part in ("weight", "bias")
    }
    return network.with_weights(arrays["weight"], arrays["bias"])
