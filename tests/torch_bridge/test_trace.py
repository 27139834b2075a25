"""Models whose forward pass is code: what is read computes what the model computes, or the sentence names a part."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from lqtheory.errors import InputError, UnsupportedLayerError
from torch_bridge import to_network
from torch_bridge.models import ResNet20, lenet5


def seeded(build, *args):
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return build(*args)


class Functional(nn.Module):
    """LeNet as tutorials write it: one pooling module used twice, functions, sizes read off the tensor."""

    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 3, 3), nn.Conv2d(3, 4, 3)
        self.pool, self.drop = nn.MaxPool2d(2), nn.Dropout(0.5)
        self.fc1, self.fc2 = nn.Linear(16, 8), nn.Linear(8, 3)

    def forward(self, x):
        x = self.pool(functional.relu(self.conv1(x)))
        x = functional.max_pool2d(torch.tanh(self.conv2(x)), 2)
        x = self.drop(self.fc1(x.view(x.size(0), -1)))
        return self.fc2(functional.dropout(x.relu(), training=self.training))


class Residual(nn.Module):
    """Sums of every kind: before and after activations, three summands, a shortcut that narrows the grid."""

    def __init__(self):
        super().__init__()
        self.stem, self.norm = nn.Conv2d(2, 4, 3, padding=1), nn.BatchNorm2d(4)
        self.left, self.right = nn.Conv2d(4, 4, 3, padding=1, bias=False), nn.Conv2d(4, 6, 1, stride=2)
        self.head = nn.Linear(6, 3)

    def forward(self, x):
        y = self.norm(self.stem(x))
        z = functional.leaky_relu(y, 0.3)
        z = z + self.left(z) + y
        short = functional.pad(z[:, :, ::2, ::2], (0, 0, 0, 0, 1, 1))
        out = self.right(functional.gelu(z))
        out += short
        out = functional.adaptive_avg_pool2d(torch.sigmoid(out), (1, 1))
        return self.head(torch.flatten(out, 1))


class Plain(nn.Module):
    """Activations with nothing before them, pooling by a mean, and a module inside a module."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Tanh(), nn.Conv2d(2, 3, 3), nn.ReLU(inplace=True), nn.Sequential(nn.AvgPool2d(2)))
        self.head = nn.Linear(3, 4)

    def forward(self, x):
        return functional.softplus(functional.relu(self.head(self.body(x).mean(dim=(2, 3)))))


@pytest.mark.parametrize(
    ("build", "shape"),
    [
        (Functional, (1, 14, 14)),
        (Residual, (2, 6, 8)),
        (Plain, (2, 6, 6)),
        (ResNet20, (3, 32, 32)),
        (lenet5, (1, 28, 28)),
    ],
    ids=lambda x: getattr(x, "__name__", str(x)),
)
def test_the_network_computes_what_the_model_computes(build, shape):
    model = seeded(build).double()
    with torch.random.fork_rng():
        torch.manual_seed(1)
        model(torch.randn(8, *shape, dtype=torch.float64))  # statistics of batch normalisation
        x = torch.randn(5, *shape, dtype=torch.float64)
    model.eval()
    network = to_network(model, shape)
    expected = model(x).detach().numpy()
    np.testing.assert_allclose(network(x.numpy()), expected, rtol=1e-9, atol=1e-10 * np.abs(expected).max())
    names = {name.removesuffix(".weight") for name, p in model.named_parameters() if p.ndim > 1}
    assert {layer.name for layer in network.prunable} == names


def test_reading_changes_nothing_and_needs_no_evaluation_of_dropout():
    model = seeded(Functional).train()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    to_network(model, (1, 14, 14))
    assert model.training
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())


def stage(forward, **parts):
    """Build a module with these parts and this forward pass."""
    model = type("Model", (nn.Module,), {"forward": forward})()
    for name, part in parts.items():
        setattr(model, name, part)
    return model.eval()


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (stage(lambda self, x: self.a(x) if x.sum() > 0 else x, a=nn.Conv2d(2, 2, 1)), "one without branches on data"),
        (stage(lambda self, x, y: x + y), "Model takes several inputs, expected one tensor"),
        (stage(lambda self, x: (self.a(x), x), a=nn.Conv2d(2, 2, 1)), "something else than one tensor"),
        (stage(lambda self, x: self.a(x) * 2, a=nn.Conv2d(2, 2, 1)), "cannot convert 'mul', mul: expected sums"),
        (stage(lambda self, x: self.a(x) + 1, a=nn.Conv2d(2, 2, 1)), "cannot convert 'add', add: expected sums"),
        (stage(lambda self, x: torch.add(x, x, alpha=2)), "cannot convert 'add', add: expected sums"),
        (stage(lambda self, x: self.a(x)[:, :, 1::2], a=nn.Conv2d(2, 2, 1)), "cannot convert 'getitem', getitem"),
        (stage(lambda self, x: functional.pad(self.a(x), (1, 1)), a=nn.Conv2d(2, 2, 1)), "cannot convert 'pad', pad"),
        (stage(lambda self, x: self.a(x) + self.a(x), a=nn.Conv2d(2, 2, 1)), "'a', Conv2d: expected each layer once"),
        (stage(lambda self, x: functional.dropout(self.a(x)), a=nn.Conv2d(2, 2, 1)), "dropout: .*self.training"),
        (stage(lambda self, x: self.a(x).mean(1), a=nn.Conv2d(2, 2, 1)), "cannot convert 'mean', mean: expected sums"),
        (stage(lambda self, x: x), "the model has no layer"),
        (stage(lambda self, x: self.a(x).view(-1, 2), a=nn.Conv2d(2, 2, 1)), "cannot convert 'view', view"),
    ],
)  # fmt: skip
def test_what_is_unknown_is_named(model, words):
    with pytest.raises(UnsupportedLayerError, match=words) as caught:
        to_network(model, (2, 4, 4))
    assert "\n" not in str(caught.value)


def test_what_is_changed_in_place_while_others_read_it_is_refused():
    def forward(self, x):
        y = self.a(x)
        return functional.relu_(y) + y

    with pytest.raises(UnsupportedLayerError, match="'relu_', relu_: it changes what others read"):
        to_network(stage(forward, a=nn.Conv2d(2, 2, 1)), (2, 4, 4))

    def module(self, x):
        y = self.a(x)
        return self.b(y) + y

    with pytest.raises(UnsupportedLayerError, match="'b', ReLU: it changes what others read"):
        to_network(stage(module, a=nn.Conv2d(2, 2, 1), b=nn.ReLU(inplace=True)), (2, 4, 4))


def test_a_shape_that_does_not_fit_is_named():
    with pytest.raises(InputError, match=r"in_shape=\(1, 20, 20\), expected the shape of one input of the model: mat1"):
        to_network(seeded(lenet5).eval(), (1, 20, 20))
    with pytest.raises(InputError, match=r"body.1.weight has shape \(3, 2, 3, 3\), expected 4 input channels"):
        to_network(seeded(Plain).eval(), (4, 6, 6))
    with pytest.raises(InputError, match="in_shape is missing, expected the shape of one input: layer 'conv1'"):
        to_network(seeded(Functional))
