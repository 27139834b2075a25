from collections import OrderedDict

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils import prune as torch_prune

from lqtheory import Activation, Dense, Network
from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.networks import random_convolutional
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


def image_model(seed):
    """A random chain of everything over images of 3 x 9 x 8, with batch normalisation that has seen data."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        stride, dilation, groups = seed % 2 + 1, seed // 2 % 2 + 1, seed // 4 % 2 + 1
        pools = [nn.MaxPool2d(2, 1, 1), nn.AvgPool2d((2, 1), padding=(1, 0)), nn.MaxPool2d(3, 2), nn.AvgPool2d(2)]
        whole = [nn.AdaptiveAvgPool2d(1)] if seed % 5 == 0 else []
        net = nn.Sequential(
            nn.Conv2d(3, 4, (3, 2), stride, padding=(1, 0), dilation=dilation, bias=seed % 3 > 0),
            nn.BatchNorm2d(4, affine=seed % 3 < 2),
            nn.ReLU(),
            nn.Conv2d(4, 6, 3, padding="same", groups=groups),
            nn.Tanh(),
            pools[seed % 4],
            nn.LeakyReLU(0.2),
            *whole,
            nn.Flatten(),
        )
        x = torch.randn(7, 3, 9, 8)
        net.append(nn.Linear(net(x).shape[1], 5)).append(nn.BatchNorm1d(5))
        net(x)
        return net.double().eval(), torch.randn(6, 3, 9, 8, dtype=torch.float64)


@pytest.mark.parametrize("seed", range(16))
def test_convolutions_normalisation_and_pooling_compute_what_the_model_computes(seed):
    net, x = image_model(seed)
    network = to_network(net, (3, 9, 8))
    expected = net(x).detach().numpy()
    np.testing.assert_allclose(network(x.numpy()), expected, rtol=1e-10, atol=1e-10 * np.abs(expected).max())


def test_sequences_of_one_axis():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        net = nn.Sequential(
            nn.Conv1d(2, 3, 3, padding="valid"), nn.BatchNorm1d(3), nn.MaxPool1d(2), nn.Conv1d(3, 3, 1),
            nn.AvgPool1d(2), nn.Flatten(), nn.Linear(6, 2),
        )  # fmt: skip
        net(torch.randn(5, 2, 10))
        net, x = net.double().eval(), torch.randn(4, 2, 10, dtype=torch.float64)
    np.testing.assert_allclose(to_network(net, (2, 10))(x.numpy()), net(x).detach().numpy(), rtol=1e-10, atol=1e-12)


def test_the_shape_of_an_input_is_asked_for_and_checked():
    net = nn.Sequential(nn.Conv2d(1, 2, 3))
    with pytest.raises(InputError, match="in_shape is missing, expected the shape of one input: layer '0'"):
        to_network(net)
    with pytest.raises(InputError, match=r"in_shape=\(3,\), but the first layer takes \(2,\)"):
        to_network(nn.Sequential(nn.Linear(2, 1)), (3,))
    with pytest.raises(InputError, match=r"in_shape=\(3,\) of layer '0'"):
        to_network(net, (3,))
    assert to_network(net, (1, 4, 5)).layers[0].out_shape == (2, 2, 3)


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
    with pytest.raises(UnsupportedLayerError, match="'0', Linear: expected each layer once"):
        to_network(nn.Sequential(linear, act, linear))


def test_an_activation_finds_a_free_name():
    layers = (Dense(name, np.eye(2), np.zeros(2), Activation("relu")) for name in ("0", "1", "a.b"))
    assert [name for name, _ in to_torch(Network(tuple(layers))).named_modules() if "activation" in name] == [
        "0_activation",
        "a.b_activation",
    ]


@pytest.mark.parametrize(
    ("net", "words"),
    [
        (nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2)), r"'1', BatchNorm1d: expected evaluation mode"),
        (nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.BatchNorm1d(2).eval()), r"'2', BatchNorm1d: .*right after a lin"),
        (nn.Sequential(nn.Conv2d(1, 1, 3, padding_mode="circular")), r"'0', Conv2d: expected padding_mode='zeros'"),
        (nn.Sequential(nn.Conv2d(1, 1, 2, padding="same")), r"'0', Conv2d: expected the same padding"),
        (nn.Sequential(nn.AvgPool2d(2, padding=1, count_include_pad=False)), r"'0', AvgPool2d: expected count_incl"),
        (nn.Sequential(nn.MaxPool2d(2, ceil_mode=True)), r"'0', MaxPool2d: expected neither ceil_mode"),
        (nn.Sequential(nn.AdaptiveAvgPool2d(4)), r"'0', AdaptiveAvgPool2d: expected output_size to divide"),
        (nn.Sequential(nn.Flatten(2)), r"'0', Flatten: expected start_dim=1"),
        (nn.Sequential(nn.Conv3d(1, 1, 1)), r"cannot convert layer '0', Conv3d: expected one of Linear, Conv1d"),
        (nn.Sequential(nn.Linear(2, 2), nn.GELU(approximate="tanh")), r"'1', GELU.*exact GELU"),
        (nn.Sequential(nn.Linear(2, 2), nn.Softplus(beta=2)), r"'1', Softplus.*beta=1"),
        (nn.Sequential(nn.Linear(2, 2), nn.LayerNorm(2)), r"'1', LayerNorm: expected one of"),
        (nn.Sequential(nn.TransformerEncoderLayer(6, 2)), r"'0.self_attn', MultiheadAttention: expected one of"),
        (nn.Sequential(nn.Conv2d(1, 2, 3), nn.LSTM(4, 2)), r"'1', LSTM: expected one of"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_unknown_is_named(net, words):
    with pytest.raises(UnsupportedLayerError, match=words) as caught:
        to_network(net, None if type(net[0]) is nn.Linear else (1, 6, 6))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("seed", range(60))
def test_random_networks_with_convolutions_there_and_back(seed):
    rng = np.random.default_rng(seed)
    shape = (int(rng.integers(1, 4)), *rng.integers(4, 9, size=1 + seed % 2).tolist())
    activation = Activation("leaky_relu", 0.2) if seed % 3 == 0 else "gelu" if seed % 3 == 1 else "relu"
    network = random_convolutional(rng, shape, 1 + seed % 5, 3, activation)
    model = to_torch(network)
    back = to_network(model, network.in_shape)
    for name, array in {**network.weights, **network.biases}.items():
        assert np.array_equal({**back.weights, **back.biases}[name], array)
    x = rng.normal(size=(3, *network.in_shape))
    expected = network(x)
    np.testing.assert_array_equal(back(x), expected)
    outputs = model.double()(torch.tensor(x)).flatten(1).detach().numpy()
    np.testing.assert_allclose(outputs, expected, rtol=1e-9, atol=1e-9 * np.abs(expected).max())
