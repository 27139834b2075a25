"""The committed proofs prove the bounds that are stated, and no others: mutants, baselines and controls in one run.

A mutant is refused when the file of theorems that proves the bound does not compile against its printed statement:
that includes mutants that are true but are not what the theorem says.
"""

import dataclasses as dc

import pytest
import sympy as sp
from coq_session import attempts, needs_coq

from lqtheory.atoms.indices import effective_dimension
from lqtheory.atoms.norms import mass, norm
from lqtheory.atoms.tails import tail
from lqtheory.domains import Integer, Real, Vector
from lqtheory.formal.printer import file_name, print_statement
from lqtheory.primitives import All, At, Ceil, Compl, Count, Vec
from lqtheory.registry import get
from lqtheory.symbols import S, d, eta, i, k, p, q, step, w

TEXTBOOK, COUNT, ROUNDING = (get(x) for x in ("best-term-textbook", "necessary-count", "quantisation-uniform"))
HALF = sp.Rational(1, 2)


def but(bound, over=None, **changes):
    return dc.replace(bound, over={**bound.over, **(over or {})}, **changes)


def rounded(shift, factor=step):
    return norm(Vec(sp.Lambda(i, At(w, i) - factor * Ceil(At(w, i) / step - shift)), w), sp.oo)


def loss(factor):
    return (sp.Le(mass(Compl(S), w, p), factor * mass(S, w, p), evaluate=False),)


def needed(share, index):
    return share ** (-q / (q - p)) * index


INDEX = effective_dimension(w, p, q)
MUTANTS = {
    "textbook: constant 99/100": but(TEXTBOOK, rhs=sp.Rational(99, 100) * TEXTBOOK.rhs),
    "textbook: constant 2": but(TEXTBOOK, rhs=2 * TEXTBOOK.rhs),
    "textbook: another factor k": but(TEXTBOOK, rhs=k * TEXTBOOK.rhs),
    "textbook: k + 1 on the right": but(TEXTBOOK, rhs=(k + 1) ** (1 / p - 1 / q) * norm(w, q)),
    "textbook: k + 1 on the left": but(TEXTBOOK, lhs=tail(w, k + 1, p)),
    "textbook: exponent 1/p": but(TEXTBOOK, rhs=k ** (1 / p) * norm(w, q)),
    "textbook: norm of exponent 2q": but(TEXTBOOK, rhs=k ** (1 / p - 1 / q) * norm(w, 2 * q)),
    "textbook: tail of exponent p/2": but(TEXTBOOK, lhs=tail(w, k, p / 2)),
    "textbook: norm for tail": but(TEXTBOOK, lhs=norm(w, p)),
    "textbook: the other way round": but(TEXTBOOK, lhs=TEXTBOOK.rhs, rhs=TEXTBOOK.lhs),
    "textbook: any p": but(TEXTBOOK, {p: Real(0)}),
    "textbook: q >= 0": but(TEXTBOOK, {q: Real(0, None, "[)")}),
    "textbook: k >= 0": but(TEXTBOOK, {k: Integer(0, d)}),
    "textbook: any k >= 1": but(TEXTBOOK, {k: Integer(1, None)}),
    "count: constant 2": but(COUNT, lhs=2 * COUNT.lhs),
    "count: constant 99/100": but(COUNT, lhs=sp.Rational(99, 100) * COUNT.lhs),
    "count: exponent without sign": but(COUNT, lhs=needed(1 / (1 + eta), INDEX)),
    "count: exponent p/(q-p)": but(COUNT, lhs=needed(1 + eta, (norm(w, p) / norm(w, q)) ** (p / (q - p)))),
    "count: norms swapped": but(COUNT, lhs=needed(1 + eta, (norm(w, q) / norm(w, p)) ** (p * q / (q - p)))),
    "count: half of η": but(COUNT, lhs=needed(1 + eta / 2, INDEX)),
    "count: p > q allowed": but(COUNT, {q: Real(0)}),
    "count: nothing said of S": but(COUNT, when=()),
    "count: 2η outside": but(COUNT, when=loss(2 * eta)),
    "count: η >= -1": but(COUNT, {eta: Real(-1, None, "[)")}),
    "count: w = 0 allowed": but(COUNT, {w: Vector(d)}),
    "count: of the complement": but(COUNT, rhs=Count(Compl(S))),
    "count: one less": but(COUNT, rhs=Count(S) - 1),
    "rounding: 49/100": but(ROUNDING, rhs=sp.Rational(49, 100) * step),
    "rounding: a quarter": but(ROUNDING, rhs=step / 4),
    "rounding: up": but(ROUNDING, lhs=rounded(0)),
    "rounding: off centre": but(ROUNDING, lhs=rounded(sp.Rational(1, 3))),
    "rounding: to multiples of 2Δ": but(ROUNDING, lhs=rounded(HALF, 2 * step)),
    "rounding: in ℓ2": but(ROUNDING, lhs=ROUNDING.lhs.xreplace({sp.oo: sp.Integer(2)})),
    "rounding: Δ >= 0": but(ROUNDING, {step: Real(0, None, "[)")}),
}
CONTROLS = {
    **{bound.id: bound for bound in (TEXTBOOK, COUNT, ROUNDING)},
    "textbook: exponent rewritten": but(TEXTBOOK, rhs=k ** ((q - p) / (p * q)) * norm(w, q)),
    "textbook: smaller domain": but(TEXTBOOK, {p: Real(2 * q, None, "[)")}),
    "count: exponent rewritten": but(COUNT, lhs=needed(1 + eta, (norm(w, p) / norm(w, q)) ** (1 / (1 / p - 1 / q)))),
    "count: smaller domain": but(COUNT, {eta: Real(0, 3, "[]")}),
    "rounding: one half for 1/2 Δ": but(ROUNDING, rhs=HALF * step),
}


@needs_coq
def test_proofs_hold_for_what_is_stated_and_for_nothing_else():
    stated = [(name, print_statement(bound), file_name(bound.id)) for name, bound in {**MUTANTS, **CONTROLS}.items()]
    found = attempts(stated)
    assert [name for name in CONTROLS if not found[name]] == []
    assert [name for name in MUTANTS if found[name]] == []


@pytest.fixture
def norm_without_a_root(monkeypatch):
    monkeypatch.setattr(norm, "define", staticmethod(lambda w, q: mass(All(w), w, q)))


@needs_coq
def test_an_atom_that_means_something_else_breaks_the_proofs(norm_without_a_root):
    assert attempts([("mutant", print_statement(TEXTBOOK), file_name(TEXTBOOK.id))]) == {"mutant": False}
