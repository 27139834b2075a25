import torch

from torch_bridge.data import load, split
from torch_bridge.train import Recipe, recipe, train

QUICK = Recipe(hidden=(16,), epochs=3)


def weights(seed, l1=0.0):
    data = load("digits")
    model = train(split(data, 0).train, data.classes, seed, l1, QUICK)
    return torch.cat([p.detach().flatten() for p in model.parameters()])


def test_a_seed_fixes_every_bit_and_leaves_the_global_generator_alone():
    torch.manual_seed(7)
    state = torch.get_rng_state()
    first = weights(1)
    assert torch.equal(torch.get_rng_state(), state)
    torch.rand(3)
    assert torch.equal(weights(1), first)
    assert not torch.equal(weights(2), first)


def test_threads_are_given_back():
    before = torch.get_num_threads()
    weights(0)
    assert torch.get_num_threads() == before


def test_the_penalty_makes_weights_smaller():
    assert weights(0, l1=1e-2).abs().sum() < 0.8 * weights(0).abs().sum()


def test_a_trained_network_has_learned():
    data = load("digits")
    parts = split(data, 0)
    model = train(parts.train, data.classes, 0, how=Recipe(hidden=(32,), epochs=15))
    assert not model.training
    accuracy = (model(torch.from_numpy(parts.test.x)).argmax(1).numpy() == parts.test.y).mean()
    assert accuracy > 0.9


def test_protocols():
    assert (recipe(784).epochs, recipe(784).batch) == (8, 128)
    assert (recipe(64).epochs, recipe(64).batch) == (60, 64)
