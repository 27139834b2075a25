"""LaTeX that pdflatex takes: checked strictly, for no engine may be there to try it."""

import re
import string

import pytest

from lqtheory import registry
from lqtheory.derivations import flaws, load_all
from lqtheory.presentation import present
from lqtheory.symbols import eps, step
from lqtheory.typesetting import formula, literal, prose

COMMANDS = set(
    "begin end paragraph texttt intertext noindent par text mbox textbackslash left right lVert rVert lceil rceil "
    "lfloor rfloor langle rangle le leq ge geq in to infty max min lim sum prod sqrt frac tfrac cdot times partial "
    "nabla log hat mathrm ell surd alpha beta gamma delta varepsilon zeta eta theta kappa lambda mu nu xi pi rho "
    "sigma tau phi chi psi omega Gamma Delta Theta Lambda Sigma Phi Psi Omega".split()
)


def complaints(text):
    """Return what a LaTeX engine with amsmath would stumble over; the text must have no $$."""
    found = [f"sign {x!r}" for x in text if x not in string.printable]
    found += [f"command {x}" for x in re.findall(r"\\([A-Za-z]+)", text) if x not in COMMANDS]
    plain = re.sub(r"\\[^A-Za-z\s]", "", text.replace(r"\\", "\n"))  # without escaped signs and line ends
    depth = 0
    for sign in plain:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        found += ["a brace closes nothing"] * (depth < 0)
    found += ["a brace stays open"] * (depth > 0)
    opened = []
    for kind, name in re.findall(r"\\(begin|end)\{([a-z*]+)\}", text):
        if kind == "begin":
            opened.append(name)
        elif not opened or opened.pop() != name:
            found.append(f"{name} ends where it did not begin")
    found += [f"{name} does not end" for name in opened]
    found += ["a line end before an end"] * bool(re.search(r"\\\\\s*\\end", text))
    found += ["left and right"] * (len(re.findall(r"\\left\b", text)) != len(re.findall(r"\\right\b", text)))
    for line in text.splitlines():
        unescaped = re.sub(r"\\[^A-Za-z]", "", line)
        formulas = line.startswith("&")
        found += [f"open formula in {line}"] * (unescaped.count("$") % 2)
        outside = "".join(unescaped.split("$")[::2])
        found += [f"index outside a formula in {line}"] * (not formulas and bool(re.search(r"[_^]|[%#~]", outside)))
        found += [f"tab stop in {line}"] * (not formulas and "&" in outside)
    return found


@pytest.mark.parametrize("name", load_all())
def test_derivations_are_latex(name):
    derivation = load_all()[name]
    assert complaints(present(derivation, flaws(derivation), "latex")) == []
    assert complaints(present(derivation, ["step 1 is unchecked: {a_1 & 50% of x^2 {"], "latex")) == []


def test_every_title_and_statement_is_latex():
    for bound in registry.load_all().values():
        assert complaints(prose(bound.title)) == [], bound.id
        assert all(x in string.printable for x in bound.latex())


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("ε", "sign"),
        ("a_1", "index outside"),
        ("50% more", "index outside"),
        ("$x", "open formula"),
        ("{a", "stays open"),
        ("a}{", "closes nothing"),
        ("\\begin{align*}\n& x", "does not end"),
        ("\\begin{align*}\n& x \\\\\n\\end{align*}", "line end before"),
        ("\\foo", "command"),
    ],
)
def test_that_test_can_fail(broken, words):
    assert any(words in complaint for complaint in complaints(broken))


def test_one_sign_for_one_thing():
    assert formula(2 * eps) == r"2 \varepsilon"
    assert formula(step) == r"\Delta"
    assert prose("at most 2ε²/γ².") == r"at most $2\varepsilon^2/\gamma^2$."
    assert prose("c_{q,p} k^(1/p-1/q) times the ℓq norm") == r"$c_{q,p}$ $k^{(1/p-1/q)}$ times the $\ell_q$ norm"
    assert prose("Hölder: Δw <= f̂ for p = oo") == r"H\"{o}lder: $\Delta w$ $\le$ $\hat{f}$ for p $=$ $\infty$"
    assert literal("a_1 & {é} \N{SNOWMAN}") == r"a\_1 \& \{\'{e}\} [snowman]"
