"""Every pruner of the comparison keeps what it was asked for, and each is what it is named after."""

import numpy as np
import pytest
import torch

from lqtheory.compress import METHODS, Pruner, without_dead_units
from lqtheory.compress.bits import as_rows
from torch_bridge.cells import cost
from torch_bridge.competitors import COMPETITORS, Task, group_lasso
from torch_bridge.convert import to_network, to_torch
from torch_bridge.data import Samples
from torch_bridge.models import mlp
from torch_bridge.tune import Budget, reproducible, score, tune

KEEPS = (1 / 2, 1 / 4, 1 / 8)
MASKS = [name for name in METHODS if name not in ("adaptive-path", "adaptive-joint")]


def convolutional():
    return torch.nn.Sequential(
        torch.nn.Conv2d(1, 6, 3), torch.nn.ReLU(), torch.nn.MaxPool2d(2), torch.nn.Flatten(), torch.nn.Linear(54, 3)
    )


def task(build, in_shape, seed=0, n=120):
    rng = np.random.default_rng(seed)
    y = np.arange(n) % 3
    x = rng.normal(size=(3, *in_shape))[y] + rng.normal(size=(n, *in_shape))
    samples = Samples(x.reshape(n, -1), y)
    with reproducible(seed):
        start = to_network(build().eval(), in_shape)

    def train(penalty):
        with reproducible(seed):
            nothing = samples.take(slice(0))
            return tune(start, samples, nothing, Budget(200, 40, 1e-2), penalty=penalty)

    return Task(train(None), samples, seed, start, train)


@pytest.fixture(scope="module", params=["dense", "convolutional"])
def problem(request):
    if request.param == "dense":
        return task(lambda: mlp((16, 24, 12, 3)), (16,))
    return task(convolutional, (1, 8, 8))


def kept(network):
    return sum(int((w != 0).sum()) for w in network.weights.values())


@pytest.mark.parametrize("name", [*MASKS, "torch-global", "torch-layer", "snip", "lottery-ticket"])
def test_masks_keep_the_share_that_was_asked(problem, name):
    at = COMPETITORS[name].begin(problem)
    for keep in KEEPS:
        candidate = at(keep)
        # A share of each neuron is rounded neuron by neuron, and each keeps a weight.
        slack = 0.07 if METHODS.get(name) and METHODS[name].scope == "neuron" else 0.01
        assert candidate.share == pytest.approx(keep, abs=slack)
        assert kept(candidate.network) <= candidate.share * problem.network.total + 1e-9


@pytest.mark.parametrize(("theirs", "ours"), [("torch-global", "magnitude-global"), ("torch-layer", "magnitude-layer")])
def test_pytorch_prunes_mask_for_mask_as_we_do(problem, theirs, ours):
    at, pruner = COMPETITORS[theirs].begin(problem), Pruner(problem.network, problem.calibration.x, method=ours)
    for keep in KEEPS:
        masks = pruner.at(keep)[1]
        for name, weight in at(keep).network.weights.items():
            assert np.array_equal(weight, np.where(masks[name], problem.network.weights[name], 0.0))


@pytest.mark.parametrize("name", ["filter-l2", "ssl", "adaptive-units"])
def test_structured_pruners_leave_a_smaller_network(problem, name):
    candidate = COMPETITORS[name].begin(problem)(1 / 2)
    assert candidate.share <= 1 / 2
    smaller = without_dead_units(candidate.network)
    np.testing.assert_allclose(
        smaller(problem.calibration.x), candidate.network(problem.calibration.x), rtol=1e-9, atol=1e-9
    )
    assert smaller.total < 0.6 * problem.network.total


def test_units_are_merged_until_the_share_is_reached():
    problem = task(lambda: mlp((16, 24, 12, 3)), (16,))
    at = COMPETITORS["srinivas-babu"].begin(problem)
    shares = [at(keep).share for keep in KEEPS]
    assert all(share <= keep for share, keep in zip(shares, KEEPS, strict=True))
    assert shares[0] > 0.4


def test_two_of_any_four_inputs_are_kept_and_there_is_no_other_share(problem):
    at = COMPETITORS["wanda-2:4"].begin(problem)
    assert at(1 / 4) is None
    for weight in at(1 / 2).network.weights.values():
        rows = as_rows(weight)
        whole = rows[:, : rows.shape[1] // 4 * 4].reshape(len(rows), -1, 4)
        assert ((whole != 0).sum(axis=2) == 2).all()


def test_snip_is_the_weight_times_its_gradient(problem):
    model = to_torch(problem.network).double()
    x = torch.tensor(problem.calibration.x).reshape(-1, *problem.network.in_shape)
    torch.nn.functional.cross_entropy(model(x), torch.tensor(problem.calibration.y)).backward()
    network = COMPETITORS["snip"].begin(problem)(1 / 4).network
    scores = {
        name: (model.get_parameter(name).grad * model.get_parameter(name)).detach().abs() for name in network.weights
    }
    least = min(float(scores[name][torch.tensor(w != 0)].min()) for name, w in network.weights.items() if w.any())
    most = max(float(scores[name][torch.tensor(w == 0)].max()) for name, w in network.weights.items())
    assert least >= most * (1 - 1e-9)


def test_low_rank_stores_the_numbers_that_it_says_and_keeps_its_rank_in_training(problem):
    for name in ("svd", "denil"):
        candidate = COMPETITORS[name].begin(problem)(1 / 2)
        assert 0.3 < candidate.share <= 1 / 2
        with reproducible(0):
            nothing = problem.calibration.take(slice(0))
            tuned = tune(
                candidate.network, problem.calibration, nothing, Budget(50, 40, 1e-2), factors=candidate.factors
            )
        for layer in tuned.prunable:
            rank = candidate.factors[layer.name].rank
            sizes = np.linalg.svd(as_rows(layer.weight), compute_uv=False)
            assert (sizes[rank:] < 1e-4 * sizes[0]).all()
            assert not np.array_equal(layer.weight, candidate.network.weights[f"{layer.name}.weight"])


def test_codes_take_the_share_of_bits_that_was_asked(problem):
    at = COMPETITORS["quantisation"].begin(problem)
    assert at(1 / 3) is None
    errors = [
        np.abs(at(keep).network(problem.calibration.x) - problem.network(problem.calibration.x)).max() for keep in KEEPS
    ]
    assert errors[0] < errors[1] < errors[2]
    assert not at(1 / 4).tunable


def test_training_keeps_zeros_and_takes_the_best_of_the_checks(problem):
    candidate = COMPETITORS["magnitude-global"].begin(problem)(1 / 8)
    before = score(candidate.network, problem.calibration)
    with reproducible(0):
        tuned = tune(candidate.network, problem.calibration, problem.calibration, Budget(100, 40, 1e-2, checks=4))
    assert score(tuned, problem.calibration) > before
    assert kept(tuned) <= kept(candidate.network)
    with reproducible(0):  # steps so long that all checks are worse: the beginning stays
        wild = tune(problem.network, problem.calibration, problem.calibration, Budget(20, 40, 1e3, checks=2))
    assert score(wild, problem.calibration) >= score(problem.network, problem.calibration)


def test_a_lottery_ticket_is_trained_from_where_the_dense_network_began(problem):
    candidate = COMPETITORS["lottery-ticket"].begin(problem)(1 / 4)
    for name, weight in candidate.start.weights.items():
        assert np.array_equal(weight, np.where(candidate.network.weights[name] != 0, problem.start.weights[name], 0.0))


def test_the_group_lasso_makes_rows_small(problem, monkeypatch):
    monkeypatch.setattr("torch_bridge.competitors.GROUP_LASSO", 1e-2)
    network = group_lasso(problem)(0.999).network
    first = next(iter(network.weights))
    norms, plain = (np.linalg.norm(as_rows(n.weights[first]), axis=1) for n in (network, problem.network))
    assert norms.min() / norms.max() < 0.5 * plain.min() / plain.max()


def test_numbers_and_products_are_counted():
    problem = task(convolutional, (1, 8, 8))
    at = COMPETITORS["magnitude-global"].begin(problem)
    parameters, products = cost(at(1.0))
    assert parameters == 6 * 9 + 6 + 54 * 3 + 3
    assert products == 36 * 6 * 9 + 54 * 3
    assert cost(at(1 / 2))[0] < parameters
    svd = COMPETITORS["svd"].begin(problem)(1 / 2)
    ranks = [svd.factors[layer.name].rank for layer in problem.network.prunable]
    assert cost(svd) == (ranks[0] * 15 + ranks[1] * 57 + 9, ranks[0] * 15 * 36 + ranks[1] * 57)
