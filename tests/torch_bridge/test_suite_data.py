"""Data of the suites: shapes and scales, and one sentence for what is missing or broken."""

from pathlib import Path

import numpy as np
import pytest

from lqtheory.errors import InputError
from torch_bridge import suite_data
from torch_bridge.suites import SUITES, pairs
from torch_bridge.tune import score

SHARED = Path(__file__).parents[2].parent / "shared/data"


def images(folder, n=4, shape=(32, 32, 3)):
    path = folder / "cifar10"
    path.mkdir(parents=True, exist_ok=True)
    for name in ("train_first4000", "test_jpeg", "test_subset"):
        x = np.full((n, *shape), 255, dtype=np.uint8)
        np.savez(path / f"{name}.npz", x=x, y=np.arange(n) % 2)


def test_images_are_scaled_channel_by_channel_and_come_first_by_channel(tmp_path):
    images(tmp_path)
    data = suite_data.cifar10(tmp_path, 0)
    assert data.samples.x.shape == (4, 3072)
    expected = (1 - np.array(suite_data.MEAN)) / suite_data.DEVIATION
    np.testing.assert_allclose(data.test.x[0].reshape(3, 1024)[:, 0], expected, rtol=1e-6)
    assert len(suite_data.cifar10_exact(tmp_path).y) == 4


@pytest.mark.parametrize("load", [lambda folder: suite_data.cifar10(folder, 0), lambda f: suite_data.resnet20(f, 0)])
def test_what_is_not_there(load, tmp_path):
    for folder in (None, tmp_path):
        with pytest.raises(InputError, match=r"data_dir is .*, expected a folder that holds (cifar10|resnet20)"):
            load(folder)


def test_images_of_another_shape(tmp_path):
    images(tmp_path, shape=(32, 32))
    with pytest.raises(InputError, match="holds no images x"):
        suite_data.cifar10(tmp_path, 0)


def districts(folder, *rows):
    path = folder / "california_housing/housing.csv"
    path.parent.mkdir()
    path.write_text("\n".join([",".join([*suite_data.NUMERIC, suite_data.PRICE]), *rows]) + "\n")


def test_districts_without_bedrooms_are_left_out(tmp_path):
    districts(tmp_path, "1,2,3,4,5,6,7,8,9", "1,2,3,4,,6,7,8,9")
    data = suite_data.housing(tmp_path, 0)
    assert data.samples.x.tolist() == [[1, 2, 3, 4, 5, 6, 7, 8]]
    assert data.samples.y.tolist() == [[9]]


@pytest.mark.parametrize("row", ["1,2,3,4,5,6,7,8,nine", "1,2", "1,2,3,4,5,6,7,8,inf", ""])
def test_a_table_of_something_else(row, tmp_path):
    districts(tmp_path, row)
    with pytest.raises(InputError, match=r"is no table of California districts|holds no districts"):
        suite_data.housing(tmp_path, 0)


@pytest.mark.parametrize("law", ["gaussian", "student_t", "cauchy"])
def test_a_teacher_answers_as_it_does(law):
    (pair,) = [pair for pair in SUITES["teachers"] if pair.name == f"teacher-{law}-depth-2-width-32"]
    parts = pair.split(None, 3)
    network = pair.start(None, 3)
    assert score(network, parts.test) == pytest.approx(1, abs=1e-9)
    everything = np.concatenate([part.y for part in (parts.train, parts.validation, parts.test)])
    assert np.mean(everything**2) == pytest.approx(1)
    other = pair.start(None, 4)
    assert not np.array_equal(other.layers[0].weight, network.layers[0].weight)


def test_without_a_folder_there_are_data_all_the_same():
    (patients,), (digits,) = (pairs(name, None) for name in ("housing", "paper"))
    parts = patients.split(None, 0)
    np.testing.assert_allclose([parts.train.x.mean(), parts.train.x.std(), parts.train.y.std()], [0, 1, 1], atol=1e-5)
    assert len(parts.validation.y) == pytest.approx(442 / 5, abs=1)
    assert digits.data == "digits"
    assert [layer.weight.shape for layer in digits.start(None, 0).layers] == [(128, 64), (256, 128), (10, 256)]


def test_methods_that_train_anew_need_something_to_train():
    (resnet,), (digits,) = SUITES["cifar"], SUITES["digits"]
    assert digits.runs(["ssl", "obd"]) == ["obd", "ssl"]
    assert resnet.runs(["ssl", "obd"]) == ["obd"]
    assert set(resnet.runs([])) == set(resnet.methods)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not beside the repository")
def test_the_shared_data_are_read():
    (resnet,), (houses,) = pairs("cifar", SHARED), pairs("housing", SHARED)
    parts = resnet.split(SHARED, 0)
    assert [len(part.y) for part in parts] == [3500, 256, 500, 10000]
    network = resnet.start(SHARED, 0)
    assert score(network, suite_data.cifar10_exact(SHARED)) == pytest.approx(0.93, abs=0.001)
    assert len(houses.load(SHARED, 0).samples.y) == 20433
