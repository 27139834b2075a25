"""The gate: formal evidence is what passes it.

python -m lqtheory.formal.gate            compile all, compare, ask for axioms, print the table
python -m lqtheory.formal.gate --write    print the statements anew (`--write ID` adds one)
"""

from __future__ import annotations

import sys
from pathlib import Path

from lqtheory.formal.printer import file_name, print_statement
from lqtheory.registry import get, load_all

COQ = Path(__file__).resolve().parents[2] / "proofs" / "coq"


def write(coq: Path, ids: list[str]) -> None:
    """Print the statements of these bounds, or anew those that are there."""
    folder = coq / "statements"
    there = [x for x in load_all() if (folder / f"{file_name(x)}.v").exists()]
    for bound_id in ids or there:
        (folder / f"{file_name(bound_id)}.v").write_text(print_statement(get(bound_id)), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write(COQ, sys.argv[2:])
