"""Every pruner of the comparison behind one interface: a task in, and a function from the kept share to a candidate.

A new one is one function and a line in `COMPETITORS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn.utils import prune as torch_prune

from lqtheory import Network
from lqtheory.compress import METHODS, Merger, Pruner, quantise
from lqtheory.compress.bits import as_rows
from lqtheory.compress.families import FAMILIES
from lqtheory.compress.groups import group_norms
from lqtheory.compress.lowrank import break_even_rank, gaussian, truncated
from lqtheory.compress.search import smallest
from lqtheory.compress.selection import count, select, top_of_blocks
from lqtheory.compress.units import hidden, unit_read
from torch_bridge.convert import to_torch
from torch_bridge.data import Samples
from torch_bridge.tune import LowRank, Penalty


@dataclass(frozen=True)
class Task:
    """What a pruner may know: the dense network, calibration samples with labels, and how it was trained."""

    network: Network
    calibration: Samples
    seed: int
    start: Network
    """The network before training; the same as the dense one where that was given."""
    train: Callable[[Penalty], Network] | None
    """Trains `start` anew with a penalty; None where that cannot be done."""


class Candidate(NamedTuple):
    """A pruned network, and what of it must be stored."""

    network: Network
    share: float
    """Numbers kept of all weights; of codes the share of 32 bits each."""
    start: Network | None = None
    """Where training goes on, if not at `network`."""
    factors: Mapping[str, LowRank] = {}
    """Weights that are stored as factors."""
    tunable: bool = True
    """Whether training it on leaves it in its form."""


At = Callable[[float], Candidate | None]
"""A kept share to a candidate; None where the form has no such share."""


class Competitor(NamedTuple):
    """A pruner: how it begins, and the paper that it is from."""

    begin: Callable[[Task], At]
    source: str
    needs_training: bool = False


def _masked(network: Network, masks: Mapping[str, np.ndarray]) -> Candidate:
    kept = sum(int(mask.sum()) for mask in masks.values()) / network.total
    weights = {name: np.where(masks[name], w, 0.0) for name, w in network.weights.items()}
    return Candidate(network.with_weights(weights), kept)


def _method(name: str, task: Task) -> At:
    pruner = Pruner(task.network, task.calibration.x, method=name, seed=task.seed)

    def at(keep: float) -> Candidate:
        network, masks = pruner.at(keep)
        return Candidate(network, sum(int(mask.sum()) for mask in masks.values()) / task.network.total)

    return at


def snip(task: Task) -> At:
    """|w ∂L/∂w| over the whole network, L the cross-entropy; of a regression the squared error."""
    model: Any = to_torch(task.network).double()
    x = torch.from_numpy(task.calibration.x).double().reshape(-1, *task.network.in_shape)
    y = torch.from_numpy(task.calibration.y)
    for rows in torch.arange(len(x)).split(500):
        out, wanted = model(x[rows]), y[rows]
        loss: Any = nn.functional.cross_entropy if y.ndim == 1 else nn.functional.mse_loss
        (loss(out, wanted, reduction="sum") / len(x)).backward()
    weights = task.network.weights
    scores = {name: np.abs(model.get_parameter(name).grad.numpy() * w) for name, w in weights.items()}
    return lambda keep: _masked(task.network, select(scores, weights, keep, "global"))


def torch_global(task: Task) -> At:
    """`torch.nn.utils.prune.global_unstructured` with `L1Unstructured`."""

    def prune(modules: list[Any], keep: float) -> None:
        total, chosen = task.network.total, [(module, "weight") for module in modules]
        torch_prune.global_unstructured(chosen, torch_prune.L1Unstructured, amount=total - count(keep, total))

    return partial(_by_torch, task.network, prune)


def torch_layer(task: Task) -> At:
    """`torch.nn.utils.prune.l1_unstructured` on every layer."""

    def prune(modules: list[Any], keep: float) -> None:
        for module in modules:
            total = module.weight.numel()
            torch_prune.l1_unstructured(module, "weight", amount=total - count(keep, total))

    return partial(_by_torch, task.network, prune)


def _by_torch(network: Network, prune: Callable[[list[Any], float], None], keep: float) -> Candidate:
    """Take the masks that PyTorch makes."""
    model = to_torch(network)
    modules: dict[str, Any] = {f"{layer.name}.weight": model.get_submodule(layer.name) for layer in network.prunable}
    prune(list(modules.values()), keep)
    return _masked(network, {name: module.weight_mask.bool().numpy() for name, module in modules.items()})


def two_of_four(task: Task) -> At:
    """Wanda's scores, the two best of any four neighbouring inputs: there is one share, 1/2."""
    moments = dict(zip(task.network.weights, task.network.moments(task.calibration.x), strict=True))
    masks = {
        name: top_of_blocks(as_rows(np.abs(w) * moments[name].rms), as_rows(w), 2, 4).reshape(w.shape)
        for name, w in task.network.weights.items()
    }
    return lambda keep: _masked(task.network, masks) if keep == 0.5 else None


def lottery_ticket(task: Task) -> At:
    """Magnitude over the whole network; training begins again at the initial weights."""

    def at(keep: float) -> Candidate:
        weights = task.network.weights
        magnitudes = {name: np.abs(w) for name, w in weights.items()}
        masks = select(magnitudes, weights, keep, "global")
        return _masked(task.network, masks)._replace(start=_masked(task.start, masks).network)

    return at


def filter_norm(task: Task) -> At:
    """Drop the hidden units or filters of smallest Euclidean norm, the same share of each layer."""
    return _units(task.network)


def group_lasso(task: Task) -> At:
    """Train with λ Σ √size ‖row‖ of the hidden layers in the loss, then drop rows by their norms."""
    assert task.train is not None  # see `needs_training`
    names = list(hidden(task.network))

    def penalty(model: nn.Module) -> torch.Tensor:
        rows: list[Any] = [model.get_parameter(f"{name}.weight").flatten(1) for name in names]
        return GROUP_LASSO * torch.stack([w.shape[1] ** 0.5 * w.norm(dim=1).sum() for w in rows]).sum()

    return _units(task.train(penalty))


def _units(network: Network) -> At:
    norms = {name: group_norms(as_rows(network.weights[f"{name}.weight"])) for name in hidden(network)}

    def dropped(setting: int) -> Candidate:
        masks = {name: np.ones(w.shape, dtype=bool) for name, w in network.weights.items()}
        for name, sizes in norms.items():
            best = np.argsort(-sizes, kind="stable")[: max(1, round(len(sizes) * (1 - setting / GRADES)))]
            alive = np.isin(np.arange(len(sizes)), best)
            masks[f"{name}.weight"][~alive] = False
            for reader in hidden(network)[name].weighted:
                masks[f"{reader.name}.weight"] &= alive[unit_read(reader, len(sizes))].reshape(reader.weight.shape)
        return _masked(network, masks)

    return lambda keep: dropped(smallest(lambda setting: dropped(setting).share <= keep, GRADES))


def adaptive_units(task: Task) -> At:
    """Drop whole units by what they are worth for the outputs (theory C7), means into the biases."""
    (ladder,) = FAMILIES["groups"](task.network, task.calibration.x)
    return _cheapest(ladder.top, lambda left: ladder.at(ladder.top - left).network)


def merging(task: Task) -> At:
    """Merge the hidden units that are most alike on the calibration samples, without a factor."""
    merger = Merger(task.network, task.calibration.x, scaled=False)
    return _cheapest(len(merger.merges), lambda count: merger.at(count).network)


def _cheapest(top: int, at: Callable[[int], Network]) -> At:
    """Take as little away as the kept share allows."""

    def candidate(keep: float) -> Candidate:
        network = at(smallest(lambda setting: _share(at(setting)) <= keep, top))
        return Candidate(network, _share(network))

    return candidate


def _share(network: Network) -> float:
    return sum(int((w != 0).sum()) for w in network.weights.values()) / network.total


def svd(task: Task) -> At:
    """Truncate the singular values of every weight; stored are both factors.

    One threshold for all layers, on what a rank holds of the squares of its weight for each number that it takes.
    """
    network = task.network
    matrices = {layer.name: as_rows(layer.weight) for layer in network.prunable}
    shapes = {name: matrix.shape for name, matrix in matrices.items()}
    worth = []
    for name, matrix in matrices.items():
        squares = np.linalg.svd(matrix, compute_uv=False)[1 : break_even_rank(*matrix.shape)] ** 2
        worth += [(float(square), name) for square in squares / np.sum(matrix**2) / sum(matrix.shape)]
    worth.sort(reverse=True)

    def at(keep: float) -> Candidate:
        ranks, left = dict.fromkeys(shapes, 1), keep * network.total - sum(map(sum, shapes.values()))
        for name in (name for _, name in worth):
            if (taken := sum(shapes[name])) <= left:
                ranks[name], left = ranks[name] + 1, left - taken
        products = {name: truncated(matrices[name], rank).product for name, rank in ranks.items()}
        numbers = sum(rank * sum(shapes[name]) for name, rank in ranks.items())
        return _factored(network, products, {name: LowRank(rank) for name, rank in ranks.items()}, numbers)

    return at


def denil(task: Task) -> At:
    """Predict the rows of every weight from few, by a random dictionary that is not stored."""

    def at(keep: float) -> Candidate:
        products, factors, numbers = {}, {}, 0
        for layer in task.network.prunable:
            matrix = as_rows(layer.weight)
            rank = max(1, min(int(keep * len(matrix)), *matrix.shape))
            pair = gaussian(matrix, rank, np.random.default_rng(task.seed))
            products[layer.name], factors[layer.name] = pair.product, LowRank(rank, pair.left)
            numbers += pair.right.size
        return _factored(task.network, products, factors, numbers)

    return at


def _factored(
    network: Network, products: Mapping[str, np.ndarray], factors: Mapping[str, LowRank], numbers: int
) -> Candidate:
    weights = network.weights
    new = {f"{name}.weight": matrix.reshape(weights[f"{name}.weight"].shape) for name, matrix in products.items()}
    return Candidate(network.with_weights(new), numbers / network.total, factors=factors)


def quantisation(task: Task) -> At:
    """Round to bf16, int8, int4 and int2, at the shares of 32 bits that they take."""

    def at(keep: float) -> Candidate | None:
        code = {1 / 2: "bf16", 1 / 4: "int8", 1 / 8: "int4", 1 / 16: "int2"}.get(keep)
        return Candidate(quantise(task.network, code).network, keep, tunable=False) if code else None

    return at


GROUP_LASSO = 1e-4
"""λ of `group_lasso`."""

GRADES = 1000
"""Shares of units that are tried."""

_SOURCES = {
    "random": "control",
    "magnitude-global": "Han et al. 2015",
    "magnitude-layer": "Han et al. 2015",
    "magnitude-neuron": "Han et al. 2015",
    "effective-dimension": "Diao et al. 2023 (its index; theory A2)",
    "activation": "Sun et al. 2024 (Wanda)",
    "activation-refit": "Sun et al. 2024, with least squares (theory B4)",
    "obd": "LeCun et al. 1989",
    "sparsegpt": "Frantar & Alistarh 2023; Hassibi & Stork 1993",
}

COMPETITORS = {
    **{name: Competitor(partial(_method, name), _SOURCES.get(name, "lqtheory (theory C7)")) for name in METHODS},
    "torch-global": Competitor(torch_global, "torch.nn.utils.prune"),
    "torch-layer": Competitor(torch_layer, "torch.nn.utils.prune"),
    "snip": Competitor(snip, "Lee et al. 2019"),
    "wanda-2:4": Competitor(two_of_four, "Sun et al. 2024; Mishra et al. 2021"),
    "lottery-ticket": Competitor(lottery_ticket, "Frankle & Carbin 2019", needs_training=True),
    "filter-l2": Competitor(filter_norm, "Li et al. 2017, in ℓ2"),
    "ssl": Competitor(group_lasso, "Wen et al. 2016", needs_training=True),
    "adaptive-units": Competitor(adaptive_units, "lqtheory (theory E4)"),
    "srinivas-babu": Competitor(merging, "Srinivas & Babu 2015"),
    "svd": Competitor(svd, "Eckart & Young 1936; Denton et al. 2014"),
    "denil": Competitor(denil, "Denil et al. 2013"),
    "quantisation": Competitor(quantisation, "round to nearest"),
}
"""Every pruner of the comparison by name."""
