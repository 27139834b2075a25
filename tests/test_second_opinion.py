"""The second opinion agrees with `lqtheory verify`, proves what it says, and needs nothing but Python."""

import ast
import json
import subprocess
import sys
import zipfile
from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from certificates import saved
from flint import ctx
from safetensors.numpy import load_file, save_file

from lqtheory import second_opinion as checker
from lqtheory.balls import ArbBalls
from lqtheory.certify import certify, verify
from lqtheory.certify.evaluate import evaluate
from lqtheory.files import NETWORK_FORMAT, sha256
from lqtheory.networks import LAWS, Activation
from lqtheory.second_opinion import CannotSay, largest_eigenvalue, root, second_opinion, semidefinite
from lqtheory.testing.soundness import draw

BATCHES, CASES = 20, 50
ACTIVATIONS = [Activation("relu"), Activation("identity")]
BOUNDS = ("telescoped", "a_posteriori", "a_priori")


def numbers(content):
    """Where the bounds of a certificate stand: paths, each with whether it is an upper bound."""
    for quantity in ("output_error", "accuracy_drop"):
        if content[quantity]:
            yield (quantity, "lower"), False
            yield (quantity, "upper"), True
            yield from (((quantity, "by", name), True) for name in BOUNDS)
    for level, name in product(range(len(content["layers"])), ("norm_dense", "norm_pruned", "local_error", "bound")):
        yield ("layers", level, name), True


def at(content, where):
    for key in where:
        content = content[key]
    return content


def falsify(rng, content, rule):
    """Put one number on the wrong side of what its rule gives, by a part of 10^-9 … 10^-1 of it; return its place."""
    amount = 10 ** rng.uniform(-9, -1)
    places = []
    for where, is_upper in numbers(content):
        claim, value = at(content, where), at(rule, where)
        # What is 0 or inf, or the rest of a cancellation, cannot be moved by a part of itself.
        if claim and value and abs(value) > 1e-290 and abs(claim - value) <= 1e-6 * abs(value):
            places.append((where, value - (1 if is_upper else -1) * amount * abs(value)))
    if not places:
        return None
    where, wrong = places[rng.integers(len(places))]
    at(content, where[:-1])[where[-1]] = wrong
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in where)[1:]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_checkers_say_the_same(tmp_path, batch):
    rng = np.random.default_rng(batch)
    false, vacuous, informative = 0, 0, 0
    for case in range(CASES):
        dense, pruned, x, _, law = draw(rng, ACTIVATIONS, widest=32 if case == 0 else 6)
        with np.errstate(all="ignore"):
            labels = dense(x).argmax(axis=1) if dense.outputs > 1 and case % 4 < 2 else None
        certificate = certify(dense, pruned, x, labels)
        path = certificate.save(tmp_path)
        content, place = json.loads(path.read_text()), None
        if 2 * false <= case:
            with ctx.workprec(400):  # digits enough to tell what is false
                rule, _ = evaluate(certificate.comparison, certificate.masks, ArbBalls, slack=0.0)
            place = falsify(rng, content, rule.to_dict())
            path.write_text(json.dumps(content))
        for problems in (verify(path).problems, second_opinion(path)):
            assert [problem.split(" is ")[0] for problem in problems] == ([place] if place else []), (batch, case, law)
        false += place is not None
        vacuous += content["status"] == "vacuous"
        informative += content["status"] == "holds"
    assert false == CASES / 2
    assert min(vacuous, informative) >= 0.1 * CASES


def test_it_imports_only_the_standard_library():
    tree = ast.parse(Path(checker.__file__).read_text())
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def run(path):
    """As a script, without any installed package."""
    command = [sys.executable, "-I", "-S", checker.__file__, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_exit_codes(tmp_path):
    path = saved(tmp_path)
    done = run(path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "accepted: every number was proved again exactly\n", "")
    content = json.loads(path.read_text())
    content["layers"][0]["norm_dense"] /= 2
    path.write_text(json.dumps(content))
    done = run(path)
    assert (done.returncode, done.stdout.count("\n")) == (1, 1)
    assert done.stdout.startswith("refused: layers[0].norm_dense is ")
    path.unlink()
    done = run(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"cannot say: cannot read {path}: No such file or directory\n"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"activation": "tanh"}, "expected dense layers, one after another, with relu or none"),
        ({"sizes": (5, 33, 3)}, "expected at most 32 each way"),
    ],
)
def test_what_it_does_not_know_is_named(tmp_path, change, sentence):
    path = saved(tmp_path, **change)
    assert verify(path).accepted
    with pytest.raises(CannotSay, match=sentence):
        second_opinion(path)


def rewrite_header(folder, change):
    path = folder / "dense.safetensors"
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    change(header)
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + data[8 + length :])


def overlapping_tensors(folder):
    def change(header):
        header["2.weight"]["data_offsets"] = [0, 8 * 24]

    rewrite_header(folder, change)


def negative_shape(folder):
    rewrite_header(folder, lambda header: header["0.weight"].update(shape=[-6, -5]))


def no_metadata(folder):
    rewrite_header(folder, lambda header: header.pop("__metadata__"))


def header_beyond_the_end(folder):
    path = folder / "dense.safetensors"
    path.write_bytes((2**62).to_bytes(8, "little") + path.read_bytes()[8:])


def bytes_that_are_no_bools(folder):
    path = folder / "masks.safetensors"
    data = bytearray(path.read_bytes())
    data[-1] = 2
    path.write_bytes(bytes(data))


def layers_that_are_no_list(folder):
    path = folder / "dense.safetensors"
    save_file(load_file(path), path, metadata={NETWORK_FORMAT: "7"})


def pickled_inputs(folder):
    np.savez(folder / "inputs.npz", x=np.array([[object()]], dtype=object))


def columns_first(folder):
    np.savez(folder / "inputs.npz", x=np.asfortranarray(np.ones((3, 5))))


def infinite_inputs(folder):
    np.savez(folder / "inputs.npz", x=np.full((3, 5), np.inf))


def twice_the_same_name(folder):
    data = (zipfile.ZipFile(folder / "inputs.npz")).read("x.npy")
    with zipfile.ZipFile(folder / "inputs.npz", "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("x.npy", data)


def flipped_bit(folder):
    data = bytearray((folder / "inputs.npz").read_bytes())
    data[300] ^= 1
    (folder / "inputs.npz").write_bytes(bytes(data))


DAMAGES = [
    overlapping_tensors, negative_shape, no_metadata, header_beyond_the_end, bytes_that_are_no_bools,
    layers_that_are_no_list, pickled_inputs, columns_first, infinite_inputs, twice_the_same_name, flipped_bit,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_no_traceback(tmp_path, damage):
    path = saved(tmp_path)
    damage(tmp_path)
    content = json.loads(path.read_text())
    for entry in content["files"]:
        entry["sha256"] = sha256(tmp_path / entry["path"])
    path.write_text(json.dumps(content))
    with pytest.raises(CannotSay):
        second_opinion(path)


@pytest.mark.parametrize("text", ["[1]", "{", '{"format": "lqtheory-guarantee/1"}', '{"a": 1, "a": 2}', "[" * 10**5])
def test_json_that_is_no_certificate(tmp_path, text):
    path = tmp_path / "certificate.json"
    path.write_text(text)
    with pytest.raises(CannotSay):
        second_opinion(path)


def test_labels_of_any_integer_type_are_read(tmp_path):
    path = saved(tmp_path)
    content = json.loads(path.read_text())
    with np.load(tmp_path / "inputs.npz") as file:
        x, y = file["x"], file["y"]
    for dtype in ("i1", "u2", "i4", "u8"):
        np.savez(tmp_path / "inputs.npz", x=x, y=y.astype(dtype))
        content["files"][3]["sha256"] = sha256(tmp_path / "inputs.npz")
        path.write_text(json.dumps(content))
        assert second_opinion(path) == []


def test_semidefinite_decides_every_sign():
    rng = np.random.default_rng(0)
    outcomes = []
    for _ in range(500):
        size = int(rng.integers(1, 7))
        lower = np.tril(rng.integers(-3, 4, size=(size, size)), -1) + np.eye(size, dtype=int)
        signs = rng.integers(-1, 9, size=size) // 3  # by Sylvester, those of the eigenvalues
        order = rng.permutation(size)
        matrix = (lower @ np.diag(signs) @ lower.T)[np.ix_(order, order)]
        assert semidefinite(matrix.tolist()) == (signs.min() >= 0)
        outcomes.append(signs.min() >= 0 and signs.min() == 0)
    assert 50 < sum(outcomes) < 450
    assert not semidefinite([[0, 1], [1, 0]])
    assert semidefinite([[0, 0, 0], [0, 1, 1], [0, 1, 1]])


def test_eigenvalues_are_proved_and_sharp():
    rng = np.random.default_rng(1)
    for _ in range(100):
        size = int(rng.integers(1, 8))
        factor = rng.integers(-9, 10, size=(size, size)).astype(object)
        gram = (factor @ factor.T).tolist()
        found = largest_eigenvalue(gram, [3] * size)
        least = np.linalg.eigvalsh(np.array(gram, dtype=float))[-1] / 9
        assert abs(float(found) - least) <= 1e-9 * (least + 1)
        p, q = found.as_integer_ratio()
        assert semidefinite([[9 * p * (i == j) - q * gram[i][j] for j in range(size)] for i in range(size)])


def test_roots_are_proved_and_sharp():
    rng = np.random.default_rng(2)
    for _ in range(300):
        x = Fraction(int(rng.integers(1, 2**60)), int(rng.integers(1, 2**60))) * Fraction(10) ** int(
            rng.integers(-600, 600)
        )
        r = root(x)
        assert x <= r * r <= x * (1 + Fraction(1, 2**98))
    assert root(Fraction(0)) == 0
    assert root(Fraction(9, 16)) == Fraction(3, 4)


def test_every_law_is_drawn():
    rng = np.random.default_rng(0)
    assert {draw(rng, ACTIVATIONS, widest=6).law for _ in range(200)} == set(LAWS)
