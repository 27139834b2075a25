"""The command `lqtheory prune-model`, from a user's files to the files that it writes, and what it refuses."""

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from importlib.metadata import EntryPoint

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from lqtheory import verify
from lqtheory.cli import app, main
from lqtheory.errors import InputError
from torch_bridge import prune_model
from torch_bridge.files import load_weights

MODELS = """
from torch import nn
from sizes import HIDDEN  # a file beside this one

def plain():
    return nn.Sequential(nn.Linear(6, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 3))

class Words(nn.Module):
    def __init__(self):
        super().__init__()
        self.table, self.head = nn.Embedding(20, 8), nn.Linear(8, 3)

    def forward(self, x):
        return self.head(self.table(x).mean(1))

def normed():
    return nn.Sequential(nn.Linear(6, 8), nn.LayerNorm(8), nn.ReLU(), nn.Linear(8, 3))

def unbiased():
    return nn.Sequential(nn.Linear(6, 8, bias=False), nn.ReLU(), nn.Linear(8, 3))

def image():
    return nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(32, 3))

def pooled():
    return nn.MaxPool1d(2)

def silent():
    return nn.ReLU()

def grouped():
    return nn.Sequential(nn.Unflatten(1, (1, 6)), nn.Conv1d(1, 2, 3))

def number():
    return 3

def broken():
    raise OSError("no disk\\nat all")

def leaving():
    raise SystemExit(3)

def asking(width):
    return nn.Linear(width, 3)

def lost():
    model = plain()
    model[0].weight.data[0, 0] = float("nan")
    return model

three = 3
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a user's files, in which the command runs as if it were installed."""
    point = EntryPoint("prune-model", "torch_bridge.prune_model:command", "lqtheory.commands")
    monkeypatch.setattr(app, "_registered", lambda: [point])
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "sizes", raising=False)
    (tmp_path / "models.py").write_text(MODELS)
    (tmp_path / "sizes.py").write_text("HIDDEN = 12\n")
    rng = np.random.default_rng(0)
    np.savez(tmp_path / "data.npz", x=rng.normal(size=(40, 6)), y=rng.integers(3, size=40))
    np.savez(tmp_path / "words.npz", x=rng.integers(20, size=(40, 5)))
    return tmp_path


@pytest.fixture
def run(place, capsys):
    def call(model="plain", data="data.npz", *rest):
        with pytest.raises(SystemExit) as stop:
            main(["prune-model", f"--model=models.py:{model}", f"--data={data}", "--out=out", *rest])
        captured = capsys.readouterr()
        return stop.value.code, captured.out, captured.err

    return call


@pytest.fixture
def refused(run, place):
    def call(words, *arguments):
        before = sorted(place.iterdir())
        code, out, err = run(*arguments)
        assert (code, out) == (2, ""), err
        assert err.startswith("lqtheory: ")
        assert err.count("\n") == 1
        assert words in err
        assert sorted(path for path in place.iterdir() if path.name != "__pycache__") == before

    return call


def plain():
    return nn.Sequential(nn.Linear(6, 12), nn.ReLU(), nn.Linear(12, 3))


@pytest.mark.parametrize("ending", ["safetensors", "pt"])
def test_the_files_are_those_of_the_pruned_model(run, place, ending):
    state = plain().to(torch.bfloat16).state_dict()
    (save_file if ending == "safetensors" else torch.save)(state, f"w.{ending}")
    code, out, err = run("plain", "data.npz", "--sparsity=0.3", f"--weights=w.{ending}", "--ignored=2")
    assert code == 0, err
    assert "realised sparsity 0.3" in out
    assert out.splitlines()[-1].startswith("holds: ")
    assert {path.name for path in (place / "out").iterdir()} == set(prune_model.WRITTEN)
    assert verify("out/certificate.json").accepted
    assert json.loads((place / "out" / "plan.json").read_text())["asked_sparsity"] == 0.3
    weights, masks = load_weights("out/weights.safetensors"), load_weights("out/masks.safetensors")
    plain().to(torch.bfloat16).load_state_dict(weights, strict=True)
    assert all(weights[name].dtype == torch.bfloat16 for name in state)
    assert torch.equal(weights["2.weight"], state["2.weight"])
    assert not weights["0.weight"][~masks["0.weight"]].any()
    assert not torch.equal(weights["0.weight"], state["0.weight"])


def test_a_tolerance_and_no_word(run, place):
    assert run("plain", "data.npz", "--tolerance=0.1", "--quiet") == (0, "", "")
    certificate = json.loads((place / "out" / "certificate.json").read_text())
    assert certificate["output_error"]["upper"] <= 0.1
    first = (place / "out" / "weights.safetensors").read_bytes()
    assert run("plain", "data.npz", "--tolerance=0.1", "-q", "--seed=1")[0] == 0
    assert (place / "out" / "weights.safetensors").read_bytes() != first  # other weights from the factory


def test_a_vacuous_certificate_is_no_yes(run):
    code, out, _ = run("plain", "data.npz", "--sparsity=0.95")
    assert code == 1
    assert out.splitlines()[-1].startswith("vacuous: ")


def test_a_bias_that_comes_new_is_announced(run):
    assert "adds 0.bias, which the model does not have yet" in run("unbiased", "data.npz", "--sparsity=0.3")[1]


@pytest.mark.parametrize(
    ("model", "data", "layer"), [("Words", "words.npz", "'table', Embedding"), ("normed", "data.npz", "'1', LayerNorm")]
)
def test_a_layer_that_stands_in_the_way(run, refused, place, model, data, layer):
    refused(layer, model, data, "--tolerance=0.1")
    run("plain", "data.npz", "--sparsity=0.3")
    code, out, err = run(model, data, "--sparsity=0.5")
    assert code == 1, err
    assert out.splitlines()[-1].startswith("inapplicable: ")
    assert layer in out
    files = {"certificate.json", "masks.safetensors", "weights.safetensors", "prune_form.safetensors"}
    assert {path.name for path in (place / "out").iterdir()} == files  # nothing of the run before
    certificate = json.loads((place / "out" / "certificate.json").read_text())
    assert certificate["status"] == "inapplicable"
    assert layer in certificate["reason"]
    weights = load_weights("out/weights.safetensors")
    for name, mask in load_weights("out/masks.safetensors").items():
        assert not weights[name][~mask].any()
        assert int(mask.sum()) == mask.numel() // 2


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("absent", "models.py defines no 'absent', expected a function without arguments, or a class"),
        ("three", "models.py defines 'three' as a int, expected a function"),
        ("broken", "broken of models.py fails: OSError: no disk at all"),
        ("leaving", "leaving of models.py fails: SystemExit: 3"),
        ("asking", "asking of models.py fails: TypeError"),
        ("number", "number of models.py returns a int, expected an nn.Module"),
        ("silent", "ReLU has no linear or convolution layer, expected at least one"),
        ("grouped", "Sequential multiplies by no weight matrix, expected at least one to prune"),
        ("pooled", "in_shape=(6,)"),
        ("image", "in_shape=(6,)"),
        ("Words", "Words does not run on inputs of shape (40, 6) and dtype torch.float32: RuntimeError"),
        ("lost", "models.py:lost: 0.weight has a NaN or infinite entry, expected finite numbers"),
    ],
)
def test_models_that_are_none(refused, model, words):
    refused(words, model, "data.npz", "--sparsity=0.5")


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("models.py", "model is 'models.py', expected FILE.py:factory"),
        ("absent.py:plain", "absent.py is not a file, expected a Python file"),
        ("data.npz:plain", "data.npz is no Python file, expected one whose name ends in .py"),
        ("text.py:plain", "text.py does not run: SyntaxError"),
        ("bytes.py:plain", "bytes.py does not run: "),
        ("leaves.py:plain", "leaves.py does not run: SystemExit: 1"),
    ],
)
def test_files_that_are_no_python(refused, place, model, words):
    (place / "text.py").write_text("this is no Python\n")
    (place / "bytes.py").write_bytes(b"\x00\xff\x80")
    (place / "leaves.py").write_text("import sys\nsys.exit(1)\n")
    refused(words, "plain", "data.npz", "--sparsity=0.5", f"--model={model}")


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        ({"x": np.ones((9, 5))}, "inputs have shape (9, 5): in_shape=(5,), but the first layer takes (6,)"),
        ({"x": np.ones(6)}, "data2.npz holds x of shape (6,)"),
        ({"x": np.ones((0, 6))}, "holds x of shape (0, 6), expected at least one sample"),
        ({"x": np.full((9, 6), "a")}, "expected real numbers under the key x"),
        ({"x": np.full((9, 6), None)}, "it holds Python objects"),
        ({"x": np.full((9, 6), 1j)}, "expected real numbers under the key x"),
        ({"x": np.full((9, 6), np.nan)}, "holds x with a NaN or infinite entry"),
        ({"z": np.ones((9, 6))}, "holds ['z'], expected real numbers under the key x"),
        ({"x": np.ones((9, 6)), "y": np.ones(8, dtype=int)}, "holds y of shape (8,) and dtype int64, expected 9"),
        ({"x": np.ones((9, 6)), "y": np.ones(9)}, "dtype float64, expected 9 integers"),
        ({"x": np.ones((9, 6)), "y": np.full(9, "a")}, "dtype <U1, expected 9 integers"),
        ({"x": np.ones((9, 6)), "y": np.full(9, 3)}, "labels run from 3 to 3, expected classes 0 to 2"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else value,
)
def test_data_that_are_none(refused, arrays, words):
    np.savez("data2.npz", **arrays)
    refused(words, "plain", "data2.npz", "--sparsity=0.5")


def test_words_that_the_model_does_not_know(refused):
    np.savez("data2.npz", x=np.full((9, 5), 20))
    refused("does not run on inputs of shape (9, 5) and dtype torch.int64", "Words", "data2.npz", "--sparsity=0.5")


def test_files_that_are_no_data(refused, place):
    (place / "text.npz").write_text("x = 1")
    (place / "half.npz").write_bytes((place / "data.npz").read_bytes()[:300])
    np.save(place / "x.npy", np.ones((9, 6)))
    for name in ("text.npz", "half.npz", "x.npy", "absent.npz", "."):
        refused(f"cannot read {name} as an npz file", "plain", name, "--sparsity=0.5")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"0.weight": torch.ones(12, 7)}, "0.weight has shape (12, 7), expected (12, 6)"),
        ({"0.weight": torch.ones(12, 6).int()}, "0.weight has dtype torch.int32, expected torch.float32"),
        ({"0.weight": torch.ones(12, 6, dtype=torch.bool)}, "0.weight has dtype torch.bool"),
        ({"0.weight": torch.full((12, 6), torch.nan)}, "0.weight has a NaN or infinite entry"),
        ({"2.bias": torch.full((3,), torch.inf)}, "2.bias has a NaN or infinite entry"),
        ({"4.weight": torch.ones(3)}, "holds 4.weight, which the model does not know"),
    ],
)
def test_weights_of_another_model(refused, change, words):
    save_file(plain().state_dict() | change, "w.safetensors")
    refused(words, "plain", "data.npz", "--sparsity=0.5", "--weights=w.safetensors")


def test_files_that_are_no_weights(refused, place):
    torch.save(plain(), place / "model.pt")  # a pickle of code
    save_file(plain().state_dict(), place / "whole.safetensors")
    half = (place / "whole.safetensors").read_bytes()[:400]
    for name, content, words in (
        ("pickle.safetensors", pickle.dumps(print), "cannot read pickle.safetensors as safetensors"),
        ("half.safetensors", half, "cannot read half.safetensors as safetensors"),
        ("pickle.pt", pickle.dumps({"0.weight": os.system}), "cannot read pickle.pt as weights"),
        ("model.pt", None, "cannot read model.pt as weights"),
        ("absent.pt", None, "there is no such file"),
        ("data.npz", None, "expected a name ending in .safetensors, .pt, .pth, .bin or .onnx"),
    ):
        if content is not None:
            (place / name).write_bytes(content)
        refused(words, "plain", "data.npz", "--sparsity=0.5", f"--weights={name}")


def test_half_a_file_of_onnx(refused, place):
    onnx = pytest.importorskip("onnx")
    tensors = [onnx.numpy_helper.from_array(value.numpy(), name) for name, value in plain().state_dict().items()]
    whole = onnx.helper.make_model(onnx.helper.make_graph([], "none", [], [], tensors)).SerializeToString()
    (place / "half.onnx").write_bytes(whole[: len(whole) // 2])
    refused("cannot read half.onnx as ONNX", "plain", "data.npz", "--sparsity=0.5", "--weights=half.onnx")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "sparsity=None and tolerance=None, expected exactly one of the two"),
        (["--sparsity=0.5", "--tolerance=1"], "sparsity=0.5 and tolerance=1.0, expected exactly one of the two"),
        (["--sparsity=1"], "sparsity=1.0, expected a number in [0, 1)"),
        (["--sparsity=half"], "--sparsity"),
        (["--tolerance=-1"], "tolerance=-1.0, expected"),
        (["--sparsity=0.5", "--method=magic"], "method='magic', expected one of random, magnitude-global"),
        (["--sparsity=0.5", "--ignored=9"], "ignored holds '9', which matches none of the layers ['0', '2']"),
        (["--sparsity=0.5", "--ignored=re:.*"], "ignored holds every layer"),
        (["--sparsity=0.5", "--out=data.npz/out"], "cannot write to the output folder data.npz/out"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_that_are_none(refused, options, words):
    refused(words, "plain", "data.npz", *options)


def test_what_is_read_is_not_written_over(refused):
    save_file(plain().state_dict(), "weights.safetensors")
    options = ["--sparsity=0.5", "--weights=weights.safetensors", "--out=."]
    refused("there weights.safetensors would be written over", "plain", "data.npz", *options)


def test_help_says_that_the_file_is_run(place, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["prune-model", "--help"])
    assert stop.value.code == 0
    assert "RUNS the file FILE.py, which is your own Python code" in " ".join(capsys.readouterr().out.split())


def test_without_torch_one_sentence_says_what_to_install(refused, monkeypatch):
    monkeypatch.setattr(prune_model, "find_spec", lambda name: None)
    refused("prune-model needs torch; install it", "plain", "data.npz", "--sparsity=0.5")


def test_an_error_while_writing_leaves_no_certificate(run, place, monkeypatch):
    run("plain", "data.npz", "--sparsity=0.3")

    def fail(*_):
        raise InputError("the disk is full")

    monkeypatch.setattr("torch_bridge.pruner.save_forms", fail)
    assert run("plain", "data.npz", "--sparsity=0.5")[0] == 2
    assert list((place / "out").iterdir()) == []


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_nothing(place, ended_by):
    (place / "sizes.py").write_text("HIDDEN = 4000\n")
    np.savez("many.npz", x=np.random.default_rng(0).normal(size=(5000, 6)))
    point = repr(app._registered()[0])
    code = (
        "from lqtheory.cli import app, main; from importlib.metadata import EntryPoint; "
        f"app._registered = lambda: [{point}]; main()"
    )
    options = ["prune-model", "--model=models.py:plain", "--data=many.npz", "--tolerance=0.1", "--out=out"]
    command = [sys.executable, "-c", code, *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not (place / "out").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(ended_by)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.strip().splitlines()[-1] == "lqtheory: interrupted"
    assert "Traceback" not in err
    assert not (place / "out").exists()
