"""A derivation written down for a reader: as text, LaTeX or Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import sympy as sp

from lqtheory.derivation import Derivation, Step
from lqtheory.errors import InputError


def present(derivation: Derivation, flaws: Sequence[str], form: str = "text") -> str:
    """Return the statement, its assumptions, every step with its justification, and the verdict.

    Parameters
    ----------
    derivation : Derivation
    flaws : sequence of str
        What `lqtheory.derivations.flaws` says of it.
    form : "text", "latex" or "markdown"
        LaTeX is a fragment for amsmath and an engine that reads Unicode.

    Raises
    ------
    InputError
        For another form.
    """
    forms = {"text": _text, "latex": _latex, "markdown": _markdown}
    if form not in forms:
        raise InputError(f"form is {form!r}, expected one of {', '.join(forms)}")
    bound = derivation.bound
    assumed = [f"{symbol}: {domain}" for symbol, domain in bound.over.items()]
    assumed += [f"such that {condition}" for condition in bound.when]
    return "\n".join(forms[form](derivation, assumed, _verdict(derivation, flaws)))


def _verdict(derivation: Derivation, flaws: Sequence[str]) -> list[str]:
    if flaws:
        return ["not derived:", *flaws]
    cited = ", ".join(bound.id for bound in derivation.cites)
    return [f"derived: {count_steps(derivation)}" + (f", from {cited}" if cited else "")]


def count_steps(derivation: Derivation) -> str:
    """Return "1 step checked" or "n steps checked"."""
    number = len(derivation.steps)
    return f"{number} step{'s' * (number > 1)} checked"


def _text(derivation: Derivation, assumed: list[str], verdict: list[str]) -> list[str]:
    bound = derivation.bound
    lines = [f"{bound.label}  {bound.id}", bound.title, "", *(f"  {line}" for line in assumed), "", f"     {bound.lhs}"]
    for number, step in enumerate(derivation.steps):
        lines += [f"  {step.relation:2} {step.reaches}", f"         {_why(derivation, number, step)}"]
    return [*lines, "", *verdict]


def _latex(derivation: Derivation, assumed: list[str], verdict: list[str]) -> list[str]:
    bound = derivation.bound
    lines = [rf"\paragraph{{{bound.label}, \texttt{{{bound.id}}}.}} {_escaped(bound.title)}", r"\begin{align*}"]
    lines += [rf"& {_math(bound.lhs)} \\"]
    for number, step in enumerate(derivation.steps):
        lines += [rf"\intertext{{{_escaped(_why(derivation, number, step))}}}", rf"& {_shown(step)} \\"]
    notes = [_escaped(line) for line in ("; ".join(assumed), "; ".join(verdict))]
    return [*lines, r"\end{align*}", *(rf"\noindent {note}.\par" for note in notes)]


def _markdown(derivation: Derivation, assumed: list[str], verdict: list[str]) -> list[str]:
    bound = derivation.bound
    lines = [f"## {bound.label} `{bound.id}`", "", bound.title, "", *(f"- `{line}`" for line in assumed), ""]
    lines += [f"$$ {_math(bound.lhs)} $$", ""]
    for number, step in enumerate(derivation.steps):
        lines += [f"{number + 1}. {_why(derivation, number, step)}", "", f"   $$ {_shown(step)} $$", ""]
    return [*lines, *verdict]


def _shown(step: Step) -> str:
    return rf"{'=' if step.relation == '=' else chr(92) + 'le'} {_math(step.reaches)}"


def _why(derivation: Derivation, number: int, step: Step) -> str:
    return ("[unchecked] " if derivation.reasons[number] else "") + f"{step.why} ({type(step.by).__name__})"


def _math(e: sp.Expr) -> str:
    """Return LaTeX, with hats written out and without the names of running indices."""
    names = {}
    for x in e.atoms(sp.Symbol):
        letter = re.sub("_(norm|tail)$", "", unicodedata.normalize("NFD", x.name))
        if letter != x.name or "\u0302" in letter:
            names[x] = re.sub("(.)\u0302", r"\\hat{\1}", letter)
    return sp.latex(e, symbol_names=names)


def _escaped(text: str) -> str:
    return re.sub(r"([_&%#{}])", r"\\\1", text).replace("^", r"\^{}")
