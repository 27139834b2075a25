"""`lqtheory mutants`: the table with its three verdicts, and the search that goes on where it stopped."""

import json

from lqtheory.cli import mutants
from lqtheory.testing import falsity
from lqtheory.testing.algorithm_mutants import algorithm_mutants


def test_the_command_prints_three_verdicts(run):
    code, out, _ = run("mutants", "best-term-sup", "--seconds", "10")
    assert code == 0
    for verdict in ("killed       witness", "killed       stored", "not refuted  weaker"):
        assert verdict in out
    assert "sharp bounds: 7 of 7 known-false mutants killed (100.0%)" in out
    code, out, _ = run("mutants", "best-term-sup", "--seconds", "1e-9", "--json")
    entry = json.loads(out)
    assert code == 1
    assert entry["summary"]["sharp"]["surviving"] > 0
    assert "surviving" in {x["verdict"] for x in entry["rows"][0]["mutants"]}


def test_algorithms_and_certificates_come_last(run, monkeypatch):
    monkeypatch.setattr(mutants, "_attack", lambda *given: ([], False))
    code, out, _ = run("mutants")
    assert code == 0
    count = len(algorithm_mutants())
    assert out.endswith(f"algorithms and certificates: {count} of {count} killed\n")
    assert all(f"\n{mutant.name} " in out for mutant in algorithm_mutants())


def test_the_search_goes_on_where_it_stopped(run, monkeypatch, tmp_path):
    monkeypatch.setattr(falsity, "PATH", tmp_path / "mutants.json")
    code, out, _ = run("mutants", "soft-sparsity-most", "--search", "5")
    assert (code, out) == (0, "2 witness, 1 stored, 1 weaker, 0 open, 0 valueless\n")
    assert list(falsity.load(falsity.PATH)) == ["soft-sparsity-most"]
    assert run("mutants", "soft-sparsity-most", "--search", "5")[1] == "nothing is left to do\n"


def test_bad_input_is_refused_with_a_sentence(refused):
    refused("--only is 'blunt', expected all or sharp", "mutants", "--only", "blunt")
    refused("--seconds is 0, expected a number above 0", "mutants", "--seconds", "0")
    refused("refuted folklore has no mutants", "mutants", "merging-saliency")
