"""Checking a certificate from its files alone, with arb arithmetic only, and a guarantee from its counts."""

from __future__ import annotations

import json
import math
import os
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from flint import ctx

from lqtheory.balls import ArbBalls, FloatBalls
from lqtheory.certify import population
from lqtheory.certify.certificate import FILES
from lqtheory.certify.evaluate import PRECISION, affordable, evaluate, mask_problems
from lqtheory.errors import InputError
from lqtheory.files import load_inputs, load_masks, load_network, sha256
from lqtheory.networks import Comparison

_TOLERANCE = 1e-6


class Verification(NamedTuple):
    """Whether a certificate or a guarantee is accepted, and what is wrong with it otherwise."""

    accepted: bool
    problems: list[str]
    checked: str
    """What was recomputed, and from what."""


def verify(path: str | os.PathLike[str]) -> Verification:
    """Recompute every number of a certificate from the four files beside it and compare.

    A claimed upper number is accepted in [u, u (1 + 10^-6)], u the recomputed one, a lower number in
    the mirrored interval; everything else must be equal. Of a guarantee the p-values are recomputed from the counts
    of points; that the counts are right takes the held-out points, and so `lqtheory certify` again.

    Parameters
    ----------
    path : path
        Of `certificate.json`, as `Certificate.save` wrote it, or of a `guarantee.json` of `lqtheory certify`.

    Returns
    -------
    Verification

    Raises
    ------
    InputError
        If a file is missing or cannot be read.
    """
    path = Path(path)
    claimed = _read(path)
    guaranteed = claimed.get("format") == population.FORMAT
    problems = _guarantee_problems(path, claimed) if guaranteed else _certificate_problems(path, claimed)
    return Verification(not problems, problems, _GUARANTEE_CHECKED if guaranteed else _CERTIFICATE_CHECKED)


_CERTIFICATE_CHECKED = "every number was computed again from the four files beside it"
_GUARANTEE_CHECKED = (
    "a guarantee on unseen data: each p-value was computed again from the points lost and gained; that these are "
    "right is checked by the lqtheory certify --max-drop that wrote it, on files with its sha256"
)


def _certificate_problems(path: Path, claimed: dict[str, Any]) -> list[str]:
    dense, pruned = (load_network(path.with_name(name)) for name in FILES[:2])
    masks, inputs = load_masks(path.with_name(FILES[2])), load_inputs(path.with_name(FILES[3]))
    files = [{"path": name, "sha256": sha256(path.with_name(name))} for name in FILES]
    if problems := _differences(files, claimed.get("files"), "files"):
        return problems
    try:
        comparison = Comparison(dense, pruned, inputs.x, inputs.y)
    except InputError as error:
        return [f"the files do not fit together: {error}"]
    if problems := mask_problems(pruned, masks):
        return problems
    with ctx.workprec(PRECISION):
        arithmetic = ArbBalls if affordable(comparison) else FloatBalls
        certificate, _ = evaluate(comparison, masks, arithmetic, slack=0.0)
    expected = certificate.to_dict() | {"files": files}
    # The version says who wrote the certificate; what the numbers mean is fixed by the format.
    if isinstance(claimed.get("version"), str):
        expected["version"] = claimed["version"]
    return _differences(expected, claimed, "")


def _guarantee_problems(path: Path, claimed: dict[str, Any]) -> list[str]:
    try:
        counts = [(one["lost"], one["gained"]) for one in claimed["tested"]]
        asked = {name: claimed[name] for name in ("max_drop", "confidence", "points", "discrete")}
        known = {name: claimed["sha256"][name] for name in ("dense", "calibration", "held_out")}
        if not all(type(number) is int for number in (asked["points"], *chain.from_iterable(counts))):
            raise TypeError("points, lost and gained are not all integers")
        found = population.recount(counts, **asked)
    except (KeyError, TypeError) as error:
        raise InputError(f"{path} is not what lqtheory certify --max-drop writes: {error!r}") from None
    except InputError as error:
        return [str(error)]
    beside = {name: sha256(path.with_name(name)) for name in population.GUARANTEED} if found.passed else {}
    return _differences(found.to_dict() | {"sha256": known | beside}, claimed, "")


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_unique)
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is not valid JSON: {error}") from None
    if not isinstance(content, dict):
        raise InputError(f"{path} holds a {type(content).__name__}, expected a certificate")
    return content


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse repeated keys: readers differ in which of them counts."""
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("a key occurs twice in one object")
    return content


def _differences(expected: Any, claimed: Any, where: str) -> list[str]:
    """One sentence for each claim that differs from what was recomputed, deepest place first named."""
    if isinstance(expected, dict) and isinstance(claimed, dict):
        if expected.keys() != claimed.keys():
            odd = sorted(map(repr, expected.keys() ^ claimed.keys()))
            return [f"{where or 'certificate'} lacks or should not have {', '.join(odd)}"]
        pairs = [(expected[key], claimed[key], f"{where}.{key}" if where else key) for key in expected]
    elif isinstance(expected, list) and isinstance(claimed, list) and len(expected) == len(claimed):
        pairs = [(e, c, f"{where}[{i}]") for i, (e, c) in enumerate(zip(expected, claimed, strict=True))]
    elif isinstance(expected, float) and _is_number(claimed):
        return [] if _agrees(expected, claimed, where) else [f"{where} is {claimed!r}, recomputed {expected!r}"]
    else:
        same = type(expected) is type(claimed) and expected == claimed
        return [] if same else [f"{where} is {claimed!r}, recomputed {expected!r}"]
    return [problem for pair in pairs for problem in _differences(*pair)]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < math.inf


def _agrees(expected: float, claimed: float, where: str) -> bool:
    room = _TOLERANCE * abs(expected)
    below = room if where.endswith((".lower", ".estimate", ".pvalue")) else 0.0
    above = 0.0 if where.endswith(".lower") else room
    return expected - below <= claimed <= expected + above
