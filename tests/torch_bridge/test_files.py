"""Weights from files of every kind, and one sentence for what is no such file."""

import copy
import pickle
import sys

import numpy as np
import pytest
import torch
from torch import nn

from lqtheory.errors import InputError
from torch_bridge import to_network
from torch_bridge.files import fill, load_weights, save_weights


@pytest.fixture
def model():
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.Flatten(), nn.Linear(8, 3)).eval()


def equal(one, other):
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16])
@pytest.mark.parametrize("ending", [".safetensors", ".pt", ".pth"])
def test_weights_there_and_back(model, tmp_path, ending, dtype):
    path, state = tmp_path / f"weights{ending}", model.to(dtype).state_dict()
    if ending == ".safetensors":
        save_weights(path, state)
    else:
        torch.save({"state_dict": state} if ending == ".pth" else state, path)
    found = load_weights(path)
    assert equal(found, state)
    other = copy.deepcopy(model)
    nn.init.zeros_(other[0].weight)
    assert equal(fill(other, found, path).state_dict(), state)


def test_masks_stay_bool(tmp_path):
    masks = {"0.weight": torch.eye(3, dtype=torch.bool)}
    save_weights(tmp_path / "masks.safetensors", masks)
    (tmp_path / "other").touch()
    assert (tmp_path / "masks.safetensors").stat().st_mode == (tmp_path / "other").stat().st_mode
    assert equal(load_weights(tmp_path / "masks.safetensors"), masks)


def test_initialisers_of_onnx(tmp_path):
    onnx = pytest.importorskip("onnx")
    weight = np.arange(6, dtype=np.float32).reshape(2, 3)
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("Gemm", ["x", "fc.weight"], ["y"], transB=1)],
        "linear",
        [onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1, 3])],
        [onnx.helper.make_tensor_value_info("y", onnx.TensorProto.FLOAT, [1, 2])],
        [onnx.numpy_helper.from_array(weight, "fc.weight")],
    )
    onnx.save(onnx.helper.make_model(graph), tmp_path / "model.onnx")
    assert torch.equal(load_weights(tmp_path / "model.onnx")["fc.weight"], torch.from_numpy(weight))
    whole = (tmp_path / "model.onnx").read_bytes()
    (tmp_path / "half.onnx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match=r"half.onnx as ONNX: the file is no whole model"):
        load_weights(tmp_path / "half.onnx")


def test_without_onnx_the_sentence_says_what_to_install(tmp_path, monkeypatch):
    (tmp_path / "model.onnx").write_bytes(b"")
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(InputError, match=r"needs onnx; install it"):
        load_weights(tmp_path / "model.onnx")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.safetensors", b"\x80\x04N.", "cannot read .* as safetensors"),
        ("a.pt", pickle.dumps({"weight": print}), "expected a state_dict of tensors alone"),
        ("a.pth", pickle.dumps([1, 2]), "cannot read .* as weights|holds no state_dict"),
        ("a.bin", b"nothing", "expected a state_dict of tensors alone"),
        ("a.npz", b"", "expected a name ending in .safetensors"),
    ],
)
def test_what_is_no_file_of_weights(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=words) as caught:
        load_weights(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_missing_file():
    with pytest.raises(InputError, match="there is no such file"):
        load_weights("nowhere.pt")


def test_weights_of_another_model_leave_it_as_it_was(model):
    before = copy.deepcopy(model.state_dict())
    weights = dict(before)
    for change, words in (
        ({"4.weight": torch.zeros(3, 9)}, r"W: 4.weight has shape \(3, 9\), expected \(3, 8\)"),
        ({"head.weight": torch.zeros(1)}, "W holds head.weight, which the model does not know"),
    ):
        with pytest.raises(InputError, match=words):
            fill(model, weights | change, "W")
    del weights["4.bias"], weights["1.num_batches_tracked"]
    with pytest.raises(InputError, match=r"W lacks 4\.bias; expected the names of Sequential"):
        fill(model, weights, "W")
    assert equal(model.state_dict(), before)


@pytest.mark.filterwarnings("ignore:lbfgs failed to converge")  # a few steps are enough here
@pytest.mark.parametrize("activation", ["relu", "logistic", "tanh", "identity"])
def test_networks_of_scikit_learn(activation):
    from sklearn.neural_network import MLPClassifier, MLPRegressor

    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(60, 4)), rng.integers(3, size=60)
    options = {"activation": activation, "hidden_layer_sizes": (5, 4), "solver": "lbfgs"}
    options |= {"max_iter": 5, "random_state": 0}
    regressor = MLPRegressor(**options).fit(x, x @ rng.normal(size=(4, 2)))
    np.testing.assert_allclose(to_network(regressor)(x), regressor.predict(x), rtol=1e-10, atol=1e-10)
    classifier = MLPClassifier(**options).fit(x, y)
    np.testing.assert_array_equal(to_network(classifier)(x).argmax(axis=1), classifier.predict(x))


def test_what_is_no_model():
    with pytest.raises(InputError, match=r"model is a dict, expected an nn\.Module"):
        to_network({})
