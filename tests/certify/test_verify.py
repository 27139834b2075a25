"""`verify` accepts what `certify` wrote and nothing else."""

import copy
import json
import sys
import time

import numpy as np
import pytest
from certificates import saved

from lqtheory.certify import FILES, certify, verify
from lqtheory.errors import InputError
from lqtheory.networks import LAWS, Activation, Network
from lqtheory.second_opinion import second_opinion


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("activation", ["relu", "gelu", "leaky_relu", "tanh"])
def test_what_certify_wrote_is_accepted(tmp_path, law, activation):
    labelled = law not in ("huge", "denormal")
    assert verify(saved(tmp_path, law=law, activation=activation, labelled=labelled))[:2] == (True, [])


@pytest.mark.parametrize("seed", range(20))
def test_odd_shapes_are_accepted(tmp_path, seed):
    rng = np.random.default_rng(seed)
    sizes = tuple(rng.integers(1, 9, size=rng.integers(2, 6)))
    path = saved(tmp_path, seed, sizes=sizes, n=int(rng.integers(1, 5)), labelled=False, cut=rng.uniform(0, 1))
    assert verify(path)[:2] == (True, [])


@pytest.mark.parametrize("seed", [1, 7, 11, 12])
def test_a_unit_that_cancels_exactly_does_no_harm(tmp_path, seed):
    """Its rest of 2^-96 may correlate with everything: the ball of `gram-centred` is wide, but need not be used."""
    rng = np.random.default_rng(seed)
    c, b = rng.normal(size=2)
    weights = [[[c], [c]], [[b, b], [b, -b], [b, 0]], rng.integers(-2, 3, size=(3, 3)) / np.sqrt(5)]
    biases, relu = [np.full(2, 0.5), np.zeros(3), np.zeros(3)], Activation("relu")
    dense = Network.sequential([*map(np.array, weights)], biases, [relu, relu, Activation("identity")])
    x = rng.normal(size=(7, 1))
    pruned = {name: np.where(rng.random(w.shape) < 0.5, w, 0.0) for name, w in dense.weights.items()}
    path = certify(dense, dense.with_weights(pruned), x).save(tmp_path)
    assert verify(path)[:2] == (True, [])
    assert second_opinion(path) == []


@pytest.fixture
def computed_once(monkeypatch):
    """The numbers depend on the four files only, so changes of the JSON need not compute them again."""
    true, known = verify.__globals__["evaluate"], []

    def evaluate(*args, **named):
        if not known:
            known.append(true(*args, **named))
        return known[0]

    monkeypatch.setitem(verify.__globals__, "evaluate", evaluate)


def places(content, where=()):
    """Paths of everything in a JSON document, lists and objects included."""
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    return [path for key, part in items for path in [(*where, key), *places(part, (*where, key))]]


def wrong_values(value):
    if isinstance(value, float):
        return [value + 3e-6 * abs(value) + 1e-9, value - 3e-6 * abs(value) - 1e-9, None, "0", float("inf"), 10**400]
    if isinstance(value, int):
        return [value + 1, str(value), None]
    return [7, None] + ([f"{value} "] if isinstance(value, str) else [])


def tamperings(content):
    """Copies of a certificate with one thing changed or taken away."""
    for *before, last in places(content):
        options = wrong_values(_get(content, (*before, last)))
        if (*before, last) == ("version",):
            options = options[:2]  # any version may have written the file
        for option in [*options, ...]:
            changed = copy.deepcopy(content)
            target = _get(changed, before)
            if option is ...:
                del target[last]
            else:
                target[last] = option
            yield (*before, last, option), changed


def _get(content, where):
    for key in where:
        content = content[key]
    return content


@pytest.mark.parametrize("labelled", [True, False])
def test_every_field_is_checked(tmp_path, computed_once, labelled):
    path = saved(tmp_path, labelled=labelled)
    content = json.loads(path.read_text())
    count = 0
    for what, changed in tamperings(content):
        if changed == content:
            continue
        path.write_text(json.dumps(changed))
        assert verify(path).problems, what
        count += 1
    assert count > 200
    for end in (("upper", 1 - 1e-7), ("lower", 1 + 1e-7), ("upper", 1 + 1e-5), ("lower", 1 - 1e-5)):
        moved = copy.deepcopy(content)
        moved["output_error"][end[0]] *= end[1]
        path.write_text(json.dumps(moved))
        assert verify(path).problems, end
    path.write_text(json.dumps(content | {"extra": 1}))
    assert not verify(path).accepted
    path.write_text(json.dumps(content | {"version": "99.1"}))
    assert verify(path).accepted


def test_a_key_that_occurs_twice_is_bad_input(tmp_path):
    path = saved(tmp_path)
    path.write_text('{"status": "holds", ' + path.read_text().lstrip().removeprefix("{"))
    with pytest.raises(InputError, match="a key occurs twice"):
        verify(path)


@pytest.mark.parametrize("name", [*FILES, "certificate.json"])
@pytest.mark.parametrize("damage", ["missing", "truncated"])
def test_a_missing_or_truncated_file_is_bad_input(tmp_path, name, damage):
    path = saved(tmp_path)
    broken = tmp_path / name
    broken.write_bytes(broken.read_bytes()[:-20]) if damage == "truncated" else broken.unlink()
    with pytest.raises(InputError, match=name):
        verify(path)


def test_json_that_is_no_certificate_is_bad_input(tmp_path):
    path = saved(tmp_path)
    path.write_text("[1]")
    with pytest.raises(InputError, match="holds a list, expected a certificate"):
        verify(path)


def test_a_network_of_digits_size_takes_seconds(tmp_path):
    path = saved(tmp_path, sizes=(64, 300, 100, 10), n=1500, cut=0.1)
    start = time.process_time()
    assert verify(path).accepted
    assert time.process_time() - start < 20


def test_what_is_too_large_for_balls_of_arb_is_left_to_floats(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["lqtheory.certify.evaluate"], "AFFORDABLE", 0)
    path = saved(tmp_path, labelled=True)
    assert verify(path)[:2] == (True, [])
    claimed = json.loads(path.read_text())
    claimed["output_error"]["upper"] *= 1 - 1e-6
    path.write_text(json.dumps(claimed))
    assert not verify(path).accepted
