from collections import OrderedDict

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils import prune as torch_prune

from lqtheory import Activation, Dense, Network
from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.networks import Flatten
from torch_bridge.convert import to_network, to_torch
from torch_bridge.pruner import AdaptiveMask

ACTIVATIONS = [nn.Identity(), nn.ReLU(), nn.LeakyReLU(0.3), nn.Tanh(), nn.Sigmoid(), nn.GELU(), nn.Softplus()]


def model(activation, dtype=torch.float32):
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return nn.Sequential(nn.Linear(5, 7, dtype=dtype), activation, nn.Linear(7, 3, dtype=dtype)).eval()


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=str)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.bfloat16])
def test_there_and_back_is_bitwise_the_same(activation, dtype):
    net = model(activation, dtype)
    back = to_torch(to_network(net))
    assert {name: p.dtype for name, p in back.state_dict().items()}.keys() == net.state_dict().keys()
    wide = torch.float64 if dtype == torch.float64 else torch.float32
    for name, parameter in net.state_dict().items():
        assert back.state_dict()[name].dtype == wide
        assert torch.equal(back.state_dict()[name], parameter.to(wide))


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=str)
def test_the_network_computes_what_the_model_computes(activation):
    net = model(activation, torch.float64)
    x = torch.linspace(-60, 60, 50, dtype=torch.float64).reshape(10, 5)
    # 2e-9: beyond its threshold of 20, torch replaces softplus by the identity.
    np.testing.assert_allclose(to_network(net)(x.numpy()), net(x).detach().numpy(), rtol=1e-12, atol=3e-9)


def test_extreme_numbers_survive():
    net = nn.Sequential(nn.Linear(2, 1))
    with torch.no_grad():
        net[0].weight.copy_(torch.tensor([[1e-45, -3.4e38]]))
        net[0].bias.fill_(-0.0)
    back = to_torch(to_network(net))
    assert torch.equal(back[0].weight, net[0].weight)
    assert torch.signbit(back[0].bias).all()
    wide = nn.Sequential(nn.Linear(2, 1, dtype=torch.float64))
    with torch.no_grad():
        wide[0].weight.fill_(0.1)
    assert to_torch(to_network(wide))[0].weight.dtype == torch.float64


def test_names_of_the_modules_are_kept():
    net = nn.Sequential(OrderedDict(first=nn.Linear(2, 3), act=nn.Tanh(), last=nn.Linear(3, 1)))
    assert [layer.name for layer in to_network(net).layers] == ["first", "last"]
    assert to_torch(to_network(net)).state_dict().keys() == net.state_dict().keys()


def test_a_missing_bias_is_zero():
    net = nn.Sequential(nn.Linear(2, 3, bias=False))
    assert not to_network(net).layers[0].bias.any()


def test_a_masked_weight_is_read_fresh():
    net = model(nn.ReLU())
    AdaptiveMask.apply(net[0], "weight", torch.arange(35).reshape(7, 5) % 2 == 0)
    with torch.no_grad():
        net[0].weight_orig.add_(1)  # `weight` is now out of date, until the next forward pass
    expected = (net[0].weight_orig * net[0].weight_mask).detach().double().numpy()
    assert np.array_equal(to_network(net).layers[0].weight, expected)


def test_a_masked_bias_is_read_fresh():
    net = model(nn.ReLU())
    torch_prune.l1_unstructured(net[0], "bias", 3)
    with torch.no_grad():
        net[0].bias_orig.add_(1)
    expected = (net[0].bias_orig * net[0].bias_mask).detach().double().numpy()
    assert np.array_equal(to_network(net).layers[0].bias, expected)


def test_an_activation_may_occur_twice_and_a_linear_layer_may_not():
    act, linear = nn.ReLU(), nn.Linear(3, 3)
    network = to_network(nn.Sequential(nn.Linear(2, 3), act, nn.Linear(3, 3), act))
    assert [layer.activation.name for layer in network.layers] == ["relu", "relu"]
    with pytest.raises(UnsupportedLayerError, match="'2', Linear: expected each Linear layer once"):
        to_network(nn.Sequential(linear, act, linear))


@pytest.mark.parametrize(("names", "words"), [(("0", "1"), "the name '1', which"), (("a.b", "c"), "without a dot")])
def test_names_that_torch_cannot_use_are_refused(names, words):
    layers = (Dense(name, np.eye(2), np.zeros(2), Activation("relu")) for name in names)
    with pytest.raises(InputError, match=words):
        to_torch(Network(tuple(layers)))


@pytest.mark.parametrize(
    ("net", "words"),
    [
        (nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2)), r"'1', BatchNorm1d"),
        (nn.Sequential(nn.Conv2d(1, 1, 3)), r"'0', Conv2d"),
        (nn.Sequential(nn.Linear(2, 2), nn.GELU(approximate="tanh")), r"'1', GELU.*exact GELU"),
        (nn.Sequential(nn.Linear(2, 2), nn.Softplus(beta=2)), r"'1', Softplus.*beta=1"),
        (nn.Sequential(nn.ReLU(), nn.Linear(2, 2)), r"'0', ReLU.*right after a Linear"),
        (nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Tanh()), r"'2', Tanh.*right after a Linear"),
        (nn.Sequential(nn.Sequential(nn.Linear(2, 2))), r"'0', Sequential"),
        (nn.Linear(2, 2), "model is a Linear, expected an nn.Sequential"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_unknown_is_named(net, words):
    with pytest.raises(UnsupportedLayerError, match=words) as caught:
        to_network(net)
    assert "\n" not in str(caught.value)


def test_a_layer_without_a_module_is_named():
    network = Network((Flatten("0", (2, 2)), Dense("1", np.ones((1, 4)), [0.0])))
    with pytest.raises(UnsupportedLayerError, match="no module for layer '0', flatten: expected dense layers"):
        to_torch(network)
