"""What the commands share: output folders that are known to be writable, and JSON."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import typer

from lqtheory.errors import InputError
from lqtheory.files import write_whole


@contextmanager
def output_folder(path: Path) -> Iterator[Path]:
    """Make the folder if it is not there, and prove that files can be written to it, before any work.

    If the work fails, the folders that were made for it and are still empty go.

    Raises
    ------
    InputError
        If it cannot be made or written to.
    """
    made: list[Path] = []
    try:
        try:
            made += [folder for folder in (path, *path.parents) if not folder.exists()]
            path.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=path).close()
        except OSError as error:
            raise InputError(f"cannot write to the output folder {path}: {error.strerror}") from None
        yield path
    except BaseException:
        with suppress(OSError):
            for folder in made:
                folder.rmdir()
        raise


def spare(path: Path, out: Path, written: Iterable[str]) -> None:
    """Refuse to write over a file that a command reads."""
    if path.resolve() in {(out / name).resolve() for name in written}:
        raise InputError(f"--out is {out}, expected another folder: there {path} would be written over")


def clear(folder: Path, names: Iterable[str]) -> None:
    """Remove what an earlier run wrote, lest it be taken for what this one found.

    Raises
    ------
    InputError
        If a file cannot be removed.
    """
    for name in names:
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise InputError(f"cannot remove {folder / name} of an earlier run: {error.strerror}") from None


def print_json(value: Any) -> None:
    """Print a value as JSON to the standard output."""
    typer.echo(_json(value))


def save_json(path: Path, value: Any) -> None:
    """Write a value as JSON to a file, whole."""
    write_whole(path, lambda part: part.write_text(_json(value) + "\n", encoding="utf-8"))


def save_csv(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows (column name to value) as CSV, whole; numbers with as many digits as they need."""

    def write(part: Path) -> None:
        with part.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    write_whole(path, write)


def _json(value: Any) -> str:
    """JSON has no NaN and no infinity; they are refused."""
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
