"""A Python file of the user's, run because the user says so."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

from lqtheory.errors import InputError


def run_file(path: str | Path, wanted: str) -> dict[str, Any]:
    """Run a Python file and return what it defines, by name.

    Parameters
    ----------
    path : path
        Of a file whose name ends in .py.
    wanted : str
        What it should define, for the messages: "a Bound".

    Raises
    ------
    InputError
        If there is no such file, or it does not run.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path} is not a file, expected a Python file that defines {wanted}")
    # Under a name of its own the file may be dataclasses' or pickle's module, and never shadows another one.
    name = f"_run_from_{re.sub(r'[^0-9a-zA-Z]', '_', str(path))}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise InputError(f"{path} is no Python file, expected one whose name ends in .py")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise InputError(f"{path} does not run: {in_words(error)}") from error
    finally:
        del sys.modules[name]
    return vars(module)


def in_words(error: BaseException) -> str:
    """Return the kind of an error and what it says, on one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
