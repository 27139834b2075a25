"""A derivation written down for a reader: as text, LaTeX or Markdown, and as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lqtheory.derivation import Derivation, Step
from lqtheory.errors import InputError
from lqtheory.typesetting import formula, literal, prose


def present(derivation: Derivation, flaws: Sequence[str], form: str = "text") -> str:
    """Return the statement, its assumptions, every step with its justification, and the verdict.

    Parameters
    ----------
    derivation : Derivation
    flaws : sequence of str
        What `lqtheory.derivations.flaws` says of it.
    form : "text", "latex" or "markdown"
        LaTeX is a fragment in ASCII that needs amsmath.

    Raises
    ------
    InputError
        For another form.
    """
    forms = {"text": _text, "latex": _latex, "markdown": _markdown}
    if form not in forms:
        raise InputError(f"form is {form!r}, expected one of {', '.join(forms)}")
    return "\n".join(forms[form](derivation, _verdict(derivation, flaws)))


def to_dict(derivation: Derivation, flaws: Sequence[str]) -> dict[str, Any]:
    """Return the same as JSON can hold it; expressions are written as sympy writes them."""
    bound = derivation.bound
    steps = [
        {
            "relation": step.relation,
            "reaches": str(step.reaches),
            "why": step.why,
            "rule": type(step.by).__name__,
            "checked": not reason,
            "unchecked_because": reason or None,
        }
        for step, reason in zip(derivation.steps, derivation.reasons, strict=True)
    ]
    return {
        "id": bound.id,
        "label": bound.label,
        "title": bound.title,
        "assumptions": _assumptions(derivation),
        "starts": str(bound.lhs),
        "steps": steps,
        "cites": [cited.id for cited in derivation.cites],
        "derived": not flaws,
        "flaws": list(flaws),
    }


def _assumptions(derivation: Derivation) -> list[str]:
    bound = derivation.bound
    domains = [f"{symbol}: {domain}" for symbol, domain in bound.over.items()]
    return domains + [f"such that {condition}" for condition in bound.when]


def _verdict(derivation: Derivation, flaws: Sequence[str]) -> list[str]:
    if flaws:
        return ["not derived:", *flaws]
    cited = ", ".join(bound.id for bound in derivation.cites)
    return [f"derived: {count_steps(derivation)}" + (f", from {cited}" if cited else "")]


def count_steps(derivation: Derivation) -> str:
    """Return "1 step checked" or "n steps checked"."""
    number = len(derivation.steps)
    return f"{number} step{'s' * (number > 1)} checked"


def _text(derivation: Derivation, verdict: list[str]) -> list[str]:
    bound = derivation.bound
    lines = [f"{bound.label}  {bound.id}", bound.title, "", *(f"  {x}" for x in _assumptions(derivation)), ""]
    lines += [f"     {bound.lhs}"]
    for number, step in enumerate(derivation.steps):
        lines += [f"  {step.relation:2} {step.reaches}", f"         {_why(derivation, number, step)}"]
    return [*lines, "", *verdict]


def _latex(derivation: Derivation, verdict: list[str]) -> list[str]:
    bound = derivation.bound
    head = rf"\paragraph{{{prose(bound.label)}, \texttt{{{literal(bound.id)}}}.}} {prose(bound.title)}"
    rows = [f"& {formula(bound.lhs)}"]
    for number, step in enumerate(derivation.steps):
        rows[-1] += r" \\"
        rows += [rf"\intertext{{{prose(_why(derivation, number, step))}}}", f"& {_shown(step)}"]
    assumed = "; ".join(_typeset_assumptions(derivation, prose))
    notes = [rf"\noindent {note}.\par" for note in (assumed, literal("; ".join(verdict)))]
    return [head, r"\begin{align*}", *rows, r"\end{align*}", *notes]


def _markdown(derivation: Derivation, verdict: list[str]) -> list[str]:
    bound = derivation.bound
    lines = [f"## {bound.label} `{bound.id}`", "", bound.title, ""]
    lines += [f"- {line}" for line in _typeset_assumptions(derivation, str)]
    lines += ["", f"$$ {formula(bound.lhs)} $$", ""]
    for number, step in enumerate(derivation.steps):
        lines += [f"{number + 1}. {_why(derivation, number, step)}", "", f"   $$ {_shown(step)} $$", ""]
    return [*lines, *verdict]


def _typeset_assumptions(derivation: Derivation, words: Any) -> list[str]:
    bound = derivation.bound
    domains = [f"${formula(symbol)}$: {words(str(domain))}" for symbol, domain in bound.over.items()]
    return domains + [f"such that ${formula(condition)}$" for condition in bound.when]


def _shown(step: Step) -> str:
    return rf"{'=' if step.relation == '=' else chr(92) + 'le'} {formula(step.reaches)}"


def _why(derivation: Derivation, number: int, step: Step) -> str:
    return ("[unchecked] " if derivation.reasons[number] else "") + f"{step.why} ({type(step.by).__name__})"
