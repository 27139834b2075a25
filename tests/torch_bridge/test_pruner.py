import copy
import io

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils import prune as torch_prune

from lqtheory.errors import InputError, UnsupportedLayerError
from torch_bridge.convert import to_network
from torch_bridge.mask import AdaptiveMask
from torch_bridge.pruner import AdaptivePruner

INPUTS = torch.randn(60, 6, generator=torch.Generator().manual_seed(1))


@pytest.fixture
def model():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return nn.Sequential(nn.Linear(6, 12), nn.ReLU(), nn.Linear(12, 8), nn.Tanh(), nn.Linear(8, 3)).eval()


def same(first, second):
    pairs = zip(first.layers, second.layers, strict=True)
    return all(np.array_equal(a.weight, b.weight) and np.array_equal(a.bias, b.bias) for a, b in pairs)


def test_the_model_becomes_what_the_certificate_speaks_of(model):
    pruner = AdaptivePruner(model, INPUTS, sparsity=0.5)
    before = {name: p.clone() for name, p in model.state_dict().items()}
    assert "0.5" in pruner.table()
    assert all(torch.equal(p, before[name]) for name, p in model.state_dict().items())  # a dry run so far
    assert pruner.step() is pruner
    assert same(to_network(model), pruner.network)
    x = INPUTS.double().numpy()
    error = np.sqrt(((pruner.dense(x) - to_network(model)(x)) ** 2).sum(axis=1).mean())
    certified = pruner.certificate.output_error
    assert certified.lower <= error * (1 + 1e-9)
    assert error <= certified.upper


def test_a_model_trained_meanwhile_is_not_overwritten(model):
    pruner = AdaptivePruner(model, INPUTS, sparsity=0.5)
    with torch.no_grad():
        model[0].weight.mul_(3)
    before = model[0].weight.clone()
    with pytest.raises(InputError, match="the model has changed since the plan was made"):
        pruner.step()
    assert torch.equal(model[0].weight, before)


def test_masks_and_parameters_follow_torch(model):
    before = {name: p.detach().clone() for name, p in model.named_parameters()}
    pruner = AdaptivePruner(model, INPUTS, sparsity=0.6).step()
    kept = sum(int(mask.sum()) for mask in pruner.masks.values())
    total = sum(mask.numel() for mask in pruner.masks.values())
    assert kept == int(0.4 * total + 0.5)
    for name, mask in pruner.masks.items():
        module = model.get_submodule(name.removesuffix(".weight"))
        assert mask.dtype == torch.bool
        assert torch_prune.is_pruned(module)
        assert torch.equal(module.weight_mask, mask.to(module.weight_mask.dtype))
        assert torch.equal(module.weight_orig[~mask], before[name][~mask])
        assert torch.equal(module.weight, module.weight_orig * module.weight_mask)
    assert "0.weight_orig" in dict(model.named_parameters())
    assert "0.weight_mask" in dict(model.named_buffers())


def test_remove_leaves_plain_parameters(model):
    names = set(model.state_dict())
    pruner = AdaptivePruner(model, INPUTS, sparsity=0.5).step().remove()
    assert set(model.state_dict()) == names
    assert same(to_network(model), pruner.network)
    model(INPUTS)
    assert type(model[0].weight) is nn.Parameter
    pruner.remove()


def test_copies_and_pickles_before_and_after_a_pass(model):
    AdaptivePruner(model, INPUTS, sparsity=0.5).step()
    for _ in range(2):
        twin = copy.deepcopy(model)
        assert torch.equal(twin(INPUTS), model(INPUTS))
        file = io.BytesIO()
        torch.save(model, file)
    torch_prune.remove(twin[0], "weight")
    assert torch.equal(twin(INPUTS), model(INPUTS))
    assert torch_prune.is_pruned(model[0])


def test_training_goes_on_under_the_mask(model):
    pruner = AdaptivePruner(model, INPUTS, sparsity=0.5).step()
    start = model[0].weight_orig.detach().clone()
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(3):
        optimiser.zero_grad()
        model(INPUTS).square().sum().backward()
        optimiser.step()
    mask = pruner.masks["0.weight"]
    model(INPUTS)
    assert not model[0].weight[~mask].any()
    assert torch.equal(model[0].weight_orig[~mask], start[~mask])
    assert not torch.equal(model[0].weight_orig[mask], start[mask])


def test_a_second_step_changes_nothing(model):
    pruner = AdaptivePruner(model, INPUTS, sparsity=0.5).step()
    state = {name: p.clone() for name, p in model.state_dict().items()}
    pruner.step()
    assert all(torch.equal(p, state[name]) for name, p in model.state_dict().items())
    assert len(model[0]._forward_pre_hooks) == 1


def test_pruning_a_pruned_model(model):
    first = AdaptivePruner(model, INPUTS, sparsity=0.3).step()
    second = AdaptivePruner(model, INPUTS, sparsity=0.7).step()
    assert same(second.dense, first.network)
    assert same(to_network(model), second.network)
    assert all((second.masks[name] <= first.masks[name]).all() for name in first.masks)
    assert len(model[0]._forward_pre_hooks) == 1
    copy.deepcopy(model)


def test_a_model_whose_bias_was_pruned(model):
    torch_prune.l1_unstructured(model[0], "bias", 3)
    pruner = AdaptivePruner(model, INPUTS, sparsity=0.5).step()
    assert same(to_network(model), pruner.network)
    assert not torch_prune.is_pruned(pruner.remove().model)


def test_layers_are_selected_by_name_pattern_and_type(model):
    def pruned(**selection):
        return list(AdaptivePruner(model, INPUTS, sparsity=0.5, **selection).masks)

    assert pruned() == ["0.weight", "2.weight", "4.weight"]
    assert pruned(layers=["2"]) == ["2.weight"]
    assert pruned(layers=["re:[02]"]) == ["0.weight", "2.weight"]
    assert pruned(layers=[nn.Linear], ignored=["4"]) == ["0.weight", "2.weight"]
    assert pruned(ignored=["re:.*[24]"]) == ["0.weight"]
    with pytest.raises(InputError, match=r"ignored holds '9'.*\['0', '2', '4'\]"):
        pruned(ignored=["9"])
    with pytest.raises(InputError, match=r"layers holds .*Conv2d"):
        pruned(layers=[nn.Conv2d])
    with pytest.raises(InputError, match="no regular expression"):
        pruned(layers=["re:("])

    with pytest.raises(InputError, match="layers holds Linear"):
        pruned(layers=[model[0]])


def test_an_ignored_layer_stays_as_it_was(model):
    before = model[4].weight.detach().clone()
    AdaptivePruner(model, INPUTS, sparsity=0.5, ignored=["4"]).step()
    assert torch.equal(model[4].weight, before)
    assert not torch_prune.is_pruned(model[4])
    assert torch_prune.is_pruned(model[0])


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.bfloat16])
def test_the_tolerance_holds_for_the_stored_weights(model, dtype):
    model = model.to(dtype)
    pruner = AdaptivePruner(model, INPUTS, tolerance=0.2)
    assert pruner.certificate.output_error.upper <= 0.2
    assert not all(mask.all() for mask in pruner.masks.values())
    pruner.step()
    assert same(to_network(model), pruner.network)
    assert model[0].weight.dtype == dtype


def test_a_missing_bias_appears_when_it_is_needed():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = nn.Sequential(nn.Linear(6, 4, bias=False), nn.ReLU(), nn.Linear(4, 2))
    pruner = AdaptivePruner(model, INPUTS + 1, sparsity=0.5, method="adaptive").step()
    assert model[0].bias is not None
    assert same(to_network(model), pruner.network)


def test_labels_certify_the_accuracy(model):
    labels = model(INPUTS).argmax(1).numpy()
    certificate = AdaptivePruner(model, INPUTS, sparsity=0.2, labels=labels).certificate
    assert certificate.accuracy_drop.estimate <= certificate.accuracy_drop.upper


def test_bad_input_leaves_the_model_alone(model):
    before = copy.deepcopy(model.state_dict())
    with pytest.raises(InputError, match="sparsity"):
        AdaptivePruner(model, INPUTS, sparsity=1.5)
    with pytest.raises(InputError, match="method"):
        AdaptivePruner(model, INPUTS, sparsity=0.5, method="magic")
    with pytest.raises(InputError, match=r"inputs have shape \(60, 3\): .*the first layer takes \(6,\)"):
        AdaptivePruner(model, INPUTS[:, :3], sparsity=0.5)
    model.append(nn.LayerNorm(3))
    with pytest.raises(UnsupportedLayerError, match=r"'5', LayerNorm"):
        AdaptivePruner(model, INPUTS, sparsity=0.5)
    assert all(torch.equal(model.state_dict()[name], p) for name, p in before.items())


def test_the_mask_is_a_pruning_method_of_torch():
    layer = nn.Linear(4, 3)
    mask = torch.eye(3, 4, dtype=torch.bool)
    method = AdaptiveMask.apply(layer, "weight", mask)
    assert isinstance(method, torch_prune.BasePruningMethod)
    torch_prune.l1_unstructured(layer, "weight", amount=1)  # stacks on top, as any other method
    assert int(layer.weight_mask.sum()) == 2
    layer(torch.ones(1, 4))
    copy.deepcopy(layer)


def test_a_residual_network_with_normalisation_becomes_what_the_certificate_speaks_of():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model, x = Small(), torch.randn(40, 2, 6, 6)
        model(x)
    model.eval()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    for method in ("magnitude-global", "adaptive-refit"):
        twin = copy.deepcopy(model)
        pruner = AdaptivePruner(twin, x, sparsity=0.6, method=method, ignored=["head"])
        assert all(torch.equal(value, before[name]) for name, value in twin.state_dict().items())
        outputs = outputs_of(pruner.step().remove().model, x)
        np.testing.assert_allclose(pruner.network(x.double().numpy()), outputs, rtol=1e-9, atol=1e-9)
        state = twin.state_dict()
        assert torch.equal(state["head.weight"], before["head.weight"])
        for name, mask in pruner.masks.items():
            assert not state[name][~mask].any()
            assert torch.equal(state[name][mask], before[name][mask]) == (method == "magnitude-global")
        assert state.keys() == before.keys()  # what the refit adds to biases went into the normalisation
        assert pruner.certificate.output_error.estimate <= pruner.certificate.output_error.upper < np.inf


class Small(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem, self.norm = nn.Conv2d(2, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4)
        self.body, self.inner = nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        x = torch.relu(self.norm(self.stem(x)))
        return self.head(torch.relu(x + self.inner(self.body(x))).mean((2, 3)))


def outputs_of(model, x):
    return copy.deepcopy(model).double()(x.double()).detach().numpy()
