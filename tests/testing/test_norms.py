"""The norms of a trained ResNet-20, proved; its weights lie in the folder of shared data beside the repository."""

from pathlib import Path

import numpy as np
import pytest

from lqtheory.networks import Convolution, Network, random_network
from lqtheory.testing import norms
from lqtheory.testing.resnet20 import normalised, resnet20

DATA = Path(__file__).parents[3] / "shared" / "data"
WEIGHTS = DATA / "resnet20_cifar10" / "resnet20.safetensors"
needs_data = pytest.mark.skipif(not DATA.exists(), reason=f"needs a trained ResNet-20 and CIFAR-10 images in {DATA}")


@needs_data
def test_it_is_the_trained_network():
    network, stored = resnet20(WEIGHTS), np.load(DATA / "cifar10" / "test_subset.npz")
    assert sum(isinstance(layer, Convolution) for layer in network.layers) == 19
    assert network.total == 268336
    right = network(normalised(stored["x"][:100])).argmax(axis=1) == stored["y"][:100]
    assert right.sum() == 94  # of all 300 it is right on the 279 that are published with the data


@needs_data
def test_proved_norms_of_trained_convolutions_are_barely_above_the_lanczos_values(capsys):
    layers = ["conv1", "layer3.0.conv1", "layer3.1.conv1"]
    norms.main(["--weights", str(WEIGHTS), "--layers", *layers])
    _, *rows, last = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows] == layers
    for row in rows:
        proved, lanczos, excess, _, method = row.split("stride")[1].split()[1:]
        assert float(lanczos) <= float(proved) <= 1.00000001 * float(lanczos)
        assert 0 < float(excess) <= 1e-8
        assert method == "cholesky"
    assert last.startswith("proved bounds are at most 3.7e-09")


def test_the_table_of_any_network():
    network = Network((Convolution("a", np.ones((1, 1, 2)), [0.0], (1, 2)),))
    (row,) = norms.norms(network)
    assert row[:2] == ("a", "1x1x2 on 2, stride 1")
    assert row.lanczos == pytest.approx(np.sqrt(2))
    assert 0 <= row.excess < 1e-8
    assert not list(norms.norms(random_network(np.random.default_rng(0), [2, 2])))


def test_bad_arguments_are_refused_in_one_sentence(capsys, tmp_path):
    missing = tmp_path / "none.safetensors"
    for arguments, words in (
        (["--weights", str(missing)], "cannot read"),
        ([], "required: --weights"),
    ):
        with pytest.raises(SystemExit) as error:
            norms.main(arguments)
        assert error.value.code == 2
        assert words in capsys.readouterr().err.splitlines()[-1]
