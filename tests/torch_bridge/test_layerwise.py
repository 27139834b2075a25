"""Attention, recurrence and embeddings: every matrix is found, pruned by what it is multiplied by, and measured."""

import copy

import numpy as np
import pytest
import torch
from torch import nn

from lqtheory.errors import InputError
from torch_bridge import LayerwisePruner
from torch_bridge.recorder import record


class Reader(nn.Module):
    """A little of everything for which no bound is known."""

    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(20, 16)
        layer = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.recurrent, self.gated = nn.LSTM(16, 8, batch_first=True), nn.GRU(8, 6, batch_first=True, bias=False)
        self.head = nn.Linear(6, 3)

    def forward(self, x):
        x, _ = self.recurrent(self.encoder(self.table(x)))
        return self.head(self.gated(x)[0][:, -1])


@pytest.fixture
def model():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return Reader().eval()


WORDS = torch.randint(0, 20, (40, 7), generator=torch.Generator().manual_seed(0))


def matrices(model):
    return {name for name, p in model.named_parameters() if p.ndim == 2}


def test_every_matrix_is_seen_with_its_inputs(model):
    seen = {block.name: (block, rows) for block, rows in record(model, WORDS)}
    assert seen.keys() == matrices(model)
    kept = {}
    model.head.register_forward_hook(lambda module, args, out: kept.update(x=args[0].double().numpy()))
    with torch.no_grad():
        model(WORDS)
    np.testing.assert_allclose(seen["head.weight"][1], kept["x"], atol=1e-6)
    assert seen["table.weight"][0].looked_up
    np.testing.assert_array_equal(seen["table.weight"][1].argmax(axis=1), WORDS.ravel())
    assert seen["recurrent.weight_hh_l0"][1].shape == (280, 8)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_masks_weights_and_errors_agree(model, dtype):
    model = model.to(dtype)
    before = copy.deepcopy(model.state_dict())
    pruner = LayerwisePruner(model, WORDS, sparsity=0.5)
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    inputs = dict(record(model, WORDS))
    pruner.step()
    assert pruner.masks.keys() == matrices(model)
    for row in pruner.errors:
        name, looked_up = row.block.name, row.block.looked_up
        mask, new = pruner.masks[name], model.get_parameter(name)
        assert (mask.sum(), mask.numel()) == (row.kept, row.total)
        assert row.kept == int(0.5 * row.total + 0.5)
        assert not new[~mask].any()
        assert new.dtype == dtype
        if dtype == torch.float32 and "bias" not in name:
            change = (new - before[name]).detach().double().numpy()
            owner, _, last = name.rpartition(".")
            bias = f"{owner}.{last.replace('weight', 'bias')}"
            moved = (
                0.0 if looked_up or bias not in before else (model.state_dict()[bias] - before[bias]).double().numpy()
            )
            product = inputs[row.block] @ (change if looked_up else change.T) + moved
            assert np.sqrt((product**2).sum(axis=1).mean()) == pytest.approx(row.error, rel=1e-3, abs=1e-6)
    after = copy.deepcopy(model.state_dict())
    pruner.step()
    assert all(torch.equal(value, after[name]) for name, value in model.state_dict().items())


def test_a_refit_errs_less_than_magnitudes(model):
    def errors(method):
        pruner = LayerwisePruner(model, WORDS, sparsity=0.6, method=method)
        return np.array([row.error for row in pruner.errors])

    refit, plain = errors("activation-refit"), errors("magnitude-neuron")
    assert (refit <= plain * 1.05).all()
    assert refit.sum() < 0.8 * plain.sum()


def test_no_bound_is_claimed_and_the_layer_is_named(model):
    certificate = LayerwisePruner(model, WORDS, sparsity=0.3).certificate
    assert certificate.status == "inapplicable"
    assert "'table', Embedding" in str(certificate)
    plain = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2)).eval()
    assert "AdaptivePruner certifies" in str(LayerwisePruner(plain, torch.ones(3, 4), sparsity=0.3).certificate)


def test_attention_over_another_sequence_splits_the_joint_weights():
    class Cross(nn.Module):
        def __init__(self):
            super().__init__()
            self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
            self.other = nn.Parameter(torch.randn(1, 5, 8))

        def forward(self, x):
            other = self.other.expand(len(x), -1, -1)
            return self.attention(x, other, other)[0]

    with torch.random.fork_rng():
        torch.manual_seed(0)
        model, x = Cross().eval(), torch.randn(30, 4, 8)
    pruner = LayerwisePruner(model, x, sparsity=0.5)
    spans = [(row.block.start, row.block.stop) for row in pruner.errors if "in_proj" in row.block.name]
    assert spans == [(0, 8), (8, 24)]
    assert "rows 8 to 24" in pruner.table()
    assert not pruner.step().model.attention.in_proj_weight[~pruner.masks["attention.in_proj_weight"]].any()


def test_layers_are_selected(model):
    def pruned(**selection):
        return set(LayerwisePruner(model, WORDS, sparsity=0.3, **selection).masks)

    assert pruned(layers=["head.weight"]) == {"head.weight"}
    assert pruned(layers=[nn.LSTM]) == {"recurrent.weight_ih_l0", "recurrent.weight_hh_l0"}
    assert pruned(ignored=["re:encoder.*", nn.Embedding]) == {
        name for name in matrices(model) if not name.startswith(("encoder", "table"))
    }


def test_bad_input_is_refused(model):
    with pytest.raises(InputError, match="sparsity is 1"):
        LayerwisePruner(model, WORDS, sparsity=1)
    with pytest.raises(InputError, match="inputs is empty"):
        LayerwisePruner(model, WORDS[:0], sparsity=0.5)
    with pytest.raises(InputError, match="ReLU multiplies by no weight matrix"):
        LayerwisePruner(nn.ReLU(), torch.ones(3, 2), sparsity=0.5)
