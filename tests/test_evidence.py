"""Evidence is written by the command that earns it, and counts for the statement that earned it only."""

import json

import pytest

from lqtheory.derivations import derived, sources
from lqtheory.formal.gate import digest as proofs
from lqtheory.registry import digest, evidence, get, load_all
from lqtheory.testing.evidence import PATH, _entry, earned

ENTRIES = json.loads(PATH.read_text(encoding="utf-8"))


def test_every_entry_speaks_of_the_statement_as_it_is_now():
    assert all(e["digest"] == digest(e["id"], e.get("cites", ()), e.get("reads", ())) for e in ENTRIES)
    assert sorted(ENTRIES, key=lambda e: (e["id"], e["kind"])) == ENTRIES


def test_every_bound_has_earned_something_and_sharp_ones_more():
    formal = {e["id"] for e in ENTRIES if e["kind"] == "formal"}
    for name, bound in load_all().items():
        expected = ["tested", "attacked"] + ["sharp"] * bool(bound.tight_at) + ["derived"] * derived(name)
        expected += ["enclosed"] + ["formal"] * (name in formal)
        expected = ["conjecture"] * bound.conjecture + expected
        expected = ["refuted"] if bound.refuted_by is not None else expected
        assert evidence(name) == expected


def test_formal_evidence_speaks_of_the_proofs_as_they_are_now():
    """The gate writes it: `python -m lqtheory.formal.gate --evidence`."""
    formal = [e for e in ENTRIES if e["kind"] == "formal"]
    assert len(formal) >= 80
    assert {e["proofs"] for e in formal} == {proofs()}


@pytest.mark.parametrize("name", ["best-term-sup", "regression", "propagation-dense-norm"])
def test_the_command_earns_what_is_written(name):
    written = [e["kind"] for e in ENTRIES if e["id"] == name and e["kind"] != "formal"]
    assert written == sorted(kind for kind, _ in earned(get(name)))


def test_the_entry_of_a_derivation_names_what_it_rests_on():
    entry = _entry(get("seed-layer"), "derived", "1 step checked")
    assert entry["command"] == "lqtheory derive seed-layer"
    assert entry["cites"] == ["best-term-exact"]  # by way of the statement about one neuron
    assert {"derivations/seed_layer.py", "derivations/seed_neuron.py", "derivation.py"} < set(entry["reads"])
    assert all((PATH.parent / name).is_file() for name in entry["reads"])
    assert entry["digest"] == digest("seed-layer", entry["cites"], entry["reads"])


def test_a_derivation_counts_for_the_files_and_the_bounds_that_it_rests_on():
    plain, cited = digest("best-term-closed"), digest("best-term-closed", ["best-term-exact"])
    read = digest("best-term-closed", ["best-term-exact"], sources("best-term-closed"))
    gone = digest("best-term-closed", ["best-term-exact"], ["derivations/none.py"])
    assert plain == get("best-term-closed").digest()
    assert len({plain, cited, read, gone}) == 4
