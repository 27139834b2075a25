"""Certificates: what they say, when they say nothing, and that accuracy drops stay below their bounds."""

import json
import pickle

import numpy as np
import pytest

from lqtheory.certify import FILES, certify, output_bound
from lqtheory.certify.accuracy import most_lost
from lqtheory.compress import prune
from lqtheory.errors import InputError
from lqtheory.networks import Activation, Network, random_inputs, random_network

IDENTITY = Activation("identity")


def example(seed=0, *, sizes=(6, 8, 7, 3), cut=0.02, n=60, law="gaussian", activation="relu"):
    rng = np.random.default_rng(seed)
    dense = random_network(rng, sizes, activation, law)
    pruned = dense.with_weights({name: np.where(np.abs(w) > cut, w, 0.0) for name, w in dense.weights.items()})
    x = random_inputs(rng, n, sizes[0])
    return dense, pruned, x, dense(x).argmax(axis=1)


def test_what_a_certificate_holds():
    dense, pruned, x, y = example()
    certificate = certify(dense, pruned, x, y)
    content = certificate.to_dict()
    assert content["format"] == "lqtheory-certificate/1"
    assert content["arithmetic"] == "real"
    assert content["status"] == "holds"
    assert [layer["name"] for layer in content["layers"]] == ["0", "2", "4"]
    for layer, weight in zip(content["layers"], pruned.weights.values(), strict=True):
        assert (layer["kept"], layer["total"]) == (np.count_nonzero(weight), weight.size)
        assert layer["norm_pruned"] == pytest.approx(np.linalg.norm(weight, 2))
    for quantity in (content["output_error"], content["accuracy_drop"]):
        assert set(quantity["by"]) == {"telescoped", "a_posteriori", "a_priori"}
        assert quantity["upper"] == min(quantity["by"].values())
        assert quantity["lower"] <= quantity["estimate"] <= quantity["upper"]
        assert set(quantity["purpose"]) == {"estimate", "lower", "upper", *quantity["by"]}
    error = np.sqrt(((dense(x) - pruned(x)) ** 2).sum(axis=1).mean())
    assert content["output_error"]["estimate"] == pytest.approx(error)
    assert content["layers"][-1]["bound"] == content["output_error"]["by"]["a_posteriori"]
    assert str(certificate).startswith("holds: ")


def test_bounds_order_as_the_theory_says():
    for seed in range(30):
        dense, pruned, x, _ = example(seed, cut=0.2)
        by = certify(dense, pruned, x).output_error.by
        assert by["a_posteriori"] <= by["a_priori"]
        assert output_bound(dense, pruned, x) >= min(by.values())


def test_a_certificate_can_be_copied_whatever_arithmetic_it_took():
    network = random_network(np.random.default_rng(0), [3, 4, 2])
    x = np.ones((5, 3))  # constant inputs need arb
    certificate = certify(network, prune(network, x, sparsity=0.5).network, x)
    assert pickle.loads(pickle.dumps(certificate)).to_dict() == certificate.to_dict()


def test_what_is_no_network_is_named():
    network = random_network(np.random.default_rng(0), [3, 4, 2])
    with pytest.raises(InputError, match="pruned is a Pruned, expected a Network"):
        certify(network, prune(network, np.eye(3), sparsity=0.5), np.eye(3))


def test_equal_networks_differ_by_nothing():
    dense, _, x, y = example()
    certificate = certify(dense, dense, x, y)
    assert certificate.status == "holds"
    for quantity in (certificate.output_error, certificate.accuracy_drop):
        assert (quantity.estimate, quantity.lower, quantity.upper) == (0, 0, 0)
        assert set(quantity.by.values()) == {0.0}
    assert output_bound(dense, dense, x) == 0


def test_a_hopeless_certificate_says_so_in_its_first_word():
    dense, pruned, x, y = example(cut=0.5)
    for labels in (y, None):
        certificate = certify(dense, pruned, x, labels)
        assert certificate.status == "vacuous"
        assert str(certificate).startswith("vacuous: ")
    assert certificate.accuracy_drop is None
    assert certificate.to_dict()["accuracy_drop"] is None


def test_overflow_is_inapplicable_and_null(tmp_path):
    with np.errstate(all="ignore"):
        dense, pruned, x, y = example(law="huge", cut=1e149)
    certificate = certify(dense, pruned, x, y)
    assert certificate.status == "inapplicable"
    path = certificate.save(tmp_path)
    text = path.read_text()
    assert "Infinity" not in text
    assert "NaN" not in text
    assert json.loads(text)["output_error"]["upper"] is None
    assert output_bound(dense, pruned, x) == np.inf


@pytest.mark.parametrize("law", ["tiny", "denormal"])
def test_tiny_scales_are_certified_sharply(law):
    dense, pruned, x, _ = example(law=law, sizes=(6, 4), cut=1e-310 if law == "denormal" else 1e-150)
    found = certify(dense, pruned, x).output_error
    assert 0 < found.lower <= found.upper <= found.lower * 1.001


def test_numbers_are_saved_strictly_and_whole(tmp_path):
    dense, pruned, x, y = example()
    path = certify(dense, pruned, x, y).save(tmp_path / "deep" / "folder")
    assert sorted(p.name for p in path.parent.iterdir()) == sorted([*FILES, "certificate.json"])
    content = json.loads(path.read_text())
    assert [entry["path"] for entry in content["files"]] == list(FILES)
    assert all(len(entry["sha256"]) == 64 for entry in content["files"])


def accuracy(outputs, labels):
    """A tie counts as an error."""
    others = np.where(np.arange(outputs.shape[1]) == labels[:, None], -np.inf, outputs)
    return (outputs[np.arange(len(labels)), labels] > others.max(axis=1)).mean()


def test_the_accuracy_drop_is_never_above_its_bound():
    informative = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        dense, pruned, x, y = example(
            seed, cut=rng.uniform(0, 0.3), law=str(rng.choice(["gaussian", "ties", "laplace"]))
        )
        y = np.where(rng.random(len(y)) < 0.1, rng.integers(3, size=len(y)), y)
        drop = certify(dense, pruned, x, y).accuracy_drop
        truth = accuracy(dense(x), y) - accuracy(pruned(x), y)
        assert drop.lower - 1e-12 <= truth <= drop.upper + 1e-12
        informative += drop.upper < accuracy(dense(x), y)
    assert informative >= 50


def test_a_tie_of_logits_counts_as_an_error():
    dense = Network.sequential([np.array([[1.0], [0.5]])], [np.zeros(2)], [IDENTITY])
    tied = dense.with_weights({"0.weight": np.array([[1.0], [1.0]])})
    x, y = np.ones((4, 1)), np.zeros(4, dtype=int)
    drop = certify(dense, tied, x, y).accuracy_drop
    assert (drop.estimate, drop.lower) == (1.0, 1.0)
    assert drop.upper == 1.0


def test_the_best_attack_on_the_margins_is_found():
    # Errors of m / sqrt(2) each lose the points of margin 1, 1 and 2: (1 + 1 + 4) / 2 <= 4 e^2.
    margins = np.array([3.0, 1.0, 2.0, 1.0])
    assert most_lost(margins, np.sqrt(0.75)) in (2, 3)
    assert most_lost(margins, np.sqrt(0.75) * (1 + 1e-12)) == 3
    assert most_lost(margins, np.sqrt(0.75) * (1 - 1e-12)) == 2
    assert most_lost(np.array([-1.0, 0.0, 0.0]), 0.0) == 2
    assert most_lost(margins, np.inf) == 4


def test_masks_may_keep_zeros_but_not_drop_weights():
    dense, pruned, x, _ = example(cut=0.3)
    masks = {name: np.ones(w.shape, dtype=bool) for name, w in pruned.weights.items()}
    assert certify(dense, pruned, x, masks=masks).layers[0].kept == 48
    with pytest.raises(InputError, match=r"0\.weight has non-zero weights outside its mask"):
        certify(dense, pruned, x, masks=masks | {"0.weight": ~masks["0.weight"]})
    with pytest.raises(InputError, match=r"the mask of 0\.weight has shape \(6, 8\) and dtype bool, expected \(8, 6\)"):
        certify(dense, pruned, x, masks=masks | {"0.weight": masks["0.weight"].T})
    with pytest.raises(InputError, match=r"the mask of 4\.weight is missing"):
        certify(dense, pruned, x, masks={name: masks[name] for name in ("0.weight", "2.weight")})
    with pytest.raises(InputError, match=r"mask of '9\.weight', which is no weight"):
        certify(dense, pruned, x, masks=masks | {"9.weight": masks["0.weight"]})
