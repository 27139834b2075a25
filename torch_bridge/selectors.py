"""Which layers of a model are meant: by name, by regular expression, or by type of module."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from torch import nn

from lqtheory.errors import InputError

Selector = str | type[nn.Module]


def matching(modules: Mapping[str, nn.Module], selectors: Iterable[Selector], argument: str) -> set[str]:
    """Return the names that any selector matches.

    Parameters
    ----------
    modules : mapping from name to module
    selectors : iterable
        Names, regular expressions of whole names ("re:.*conv1"), types of modules.
    argument : str
        What the caller calls them.

    Raises
    ------
    InputError
        If a selector matches nothing.
    """
    chosen: set[str] = set()
    for selector in selectors:
        if isinstance(selector, type):
            found = {name for name, module in modules.items() if isinstance(module, selector)}
        elif isinstance(selector, str) and selector.startswith("re:"):
            found = {name for name in modules if _compile(selector[3:], argument).fullmatch(name)}
        else:
            found = {name for name in modules if name == selector}
        if not found:
            raise InputError(
                f"{argument} holds {selector!r}, which matches none of the layers {list(modules)}; "
                "expected names, 're:' patterns or types"
            )
        chosen |= found
    return chosen


def _compile(pattern: str, argument: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise InputError(f"{argument} holds the pattern {pattern!r}, which is no regular expression: {error}") from None
