"""The gate: formal evidence is what passes it.

    python -m lqtheory.formal.gate             compile all, compare, ask for axioms, print the table
    python -m lqtheory.formal.gate --json      the same, the table as JSON
    python -m lqtheory.formal.gate --write     print the statements anew; `--write ID` adds one
    python -m lqtheory.formal.gate --evidence  the same, and write the evidence `formal` of what passes

A bound is proved when its statement is what `print_statement` prints, when `holds`, `defined` and `witnessed` have
exactly the types that the statement's file defines, and when they rest on no axiom but those of the real numbers.
Bounds about networks are proved in `networks`; what those theorems say is pinned in `networks/statements.txt`.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

from lqtheory.files import write_whole
from lqtheory.formal.coq import FOLDERS, MISSING, Refused, ask, compile_all, installed, sources
from lqtheory.formal.printer import file_name, print_statement
from lqtheory.registry import get, load_all

COQ = Path(__file__).resolve().parents[2] / "proofs" / "coq"

AXIOMS = {
    "Classical_Prop.classic": "forall P : Prop, P \\/ ~ P",
    "ClassicalDedekindReals.sig_forall_dec": (
        "forall P : nat -> Prop, (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}"
    ),
    "ClassicalDedekindReals.sig_not_dec": "forall P : Prop, {~ ~ P} + {~ P}",
    "FunctionalExtensionality.functional_extensionality_dep": (
        "forall (A : Type) (B : A -> Type) (f g : forall x : A, B x), (forall x : A, f x = g x) -> f = g"
    ),
}
"""What the real numbers of Coq's standard library, with ln, rest on, and what each says."""

THEOREMS = {"holds": "statement", "defined": "well_defined", "witnessed": "inhabited"}
"""The theorems that each statement needs, and the proposition of its file that each proves."""

DEFINITION = "definition"
"""In `networks/statements.txt`, in the place of a bound: what statements mean is pinned as what they say is."""

_AGAIN = "if that is meant, run `python -m lqtheory.formal.gate --write` and read the difference"
_ASSUMED = re.compile(
    r"\b(Axioms?|Parameters?|Conjectures?|Admitted|Admit Obligations|Unset (?:Guard|Positivity|Universe) Checking|"
    r"Variables?|Hypothes[ie]s|Context|admit|give_up|bypass_check)\b"
)
_LOCAL = ("Variable", "Variables", "Hypothesis", "Hypotheses", "Context")
"""What is local to a section, and an axiom outside."""


class Proved(NamedTuple):
    """A row of the table."""

    bound: str
    theorem: str
    axioms: tuple[str, ...]
    whole: bool
    """False where the theorems are about a part of the bound only."""
    attained: bool
    """Whether it is proved, too, that equality occurs."""


def run(coq: Path = COQ, jobs: int = 2) -> list[Proved]:
    """Check all proofs.

    Raises
    ------
    Refused
        With one sentence that names file and theorem, when one is not accepted.
    """
    stated, pinned = compare(coq), read_pinned(coq)
    definitions = pinned.pop(DEFINITION, {})
    for file in sources(coq):
        _refuse_assumptions(coq / file)
    compile_all(coq, jobs)
    theorems = {x: _theorems(coq, name) for x, name in stated.items()}
    by_hand = {x: list(texts) for x, texts in pinned.items()}
    rows = {x: [*theorems.get(x, []), *by_hand.get(x, [])] for x in sorted({*theorems, *by_hand})}
    answers = ask(
        coq,
        [
            *((f"{name}.{theorem}", _typed(name, theorem)) for name in stated.values() for theorem in THEOREMS),
            *((theorem, f"Check {theorem}.") for texts in pinned.values() for theorem in texts),
            *((name, f"Print {name}.") for name in definitions),
            *((x, _assumptions(n, names)) for n, (x, names) in enumerate(rows.items())),
        ],
        jobs,
    )
    for name, text in definitions.items():
        if answers[name] != text:
            raise Refused(
                f"networks/statements.txt: statements mean something else now, for {name} was changed: {_AGAIN}"
            )
    said = [*definitions.values(), *(text for texts in pinned.values() for text in texts.values())]
    if unknown := sorted(_made_of(coq, said, list(stated.values())) - set(definitions)):
        raise Refused(f"networks/statements.txt does not pin {unknown[0]}, of which statements are made")
    for x, texts in pinned.items():
        if changed := [theorem for theorem, text in texts.items() if answers[theorem] != text]:
            raise Refused(
                f"networks/statements.txt: {changed[0]}, which proves {x!r}, says something else now: {_AGAIN}"
            )
    return [_row(x, names, _axioms(x, answers[x])) for x, names in rows.items()]


def write_evidence(rows: list[Proved], coq: Path = COQ) -> None:
    """Put `formal` into `lqtheory/evidence.json` for the bounds that are proved, and take it from all others."""
    path = Path(__file__).parents[1] / "evidence.json"
    entries = [x for x in json.loads(path.read_text(encoding="utf-8")) if x["kind"] != "formal"]
    known, command = digest(coq), "python -m lqtheory.formal.gate --evidence"
    for row in rows:
        if row.whole:
            entry = {"id": row.bound, "kind": "formal", "digest": get(row.bound).digest(), "proofs": known}
            result = f"{row.theorem}; {'equality is attained; ' * row.attained}{_few(row.axioms)}"
            entries.append({**entry, "command": command, "result": result})
    entries.sort(key=lambda entry: (entry["id"], entry["kind"]))
    text = json.dumps(entries, indent=1, ensure_ascii=False) + "\n"
    write_whole(path, lambda part: part.write_text(text, encoding="utf-8"))


def digest(coq: Path = COQ) -> str:
    """Return the SHA-256 of all files of proofs, to which formal evidence is tied besides the bound's own digest."""
    texts = [f"{file}\n{(coq / file).read_text(encoding='utf-8')}" for file in sources(coq)]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def compare(coq: Path) -> dict[str, str]:
    """Return the bounds that are stated, each with the name of its files, if the printer prints just that today.

    Raises
    ------
    Refused
        When a file is no bound's, differs from what is printed now, or has no theorems.
    """
    names, pinned = {file_name(x): x for x in load_all()}, read_pinned(coq)
    stated = {}
    for file in sorted((coq / "statements").glob("*.v")):
        if file.stem not in names:
            raise Refused(f"statements/{file.name} states no bound of the package")
        bound_id, text = names[file.stem], file.read_text(encoding="utf-8")
        if (now := print_statement(get(bound_id))) != text:
            raise Refused(
                f"statements/{file.name} is not what the bound {bound_id!r} says now, {_first_change(text, now)}: if"
                " the change is meant, run `python -m lqtheory.formal.gate --write` and prove it again"
            )
        if "Definition statement" in text:
            stated[bound_id] = file.stem
        elif f"{file.stem}.right_side" not in pinned.get(bound_id, {}).get(f"Networks.{file.stem}.holds", ""):
            raise Refused(f"networks/statements.txt has no Networks.{file.stem}.holds about the printed right side")
    theorems = {x.stem for x in (coq / "theorems").glob("*.v")}
    if alone := sorted(set(stated.values()) ^ theorems):
        raise Refused(f"{alone[0]}.v is not in both statements and theorems")
    return stated


def _first_change(text: str, now: str) -> str:
    pairs = itertools.zip_longest(text.splitlines(), now.splitlines())
    return next(f"line {n}: {b}" for n, (a, b) in enumerate(pairs, 1) if a != b)


def read_pinned(coq: Path) -> dict[str, dict[str, str]]:
    """Return what `networks/statements.txt` says: by bound, the theorems written by hand and the text of each."""
    file = coq / "networks" / "statements.txt"
    pinned: dict[str, dict[str, str]] = {}
    if file.exists():
        for block in re.split(r"^## ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            head, _, text = block.partition("\n")
            bound_id, theorem = head.split()
            known = DEFINITION if bound_id == DEFINITION else get(bound_id).id
            pinned.setdefault(known, {})[theorem] = text.strip()
    return pinned


def _made_of(coq: Path, said: list[str], statements: list[str]) -> set[str]:
    """Return the definitions of the project that occur in answers of Coq, there with a module, or in statements."""
    made = {}
    for file in sources(coq):
        if file.parts[0] in ("library", "networks"):
            text = _without_comments((coq / file).read_text(encoding="utf-8"))
            names = re.findall(r"^\s*(?:Definition|Fixpoint|Inductive|Record) ([\w']+)", text, re.MULTILINE)
            made |= {f"{FOLDERS[file.parts[0]]}.{file.stem}.{name}": (file.stem, name) for name in names}
    words = {word for text in said for word in re.findall(r"[\w']+\.[\w']+", text)}
    printed = [(coq / "statements" / f"{name}.v").read_text(encoding="utf-8") for name in statements]
    bare = {(module, word) for text in printed for module in _imported(text) for word in re.findall(r"[\w']+", text)}
    return {full for full, (module, name) in made.items() if f"{module}.{name}" in words or (module, name) in bare}


def _imported(text: str) -> list[str]:
    return " ".join(re.findall(r"^From LqTheory Require Import ([\w ]+)\.", text, re.MULTILINE)).split()


def _theorems(coq: Path, name: str) -> list[str]:
    """Return the theorems about a printed statement: the three that it needs, and that equality occurs, if stated."""
    attained = re.search(r"^Theorem attained\b", (coq / "theorems" / f"{name}.v").read_text(encoding="utf-8"), re.M)
    return [f"Theorems.{name}.{theorem}" for theorem in [*THEOREMS, *(["attained"] if attained else [])]]


def _row(bound_id: str, theorems: list[str], axioms: tuple[str, ...]) -> Proved:
    """Return the row of a bound; what proves it whole is called `holds` and stands in the file of its name."""
    name = file_name(bound_id)
    whole = [x for x in (f"Theorems.{name}.holds", f"Networks.{name}.holds") if x in theorems]
    attained = any(x.endswith(".attained") for x in theorems)
    return Proved(bound_id, (whole or theorems)[0], axioms, bool(whole), attained)


def write(coq: Path, ids: list[str]) -> None:
    """Print the statements of these bounds, or anew those that are there, and the texts of theorems written by hand."""
    folder = coq / "statements"
    there = [x for x in load_all() if (folder / f"{file_name(x)}.v").exists()]
    for bound_id in ids or there:
        file, text = folder / f"{file_name(bound_id)}.v", print_statement(get(bound_id))
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
    if pinned := {} if ids else read_pinned(coq):
        compile_all(coq)
        said = {x: "Print" if x in pinned.get(DEFINITION, {}) else "Check" for texts in pinned.values() for x in texts}
        answers = ask(coq, [(x, f"{word} {x}.") for x, word in said.items()])
        blocks = [f"## {x} {theorem}\n{answers[theorem]}\n" for x, texts in pinned.items() for theorem in texts]
        (coq / "networks" / "statements.txt").write_text("\n".join(blocks), encoding="utf-8")


def table(rows: list[Proved]) -> str:
    """Return the rows as text."""
    cells = [("bound", "theorem", "equality", "axioms")]
    cells += [
        (x.bound + " (in part)" * (not x.whole), x.theorem, "attained" * x.attained, _few(x.axioms)) for x in rows
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(3)]
    return "\n".join(f"{a:{widths[0]}}  {b:{widths[1]}}  {c:{widths[2]}}  {d}" for a, b, c, d in cells)


def _few(axioms: tuple[str, ...]) -> str:
    return ", ".join(name.split(".")[-1] for name in axioms) or "no axiom"


def _typed(name: str, theorem: str) -> str:
    proposition = f"Statements.{name}.{THEOREMS[theorem]}"
    return f"Definition {name}_{theorem} : {proposition} := Theorems.{name}.{theorem}."


def _axioms(bound_id: str, answer: str) -> tuple[str, ...]:
    """Return the axioms that an answer of `Print Assumptions` names, if all are admitted."""
    if answer == "Closed under the global context":
        return ()
    entries = re.split(r"^(?=\S)", answer.removeprefix("Axioms:\n"), flags=re.MULTILINE)[1:]
    said = dict(" ".join(entry.split()).split(" : ", 1) for entry in entries)
    if odd := [x for x, text in said.items() if AXIOMS.get(x) != text]:
        raise Refused(f"the proof of {bound_id!r} rests on {', '.join(odd)}, which is no axiom of the real numbers")
    return tuple(sorted(said))


def _assumptions(number: int, theorems: list[str]) -> str:
    together = f"all_{number}"
    return f"Definition {together} := ({', '.join(f'@{x}' for x in theorems)}).\nPrint Assumptions {together}."


def _refuse_assumptions(file: Path) -> None:
    """Refuse what is assumed in a source even where no theorem rests on it; in a section it becomes a hypothesis."""
    depth = 0
    for number, line in enumerate(_without_comments(file.read_text(encoding="utf-8")).splitlines(), 1):
        depth += bool(re.match(r"\s*Section\b", line)) - (depth > 0 and bool(re.match(r"\s*End\b", line)))
        found = _ASSUMED.search(line)
        if found and not (depth > 0 and found[1] in _LOCAL):
            where = f"{file.parent.name}/{file.name}, line {number}"
            raise Refused(f"{where} assumes instead of proving: {line.strip()}")


def _without_comments(text: str) -> str:
    """Return a source without its comments, in as many lines."""
    kept, depth = [], 0
    for part in re.split(r"(\(\*|\*\))", text):
        depth += (part == "(*") - (part == "*)")
        kept.append("\n" * part.count("\n") if depth > 0 or part == "*)" else part)
    return "".join(kept)


def main(arguments: list[str] | None = None) -> int:
    """Run the gate; return 0 when all passes."""
    parser = argparse.ArgumentParser(prog="python -m lqtheory.formal.gate", description="Check the formal proofs.")
    parser.add_argument("--json", action="store_true", help="print the table as JSON")
    parser.add_argument("--write", nargs="*", metavar="ID", help="print statements, these or all that are there")
    parser.add_argument("--evidence", action="store_true", help="write the evidence `formal` of what passes")
    options = parser.parse_args(arguments)
    if unknown := [x for x in options.write or [] if x not in load_all()]:
        parser.error(f"there is no bound {unknown[0]!r}: `lqtheory bounds` lists them")
    if not installed():
        required = "coq" in os.environ.get("LQTHEORY_REQUIRE", "").replace(",", " ").split()
        print(MISSING, file=sys.stderr)  # noqa: T201
        return int(required)
    try:
        if options.write is not None:
            write(COQ, options.write)
            return 0
        rows = run(jobs=os.cpu_count() or 1)
    except Refused as refused:
        print(f"proofs/coq: {refused}", file=sys.stderr)  # noqa: T201
        return 1
    if options.evidence:
        write_evidence(rows)
    print(json.dumps([x._asdict() for x in rows], indent=1) if options.json else table(rows))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
