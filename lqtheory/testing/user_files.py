"""The bounds of a user's Python file, and counterexamples written as files that run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from hypothesis.configuration import set_hypothesis_home_dir

from lqtheory.bound import Bound
from lqtheory.errors import InputError
from lqtheory.files import write_whole
from lqtheory.testing.values import IMPORTS, to_source
from lqtheory.user_file import run_file

_FILE = '''\
"""A counterexample to the bound {name!r} of {source}: run this file to see both sides as balls."""

{imports}{load}
values = {values}

lhs, rhs = bound.enclose(**values)
print(f"{{bound}}\\nlhs = {{lhs}}\\nrhs = {{rhs}}\\n{{bound.check(**values).value}}")
assert lhs > rhs
'''


def bounds_in(path: str | Path) -> dict[str, Bound]:
    """Run a Python file and return the bounds that it defines, by the name of their variable.

    Raises
    ------
    InputError
        If there is no such file, it does not run, or it defines no bound.
    """
    found = {key: value for key, value in run_file(path, "a Bound").items() if isinstance(value, Bound)}
    if not found:
        raise InputError(f"{path} defines no Bound, expected at least one variable that is one")
    return found


def spare_this_folder() -> None:
    """Let hypothesis keep what it notes down elsewhere: a command leaves nothing in the user's folder."""
    set_hypothesis_home_dir(Path(gettempdir()) / "lqtheory-hypothesis")


def write_counterexample(path: Path, source: Path | None, name: str, values: Mapping[str, Any]) -> None:
    """Write a file that shows the counterexample when it is run.

    Parameters
    ----------
    path : Path
    source : Path or None
        The file of the bound; None for a bound of the package.
    name : str
        Of its variable in that file, or its id in the package.
    values : mapping
    """
    if source is None:
        load = f"from lqtheory.registry import get\n\nbound = get({name!r})"
    else:
        relative = os.path.relpath(source.resolve(), path.resolve().parent)
        load = (
            "from pathlib import Path\n\nfrom lqtheory.testing import bounds_in\n\n"
            f"bound = bounds_in(Path(__file__).parent / {relative!r})[{name!r}]"
        )
    text = _FILE.format(name=name, source=source or "lqtheory", imports=IMPORTS, load=load, values=to_source(values))
    write_whole(path, lambda part: part.write_text(text, encoding="utf-8"))
