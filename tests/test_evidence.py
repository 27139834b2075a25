"""Evidence is written by the command that earns it, and counts for the statement that earned it only."""

import json

import pytest

from lqtheory.derivations import derived, sources
from lqtheory.registry import digest, evidence, get, load_all
from lqtheory.testing.evidence import PATH, earned

ENTRIES = json.loads(PATH.read_text(encoding="utf-8"))


def test_every_entry_speaks_of_the_statement_as_it_is_now():
    assert all(e["digest"] == digest(e["id"], e.get("cites", ()), e.get("reads", ())) for e in ENTRIES)
    assert sorted(ENTRIES, key=lambda e: (e["id"], e["kind"])) == ENTRIES


def test_every_bound_has_earned_something_and_sharp_ones_more():
    for name, bound in load_all().items():
        expected = ["derived"] * derived(name) + ["sharp"] * bool(bound.tight_at) + ["tested"]
        expected = ["refuted"] if bound.refuted_by is not None else expected
        assert evidence(name) == expected


@pytest.mark.parametrize("name", ["best-term-sup", "regression", "propagation-dense-norm"])
def test_the_command_earns_what_is_written(name):
    assert [e["kind"] for e in ENTRIES if e["id"] == name] == sorted(kind for kind, _ in earned(get(name)))


def test_a_derivation_counts_for_the_files_and_the_bounds_that_it_rests_on():
    plain, cited = digest("best-term-closed"), digest("best-term-closed", ["best-term-exact"])
    read = digest("best-term-closed", ["best-term-exact"], sources("best-term-closed"))
    gone = digest("best-term-closed", ["best-term-exact"], ["derivations/none.py"])
    assert plain == get("best-term-closed").digest()
    assert len({plain, cited, read, gone}) == 4
