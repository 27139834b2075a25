"""Data sets for the comparison: loaded as they are, split in one way, images scaled to [0, 1]."""

from __future__ import annotations

import gzip
import zlib
from os import PathLike
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lqtheory.errors import InputError
from lqtheory.files import load_npz

CALIBRATION = 2048
"""The largest number of calibration samples; smaller training sets are used whole."""

IDX_FILES = (
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
)


class Samples(NamedTuple):
    """Inputs with their labels: `x` is (n, features) float32, `y` is (n,) int64 and counts classes from 0."""

    x: np.ndarray
    y: np.ndarray

    def take(self, rows: np.ndarray | slice) -> Samples:
        """Return the samples of the given row numbers."""
        return Samples(self.x[rows], self.y[rows])


class Data(NamedTuple):
    """A data set: its name, its samples, and the official test samples where there are some."""

    name: str
    samples: Samples
    test: Samples | None

    @property
    def classes(self) -> int:
        """The number of classes, the largest label plus one."""
        parts = [self.samples] if self.test is None else [self.samples, self.test]
        return 1 + max(int(part.y.max()) for part in parts)


class Split(NamedTuple):
    """The four parts of a data set; `calibration` is the training set or 2,048 samples of it."""

    train: Samples
    calibration: Samples
    validation: Samples
    test: Samples


def load(source: str | PathLike[str] = "digits", data_dir: str | PathLike[str] | None = None) -> Data:
    """Load a data set by name or from a file.

    Parameters
    ----------
    source : {"digits", "fashion-mnist", "mnist"} or path
        `digits` comes with scikit-learn; the two image sets are read from `data_dir`; a path ends in `.npz` and
        holds `x, y` (split by `split`) or `x_train, y_train, x_test, y_test`.
    data_dir : path, optional
        The folder of the four official idx.gz files.

    Returns
    -------
    Data
        Digits are divided by 16, images by 255; an npz is taken as it is.

    Raises
    ------
    InputError
        If the name is unknown, a file is missing or broken, or the arrays do not fit together.
    """
    name = str(source)
    if data_dir is not None and name not in ("fashion-mnist", "mnist"):
        raise InputError(f"data_dir is {data_dir}, expected none: only fashion-mnist and mnist are read from a folder")
    if name == "digits":
        from sklearn.datasets import load_digits

        x, y = load_digits(return_X_y=True)
        return Data(name, _samples(x / 16, y, name), None)
    if name in ("fashion-mnist", "mnist"):
        return _load_idx(name, data_dir)
    if name.endswith(".npz"):
        return _load_npz(Path(name))
    raise InputError(f"data is {name!r}, expected digits, fashion-mnist, mnist or a path ending in .npz")


def split(data: Data, seed: int, calibration: int = CALIBRATION, held_out: int = 0) -> Split:
    """Split a data set into train, calibration, validation and test; the same seed gives the same split.

    Without an official test set: 60 % train, 20 % validation, 20 % test, stratified. With one: all other samples
    are for training, but for those held out for validation.

    Parameters
    ----------
    data : Data
        What `load` returned.
    seed : int
        Non-negative; it shuffles and draws the calibration samples.
    calibration : int
        The most samples to calibrate on, drawn from those for training.
    held_out : int
        Samples for validation where there is an official test set.

    Returns
    -------
    Split
    """
    rng = np.random.default_rng(seed)
    samples = data.samples
    if data.test is None:
        order = rng.permutation(len(samples.y))
        if samples.y.ndim == 1:
            order = order[np.argsort(samples.y[order], kind="stable")]
        fifth = np.arange(len(order)) % 5  # classes lie in runs, so dealing them out in turn is stratified
        parts = [samples.take(np.sort(order[rows])) for rows in (fifth < 3, fifth == 3, fifth == 4)]
        train, validation, test = parts
    else:
        train, validation, test = samples, samples.take(slice(0)), data.test
        if held_out:
            rows = rng.permutation(len(samples.y))
            train, validation = (samples.take(np.sort(part)) for part in (rows[held_out:], rows[:held_out]))
    if len(train.y) <= calibration:
        return Split(train, train, validation, test)
    rows = np.sort(rng.choice(len(train.y), calibration, replace=False))
    return Split(train, train.take(rows), validation, test)


def _load_idx(name: str, data_dir: str | PathLike[str] | None) -> Data:
    """Read the four official files of an image set."""
    wanted = f"{name} needs the four files {', '.join(IDX_FILES)}"
    if data_dir is None:
        raise InputError(f"{wanted} in the folder given as --data-dir, and none was given")
    folder = Path(data_dir)
    if not folder.is_dir():
        raise InputError(f"{wanted} in the folder {folder}, which does not exist")
    missing = [file for file in IDX_FILES if not (folder / file).is_file()]
    if missing:
        raise InputError(f"{wanted} in the folder {folder}, which lacks {', '.join(missing)}")
    images, labels, test_images, test_labels = (_read_idx(folder / file) for file in IDX_FILES)
    train = _samples(_rows(images) / np.float32(255), labels, name)
    return Data(name, train, _samples(_rows(test_images) / np.float32(255), test_labels, name))


def _read_idx(path: Path) -> np.ndarray:
    """Read one gzipped idx file of unsigned bytes (two zero bytes, type 8, rank, sizes as big-endian int32)."""
    try:
        with gzip.open(path) as file:
            raw = file.read()
        rank = raw[3]
        if raw[:3] != b"\0\0\x08":
            raise ValueError
        shape = np.frombuffer(raw, ">i4", rank, 4)
        return np.frombuffer(raw, np.uint8, offset=4 + 4 * rank).reshape(shape)
    except (OSError, EOFError, ValueError, IndexError, zlib.error):
        raise InputError(f"{path} is not a whole gzipped idx file of unsigned bytes") from None


def _load_npz(path: Path) -> Data:
    """Read `x, y` or `x_train, y_train, x_test, y_test` from an npz file without pickled objects."""
    arrays = load_npz(path)
    if {"x_train", "y_train", "x_test", "y_test"} <= arrays.keys():
        train, test = (_samples(arrays[f"x_{part}"], arrays[f"y_{part}"], path) for part in ("train", "test"))
        if train.x.shape[1] != test.x.shape[1]:
            sizes = f"{train.x.shape[1]} and {test.x.shape[1]}"
            raise InputError(f"{path}: x_train and x_test have {sizes} features, expected the same number")
        return Data(path.stem, train, test)
    if {"x", "y"} <= arrays.keys():
        return Data(path.stem, _samples(arrays["x"], arrays["y"], path), None)
    held = ", ".join(sorted(arrays)) or "nothing"
    raise InputError(f"{path} holds {held}, expected x, y or x_train, y_train, x_test, y_test")


def _rows(x: np.ndarray) -> np.ndarray:
    """Flatten every sample to one row."""
    return x.reshape(len(x), -1)


def _samples(x: np.ndarray, y: np.ndarray, name: object) -> Samples:
    """Check inputs and labels and give them their types."""
    if x.ndim < 2 or x.dtype.kind not in "fiub" or x.size == 0:
        raise InputError(f"{name}: x is {x.dtype} {x.shape}, expected numbers of shape (n, features), not empty")
    if y.shape != x.shape[:1] or y.dtype.kind not in "iu" or y.min() < 0:
        raise InputError(f"{name}: y is {y.dtype} {y.shape}, expected {len(x)} integer labels counted from 0")
    with np.errstate(over="ignore"):
        x = _rows(x).astype(np.float32)
    if not np.isfinite(x).all():
        raise InputError(f"{name}: x holds NaN, inf or a number beyond float32, expected finite numbers")
    if len(np.unique(y)) < 2:
        raise InputError(f"{name}: all {len(y)} labels are {y[0]}, expected at least 2 classes")
    return Samples(x, y.astype(np.int64))
