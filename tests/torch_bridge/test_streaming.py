"""A file of weights is pruned tensor by tensor: as `prune` does, and in little memory."""

import subprocess
import sys

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from lqtheory import Dense, Network, prune
from lqtheory.errors import InputError
from torch_bridge import prune_file


def files(folder):
    return [folder / f"{name}.safetensors" for name in ("source", "weights", "masks")]


def network(weight):
    return Network((Dense("layer", weight.double().numpy(), np.zeros(len(weight))),))


@pytest.mark.parametrize("method", ["magnitude-layer", "magnitude-neuron"])
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.float16, torch.bfloat16], ids=str)
def test_it_prunes_as_the_pruner_does(dtype, method, tmp_path):
    source, weights, masks = files(tmp_path)
    draw = torch.Generator().manual_seed(0)
    state = {
        "wide": torch.randn(5, 300, generator=draw).to(dtype),
        "equal": torch.ones(7, 3, dtype=dtype),
        "many": torch.randn(3000, 40, generator=draw).to(dtype),
        "kernel": torch.randn(4, 3, 2, 2, generator=draw).to(dtype),
        "bias": torch.randn(7, generator=draw).to(dtype),
        "tokens": torch.arange(12).reshape(3, 4),
        "none": torch.zeros(0, dtype=dtype),
        "no rows": torch.zeros(0, 3, dtype=dtype),
        "scalar": torch.tensor(1.5),
        "table": torch.randn(4, 4, generator=draw).to(dtype),
    }
    save_file(state, source, metadata={"format": "pt"})
    counts = prune_file(source, weights, masks, sparsity=0.7, method=method, ignored=["re:t.ble"])
    new, kept = load_file(weights), load_file(masks)
    assert counts.keys() == kept.keys() == {"wide", "equal", "many", "kernel"}
    assert new.keys() == state.keys()
    with safe_open(weights, "pt") as file:
        assert file.metadata() == {"format": "pt"}
    for name, old in state.items():
        assert new[name].dtype == old.dtype
        if name in kept:
            rows = old.flatten(1)
            expected = prune(network(rows), np.ones((2, rows.shape[1])), sparsity=0.7, method=method)
            assert np.array_equal(kept[name].flatten(1), expected.masks["layer.weight"])
            assert torch.equal(new[name], torch.where(kept[name], old, 0))
            assert counts[name] == (int(kept[name].sum()), old.numel())
        else:
            assert torch.equal(new[name], old)


_MEASURED = """
import sys
from pathlib import Path
from safetensors.torch import load_file
from torch_bridge import prune_file

def size(kind):
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith(kind))

source, weights, masks, method = sys.argv[1:]
Path("/proc/self/clear_refs").write_text("5")  # the peak of the imports is forgotten
before = size("VmRSS")
if method == "whole":
    whole = {name: tensor.abs() for name, tensor in load_file(source).items()}
else:
    prune_file(source, weights, masks, sparsity=0.5, method=method)
print(size("VmHWM") - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of the memory")
def test_the_memory_is_that_of_a_few_tensors(tmp_path):
    paths = files(tmp_path)
    one = 4 * 1000 * 1000  # bytes of each tensor
    save_file({f"{number}.weight": torch.randn(1000, 1000) for number in range(25)}, paths[0])
    needed = {}
    for method in ("whole", "magnitude-layer", "magnitude-neuron"):
        command = [sys.executable, "-c", _MEASURED, *map(str, paths), method]
        needed[method] = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout) / one
    assert needed["whole"] > 25
    assert max(needed["magnitude-layer"], needed["magnitude-neuron"]) < 8
    assert paths[1].stat().st_size == paths[0].stat().st_size


def test_what_cannot_be_pruned_leaves_nothing(tmp_path):
    source, weights, masks = files(tmp_path)

    def refused(words, state, **options):
        if state is not None:
            save_file(state, source)
        with pytest.raises(InputError, match=words) as caught:
            prune_file(source, weights, masks, **{"sparsity": 0.5} | options)
        assert "\n" not in str(caught.value)
        assert [path for path in tmp_path.iterdir() if path != source] == []

    good = {"a": torch.ones(2, 3)}
    refused("cannot read .*source.safetensors as safetensors: No such file", None)
    refused("sparsity is 1", good, sparsity=1)
    refused("method is 'adaptive', expected one of magnitude-layer, magnitude-neuron", good, method="adaptive")
    refused("ignored holds 'b'", good, ignored=["b"])
    refused("holds no tensor of floats with two axes", {"a": torch.ones(2), "b": torch.ones(2, 2).int()})
    refused("b has a NaN or infinite entry", good | {"b": torch.full((2, 2), torch.nan)})
    source.write_bytes(source.read_bytes()[:-1])
    refused("cannot read .* as safetensors", None)
    source.write_bytes(b"\x80\x04N.")
    refused("cannot read .* as safetensors", None)
    with pytest.raises(InputError, match="expected three files"):
        prune_file(source, source, masks, sparsity=0.5)


def test_an_interrupt_leaves_nothing(tmp_path, monkeypatch):
    source, weights, masks = files(tmp_path)
    save_file({"a": torch.ones(2, 3)}, source)

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("torch_bridge.streaming.count", interrupt)
    with pytest.raises(KeyboardInterrupt):
        prune_file(source, weights, masks, sparsity=0.5)
    assert list(tmp_path.iterdir()) == [source]
