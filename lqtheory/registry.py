"""Every bound of the package, found by walking `lqtheory.bounds`: there is no list to edit."""

from __future__ import annotations

import difflib
import functools
import hashlib
import importlib
import importlib.resources
import json
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lqtheory import bounds
from lqtheory.bound import Bound
from lqtheory.errors import InputError


@functools.cache
def load_all() -> Mapping[str, Bound]:
    """Return all bounds by id, in the order of their labels.

    Raises
    ------
    ValueError
        When two files declare the same id, or `uses` names an unknown bound or runs in a circle, or a bound that is
        no conjecture uses one.
    """
    found: dict[str, Bound] = {}
    for module in pkgutil.iter_modules(bounds.__path__):
        bound = importlib.import_module(f"{bounds.__name__}.{module.name}").BOUND
        if bound.id in found:
            raise ValueError(f"two files declare the bound {bound.id!r}")
        found[bound.id] = bound
    for bound in found.values():
        if missing := [x for x in bound.uses if x not in found]:
            raise ValueError(f"bound {bound.id!r} uses {missing}, which no file declares")
        _refuse_circles(bound.id, found, ())
        if guessed := [x for x in bound.uses if found[x].conjecture and not bound.conjecture]:
            raise ValueError(f"bound {bound.id!r} uses {guessed}, of which no proof is known, and claims to have one")
    return dict(sorted(found.items(), key=lambda item: (item[1].label, item[0])))


def get(bound_id: str) -> Bound:
    """Return one bound.

    Raises
    ------
    InputError
        When there is no such id; the sentence names those that are spelled nearly so.
    """
    if bound_id not in load_all():
        if same := [bound.id for bound in load_all().values() if bound.label == bound_id]:
            raise InputError(f"there is no bound {bound_id!r}; {bound_id} of the theory are the ids {', '.join(same)}")
        near = difflib.get_close_matches(bound_id, load_all(), n=3, cutoff=0.6)
        meant = f", did you mean {' or '.join(near)}?" if near else ""
        raise InputError(f"there is no bound {bound_id!r}{meant} (`lqtheory bounds` lists them)")
    return load_all()[bound_id]


@functools.cache
def _evidence() -> list[dict[str, Any]]:
    return json.loads(importlib.resources.files("lqtheory").joinpath("evidence.json").read_text(encoding="utf-8"))


KINDS = ("refuted", "conjecture", "tested", "attacked", "sharp", "derived", "enclosed", "formal")
"""What counts as evidence, from the weakest on."""


def evidence(bound_id: str) -> list[str]:
    """Return the kinds of evidence that a bound has earned; what a changed statement had earned does not count.

    That it is a conjecture is no evidence, but said in the same place: nothing else says it of what was only tested.
    """
    found = [entry for entry in _evidence() if entry["id"] == bound_id]
    valid = {x["kind"] for x in found if x["digest"] == digest(bound_id, x.get("cites", ()), x.get("reads", ()))}
    return sorted(valid | ({"conjecture"} if get(bound_id).conjecture else set()), key=KINDS.index)


def digest(bound_id: str, cites: Sequence[str] = (), reads: Sequence[str] = ()) -> str:
    """Return the SHA-256 that evidence for a bound is tied to.

    Parameters
    ----------
    bound_id : str
    cites : sequence of str
        Ids of the bounds whose statements the evidence rests on.
    reads : sequence of str
        Files of the package, by their path in it, that earn the evidence.
    """
    statements = [get(x).digest() for x in (bound_id, *cites)]
    if not (cites or reads):
        return statements[0]
    root = importlib.resources.files("lqtheory")
    texts = [root.joinpath(name).read_text(encoding="utf-8") if root.joinpath(name).is_file() else "" for name in reads]
    return hashlib.sha256("\n".join([*statements, *texts]).encode()).hexdigest()


def explain(bound_id: str) -> str:
    """Return the statement, its assumptions, its sources, and the tree of bounds that it rests on."""
    bound = get(bound_id)
    lines = [f"{bound.label}  {bound.id}", bound.title, "", f"  {bound.lhs} <= {bound.rhs}", ""]
    lines += [f"  {symbol}: {domain}" for symbol, domain in bound.over.items()]
    lines += [f"  such that {condition}" for condition in bound.when]
    lines += [f"  source: {source}" for source in bound.cites]
    lines += [f"  evidence: {', '.join(evidence(bound_id)) or 'none'}"]
    if bound.uses:
        lines += ["", "rests on", *(line for used in bound.uses for line in _tree(used, "  "))]
    return "\n".join(lines)


def _tree(bound_id: str, indent: str) -> Iterator[str]:
    bound = get(bound_id)
    yield f"{indent}{bound.label}  {bound.id}: {bound.title}"
    for used in bound.uses:
        yield from _tree(used, indent + "    ")


def _refuse_circles(bound_id: str, found: Mapping[str, Bound], path: tuple[str, ...]) -> None:
    if bound_id in path:
        raise ValueError(f"the proofs of {' -> '.join((*path, bound_id))} run in a circle")
    for used in found[bound_id].uses:
        if used in found:
            _refuse_circles(used, found, (*path, bound_id))
