"""Formulas and sentences as LaTeX in ASCII, which every engine reads: one sign for what prose and formulas share."""

from __future__ import annotations

import re
import unicodedata

import sympy as sp

NAMES = {"eps": r"\varepsilon", "step": r"\Delta"}
"""Symbols that prose writes as one letter, and sympy would spell out."""

_SIGNS = {
    **{"ℓ": r"\ell", "ε": r"\varepsilon", "‖": r"\|", "Σ": r"\sum", "Π": r"\prod", "√": r"\surd", "·": r"\cdot"},
    **{"×": r"\times", "²": "^2", "³": "^3", "½": r"\tfrac12", "′": "'", "−": "-", "∞": r"\infty", "∂": r"\partial"},
    **{"⌈": r"\lceil", "⌉": r"\rceil", "⌊": r"\lfloor", "⌋": r"\rfloor", "⟨": r"\langle", "⟩": r"\rangle"},
    **{"≤": r"\le", "≥": r"\ge", "∈": r"\in", "→": r"\to", "∇": r"\nabla"},
}
_ACCENTS = {"\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"'}
_ESCAPED = {**{x: "\\" + x for x in "_&%#{}$"}, "^": r"\^{}", "~": r"\~{}", "\\": r"\textbackslash{}"}


def formula(e: sp.Basic) -> str:
    """Return an expression in math mode, with hats written out and without the names of running indices."""
    names = {x: NAMES[x.name] for x in e.atoms(sp.Symbol) if x.name in NAMES}
    for x in e.atoms(sp.Symbol) - set(names):
        letter = re.sub("_(norm|tail)$", "", unicodedata.normalize("NFD", x.name))
        if letter != x.name or "\u0302" in letter:
            names[x] = re.sub("(.)\u0302", r"\\hat{\1}", letter)
    return sp.latex(e, symbol_names=names)


def prose(text: str) -> str:
    """Return a sentence in text mode; each word that holds signs, powers or indices is set as a formula."""
    return " ".join(map(_word, text.split()))


def literal(text: str) -> str:
    """Return a text in text mode, sign for sign."""
    signs = re.findall("(?s).[\u0300-\u036f]*", text)  # a letter and its accents
    return "".join(_ESCAPED.get(x) or (x if x.isascii() else _letter(x)) for x in signs)


def _word(word: str) -> str:
    core, end = re.fullmatch(r"(.*?)([.,;:?]*)", word, re.DOTALL).groups()  # type: ignore[union-attr]
    core = re.sub(r"(?<![A-Za-z])oo(?![A-Za-z])", "∞", core)
    is_formula = re.search("[\\^_|<>=\u0302]", core) or any(x in _SIGNS or _greek(x) for x in core)
    if not is_formula or core.count("{") != core.count("}") or re.search(r"[$&%\\~]", core):
        return literal(word)
    inside = unicodedata.normalize("NFD", core).replace("<=", "≤").replace(">=", "≥").replace("#", r"\#")
    inside = re.sub("(.)\u0302", r"\\hat{\1}", inside)
    inside = re.sub("ℓ(?=[a-z0-9])", "ℓ_", inside)
    inside = re.sub(r"\^(\((?:[^()]|\([^()]*\))*\))", r"^{\1}", inside)  # a power in brackets is one power
    inside = re.sub("[^ -~]", _in_formula, inside)
    return f"${inside}${end}"


def _in_formula(match: re.Match[str]) -> str:
    sign, rest = match.group(), match.string[match.end() :]
    command = _SIGNS.get(sign) or _greek(sign) or rf"\mbox{{{_letter(sign)}}}"
    return command + " " if command[-1].isalpha() and rest[:1].isalpha() else command


def _greek(sign: str) -> str:
    kind, _, name = unicodedata.name(sign, "").partition(" LETTER ")
    if not kind.startswith("GREEK") or " " in name:
        return ""
    name = name.replace("LAMDA", "LAMBDA")  # as Unicode spells it
    return "\\" + (name.lower() if "SMALL" in kind else name.title())


def _letter(sign: str) -> str:
    if sign in _SIGNS or _greek(sign):
        return f"${_SIGNS.get(sign) or _greek(sign)}$"
    base, *marks = unicodedata.normalize("NFD", sign)
    if len(marks) == 1 and marks[0] in _ACCENTS and base.isascii():
        return rf"\{_ACCENTS[marks[0]]}{{{base}}}"
    return f"[{' '.join(unicodedata.name(x, 'unknown sign').lower() for x in sign)}]"
