"""The page on a new bound: its file runs as printed, and what it says of it is so."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/a-new-bound.md").read_text(encoding="utf-8")
(FILE,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)


def falsify(folder, *arguments):
    command = [sys.executable, "-c", "from lqtheory.cli import main; main()", "falsify", "my_bounds.py", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120).stdout


def test_the_story_begins_as_it_is_told(tmp_path):
    (tmp_path / "my_bounds.py").write_text(FILE, encoding="utf-8")
    said = re.search(r"\$ lqtheory falsify my_bounds.py\n(.*?)```", PAGE, flags=re.DOTALL).group(1)
    assert re.sub(r"\d+\.\d+ s", "", falsify(tmp_path)) == re.sub(r"\d+\.\d+ s", "", said)
    (tmp_path / "my_bounds.py").write_text(FILE.replace("k + 2", "k + 1"), encoding="utf-8")
    assert falsify(tmp_path, "--seconds", "3").startswith("largest_dropped holds so far: lhs/rhs reached 1 in ")


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:lqtheory|proofs|tests)/[\w/.-]+)`", PAGE))))
def test_what_the_page_names_exists(path):
    assert (ROOT / path).exists()
