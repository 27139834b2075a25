"""Calls of Coq: compile a folder of proofs, and ask what its theorems say and rest on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FOLDERS = {"library": "LqTheory", "statements": "Statements", "theorems": "Theorems", "networks": "Networks"}
"""Folders of `proofs/coq`, in the order of their dependence, and what Coq calls them."""

MISSING = (
    "the proofs are not checked, for coqc is not installed: `apt-get install coq` on Debian and Ubuntu, "
    "`brew install coq`, or `opam install coq`"
)
_MARK = "lqtheory"
_NOTATION = "Require Import Reals.\nFrom LqTheory Require Import RealPow.\nOpen Scope R_scope.\nSet Printing Width 110."
_PATHS = [text for folder, name in FOLDERS.items() for text in ("-Q", folder, name)]


class Refused(Exception):
    """A proof is not accepted; the message is one sentence that names file and theorem."""


def installed() -> bool:
    """Tell whether Coq's compiler and its makefile generator are there."""
    return bool(shutil.which("coqc") and shutil.which("coq_makefile") and shutil.which("make"))


def sources(coq: Path) -> list[Path]:
    """Return all files of proofs, relative to their folder."""
    return [x.relative_to(coq) for folder in FOLDERS for x in sorted((coq / folder).glob("*.v"))]


def compile_all(coq: Path, jobs: int = 2) -> None:
    """Compile what has changed, in the order of dependence.

    Raises
    ------
    Refused
        When a file does not compile; the sentence names it, and the theorem that fails.
    """
    for folder in FOLDERS:
        (coq / folder).mkdir(exist_ok=True)
        for compiled in (coq / folder).glob("*.vo"):
            if not compiled.with_suffix(".v").exists():  # else what is gone could still be required
                compiled.unlink()
    _call(coq, ["coq_makefile", *_PATHS, *map(str, sources(coq)), "-o", "Makefile.coq"])
    done = _call(coq, ["make", "--silent", "--file=Makefile.coq", f"--jobs={jobs}"], refuse=False)
    if done.returncode:
        raise Refused(_why(coq, done.stderr + done.stdout))


def ask(coq: Path, requests: Iterable[tuple[str, str]], jobs: int = 2) -> dict[str, str]:
    """Return what Coq answers to each named request, a few commands of Coq.

    Raises
    ------
    Refused
        When Coq refuses a request.
    """
    waiting = list(requests)
    with ThreadPoolExecutor(jobs) as pool:
        answers = pool.map(lambda part: _ask(coq, part), [waiting[n::jobs] for n in range(jobs)])
    found = {name: text for answer in answers for name, text in answer.items()}
    return {name: found[name] for name, _ in waiting}


def _ask(coq: Path, requests: list[tuple[str, str]]) -> dict[str, str]:
    modules = [f"Require {FOLDERS[x.parts[0]]}.{x.stem}." for x in sources(coq) if x.parts[0] != "library"]
    marked = [f'Goal True. idtac "{_MARK} {name}". Abort.\n{command}' for name, command in requests]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "request.v"
        file.write_text("\n".join([_NOTATION, *modules, *marked]), encoding="utf-8")
        done = _call(coq, ["coqc", "-q", *_PATHS, str(file)], refuse=False)
    parts = re.split(rf"^{_MARK} (.*)$", done.stdout, flags=re.MULTILINE)
    if done.returncode:
        raise Refused(f"{parts[-2] if len(parts) > 1 else 'the first request'}: {_message(done.stderr)}")
    return {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def _call(coq: Path, command: list[str], refuse: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=coq, env=environment, capture_output=True, text=True, check=False)
    if done.returncode and refuse:
        raise Refused(f"{command[0]}: {_message(done.stderr)}")
    return done


def _why(coq: Path, output: str) -> str:
    """Return where Coq stopped, in one sentence."""
    place = re.search(r'File "\./?([^"]+)", line (\d+)', output)
    if not place:
        return _message(output)
    file, line = place[1], int(place[2])
    above = (coq / file).read_text(encoding="utf-8").splitlines()[:line]
    names = re.findall(r"^\s*(?:Theorem|Lemma|Definition|Fixpoint|Corollary) (\w+)", "\n".join(above), re.MULTILINE)
    where = f"{file}, line {line}" + (f" ({names[-1]})" if names else "")
    return f"{where}: {_message(output[place.end() :])}"


def _message(output: str) -> str:
    error = output.split("Error:", 1)[-1].split("make", 1)[0]
    return " ".join(error.split())[:300]
