"""The attacker: false bounds fall, true ones stand, and the answer does not depend on what it must not read."""

import dataclasses as dc
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import sympy as sp

from lqtheory import Bound, Verdict
from lqtheory.atoms import norm, tail
from lqtheory.domains import Integer, Real, Vector
from lqtheory.errors import InputError
from lqtheory.primitives import All, At, SumOn
from lqtheory.registry import get
from lqtheory.symbols import d, i, k, p, q, v, w
from lqtheory.testing import bounds_in, counterexample
from lqtheory.testing.climb import Climb, Stop
from lqtheory.testing.shrink import shrink

FILE = Path(__file__).with_name("false_bounds.py")
FALSE = bounds_in(FILE)


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_in_a_corner_is_refuted(name, seed):
    attack = counterexample(FALSE[name], seconds=30, seed=seed)
    assert attack
    assert FALSE[name].check(**attack.values) is Verdict.VIOLATED


def test_where_two_levels_are_worst_the_counterexample_has_two():
    attack = counterexample(FALSE["two_levels"], seconds=30)
    assert len(set(attack.values["w"]) - {0.0}) == 2


def test_a_corner_is_reached_by_climbing_alone():
    """Between 2.30 and 2.33, above what simple numbers give: e^(-(x - 0.7312)²) is nowhere else so large."""
    peak = Bound(id="peak", lhs=sp.exp(-((v_first() - sp.Rational("0.7312")) ** 2)), rhs=sp.Rational("0.99999999"))
    attack = counterexample(peak, seconds=30)
    assert attack.stage == "climb"
    assert abs(attack.values["v"][0] - 0.7312) < 1e-3


def v_first():
    return At(v, 0)


@pytest.mark.parametrize("name", ["best-term-exact", "necessary-count", "propagation", "budget-allocation"])
def test_what_is_true_stands_and_the_record_is_tight(name):
    attack = counterexample(get(name), tries=1500, seconds=60)
    assert not attack
    assert 0.999 < attack.ratio <= 1
    assert get(name).check(**attack.where) is not Verdict.VIOLATED
    assert str(attack).startswith("holds so far: lhs/rhs reached ")


def test_only_the_statement_is_read():
    bound = FALSE["two_levels"]
    renamed = dc.replace(bound, id="x", title="y", tight_at=({"w": np.ones(16)},), refuted_by={"w": np.ones(16)})
    first, second = (counterexample(x, tries=3000, seconds=60, seed=5) for x in (bound, renamed))
    assert str(first) == str(second)
    assert first.tries == second.tries


def test_the_seed_decides():
    first, same, other = (counterexample(get("sampling-rate"), tries=300, seconds=60, seed=s) for s in (1, 1, 2))
    assert str(first) == str(same) != str(other)


def test_an_interrupt_keeps_the_best_so_far():
    def interrupt(climb):
        if climb.tries > 100:
            raise KeyboardInterrupt

    attack = counterexample(get("best-term-closed"), seconds=60, progress=interrupt)
    assert attack.interrupted
    assert not attack
    assert attack.ratio > 0.9


def test_nothing_is_refuted_by_rounding():
    """Equality on flat vectors is one rounding away from a violation in floats."""
    flat = Bound(id="flat", lhs=norm(w, q), rhs=d ** (1 / q - 1) * norm(w, 1))
    assert not counterexample(flat, tries=2000, seconds=60)


def test_a_side_condition_that_holds_with_equality_is_not_lost_to_a_rounding():
    least = (sp.Ge(6 * At(v, 0), SumOn(All(v), sp.Lambda(i, At(v, i))), evaluate=False),)
    bound = Bound(id="least", lhs=norm(v, 1), rhs=norm(v, 2), when=least)
    values = {"v": np.full(6, 0.3)}
    assert np.sum(values["v"]) > 6 * 0.3
    with pytest.raises(Stop):
        Climb(bound, seconds=9, tries=None, progress=None)(values)


@pytest.mark.parametrize(
    "bound",
    [
        Bound(id="an integer between 2 and a length", lhs=tail(w, k, 1), rhs=norm(w, 1), over={k: Integer(2, d)}),
        Bound(id="no lower end", lhs=k, rhs=-1, over={k: Integer(None, -5)}),
        Bound(id="both", lhs=norm(w, 2), rhs=norm(w, 1), over={w: Vector(d, nonzero=True, nonnegative=True)}),
        Bound(id="another axis", lhs=norm(w, 2), rhs=norm(w, 1), over={w: Vector(sp.Symbol("rank"))}),
        Bound(id="no symbol", lhs=sp.Integer(1), rhs=sp.Integer(2)),
    ],
    ids=lambda bound: bound.id,
)
def test_unusual_domains_are_attacked(bound):
    attack = counterexample(bound, tries=300, seconds=60)
    assert not attack
    assert attack.ratio > 0


@pytest.mark.parametrize(
    ("bound", "sentence"),
    [
        (Bound(id="x", lhs=tail(w, 10**7, 1), rhs=norm(w, 1)), "no drawn instance of 'x' has a value"),
        (
            Bound(id="x", lhs=norm(w, 2), rhs=1, when=(norm(w, 2) < 0,)),
            r"no drawn instance of 'x' meets norm\(w, 2\) < 0",
        ),
        (Bound(id="x", lhs=p, rhs=2, over={p: Real(0, sp.sqrt(2))}), r"endpoint sqrt\(2\) of a domain is sqrt\(2\)"),
    ],
)
def test_what_cannot_be_attacked_gets_a_sentence(bound, sentence):
    with pytest.raises(InputError, match=sentence):
        counterexample(bound, tries=300, seconds=60)


def test_nothing_at_most_nothing_is_no_record():
    attack = counterexample(Bound(id="far", lhs=norm(w, 2), rhs=100 * norm(w, 1)), tries=300, seconds=60)
    assert attack.ratio == pytest.approx(0.01)
    assert "both sides are 0 in all of" in str(counterexample(Bound(id="0", lhs=0 * d, rhs=0 * d), tries=1))


def test_a_missing_assumption_is_found():
    bound = get("best-term-textbook")
    assert counterexample(dc.replace(bound, over={**bound.over, p: Real(0, None)}))


def test_shrinking_keeps_the_violation_and_ends():
    bound = Bound(id="sum", lhs=SumOn(All(w), sp.Lambda(i, At(w, i))), rhs=1)
    values = {"w": np.random.default_rng(0).normal(size=40) + 1}
    small = shrink(bound, values, lambda x: bound.check(**x) is Verdict.VIOLATED, 20)
    assert small["w"].tolist() in ([2.0], [1.0, 1.0])


@pytest.mark.parametrize("given", [{"seconds": 0}, {"tries": 0}])
def test_a_search_of_no_length_is_refused(given):
    with pytest.raises(InputError, match=r"expected numbers above 0"):
        counterexample(get("triangle"), **given)


def falsify(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-c", "from lqtheory.cli import main; main()", "falsify", *map(str, arguments)],
        capture_output=True, text=True, timeout=120, cwd=cwd, check=False,
    )  # fmt: skip


def test_the_command_writes_a_file_that_shows_the_counterexample(tmp_path):
    done = falsify(f"{FILE}::next_gain", "--out", tmp_path / "found", cwd=tmp_path)
    assert done.returncode == 1
    assert "next_gain is false" in done.stdout
    written = tmp_path / "found" / "counterexample_next_gain.py"
    shown = subprocess.run([sys.executable, str(written)], capture_output=True, text=True, timeout=60, check=True)
    assert shown.stdout.endswith("violated\n")


def test_the_command_says_that_a_bound_holds_so_far(tmp_path):
    done = falsify("triangle", "--seconds", "1", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (0, "", [])
    done = falsify("triangle", "--seconds", "1", "--json", cwd=tmp_path)
    assert '"refuted": false' in done.stdout


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "is not a file, expected a Python file that defines a Bound"),
        ("x = 1", "defines no Bound, expected at least one variable that is one"),
        ("x = ", "does not run: SyntaxError: invalid syntax"),
        ("raise ValueError('no')", "does not run: ValueError: no"),
        ("from lqtheory.registry import get\nx = get('triangle')", "defines no bound 'y'; it defines x"),
    ],
)
def test_a_file_without_the_bound_gets_one_sentence(tmp_path, text, sentence):
    if text is not None:
        (tmp_path / "mine.py").write_text(text)
    done = falsify("mine.py::y", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("lqtheory: mine.py ")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_plugin_makes_a_test_of_each_bound(tmp_path):
    (tmp_path / "my_bounds.py").write_text(
        "from lqtheory.registry import get\nfrom lqtheory.testing import with_factor\n"
        "good = get('triangle')\nbad = with_factor(good, '9/10')\nfolklore = get('max-pooling-largest')\n"
        "def test_as_ever():\n    pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "my_bounds.py", "-rA"]
    done = subprocess.run([*command, "--bound-seconds=2"], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert "3 passed" in done.stdout
    assert "1 failed" in done.stdout
    assert "is false at {" in done.stdout
    assert "Traceback" not in done.stdout
    off = subprocess.run([*command, "--bound-seconds=0"], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert "1 passed" in off.stdout
