"""`import lqtheory` is light; a second test proves that the first one can fail."""

import subprocess
import sys

HEAVY = ("torch", "matplotlib", "hypothesis", "sklearn", "torch_bridge", "typer")


def loaded(statement):
    code = f"{statement}; import sys; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def test_the_core_imports_nothing_heavy():
    assert loaded("import lqtheory; lqtheory.registry.load_all()") == []


def test_that_test_can_fail():
    assert loaded("import lqtheory.testing") == ["hypothesis"]
