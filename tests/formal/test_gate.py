"""The gate refuses what is not proved, and names the file: on a copy with one small theorem."""

import dataclasses as dc
import re
import shutil

import pytest
import sympy as sp
from coq_session import compiled, needs_coq

from lqtheory.formal import coq, gate
from lqtheory.registry import get
from lqtheory.symbols import step

NAME = "quantisation_uniform"
CHANGED = dc.replace(get("quantisation-uniform"), rhs=sp.Rational(2, 5) * step)


def needed(file):
    """Return the files of the library that a source rests on."""
    text = file.read_text(encoding="utf-8")
    direct = {x for line in re.findall(r"From LqTheory Require Import ([^.]*)\.", text) for x in line.split()}
    return direct.union(*(needed(gate.COQ / "library" / f"{x}.v") for x in direct))


@pytest.fixture
def copy(tmp_path):
    source = compiled()
    library = needed(source / "theorems" / f"{NAME}.v") | needed(source / "statements" / f"{NAME}.v")
    for folder, names in {"library": library, "statements": (NAME,), "theorems": (NAME,)}.items():
        (tmp_path / folder).mkdir()
        for name in names:
            for file in (source / folder).glob(f"{name}.*"):
                shutil.copy2(file, tmp_path / folder)  # with its times: what is compiled stays so
    definitions = gate.read_pinned(gate.COQ)[gate.DEFINITION]
    pinned = [f"## definition {x}\n{text}\n" for x, text in definitions.items() if x.split(".")[1] in library]
    (tmp_path / "networks").mkdir()
    (tmp_path / "networks" / "statements.txt").write_text("\n".join(pinned), encoding="utf-8")
    return tmp_path


def replaced(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def without_proof(text):
    start = text.index("Proof.")
    return text[:start] + "Proof. Admitted." + text[text.index("Qed.") + 4 :]


@needs_coq
def test_it_accepts_what_is_proved_and_tells_the_axioms(copy):
    (row,) = gate.run(copy)
    assert (row.bound, row.theorem) == ("quantisation-uniform", f"Theorems.{NAME}.holds")
    assert "sig_forall_dec" in gate.table([row])
    assert set(row.axioms) <= set(gate.AXIOMS)
    assert row.whole
    before = gate.digest(copy)
    replaced(copy / "theorems" / f"{NAME}.v", "lra", "lra ")
    assert gate.digest(copy) != before


@needs_coq
@pytest.mark.parametrize("scanned", [True, False], ids=["in the source", "by Coq alone"])
def test_it_refuses_an_admitted_theorem(copy, monkeypatch, scanned):
    file = copy / "theorems" / f"{NAME}.v"
    file.write_text(without_proof(file.read_text(encoding="utf-8")), encoding="utf-8")
    if not scanned:
        monkeypatch.setattr(gate, "_refuse_assumptions", lambda file: None)
    with pytest.raises(coq.Refused, match=f"theorems/{NAME}.v, line .*Admitted" if scanned else f"{NAME}.holds"):
        gate.run(copy)


@needs_coq
def test_it_refuses_an_axiom_on_which_a_proof_rests(copy, monkeypatch):
    replaced(copy / "theorems" / f"{NAME}.v", "Theorem holds", "Axiom handy : statement.\nTheorem holds")
    replaced(
        copy / "theorems" / f"{NAME}.v",
        "Proof.\n  unfold statement.",
        "Proof. exact handy. Qed.\nTheorem other : statement.\nProof.\n  unfold statement.",
    )
    with pytest.raises(coq.Refused, match="Axiom handy"):
        gate.run(copy)
    monkeypatch.setattr(gate, "_refuse_assumptions", lambda file: None)
    with pytest.raises(coq.Refused, match=r"'quantisation-uniform' rests on .*handy"):
        gate.run(copy)


@needs_coq
def test_it_refuses_an_axiom_with_the_name_of_another(copy, monkeypatch):
    monkeypatch.setattr(gate, "_refuse_assumptions", lambda file: None)
    (copy / "library" / "Classical_Prop.v").write_text("Axiom classic : forall P : Prop, P.\n", encoding="utf-8")
    file = copy / "theorems" / f"{NAME}.v"
    text = file.read_text(encoding="utf-8")
    start, end = text.index("Proof."), text.index("Qed.") + 4
    text = text[:start] + "Proof. apply LqTheory.Classical_Prop.classic. Qed." + text[end:]
    file.write_text("From LqTheory Require Classical_Prop.\n" + text, encoding="utf-8")
    with pytest.raises(coq.Refused, match=r"'quantisation-uniform' rests on .*classic"):
        gate.run(copy)


@needs_coq
def test_what_statements_are_made_of_is_pinned(copy):
    pinned = copy / "networks" / "statements.txt"
    before, found, after = pinned.read_text(encoding="utf-8").partition("## definition LqTheory.Ranges.ceil\n")
    assert found
    pinned.write_text(before + after[after.index("## ") :], encoding="utf-8")
    with pytest.raises(coq.Refused, match=r"does not pin LqTheory.Ranges.ceil, of which statements are made"):
        gate.run(copy)


@needs_coq
def test_what_was_compiled_goes_with_its_source(copy):
    gate.run(copy)
    needless = copy / "library" / "Needless.v"
    needless.write_text("Definition one := 1.\n", encoding="utf-8")
    gate.run(copy)
    needless.unlink()
    assert needless.with_suffix(".vo").exists()
    gate.run(copy)
    assert not needless.with_suffix(".vo").exists()


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("Lemma a : True.\nProof. exact I. Qed. Axiom b : False.", 2),
        ("(* Axiom *)\nParameter b : False.", 2),
        ("Section A.\nVariable x : nat.\nEnd A.\nVariable y : False.", 4),
        ("Lemma a : False.\nProof.\n  admit.\nAdmitted.", 3),
        ("#[local] Hypothesis h : False.", 1),
        ("Unset Guard Checking.", 1),
        ("Time Axiom b : False.", 1),
        ("Lemma a : True. Proof. exact I. Qed. Polymorphic\nAxiom b : False.", 2),
    ],
)
def test_it_refuses_assumptions_that_nothing_uses(tmp_path, source, line):
    file = tmp_path / "a.v"
    file.write_text(source, encoding="utf-8")
    with pytest.raises(coq.Refused, match=f"a.v, line {line} assumes"):
        gate._refuse_assumptions(file)


def test_it_leaves_sections_and_comments_alone(tmp_path):
    file = tmp_path / "a.v"
    file.write_text("(* no\n Axiom (* or *)\nAxiom here *)\nSection A.\nVariable x : nat.\nEnd A.\n", encoding="utf-8")
    gate._refuse_assumptions(file)


@needs_coq
def test_a_constant_changed_in_python_is_caught_twice(copy, monkeypatch):
    monkeypatch.setattr(gate, "get", lambda bound_id: CHANGED)
    with pytest.raises(coq.Refused, match=r"statements/quantisation_uniform.v is not what .*2 / 5.*--write"):
        gate.run(copy)
    gate.write(copy, ["quantisation-uniform"])
    with pytest.raises(coq.Refused, match=rf"theorems/{NAME}.v, line \d+ \(holds\)"):
        gate.run(copy)


@needs_coq
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Theorem witnessed : inhabited.", "Theorem seen : inhabited.", f"{NAME}.witnessed"),
        ("Theorem defined : well_defined.\nProof. well_defined. Qed.", "Theorem defined : True.\nProof. exact I. Qed.",
         f"{NAME}.defined"),
    ],
    ids=["missing", "of another type"],
)  # fmt: skip
def test_all_three_theorems_are_asked_for(copy, old, new, said):
    replaced(copy / "theorems" / f"{NAME}.v", old, new)
    with pytest.raises(coq.Refused, match=said):
        gate.run(copy)


@pytest.mark.parametrize("folder", ["statements", "theorems"])
def test_statements_and_theorems_come_in_pairs(tmp_path, folder):
    for name in ("statements", "theorems"):
        (tmp_path / name).mkdir()
        shutil.copy2(gate.COQ / name / f"{NAME}.v", tmp_path / name)
    assert gate.compare(tmp_path) == {"quantisation-uniform": NAME}
    (tmp_path / folder / f"{NAME}.v").unlink()
    with pytest.raises(coq.Refused, match=f"{NAME}.v is not in both"):
        gate.compare(tmp_path)


def test_each_bound_that_is_proved_has_a_page():
    pages = {x.stem for x in gate.COQ.parent.glob("*.md")} - {"README"}
    proved = set(gate.compare(gate.COQ)) | set(gate.read_pinned(gate.COQ)) - {gate.DEFINITION}
    assert pages == proved


@needs_coq
def test_a_statement_written_by_hand_is_pinned(copy):
    toy, pinned = copy / "networks" / "gram.v", copy / "networks" / "statements.txt"
    toy.write_text("Theorem holds : 1 + 1 = 2.\nProof. reflexivity. Qed.\n", encoding="utf-8")
    definitions = pinned.read_text(encoding="utf-8")
    pinned.write_text(f"## gram Networks.gram.holds\nto be written\n\n{definitions}", encoding="utf-8")
    with pytest.raises(coq.Refused, match=r"Networks.gram.holds, which proves 'gram', says something else"):
        gate.run(copy)
    gate.write(copy, [])
    assert {row.bound: row.theorem for row in gate.run(copy)}["gram"] == "Networks.gram.holds"
    written = "## gram Networks.gram.holds\ngram.holds\n     : (1 + 1)%nat = 2%nat\n\n"
    assert pinned.read_text(encoding="utf-8") == written + definitions
    replaced(pinned, "gram.holds\n", "gram.other\n")
    with pytest.raises(coq.Refused, match=r"gram.other"):
        gate.run(copy)


def test_sides_without_a_theorem_are_refused(tmp_path):
    for folder in ("statements", "theorems", "networks"):
        (tmp_path / folder).mkdir()
    gate.write(tmp_path, ["propagation"])
    with pytest.raises(coq.Refused, match=r"no Networks\.propagation\.holds about the printed right side"):
        gate.compare(tmp_path)
    text = "## propagation Networks.propagation.holds\nfor all networks, propagation.right_side is large\n"
    (tmp_path / "networks" / "statements.txt").write_text(text, encoding="utf-8")
    assert gate.compare(tmp_path) == {}


def test_without_coq_it_says_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setattr(gate, "installed", lambda: False)
    monkeypatch.setenv("LQTHEORY_REQUIRE", "")
    assert gate.main([]) == 0
    assert "apt-get install coq" in capsys.readouterr().err
    monkeypatch.setenv("LQTHEORY_REQUIRE", "coq")
    assert gate.main([]) == 1
