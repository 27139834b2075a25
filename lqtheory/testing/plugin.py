"""The pytest plugin: every `Bound` of a test file is attacked, `pytest --bound-seconds 5 my_bounds.py`.

It is imported by every run of pytest where the package is installed; nothing else is, until a file has a bound.
"""

from __future__ import annotations

import sys
from typing import Any

import pytest


def _seconds(text: str) -> float:
    if not (seconds := float(text)) >= 0:
        raise ValueError
    return seconds


_seconds.__name__ = "number of at least 0"  # what argparse says was expected


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer `--bound-seconds`."""
    parser.getgroup("lqtheory").addoption(
        "--bound-seconds",
        type=_seconds,
        default=1.0,
        help="Attack each Bound of the test files for so many seconds; 0: for none. Default: 1.",
    )


def pytest_pycollect_makeitem(collector: Any, name: str, obj: object) -> Any:
    """Make a test of each variable of a file that is a `Bound`."""
    language = sys.modules.get("lqtheory.bound")  # a file that has a bound has imported it
    if language is None or not isinstance(obj, language.Bound) or not collector.config.getoption("--bound-seconds"):
        return None
    return BoundItem.from_parent(collector, name=name, bound=obj)


class BoundItem(pytest.Item):
    """One bound under attack: it passes while it holds, and fails with a counterexample."""

    def __init__(self, bound: Any, **other: Any) -> None:
        super().__init__(**other)
        self.bound = bound

    def runtest(self) -> None:
        """Attack the bound."""
        from lqtheory.testing import counterexample

        attack = counterexample(self.bound, seconds=self.config.getoption("--bound-seconds"))
        if attack.interrupted:
            raise KeyboardInterrupt
        if self.bound.refuted_by is None and attack.values is not None:
            lhs, rhs = self.bound.enclose(**attack.values)
            raise Refuted(f"{self.bound}\nis false at {attack}\nlhs = {lhs}\nrhs = {rhs}")
        if self.bound.refuted_by is not None and not attack:
            raise Refuted(f"{self.bound}\nis said to be refuted, and {attack}")
        self.add_report_section("call", "bound", str(attack))

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """Show the counterexample alone, not where it was found."""
        return str(excinfo.value) if isinstance(excinfo.value, Refuted) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """Say which bound."""
        return self.path, None, f"bound {self.name}"


class Refuted(Exception):
    """A bound is false."""
