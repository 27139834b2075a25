import json

import numpy as np
import pytest

from lqtheory.cli import main
from lqtheory.compress import FAMILIES
from lqtheory.files import save_inputs, save_network
from lqtheory.networks import random_network


@pytest.fixture
def run(tmp_path, capsys):
    rng = np.random.default_rng(0)
    save_network(tmp_path / "net.safetensors", random_network(rng, [6, 8, 3]))
    save_inputs(tmp_path / "inputs.npz", rng.normal(size=(40, 6)))

    def call(*options):
        with pytest.raises(SystemExit) as stop:
            main(["families", str(tmp_path / "net.safetensors"), str(tmp_path / "inputs.npz"), *map(str, options)])
        captured = capsys.readouterr()
        return stop.value.code, captured.out, captured.err

    return call


def test_every_family_has_its_line(run):
    code, text, _ = run("--tolerance", 0.5)
    assert code == 0
    assert {line.split()[0] for line in text.splitlines()[1:-1]} == set(FAMILIES)
    code, text, _ = run("--tolerance", 0.5, "--json", "--only", "quantise", "--only", "low-rank")
    rows = json.loads(text)["families"]
    assert {row["family"] for row in rows} == {"quantise", "low-rank"}
    assert all(row["upper"] <= 0.5 for row in rows)


def test_no_family_within_the_tolerance_is_a_no(run):
    code, text, _ = run("--tolerance", 0, "--only", "groups")
    assert code == 1
    assert "nothing within the tolerance" in text
    assert run("--tolerance", 0, "--quiet", "--only", "groups")[:2] == (1, "")


def test_bad_arguments(run):
    for options, words in (
        (("--tolerance", -1), "tolerance=-1"),
        (("--tolerance", 1, "--only", "x"), "families=['x']"),
    ):
        code, out, err = run(*options)
        assert (code, out) == (2, "")
        assert words in err
