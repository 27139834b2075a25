import gzip

import numpy as np
import pytest

from lqtheory.errors import InputError
from torch_bridge.data import CALIBRATION, IDX_FILES, load, split


def write_idx(path, array):
    header = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">i4").tobytes()
    path.write_bytes(gzip.compress(header + array.tobytes()))


@pytest.fixture
def images(tmp_path):
    rng = np.random.default_rng(0)
    for images, labels, n in zip(IDX_FILES[::2], IDX_FILES[1::2], (CALIBRATION + 500, 40), strict=True):
        write_idx(tmp_path / images, rng.integers(256, size=(n, 28, 28), dtype=np.uint8))
        write_idx(tmp_path / labels, (np.arange(n) % 10).astype(np.uint8))
    return tmp_path


def test_digits_are_split_60_20_20_in_every_class():
    data = load("digits")
    parts = split(data, seed=3)
    assert [len(part.y) for part in (parts.train, parts.validation, parts.test)] == [1079, 359, 359]
    assert parts.calibration is parts.train
    assert parts.train.x.max() == 1.0
    shares = np.array([np.bincount(part.y, minlength=10) / np.bincount(data.samples.y) for part in parts])
    assert abs(shares - [[0.6], [0.6], [0.2], [0.2]]).max() < 0.01
    rows = {row.tobytes() for part in (parts.train, parts.validation, parts.test) for row in part.x}
    assert rows == {row.tobytes() for row in data.samples.x}


def test_a_seed_fixes_the_split():
    data = load("digits")
    first, again, other = (split(data, seed).test for seed in (1, 1, 2))
    assert np.array_equal(first.x, again.x)
    assert not np.array_equal(first.x, other.x)


def test_images_keep_their_official_test_set(images):
    data = load("fashion-mnist", images)
    parts = split(data, seed=0)
    assert data.samples.x.shape == (CALIBRATION + 500, 784)
    assert 0 <= data.samples.x.min() <= data.samples.x.max() <= 1
    assert parts.train is data.samples
    assert parts.test is data.test
    assert len(parts.calibration.y) == CALIBRATION
    assert len(parts.validation.y) == 0
    assert data.classes == 10


def test_missing_folder_and_files_are_named(images, tmp_path):
    with pytest.raises(InputError, match=r"train-images-idx3-ubyte.gz.*--data-dir"):
        load("mnist")
    with pytest.raises(InputError, match=r"t10k-labels-idx1-ubyte.gz in the folder .*nowhere, which does not exist"):
        load("mnist", tmp_path / "nowhere")
    (images / IDX_FILES[3]).unlink()
    with pytest.raises(InputError, match=rf"which lacks {IDX_FILES[3]}"):
        load("mnist", images)


@pytest.mark.parametrize("damage", [lambda b: b[:-20], lambda b: b"no gzip", lambda b: gzip.compress(b"\0\0\x0d\x01")])
def test_a_damaged_image_file_is_named(images, damage):
    path = images / IDX_FILES[0]
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(InputError, match=rf"{IDX_FILES[0]} is not a whole gzipped idx file"):
        load("mnist", images)


def test_npz_with_and_without_a_test_set(tmp_path):
    x, y = np.random.default_rng(0).normal(size=(50, 4)), np.arange(50) % 3
    np.savez(tmp_path / "a.npz", x=x, y=y)
    np.savez(tmp_path / "b.npz", x_train=x, y_train=y, x_test=x[:9], y_test=y[:9])
    assert len(split(load(tmp_path / "a.npz"), 0).test.y) == 10
    assert len(split(load(str(tmp_path / "b.npz")), 0).test.y) == 9


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({"x": np.ones((3, 2))}, "holds x, expected x, y or"),
        ({"x": np.ones((3, 2)), "y": np.zeros(2, int)}, "expected 3 integer labels"),
        ({"x": np.ones((3, 2)), "y": np.zeros(3)}, "expected 3 integer labels"),
        ({"x": np.ones((3, 2)), "y": np.array([0, -1, 1])}, "counted from 0"),
        ({"x": np.ones((0, 2)), "y": np.zeros(0, int)}, "not empty"),
        ({"x": np.ones((3, 2)), "y": np.ones(3, int)}, "all 3 labels are 1, expected at least 2 classes"),
        ({"x": np.full((3, 2), np.nan), "y": np.zeros(3, int)}, "finite"),
        ({"x": np.full((3, 2), 1e300), "y": np.zeros(3, int)}, "beyond float32"),
        ({"x": np.array([["a"]]), "y": np.zeros(1, int)}, "expected numbers"),
        ({"x": np.array([{}]), "y": np.zeros(1, int)}, "plain arrays"),
    ],
)
def test_what_an_npz_must_hold(tmp_path, arrays, sentence):
    np.savez(tmp_path / "data.npz", **arrays)
    with pytest.raises(InputError, match=sentence):
        load(tmp_path / "data.npz")


def test_unreadable_npz_and_unknown_name(tmp_path):
    (tmp_path / "cut.npz").write_bytes(b"PK\x03\x04 cut")
    with pytest.raises(InputError, match="as an npz"):
        load(tmp_path / "cut.npz")
    with pytest.raises(InputError, match="No such file"):
        load(tmp_path / "none.npz")
    with pytest.raises(InputError, match="'cifar', expected digits"):
        load("cifar")
