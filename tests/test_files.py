"""Files: exact round trips, one sentence for what cannot be read, nothing half-written."""

import numpy as np
import pytest

from lqtheory.errors import InputError, UnsupportedLayerError
from lqtheory.files import (
    digest,
    load_inputs,
    load_masks,
    load_network,
    save_inputs,
    save_masks,
    save_network,
    sha256,
    write_whole,
)
from lqtheory.networks import LAWS, Activation, Dense, Network, random_convolutional, random_network, settings


@pytest.mark.parametrize("law", LAWS)
def test_a_network_comes_back_bitwise(tmp_path, law):
    network = random_network(np.random.default_rng(0), [3, 4, 5, 2], Activation("leaky_relu", 0.1), law)
    save_network(tmp_path / "n.safetensors", network)
    back = load_network(tmp_path / "n.safetensors")
    for one, other in zip(network.layers, back.layers, strict=True):
        assert (one.name, one.activation) == (other.name, other.activation)
        assert one.weight.tobytes() == other.weight.tobytes()
        assert one.bias.tobytes() == other.bias.tobytes()


def test_a_layer_of_another_type_is_refused(tmp_path):
    path = tmp_path / "n.safetensors"
    save_network(path, random_network(np.random.default_rng(0), [2, 2]))
    path.write_bytes(path.read_bytes().replace(b"dense", b"dance"))
    with pytest.raises(InputError, match="no bound for layer '0', dance: expected one of"):
        load_network(path)


def test_the_same_network_gives_the_same_bytes(tmp_path):
    network = random_network(np.random.default_rng(0), [3, 4, 2])
    for name in map(str, range(20)):
        save_network(tmp_path / name, network)
    assert len({sha256(path) for path in tmp_path.iterdir()}) == 1


def test_a_transposed_weight_keeps_its_numbers(tmp_path):
    weight = np.arange(6.0).reshape(2, 3).T
    save_network(tmp_path / "n.safetensors", Network((Dense("0", weight, np.zeros(3)),)))
    assert np.array_equal(load_network(tmp_path / "n.safetensors").layers[0].weight, weight)


def test_masks_and_inputs_come_back(tmp_path):
    rng = np.random.default_rng(0)
    masks = {"0.weight": rng.random((3, 2)) < 0.5, "2.weight": rng.random((2, 3)).T < 0.5}
    save_masks(tmp_path / "m.safetensors", masks)
    back = load_masks(tmp_path / "m.safetensors")
    assert back.keys() == masks.keys()
    assert all(np.array_equal(back[name], masks[name]) for name in masks)
    x, y = rng.normal(size=(4, 3)), np.arange(4)
    save_inputs(tmp_path / "i.npz", x, y)
    assert np.array_equal(load_inputs(tmp_path / "i.npz").x, x)
    assert np.array_equal(load_inputs(tmp_path / "i.npz").y, y)
    save_inputs(tmp_path / "i.npz", x)
    assert load_inputs(tmp_path / "i.npz").y is None


LOADERS = {"safetensors": (load_network, load_masks), "npz": (load_inputs,)}


@pytest.fixture
def files(tmp_path):
    network = random_network(np.random.default_rng(0), [3, 2])
    save_network(tmp_path / "whole.safetensors", network)
    save_inputs(tmp_path / "whole.npz", np.ones((2, 3)))
    return tmp_path


@pytest.mark.parametrize(("kind", "load"), [(kind, load) for kind, loads in LOADERS.items() for load in loads])
@pytest.mark.parametrize("damage", ["missing", "truncated", "empty", "foreign", "folder"])
def test_what_cannot_be_read_is_named_in_one_sentence(files, kind, load, damage):
    path = files / f"bad.{kind}"
    content = (files / f"whole.{kind}").read_bytes()
    if damage == "folder":
        path.mkdir()
    elif damage != "missing":
        path.write_bytes({"truncated": content[:-7], "empty": b"", "foreign": b"\x80\x04 no such format"}[damage])
    with pytest.raises(InputError, match=f"cannot read .*bad.{kind} as .*{kind}.*: .") as caught:
        load(path)
    assert "\n" not in str(caught.value)


def test_files_of_another_content_are_named(files):
    save_masks(files / "masks.safetensors", {"0.weight": np.ones((2, 3), dtype=bool)})
    with pytest.raises(InputError, match="is no network of the format lqtheory-network/1"):
        load_network(files / "masks.safetensors")
    with pytest.raises(InputError, match="has dtype float64, expected bool"):
        load_masks(files / "whole.safetensors")
    np.savez(files / "other.npz", z=np.ones(3))
    with pytest.raises(InputError, match=r"holds \['z'\], expected real numbers under the key x"):
        load_inputs(files / "other.npz")
    np.savez(files / "pickle.npz", x=np.array([object()], dtype=object))
    with pytest.raises(InputError, match="cannot read"):
        load_inputs(files / "pickle.npz")


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_interrupted_write_leaves_what_was_there(tmp_path, failure):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def writer(part):
        part.write_text("half")
        raise failure

    with pytest.raises((InputError, KeyboardInterrupt)):
        write_whole(path, writer)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_unwritable_folder_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"cannot write .*file/n\.safetensors: "):
        save_network(tmp_path / "file" / "n.safetensors", random_network(np.random.default_rng(0), [3, 2]))


def test_digests(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    x = np.arange(6.0).reshape(2, 3)
    assert digest(x) == digest(x.copy(order="F")) != digest(x.T)
    assert digest(x) != digest(x.astype(np.float32))
    with pytest.raises(InputError, match="cannot read"):
        sha256(tmp_path / "b")


def test_damage_inside_a_compressed_file_and_odd_numbers_are_named(tmp_path):
    path = tmp_path / "x.npz"
    np.savez_compressed(path, x=np.random.default_rng(0).random((50, 50)))
    content = bytearray(path.read_bytes())
    content[200:260] = bytes(60)
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"cannot read .*x.npz as an npz file of plain arrays: ."):
        load_inputs(path)
    for x in (np.ones((2, 2)) * 1j, np.full((2, 2), 2**53 + 1), np.array([["a"]])):
        np.savez(path, x=x)
        with pytest.raises(InputError, match=r"real numbers under the key x|does not round"):
            load_inputs(path)


@pytest.mark.parametrize("seed", range(10))
def test_convolutional_networks_come_back_bitwise(tmp_path, seed):
    rng = np.random.default_rng(seed)
    network = random_convolutional(rng, (2, 5, 4), 4, 3, Activation("leaky_relu", 0.1))
    save_network(tmp_path / "n.safetensors", network)
    back = load_network(tmp_path / "n.safetensors")
    assert back.reads == network.reads
    for one, other in zip(network.layers, back.layers, strict=True):
        assert (one.kind, settings(one), one.name, one.activation) == (
            other.kind,
            settings(other),
            other.name,
            other.activation,
        )
    x = rng.normal(size=(3, 40))
    assert back(x).tobytes() == network(x).tobytes()


def test_an_unknown_type_of_layer_is_named(tmp_path):
    save_network(tmp_path / "n.safetensors", Network((Dense("0", np.eye(2), np.zeros(2)),)))
    content = (tmp_path / "n.safetensors").read_bytes().replace(b"dense", b"gated")
    (tmp_path / "n.safetensors").write_bytes(content)
    with pytest.raises(UnsupportedLayerError, match="no bound for layer '0', gated: expected one of add, "):
        load_network(tmp_path / "n.safetensors")
