"""Data of the suites beside the digits and Fashion-MNIST: CIFAR-10, housing, and what a teacher network answers."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from lqtheory import Network
from lqtheory.errors import InputError
from lqtheory.files import load_npz
from lqtheory.networks import Activation, random_network
from torch_bridge.convert import to_network
from torch_bridge.data import Data, Samples
from torch_bridge.files import fill, load_weights
from torch_bridge.models import ResNet20

MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""By which the shared ResNet-20 expects its channels to be scaled."""

NUMERIC = (
    "longitude",
    "latitude",
    "housing_median_age",
    "total_rooms",
    "total_bedrooms",
    "population",
    "households",
    "median_income",
)
"""The features of a district; 207 without a number of bedrooms are left out."""

PRICE = "median_house_value"


def cifar10(folder: Path | None, seed: int) -> Data:
    """Load the 4,000 exact training images, and as test set the 10,000 images after JPEG compression."""
    train, test = (_images(_file(folder, f"cifar10/{name}.npz")) for name in ("train_first4000", "test_jpeg"))
    return Data("cifar10-jpeg", train, test)


def cifar10_exact(folder: Path | None) -> Samples:
    """Load the 300 test images of which the exact bytes are known."""
    return _images(_file(folder, "cifar10/test_subset.npz"))


def resnet20(folder: Path | None, seed: int) -> Network:
    """Read the trained ResNet-20 of the shared weights: one network, whatever the seed."""
    path = _file(folder, "resnet20_cifar10/resnet20.safetensors")
    return to_network(fill(ResNet20(), load_weights(path), path).eval(), (3, 32, 32))


def housing(folder: Path | None, seed: int) -> Data:
    """Load the California districts; without a folder, the diabetes patients that come with scikit-learn."""
    if folder is None:
        from sklearn.datasets import load_diabetes

        x, y = load_diabetes(return_X_y=True)
        return Data("diabetes", Samples(np.float32(x), np.reshape(y, (-1, 1))), None)
    path = _file(folder, "california_housing/housing.csv")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if all(row[name] for name in (*NUMERIC, PRICE))]
        table = np.array([[float(row[name]) for name in (*NUMERIC, PRICE)] for row in rows])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path} is no table of California districts: {error!r}") from None
    if not len(table) or not np.isfinite(table).all():
        raise InputError(f"{path} holds no districts, or numbers that are not finite")
    return Data("california-housing", Samples(table[:, :-1].astype(np.float32), table[:, -1:]), None)


def teacher(law: str, depth: int, width: int, folder: Path | None, seed: int) -> Network:
    """Draw a network with weights of that law, 32 inputs and 8 outputs, scaled to outputs of mean square 1."""
    sizes = [32, *[width] * (depth - 1), 8]
    network = random_network(np.random.default_rng(seed), sizes, Activation("relu"), law)
    size, last = float(np.sqrt(np.mean(network(_gaussian(seed)) ** 2))), network.prunable[-1]
    weight, bias = {f"{last.name}.weight": last.weight / size}, {f"{last.name}.bias": last.bias / size}
    return network.with_weights(weight, bias)


def lessons(law: str, depth: int, width: int, folder: Path | None, seed: int) -> Data:
    """Draw Gaussian inputs, and let the teacher answer."""
    x = _gaussian(seed)
    return Data(f"teacher-{law}", Samples(x, teacher(law, depth, width, folder, seed)(x)), None)


def _gaussian(seed: int, n: int = 5000) -> np.ndarray:
    return np.random.default_rng([seed, n]).normal(size=(n, 32)).astype(np.float32)


def _images(path: Path) -> Samples:
    arrays = load_npz(path)
    if not {"x", "y"} <= arrays.keys() or arrays["x"].ndim != 4 or len(arrays["x"]) != len(arrays["y"]):
        raise InputError(f"{path} holds no images x (n, height, width, 3) with labels y")
    x = (arrays["x"].astype(np.float32) / 255 - np.float32(MEAN)) / np.float32(DEVIATION)
    return Samples(x.transpose(0, 3, 1, 2).reshape(len(x), -1), arrays["y"].astype(np.int64))


def _file(folder: Path | None, name: str) -> Path:
    path = Path(folder or ".") / name
    if folder is None or not path.is_file():
        raise InputError(f"data_dir is {folder}, expected a folder that holds {name}")
    return path
