"""`lqtheory inspect` and `lqtheory axioms`: answers, the numbers behind them, and figures."""

import json

import numpy as np
import pytest

from lqtheory.compress import tail_curve
from lqtheory.files import save_inputs, save_network
from lqtheory.networks import random_network


@pytest.fixture
def folder(tmp_path):
    rng = np.random.default_rng(0)
    save_network(tmp_path / "even.safetensors", random_network(rng, [40, 30, 10]))
    save_network(tmp_path / "heavy.safetensors", random_network(rng, [40, 30, 10], law="cauchy"))
    save_network(tmp_path / "small.safetensors", random_network(rng, [40, 10]))
    save_inputs(tmp_path / "inputs.npz", rng.normal(size=(20, 40)))
    return tmp_path


def pair(folder):
    return folder / "even.safetensors", folder / "heavy.safetensors"


def test_it_answers_in_a_sentence_and_a_table(folder, run):
    code, text, _ = run("inspect", *pair(folder))
    lines = text.splitlines()
    assert code == 0
    assert lines[0] == "heavy is more compressible than even: its tail is larger at no kept share."
    assert lines[1].startswith("Unnormalised, as certificates read it: ")
    assert [line.split()[0] for line in lines[3:]] == ["keep", "0.9", "0.75", "0.5", "0.25", "0.1", "0.05", "0.01"]
    assert run("inspect", *pair(folder), "--quiet") == (0, "", "")


def test_json_holds_the_curves_and_where_they_cross(folder, run):
    from lqtheory.files import load_inputs, load_network

    entry = json.loads(run("inspect", *pair(folder), "--inputs", folder / "inputs.npz", "--p", 2, "--json")[1])
    x, network = load_inputs(folder / "inputs.npz").x, load_network(folder / "even.safetensors")
    assert entry["tail"]["even"] == tail_curve(network, x, p=2).shares.tolist()
    assert entry["relative"] == [{"lower": "heavy", "most": 0.98, "least": 0.01}]  # at 0.99 every weight is kept
    assert (entry["p"], entry["scaled_by_inputs"], len(entry["keep_ratio"])) == (2, True, 99)
    same = json.loads(run("inspect", *[pair(folder)[0]] * 2, "--json")[1])
    assert same["absolute"] == [{"lower": None, "most": 0.99, "least": 0.01}]


def test_both_curves_are_drawn(folder, run):
    assert run("inspect", *pair(folder), "--out", folder / "out", "--quiet")[0] == 0
    assert {path.name for path in (folder / "out").iterdir()} == {"tails.csv", "tails.png", "tails.svg"}
    header, first, *_ = (folder / "out" / "tails.csv").read_text().splitlines()
    assert header == "model,keep_ratio,tail,absolute"
    assert first.startswith("even,0.99,")


def test_a_network_beside_itself_is_drawn_twice_and_called_equal(folder, run):
    even = folder / "even.safetensors"
    code, text, _ = run("inspect", even, even, "--out", folder / "out")
    assert code == 0
    assert text.startswith("even (first) and even (second) are equal: they have the same weights")
    lines = (folder / "out" / "tails.csv").read_text().splitlines()
    assert {line.split(",")[0] for line in lines[1:]} == {"even (first)", "even (second)"}


def test_bad_input_is_one_sentence(folder, refused):
    even = folder / "even.safetensors"
    refused("expected two of the same structure", "inspect", even, folder / "small.safetensors")
    refused("cannot read", "inspect", even, folder / "none.safetensors")
    save_inputs(folder / "one.npz", np.ones((1, 40)))
    refused("every activation is constant", "inspect", *pair(folder), "--inputs", folder / "one.npz")
    refused("p=0.5, expected", "inspect", *pair(folder), "--p", 0.5)
    refused("expected (n, 10)", "inspect", *[_small(folder)] * 2, "--inputs", folder / "inputs.npz")
    refused("cannot write to the output folder", "inspect", *pair(folder), "--out", even / "out")


def test_axioms_are_printed_drawn_and_given_with_counterexamples(tmp_path, run):
    code, text, _ = run("axioms", "--out", tmp_path)
    assert code == 0
    assert ["Gini", "Y", "Y", "Y", "Y", "Y*", "Y"] in map(str.split, text.splitlines())
    assert {path.name for path in tmp_path.iterdir()} == {"axioms.png", "axioms.svg"}
    entry = json.loads(run("axioms", "--json")[1])
    assert entry["l2/l1"]["CL"] == {"mark": "-", "before": [1, 1], "after": [1, 1, 1, 1]}
    assert entry["Gini"]["RH"] == {"mark": "Y"}


def _small(folder):
    save_network(folder / "ten.safetensors", random_network(np.random.default_rng(0), [10, 3]))
    return folder / "ten.safetensors"
