"""Twenty ways to tamper with a certificate, ten of them with the right hashes: both checkers refuse every one."""

import json

import numpy as np
import pytest
from certificates import saved

from lqtheory.certify import FILES, verify
from lqtheory.files import load_inputs, load_masks, load_network, save_inputs, save_masks, save_network, sha256
from lqtheory.networks import random_network
from lqtheory.second_opinion import second_opinion


def lower_the_upper_end(content):
    content["output_error"]["upper"] *= 1 - 1e-7


def lower_a_bound(content):
    content["output_error"]["by"]["a_priori"] *= 0.99


def raise_the_lower_end(content):
    content["output_error"]["lower"] *= 1 + 1e-7


def overstate_what_is_allowed(content):
    content["output_error"]["upper"] = content["output_error"]["by"]["telescoped"] = 1e9


def lower_an_operator_norm(content):
    content["layers"][1]["norm_pruned"] *= 0.9


def call_the_drop_of_accuracy_nothing(content):
    content["accuracy_drop"]["upper"] = 0.0


def count_fewer_weights(content):
    content["layers"][0]["kept"] -= 1


def turn_the_status(content):
    content["status"] = "holds" if content["status"] == "vacuous" else "vacuous"


def hide_an_assumption(content):
    content["assumptions"].pop()


def say_not_a_number(content):
    content["layers"][-1]["bound"] = float("nan")


WITHOUT_FILES = [
    lower_the_upper_end, lower_a_bound, raise_the_lower_end, overstate_what_is_allowed, lower_an_operator_norm,
    call_the_drop_of_accuracy_nothing, count_fewer_weights, turn_the_status, hide_an_assumption, say_not_a_number,
]  # fmt: skip


def change_dense(folder):
    network = load_network(folder / FILES[0])
    weight = network.weights["2.weight"].copy()
    weight[0, 0] += 0.01
    save_network(folder / FILES[0], network.with_weights({"2.weight": weight}))


def change_pruned(folder):
    network = load_network(folder / FILES[1])
    save_network(folder / FILES[1], network.with_weights({"2.weight": network.weights["2.weight"] * 1.01}))


def change_masks(folder):
    masks = load_masks(folder / FILES[2])
    masks["0.weight"] = np.ones_like(masks["0.weight"])
    save_masks(folder / FILES[2], masks)


def drop_kept_weights(folder):
    masks = load_masks(folder / FILES[2])
    masks["0.weight"] = np.zeros_like(masks["0.weight"])
    save_masks(folder / FILES[2], masks)


def transpose_mask(folder):
    masks = load_masks(folder / FILES[2])
    save_masks(folder / FILES[2], masks | {"0.weight": masks["0.weight"].T})


def change_inputs(folder):
    x, y = load_inputs(folder / FILES[3])
    save_inputs(folder / FILES[3], x[:-1], y[:-1])


def change_labels(folder):
    x, y = load_inputs(folder / FILES[3])
    save_inputs(folder / FILES[3], x, (y + 1) % 3)


def drop_labels(folder):
    save_inputs(folder / FILES[3], load_inputs(folder / FILES[3]).x)


def misfit_inputs(folder):
    x, y = load_inputs(folder / FILES[3])
    save_inputs(folder / FILES[3], x[:, :-1], y)


def other_structure(folder):
    save_network(folder / FILES[1], random_network(np.random.default_rng(0), [5, 6, 3]))


WITH_HASHES = [
    change_dense, change_pruned, change_masks, drop_kept_weights, transpose_mask,
    change_inputs, change_labels, drop_labels, misfit_inputs, other_structure,
]  # fmt: skip

CHECKERS = {"lqtheory verify": lambda path: verify(path).problems, "second opinion": second_opinion}


@pytest.mark.parametrize("tamper", WITHOUT_FILES)
def test_a_changed_claim_is_refused(tmp_path, tamper):
    path = saved(tmp_path)
    content = json.loads(path.read_text())
    assert not any(problems(path) for problems in CHECKERS.values())
    tamper(content)
    path.write_text(json.dumps(content))
    for name, problems in CHECKERS.items():
        assert problems(path), name


@pytest.mark.parametrize("tamper", WITH_HASHES)
def test_a_changed_file_is_refused_even_with_its_hash(tmp_path, tamper):
    path = saved(tmp_path)
    tamper(tmp_path)
    for name, problems in CHECKERS.items():
        assert any("sha256" in problem for problem in problems(path)), name
    content = json.loads(path.read_text())
    for entry in content["files"]:
        entry["sha256"] = sha256(tmp_path / entry["path"])
    path.write_text(json.dumps(content))
    for name, problems in CHECKERS.items():
        found = problems(path)
        assert found, name
        assert not any("sha256" in problem for problem in found), name
