"""What a pruner writes loads into a fresh model, which then computes what the pruned one did."""

import copy
import json

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils import prune as torch_prune

from lqtheory import verify
from lqtheory.compress import without_dead_units
from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.files import load_masks, load_network
from torch_bridge import AdaptivePruner, LayerwisePruner, to_torch
from torch_bridge.files import load_weights

DTYPES = [torch.float32, torch.float16, torch.bfloat16]


class Residual(nn.Module):
    """Convolutions with normalisation around a sum, and between them filters that only one layer reads."""

    def __init__(self):
        super().__init__()
        self.stem, self.norm = nn.Conv2d(2, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4)
        self.body, self.inner = nn.Conv2d(4, 6, 3, padding=1, bias=False), nn.BatchNorm2d(6)
        self.last, self.outer = nn.Conv2d(6, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        x = torch.relu(self.norm(self.stem(x)))
        y = self.outer(self.last(torch.relu(self.inner(self.body(x)))))
        return self.head(torch.relu(x + y).mean((2, 3)))


class Words(nn.Module):
    """A table whose weights are those of the last layer too, and attention between."""

    def __init__(self):
        super().__init__()
        self.table, self.head = nn.Embedding(20, 8), nn.Linear(8, 20, bias=False)
        self.head.weight = self.table.weight
        self.block = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)

    def forward(self, x):
        return self.head(self.block(self.table(x)).mean(1))


def perceptron():
    return nn.Sequential(nn.Linear(6, 12), nn.ReLU(), nn.Linear(12, 8), nn.ReLU(), nn.Linear(8, 3))


def made(kind, dtype=torch.float32):
    """Return a model of that kind after a few passes in training mode, and inputs."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model, x = kind(), torch.randn(40, *((2, 6, 6) if kind is Residual else (6,)))
        model(x)
    return model.eval().to(dtype), x.to(dtype)


def of_torch(model, form, remove=False):
    """Prepare a fresh model as `torch.nn.utils.prune` does, and load."""
    names = [key.removesuffix("_mask").rpartition(".") for key in form if key.endswith("_mask")]
    for owner, _, last in names:
        torch_prune.custom_from_mask(model.get_submodule(owner), last, form[f"{owner}.{last}_mask"])
    model.load_state_dict(form, strict=True)
    for owner, _, last in names if remove else ():
        torch_prune.remove(model.get_submodule(owner), last)
    return model


def equal(one, other):
    return one.keys() == other.keys() and all(
        one[name].dtype == other[name].dtype and torch.equal(one[name], other[name]) for name in one
    )


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("kind", [perceptron, Residual])
def test_a_fresh_model_loads_what_was_saved(kind, dtype, tmp_path):
    model, x = made(kind, dtype)
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    pruner = AdaptivePruner(model, x, sparsity=0.6)
    path = pruner.save(tmp_path)
    assert equal(model.state_dict(), before)  # it was but a plan
    outputs = pruner.step().model(x)

    weights, form = (load_weights(tmp_path / f"{name}.safetensors") for name in ("weights", "prune_form"))
    masks = load_weights(tmp_path / "masks.safetensors")
    assert equal(masks, pruner.masks)
    for name in masks:
        assert not weights[name][~masks[name]].any()
    fresh = made(kind, dtype)[0]
    fresh.load_state_dict(weights, strict=True)
    assert weights.keys() == before.keys()
    assert torch.equal(fresh(x), outputs)
    assert torch.equal(of_torch(made(kind, dtype)[0], form)(x), outputs)
    assert verify(path).accepted


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("kind", [perceptron, Residual])
def test_the_smaller_model_computes_the_same(kind, dtype, tmp_path):
    model, x = made(kind, dtype)
    layer = model.last if kind is Residual else model[2]
    with torch.no_grad():
        layer.weight[:, :2] /= 1000  # so that two units below end unread
    pruner = AdaptivePruner(model, x, sparsity=0.5, method="magnitude-layer")
    pruner.save(tmp_path)
    smaller = pruner.smaller()
    sizes = [sum(p.numel() for p in module.parameters() if p.ndim > 1) for module in (smaller, model)]
    assert sizes[0] < sizes[1]
    assert {p.dtype for p in smaller.parameters()} == {dtype}
    loose = 10 * torch.finfo(dtype).eps
    torch.testing.assert_close(smaller(x), pruner.step().model(x), rtol=loose, atol=loose)
    again = to_torch(without_dead_units(load_network(tmp_path / "pruned.safetensors"))).to(dtype)
    again.load_state_dict(load_weights(tmp_path / "smaller.safetensors"), strict=True)
    assert torch.equal(again(x), smaller(x))


@pytest.mark.parametrize("kind", [perceptron, Residual])
def test_the_forms_are_the_same_at_every_stage(kind):
    model, x = made(kind)
    pruner = AdaptivePruner(model, x, sparsity=0.5)
    planned, form = copy.deepcopy(pruner.dense_state()), copy.deepcopy(pruner.prune_state())
    assert equal(pruner.step().dense_state(), planned)
    assert equal(pruner.prune_state(), form)
    assert form.keys() == model.state_dict().keys()
    assert equal(pruner.remove().dense_state(), planned)
    assert equal(model.state_dict(), planned)


@pytest.mark.parametrize("kind", [perceptron, Residual])
def test_copies_and_a_second_pruner(kind, tmp_path):
    model, x = made(kind)
    first = AdaptivePruner(model, x, sparsity=0.3).step()
    twin = copy.deepcopy(model)
    assert torch.equal(twin(x), model(x))
    second = AdaptivePruner(twin, x, sparsity=0.7)
    planned = copy.deepcopy(second.dense_state())
    second.step().save(tmp_path)
    assert equal(load_weights(tmp_path / "weights.safetensors"), planned)
    assert all((second.masks[name] <= first.masks[name]).all() for name in first.masks)
    fresh = made(kind)[0]
    fresh.load_state_dict(planned, strict=True)
    assert torch.equal(fresh(x), copy.deepcopy(twin)(x))
    assert equal(first.dense_state(), plain(model))


def plain(model):
    for module in list(model.modules()):
        if torch_prune.is_pruned(module) and "weight_mask" in dict(module.named_buffers(recurse=False)):
            torch_prune.remove(module, "weight")
    return model.state_dict()


def test_ignored_layers_are_whole_in_the_file_of_masks(tmp_path):
    model, x = made(perceptron)
    pruner = AdaptivePruner(model, x, sparsity=0.5, ignored=["4"])
    assert verify(pruner.save(tmp_path)).accepted
    masks = load_masks(tmp_path / "masks.safetensors")
    assert masks["4.weight"].all()
    assert not masks["0.weight"].all()
    assert "4.weight" in load_weights(tmp_path / "prune_form.safetensors")


def test_a_bias_that_the_refit_added_is_named_and_needed(tmp_path):
    model, x = made(lambda: nn.Sequential(nn.Linear(6, 4, bias=False), nn.ReLU(), nn.Linear(4, 2)))
    pruner = AdaptivePruner(model, x + 1, sparsity=0.5, method="adaptive")
    assert pruner.added == ["0.bias"]
    weights = pruner.dense_state()
    outputs = pruner.step().remove().model(x)
    assert pruner.added == ["0.bias"]
    fresh = nn.Sequential(nn.Linear(6, 4), nn.ReLU(), nn.Linear(4, 2))
    fresh.load_state_dict(weights, strict=True)
    assert torch.equal(fresh(x), outputs)
    with pytest.raises(RuntimeError, match=r"0\.bias"):
        nn.Sequential(nn.Linear(6, 4, bias=False), nn.ReLU(), nn.Linear(4, 2)).load_state_dict(weights)


def test_a_model_trained_meanwhile_is_not_saved(tmp_path):
    model, x = made(perceptron)
    pruner = AdaptivePruner(model, x, sparsity=0.5).step()
    with torch.no_grad():
        model[0].weight_orig.mul_(3)
    with pytest.raises(InputError, match="the model has changed since the plan was made"):
        pruner.save(tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_matrices_pruned_one_by_one_and_tied_ones(dtype, tmp_path):
    def words():
        with torch.random.fork_rng():
            torch.manual_seed(0)
            return Words().eval().to(dtype)

    x = torch.randint(0, 20, (30, 5), generator=torch.Generator().manual_seed(0))
    model = words()
    pruner = LayerwisePruner(model, x, sparsity=0.5)
    planned = copy.deepcopy(pruner.dense_state())
    certificate = pruner.save(tmp_path)
    outputs = pruner.step().model(x)
    assert equal(pruner.dense_state(), planned)
    assert equal(load_weights(tmp_path / "masks.safetensors"), pruner.masks)
    fresh = words()
    fresh.load_state_dict(load_weights(tmp_path / "weights.safetensors"), strict=True)
    assert torch.equal(fresh(x), outputs)
    form = load_weights(tmp_path / "prune_form.safetensors")
    assert torch.equal(of_torch(words(), form, remove=True)(x), outputs)
    assert torch.equal(copy.deepcopy(model)(x), outputs)
    assert json.loads(certificate.read_text())["status"] == "inapplicable"
    with pytest.raises(InputError, match="No such file"):
        verify(certificate)
    again = LayerwisePruner(model, x, sparsity=0.8)
    assert all((again.masks[name] <= pruner.masks[name]).all() for name in pruner.masks)


def test_tied_layers_are_refused():
    model = nn.Sequential(nn.Linear(6, 6), nn.ReLU(), nn.Linear(6, 6))
    model[2].weight = model[0].weight
    with pytest.raises(UnsupportedLayerError, match=r"'2', Linear: expected weights of its own, .* those of '0' too"):
        AdaptivePruner(model, np.ones((3, 6)), sparsity=0.5)


def test_inputs_that_are_no_numbers():
    model = perceptron()
    for inputs in (np.full((3, 6), "a"), np.full((3, 6), None)):
        with pytest.raises(InputError, match=r"inputs have dtype .*, expected real numbers"):
            AdaptivePruner(model, inputs, sparsity=0.5)
    with pytest.raises(InputError, match="Sequential has no linear or convolution layer"):
        AdaptivePruner(nn.Sequential(nn.MaxPool1d(2)), np.ones((3, 1, 6)), sparsity=0.5)
