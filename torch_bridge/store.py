"""Work in cells: what a cell found is kept in a file, and is not done again for the same request."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import lqtheory
from lqtheory.files import write_whole
from torch_bridge.parallel import Advance, each
from torch_bridge.tune import reproducible

Row = dict[str, Any]

_OWN = "cells competitors convert data files models modules paper suite_data suites trace tune".split()
"""Modules of the bridge on which numbers depend, beside all that prune."""


@dataclass(frozen=True)
class Cell(ABC):
    """A piece of work with a seed, and the folder where its results are kept."""

    seed: int
    folder: Path

    @property
    @abstractmethod
    def name(self) -> str:
        """Name of its file, without the ending."""

    @property
    @abstractmethod
    def words(self) -> Any:
        """What its numbers depend on, beside versions and code; JSON can hold it."""

    @property
    @abstractmethod
    def steps(self) -> int:
        """How often it reports."""

    @abstractmethod
    def compute(self, advance: Advance) -> dict[str, Any]:
        """Do the work; JSON can hold what it found."""

    @property
    def comes_first(self) -> bool:
        """Whether others need what it does."""
        return False

    @property
    def path(self) -> Path:
        """Its file."""
        return self.folder / f"{self.name}.{self.seed}.json".replace(":", "-")

    @property
    def request(self) -> str:
        """Digest of everything that its numbers depend on."""
        packages = {name: version(name) for name in ("numpy", "scipy", "torch", "scikit-learn")}
        words = [self.words, self.seed, packages, _code()]
        return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()

    def stored(self) -> dict[str, Any] | None:
        """Return what an earlier run found, if it was asked the same."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) and found.get("request") == self.request else None


def run(cells: Sequence[Cell], advance: Advance) -> list[dict[str, Any]]:
    """Do the cells that are missing, on all cores, those that come first before the others; return what all found."""
    for folder in {cell.folder for cell in cells}:
        for part in folder.glob(".*.part"):  # of a run that was killed while it wrote
            part.unlink()
    for first in (True, False):
        missing = [cell for cell in cells if cell.comes_first == first and cell.stored() is None]
        if missing:
            each(_do, missing, advance)
    found = [cell.stored() for cell in cells]
    assert all(found)
    return [part for part in found if part]


def _do(cell: Cell, advance: Advance) -> None:
    with reproducible(cell.seed):
        found = cell.compute(advance)
    text = json.dumps({"request": cell.request, **found}, indent=1, allow_nan=False)
    write_whole(cell.path, lambda part: part.write_text(text, encoding="utf-8"))


@cache
def files_of(folder: Path | None) -> list[tuple[str, int, int]]:
    """List the files of a folder of data and of the folders in it, with sizes and times: others are other data."""
    if folder is None:
        return []
    found = [path for depth in ("*", "*/*") for path in sorted(folder.glob(depth)) if path.is_file()]
    return [(str(path.relative_to(folder)), path.stat().st_size, path.stat().st_mtime_ns) for path in found]


@cache
def _code() -> str:
    """Digest of the sources that prune, train and measure, as they were at the beginning."""
    here, core = Path(__file__).parent, Path(lqtheory.__file__ or "").parent
    own = [here / f"{name}.py" for name in _OWN]
    files = [
        *own,
        core / "files.py",
        *sorted((core / "compress").glob("*.py")),
        *sorted((core / "networks").glob("*.py")),
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
