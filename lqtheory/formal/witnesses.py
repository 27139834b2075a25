"""Points at which the hypotheses of printed statements hold, so that none is about nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory.bound import Bound, Values
from lqtheory.errors import UndefinedError
from lqtheory.formal.arrays import Top
from lqtheory.formal.scopes import Variable
from lqtheory.formal.terms import Writer
from lqtheory.interpreters import Floats

WITNESSES: Mapping[str, Values] = {
    "best-term-textbook": {"w": np.ones(2), "k": 1, "q": "1/2", "p": 1},
    "sampling-rate-any": {"w": np.ones(2), "k": 1, "q": "1/2"},
    "cross-entropy": {"F": np.zeros((1, 2)), "G": np.zeros((1, 2)), "y": np.array([0])},
    "merging-saliency": {"A": np.ones(1), "H": np.ones((1, 1)), "v": np.ones(1), "w": np.ones(1)},
}
"""For bounds of which no point of equality is known, or none that is short."""


def exhibit(bound: Bound, writer: Writer) -> str:
    """Return the tactic of Coq that gives the variables of `inhabited` their values.

    Raises
    ------
    TypeError
        When no point is known.
    """
    values = WITNESSES.get(bound.id) or next(iter(bound.tight_at), None)
    if values is None:
        raise TypeError(f"bound {bound.id!r} has neither tight_at nor an entry in WITNESSES: it may be about nothing")
    env = bound.environment(values)
    terms = [written_value(variable, env[symbol]) for symbol, variable in writer.env.items()]
    terms += [_members(chosen, top, env) for (chosen, _), top in writer.tops.items()]
    terms += [written_value(variable, Floats(env).read(atom)) for atom, (variable, _) in writer.opaque.items()]
    lines = "".join(f"\n  exists {term};" for term in terms)
    return f"Ltac exhibit := unfold inhabited;{lines.rstrip(';')}.\n"


def written_value(variable: Variable, value: Any) -> str:
    """Return a value of a variable in Coq; numbers are taken to six digits, and Coq decides whether they will do."""
    if variable.shape:
        return _function(np.asarray(value, dtype=object), variable.kind)
    return _number(value, variable.kind)


def _members(chosen: Any, top: Top, env: Any) -> str:
    """Return the sets of largest entries that the evaluator takes, one for each value of what they depend on."""
    sizes = [len(x) for x in env.values() if isinstance(x, np.ndarray)]
    shape = (*(max(sizes) for _ in top.over), Floats(env).length(chosen.args[0]))
    sets = np.zeros(shape, dtype=object)
    for place in np.ndindex(*shape[:-1]):
        inner = Floats(env | {symbol: x for (symbol, _), x in zip(top.over, place, strict=True)})
        with contextlib.suppress(UndefinedError):  # there is none, and no hypothesis asks for one
            sets[place] = inner.members(chosen)
    return _function(sets, "bool")


def _function(array: np.ndarray, kind: str) -> str:
    names = [f"i{n}" if array.ndim > 1 else "i" for n in range(array.ndim)]
    default = {"R": "0", "nat": "0%nat", "bool": "false"}[kind]
    cases = [
        f"{', '.join(f'{x}%nat' for x in place)} => {_number(value, kind)}" for place, value in np.ndenumerate(array)
    ]
    cases = [case for case in cases if not case.endswith(f"=> {default}")]
    every = f"{', '.join('_' * array.ndim)} => {default}"
    return f"(fun {' '.join(names)} => match {', '.join(names)} with {' | '.join([*cases, every])} end)"


def _number(value: Any, kind: str) -> str:
    if kind == "bool":
        return "true" if value else "false"
    number = Fraction(value).limit_denominator(10**6)
    if kind != "R":
        return f"{number}%{kind}" if number >= 0 else f"({number})%{kind}"
    text = str(abs(number)) if number.denominator == 1 else f"({abs(number)})".replace("/", " / ")
    return text if number >= 0 else f"(- {text})"
