"""Coq for tests: many small files in one session, which goes on after an error."""

import fcntl
import functools
import os
import re
import subprocess

import pytest

from lqtheory.formal.coq import FOLDERS, MISSING, compile_all, installed
from lqtheory.formal.gate import COQ, THEOREMS

REQUIRED = "coq" in os.environ.get("LQTHEORY_REQUIRE", "")
needs_coq = pytest.mark.skipif(not installed() and not REQUIRED, reason=MISSING)


@functools.cache
def compiled():
    """Compile the package's proofs, which takes a moment where `make proofs` has run; one process at a time."""
    with (COQ / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        compile_all(COQ)
    return COQ


def session(text):
    """Return what Coq prints on this input."""
    paths = [part for folder, name in FOLDERS.items() for part in ("-Q", folder, name)]
    # Interactive Coq goes on after an error; a tactic that does not end is an error too.
    text = f"Set Default Timeout 10.\n{text}"
    done = subprocess.run(
        ["coqtop", "-q", *paths], input=text, cwd=compiled(), capture_output=True, text=True, timeout=300
    )
    return done.stdout


def script(name):
    """Return a file of theorems: what it imports, and what it proves."""
    text = (COQ / "theorems" / f"{name}.v").read_text(encoding="utf-8")
    imports = re.findall(r"^(?:From LqTheory )?Require[^.]*\.$|^Open Scope.*$", text, re.MULTILINE)
    return "\n".join(imports), re.sub(r"^(?:From|Require|Open)[^.]*\.$", "", text, flags=re.MULTILINE)


def attempts(statements):
    """Return for each named pair of a printed statement and a file of theorems whether all theorems are proved."""
    parts, found = [], []
    for n, (_, statement, name) in enumerate(statements):
        imports, theorems = script(name)
        parts += [imports, statement.split("Open Scope R_scope.")[0], "Open Scope R_scope."]
        parts += [f"Module try{n}.", statement.split("Open Scope R_scope.")[1], theorems, "Abort All.", f"End try{n}."]
        for theorem in THEOREMS:
            parts += [f"Definition found{n}{theorem} := try{n}.{theorem}."]
            parts += [f"Check found{n}{theorem}."]
    printed = session("\n".join(parts))
    for n, _ in enumerate(statements):
        found.append(all(re.search(rf"^found{n}{theorem}\b", printed, re.MULTILINE) for theorem in THEOREMS))
    return {name: proved for (name, *_), proved in zip(statements, found, strict=True)}
