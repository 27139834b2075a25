"""Exit code 2 and one sentence for bad input, 1 where the answer is no; nothing is half-written."""

import json
import signal
import subprocess
import sys

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from lqtheory.files import load_masks, load_network, save_inputs, save_network
from lqtheory.networks import random_network


@pytest.fixture
def folder(tmp_path):
    rng = np.random.default_rng(0)
    net = random_network(rng, [6, 8, 3])
    save_network(tmp_path / "dense.safetensors", net)
    half = {name: w * (np.arange(w.size).reshape(w.shape) % 2) for name, w in net.weights.items()}
    save_network(tmp_path / "pruned.safetensors", net.with_weights(half))
    save_inputs(tmp_path / "inputs.npz", rng.normal(size=(20, 6)), rng.integers(3, size=20))
    return tmp_path


def rewrite(path, change):
    """Change the tensors of a network file and keep its metadata."""
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        metadata = file.metadata()
    tensors = load_file(path)
    change(tensors)
    save_file(tensors, path, metadata)


def inputs_of(folder):
    return [folder / name for name in ("dense.safetensors", "pruned.safetensors", "inputs.npz")]


def test_prune_certify_verify(folder, run):
    dense, _, inputs = inputs_of(folder)
    out = folder / "out"
    code, text, _ = run("prune", dense, inputs, "--out", out, "--sparsity", 0.5, "--json")
    assert code == 0
    assert json.loads(text)["keep_ratio"] == pytest.approx(0.5)
    masks = load_masks(out / "masks.safetensors")
    pruned = load_network(out / "pruned.safetensors")
    assert not any(w[~masks[name]].any() for name, w in pruned.weights.items())
    code, text, _ = run(
        "certify", dense, out / "pruned.safetensors", inputs, "--masks", out / "masks.safetensors", "--out", out
    )
    status = json.loads((out / "certificate.json").read_text())["status"]
    assert code == (0 if status == "holds" else 1)
    assert text.startswith(status)
    assert run("verify", out / "certificate.json", "--quiet")[:2] == (0, "")
    said = json.loads(run("verify", out / "certificate.json", "--json")[1])
    assert (said["accepted"], said["problems"]) == (True, [])
    assert run("verify", out / "certificate.json")[1].startswith("accepted: every number was computed again")


def test_prune_to_a_tolerance(folder, run):
    dense, _, inputs = inputs_of(folder)
    assert run("prune", dense, inputs, "--out", folder / "out", "--tolerance", 0.3, "--quiet") == (0, "", "")
    run("certify", dense, folder / "out" / "pruned.safetensors", inputs, "--out", folder / "out")
    certificate = json.loads((folder / "out" / "certificate.json").read_text())
    assert certificate["output_error"]["upper"] <= 0.3


def test_no_command_writes_over_what_it_reads(folder, run, refused):
    dense, pruned, inputs = inputs_of(folder)
    before = {path: path.read_bytes() for path in (dense, pruned, inputs)}
    refused("would be written over", "prune", pruned, inputs, "--sparsity", 0.5, "--out", folder)
    refused("would be written over", "certify", pruned, dense, inputs, "--out", folder)
    refused("would be written over", "certify", dense, pruned, inputs, "--out", folder)
    assert {path: path.read_bytes() for path in before} == before


def test_output_that_cannot_be_written(folder):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from lqtheory.cli import main; main()", "bounds"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("lqtheory: cannot write the output")
    assert done.stderr.count("\n") == 1


def test_an_unchanged_network_is_certified(folder, run):
    dense, _, inputs = inputs_of(folder)
    code, text, _ = run("certify", dense, dense, inputs, "--out", folder / "out", "--json")
    certificate = json.loads(text)
    assert (certificate["status"], certificate["output_error"]["upper"]) == ("holds", 0.0)
    assert code == 0


def test_a_tampered_certificate_is_refused(folder, run):
    run("certify", *inputs_of(folder), "--out", folder / "out")
    path = folder / "out" / "certificate.json"
    content = json.loads(path.read_text())
    content["output_error"]["upper"] *= 0.99
    path.write_text(json.dumps(content))
    code, text, _ = run("verify", path)
    assert code == 1
    assert text.startswith("refused\n")


@pytest.fixture
def unseen(folder):
    """Held-out points that the network of the folder has right, and arguments that ask for a guarantee on them."""
    dense = load_network(folder / "dense.safetensors")
    x = np.random.default_rng(1).normal(size=(400, 6))
    save_inputs(folder / "unseen.npz", x, dense(x).argmax(axis=1))
    files = ("--calibration", folder / "inputs.npz", "--held-out", folder / "unseen.npz", "--out", folder / "out")
    return ("certify", folder / "dense.safetensors", *files)


def test_a_guarantee_on_the_population(folder, run, unseen):
    code, text, _ = run(*unseen, "--max-drop", 0.5, "--json")
    said = json.loads(text)
    assert code == 0
    assert said["passed"] >= 1
    plan = json.loads((folder / "out" / "plan.json").read_text())
    assert said["plan"] == plan
    assert plan["method"] == "adaptive-path"
    assert json.loads((folder / "out" / "guarantee.json").read_text()) == {k: v for k, v in said.items() if k != "plan"}
    kept = load_masks(folder / "out" / "masks.safetensors")
    assert sum(int(mask.sum()) for mask in kept.values()) == plan["kept"]


def test_no_network_qualifies_and_none_of_an_earlier_run_stays(folder, run, unseen):
    assert run(*unseen, "--max-drop", 0.5)[0] == 0
    assert len(list((folder / "out").iterdir())) == 4
    code, text, _ = run(*unseen, "--max-drop", 0.0001)
    assert code == 1
    assert text.startswith("none: ")
    assert [path.name for path in (folder / "out").iterdir()] == ["guarantee.json"]
    assert json.loads((folder / "out" / "guarantee.json").read_text())["passed"] == 0
    assert run("verify", folder / "out" / "guarantee.json")[0] == 0


def test_what_an_earlier_run_left_stays_when_the_input_is_bad(folder, run, unseen):
    assert run(*unseen, "--max-drop", 0.5)[0] == 0
    before = {path: path.read_bytes() for path in (folder / "out").iterdir()}
    assert run(*unseen, "--max-drop", 1.5)[0] == 2
    assert {path: path.read_bytes() for path in (folder / "out").iterdir()} == before


def test_a_guarantee_is_checked_again_from_its_counts(folder, run, refused, unseen):
    run(*unseen, "--max-drop", 0.5)
    path = folder / "out" / "guarantee.json"
    code, text, _ = run("verify", path)
    assert code == 0
    assert text.startswith("accepted: a guarantee on unseen data: each p-value was computed again")
    true = json.loads(path.read_text())
    first, *others = true["tested"]
    for wrong in (
        {"confidence": 0.999999},
        {"points": 10},
        {"points": 10**30},
        {"passed": true["passed"] + 1},
        {"max_drop": 0.1},
        {"tested": [first | {"lost": 380}, *others]},
        {"tested": [first | {"pvalue": 0.9 * first["pvalue"]}, *others]},
        {"tested": []},
        {"sha256": true["sha256"] | {"plan.json": "0"}},
        {"discrete": True},
    ):
        path.write_text(json.dumps(true | wrong))
        code, text, _ = run("verify", path)
        assert code == 1, wrong
        assert text.startswith("refused\n")
    half = {"tested": [first | {"lost": 1.5}, *others]}
    for broken in ({"tested": 3}, {"points": "many"}, {"points": 400.0}, half, {"sha256": {}}, {"confidence": None}):
        path.write_text(json.dumps(true | broken))
        refused("is not what lqtheory certify --max-drop writes", "verify", path)
    path.write_text(json.dumps(true))
    (folder / "out" / "pruned.safetensors").unlink()
    refused("cannot read", "verify", path)


def test_repeated_points_are_refused_unless_declared(folder, run, refused, unseen):
    from lqtheory.files import load_inputs

    x, y = load_inputs(folder / "unseen.npz")
    save_inputs(folder / "unseen.npz", np.vstack([x, x[:3]]), np.append(y, y[:3]))
    refused("3 of 403 held-out inputs repeat another", *unseen, "--max-drop", 0.5)
    assert run(*unseen, "--max-drop", 0.5, "--discrete", "--quiet") == (0, "", "")


def test_held_out_data_that_were_used_are_refused(folder, refused, unseen):
    used = [folder / "inputs.npz" if x == folder / "unseen.npz" else x for x in unseen]
    refused("are the calibration inputs (sha256", *used, "--max-drop", 0.1)
    refused("expected exactly one of the two", *unseen)
    refused("expected exactly one of the two", *unseen, "--max-drop", 0.1, "--masks", folder / "masks.safetensors")
    refused("expected exactly one of the two", "certify", folder / "dense.safetensors", "--out", folder / "out")
    refused("confidence=0.3", *unseen, "--max-drop", 0.1, "--confidence", 0.3)
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ({"w": [3, 1], "k": 1, "q": -1, "p": 1}, "q must be"),
        ({"w": [3, 1], "k": 3, "q": "1/2", "p": 1}, "k must be"),
        ({"w": [], "k": 0, "q": 1, "p": 1}, "w must be"),
        ({"w": [3, None], "k": 1, "q": 1, "p": 1}, "w must be"),
        ({"w": [3, 1]}, "takes the values"),
    ],
)
def test_a_point_outside_the_domains(refused, point, words):
    refused(words, "bounds", "best-term-exact", "--at", json.dumps(point))


def test_a_label_names_its_ids(refused):
    refused("A1 of the theory are the ids best-term-", "bounds", "A1")


def test_bounds_are_listed_explained_and_checked(run):
    listed = json.loads(run("bounds", "--json")[1])
    keys = {"id", "label", "title", "evidence", "tight", "cites", "uses"}
    assert all(entry.keys() == keys for entry in listed)
    assert {entry["id"] for entry in listed} >= {"best-term-exact", "propagation"}
    assert {entry["label"] for entry in listed} >= {"A1", "C1"}
    assert any("tested" in entry["evidence"] for entry in listed)
    lines = run("bounds")[1].splitlines()
    assert len(lines) == len(listed)
    for line, entry in zip(lines, listed, strict=True):
        label, name, rest = line.split(None, 2)
        assert (label, name) == (entry["label"], entry["id"])
        assert rest.startswith(", ".join(entry["evidence"]) or "none")
    assert [entry["id"] for entry in listed if "conjecture" in entry["evidence"]] == ["sampling-rate-any"]
    code, text, _ = run("bounds", "seed")
    assert code == 0
    tree = text.split("rests on\n")[1].splitlines()  # what it rests on, and not itself again
    assert [line.split(":")[0] for line in tree] == ["  C4  seed-layer", "      A1  best-term-exact"]
    assert text.count("Neurons of ℓq norm") == 1
    assert "rests on" not in run("bounds", "best-term-exact")[1]
    code, text, _ = run("bounds", "best-term-exact", "--at", '{"w": [3, 1], "k": 1, "q": "1/2", "p": 1}')
    assert code == 0
    assert text.startswith("best-term-exact holds: 1.0")


def test_bounds_wants_a_known_id_and_a_point_in_json(refused):
    refused("no bound 'nope'", "bounds", "nope")
    refused("needs the ID", "bounds", "--at", "{}")
    refused("expected JSON", "bounds", "best-term-exact", "--at", "[1]")
    refused("expected JSON", "bounds", "best-term-exact", "--at", "w=1")


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_not_finite(folder, refused, value):
    rewrite(folder / "pruned.safetensors", lambda tensors: tensors["0.weight"].__setitem__((0, 0), value))
    refused("NaN or infinite", "certify", *inputs_of(folder), "--out", folder / "out")
    assert not (folder / "out").exists()


def test_an_empty_layer(folder, refused):
    rewrite(folder / "dense.safetensors", lambda tensors: tensors.update({"2.weight": np.zeros((0, 8))}))
    arguments = (folder / "dense.safetensors", folder / "inputs.npz", "--out", folder / "out")
    refused("2.weight has shape (0, 8)", "prune", *arguments, "--sparsity", 0.5)
    assert not (folder / "out").exists()


def test_a_mask_of_the_wrong_shape(folder, refused):
    save_file({"0.weight": np.ones((8, 5), bool), "2.weight": np.ones((3, 8), bool)}, folder / "masks.safetensors")
    arguments = (*inputs_of(folder), "--masks", folder / "masks.safetensors", "--out", folder / "out")
    refused("mask of 0.weight has shape (8, 5)", "certify", *arguments)
    assert not (folder / "out").exists()


def test_files_that_are_cut_foreign_or_missing(folder, refused):
    dense, pruned, inputs = inputs_of(folder)
    out = ("--out", folder / "out")
    for path in (dense, inputs):
        path.with_suffix(".cut").write_bytes(path.read_bytes()[:-100])
    refused("cannot read", "certify", dense.with_suffix(".cut"), pruned, inputs, *out)
    refused("cannot read", "certify", dense, pruned, inputs.with_suffix(".cut"), *out)
    refused("cannot read", "certify", dense, inputs, inputs, *out)
    refused("cannot read", "certify", dense, folder / "none.safetensors", inputs, *out)
    refused("cannot read", "verify", folder / "none.json")
    (folder / "certificate.json").write_text("{")
    refused("not valid JSON", "verify", folder / "certificate.json")
    assert not (folder / "out").exists()


def test_an_output_folder_that_cannot_be_written(folder, refused):
    below_a_file = folder / "dense.safetensors" / "out"
    refused("cannot write to the output folder", "certify", *inputs_of(folder), "--out", below_a_file)
    arguments = (folder / "dense.safetensors", folder / "inputs.npz", "--out", below_a_file)
    refused("cannot write to the output folder", "prune", *arguments, "--sparsity", 0.5)


def test_a_point_that_is_no_point_and_one_that_cannot_be_decided(run, refused):
    refused("rows of one length", "bounds", "triangle", "--at", '{"w": [[1, 2], [3]]}')
    at = '{"w": [1, 1, 1], "q": "1/3", "p": 1, "eps": 1}'
    code, text, _ = run("bounds", "sufficient-count", "--at", at)
    assert (code, text) == (1, "sufficient-count undecided: ? <= ?\n")


def test_prune_checks_its_arguments(folder, refused):
    arguments = ("prune", folder / "dense.safetensors", folder / "inputs.npz", "--out", folder / "out")
    refused("method", *arguments, "--sparsity", 0.5, "--method", "magic")
    refused("sparsity", *arguments, "--sparsity", 1.5)
    refused("sparsity", *arguments)
    refused("--sparsity", *arguments, "--sparsity", "half")
    refused("--seed", *arguments, "--sparsity", 0.5, "--seed", -1)
    assert not (folder / "out").exists()


def test_usage(run, refused):
    code, text, _ = run()
    assert code == 0
    assert all(name in text for name in ("prune", "certify", "verify", "bounds", "compare"))
    assert run("--version")[1].startswith("lqtheory ")
    refused("No such command", "prine")
    refused("Missing argument", "verify")
    refused("No such option", "verify", "x", "--sparsity")


def test_ctrl_c_is_130(run, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("lqtheory.registry.load_all", interrupt)
    code, _, err = run("bounds")
    assert code == 130
    assert err == "lqtheory: interrupted\n"


DROPPED = """
import os, signal, time
from lqtheory import cli

class Slow:
    def __del__(self):  # what is raised in here is dropped
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.2)

def run(arguments):
    slow = Slow()
    del slow
    time.sleep(30)

cli._run, cli._AGAIN = run, 0.5
cli.main()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="this system has no alarm")
def test_an_interrupt_that_is_dropped_comes_again():
    ended = subprocess.run([sys.executable, "-c", DROPPED], capture_output=True, text=True, check=False, timeout=20)
    assert ended.returncode == 130
    assert ended.stderr.endswith("lqtheory: interrupted\n")
