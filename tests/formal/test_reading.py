"""The printer reads each primitive as the evaluator does: Coq proves that printed terms have the evaluator's values."""

import re
from fractions import Fraction

import numpy as np
import sympy as sp
from coq_session import needs_coq, session
from flint import fmpq

from lqtheory import primitives as prim
from lqtheory.atoms.activations import steepest
from lqtheory.atoms.norms import norm
from lqtheory.atoms.outputs import columns, range_gap, squared_gap
from lqtheory.atoms.tails import tail
from lqtheory.formal.printer import type_of
from lqtheory.formal.scopes import Variable
from lqtheory.formal.terms import Writer
from lqtheory.formal.witnesses import written_value
from lqtheory.interpreters import Balls, Floats
from lqtheory.primitives import At, Compl, Count, MaxOn, MaxOver, SumOn, Top, Vec, Where, dim, mean_over
from lqtheory.symbols import F, G, H, S, T, a, b, d, i, j, k, kappa, m, n, p, q, s, w, y

VALUES = {
    w: np.array([1.0, -3.0, 0.0, 2.0, -3.0]),
    S: np.array([True, False, False, True, False]),
    H: np.array([[1.0, 2.0, -1.0, 0.0, 3.0], [0.5, 0.0, 4.0, -2.0, 1.0]]),
    F: np.array([[1.0, 2.0, -1.0], [0.0, 3.0, 0.5]]),
    G: np.array([[0.0, 2.5, 1.0], [2.0, -1.0, 0.0]]),
    y: np.array([2, 1]),
    T: np.array([0.0, 2.0, 0.0]),
    kappa: np.array([1.0, -4.0, 0.5]),
    q: sp.Rational(7, 2),
    s: sp.Rational(-5, 4),
    p: 2,
    k: 2,
    b: -3,
}  # fmt: skip
LENGTHS = {d: 5, n: 2, m: 3}


def above(level, relation=sp.Gt):
    return Where(sp.Lambda(i, relation(sp.Abs(At(w, i)), level, evaluate=False)), w)


CASES = {
    "entry": At(w, 3),
    "entry of a matrix": At(H, 1, k),
    "entry of a row": At(At(H, 1), 2),
    "entry at an entry": At(F, 0, At(y, 0)),
    "entry of a label": At(y, 0),
    "vector": At(Vec(sp.Lambda(j, At(w, j) * j + 1), w), k - 1),
    "all": SumOn(prim.All(w), sp.Lambda(i, At(w, i))),
    "first axis": SumOn(prim.All(H), sp.Lambda(a, At(H, a, 0))),
    "second axis": SumOn(prim.All(columns(H)), sp.Lambda(j, At(H, 0, j))),
    "some": SumOn(S, sp.Lambda(i, At(w, i) + i)),
    "complement": SumOn(Compl(S), sp.Lambda(i, At(w, i))),
    "complement of all": SumOn(Compl(prim.All(w)), sp.Lambda(i, At(w, i))),
    "twice the complement": Count(Compl(Compl(S))),
    "largest": SumOn(Top(w, k), sp.Lambda(i, At(w, i) ** 2)),
    "tail": tail(w, k, 1),
    "largest of the tail": tail(w, k + 1, sp.oo),
    "tail of nothing": tail(w, 5, 1),
    "above": Count(above(2)),
    "at least": Count(above(2, sp.Ge)),
    "below": Count(above(2, sp.Lt)),
    "at most": Count(above(2, sp.Le)),
    "length": dim(H) * dim(w),
    "maximum": MaxOn(Compl(S), sp.Lambda(i, sp.Abs(At(w, i)))),
    "maximum over none": MaxOn(above(7), sp.Lambda(i, sp.Abs(At(w, i)))),
    "range": MaxOver(sp.Lambda(i, i * (5 - i)), 0, 5),
    "range from above its start": MaxOver(sp.Lambda(i, 6 - i), k, 5),
    "empty range": MaxOver(sp.Lambda(i, i), 5, 5),
    "sum over a range": sp.Sum(i**2 + q, (i, k, 4)),
    "empty sum": sp.Sum(i + q, (i, 3, k)),
    "product over a range": sp.Product(i + s, (i, 1, k)),
    "empty product": sp.Product(i + s, (i, 3, k)),
    "minimum and maximum": sp.Min(q, sp.Max(s, b, 1, evaluate=False), evaluate=False),
    "ceiling": prim.Ceil(q) + prim.Ceil(s) * 10,
    "ceiling of an integer": prim.Ceil(b),
    "index from a ceiling": At(w, prim.Ceil(q / 2)),
    "powers": (q - s) ** 3 / q**2 - 2 / s,
    "mean": mean_over(H, a, At(H, a, 1) - q),
    "nested": SumOn(prim.All(H), sp.Lambda(a, SumOn(S, sp.Lambda(j, At(w, j) * At(H, a, j))) ** 2)),
    "root": sp.sqrt(SumOn(prim.All(w), sp.Lambda(i, At(w, i) ** 2)) + 2),
    "norm": norm(At(H, 0), 1) - norm(w, sp.oo),
    "gap": squared_gap(F, G),
    "range of a gap": range_gap(F, G),
    "steepest": steepest(s, kappa, T),
}

DEFINED = "w S H F G y T kappa q s p k b d n m"
DEFINITIONS = """
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges.
Open Scope R_scope.
Lemma root_of_square : forall x y, 0 < y -> x = y ^ 2 -> x ^^ (1 / 2) = y.
Proof.
  intros x y H ->. rewrite pr_pos_eq by now apply pow_lt. replace (1 / 2) with (/ 2) by field.
  rewrite Rpower_sqrt by now apply pow_lt. apply sqrt_pow2. lra.
Qed.
"""
TACTICS = f"""
Ltac whole x z := rewrite (ceil_unique x z) by lra.
Ltac decide_one := match goal with
  | |- context [ceil ?x] => first [whole x 4%Z | whole x 2%Z | whole x (-1)%Z | whole x (-3)%Z]
  | |- context [Rabs ?x] => first [rewrite (Rabs_right x) by lra | rewrite (Rabs_left x) by lra]
  | |- context [Rmax ?x ?y] => first [rewrite (Rmax_left x y) by lra | rewrite (Rmax_right x y) by lra]
  | |- context [Rmin ?x ?y] => first [rewrite (Rmin_left x y) by lra | rewrite (Rmin_right x y) by lra]
  | |- context [Rlt_dec ?x ?y] => destruct (Rlt_dec x y); try solve [exfalso; lra]
  | |- context [Rle_dec ?x ?y] => destruct (Rle_dec x y); try solve [exfalso; lra]
  | |- context [?x ^^ (1 / 2)] => rewrite (root_of_square x 5) by lra
  end.
Ltac unfolded := cbv [{DEFINED} sum_on sum_range prod_range prod max_over max_upto max_on sum count negb ltb leb pow INR
  Nat.sub Nat.add Nat.mul Nat.min Nat.max Z.to_nat Pos.to_nat Pos.iter_op Init.Nat.sub Init.Nat.add].
Ltac evaluated := unfolded; repeat (decide_one; unfolded); first [reflexivity | lra | field_simplify; lra].
"""


def variable(symbol, x):
    """Return what a symbol is printed as, from its value."""
    shape = tuple(next(s for s, size in LENGTHS.items() if size == length) for length in np.shape(x))
    kind = {S: "bool", y: "nat", k: "nat", p: "nat", b: "Z"}.get(symbol, "R")
    return Variable(symbol.name, kind, shape)


ENV = {**{x: Variable(x.name, "nat") for x in LENGTHS}, **{x: variable(x, value) for x, value in VALUES.items()}}


def rational(e):
    """Return the value of an expression: floats find it and balls hold it."""
    env = {x: Fraction(str(v)) if x in (q, s) else v for x, v in {**VALUES, **LENGTHS}.items()}
    value = Fraction(float(Floats(env).read(e))).limit_denominator(10**4)
    enclosed = Balls(env).read(e)
    assert enclosed.contains(fmpq(value.numerator, value.denominator))
    assert enclosed.rad() < 1e-12
    return value


def goals():
    """Return what Coq reads: for each case the lemma that the printed term has this value; the last is false."""
    values = {**VALUES, **LENGTHS}
    defined = [
        f"Definition {x.name} : {type_of(x)} := {written_value(x, values[symbol])}." for symbol, x in ENV.items()
    ]
    parts = [DEFINITIONS, *defined, TACTICS]
    for number, (e, value) in enumerate([*((e, rational(e)) for e in CASES.values()), (At(w, 0), Fraction(2))]):
        writer = Writer(ENV)
        text = writer.real(e).text
        for (chosen, _), top in writer.tops.items():
            members = written_value(Variable("", "bool", (d,)), Floats(values).members(chosen).astype(object))
            text = re.sub(rf"\b{top.name}\b", members, text)
        parts += [f"Lemma case{number} : {text} = {written_value(Variable('', 'R'), value)}.", "Proof. evaluated. Qed."]
        parts += ["Abort All.", f"Check case{number}."]
    return "\n".join(parts)


@needs_coq
def test_coq_computes_the_values_of_the_evaluator():
    found = session(goals())
    proved = [name for n, name in enumerate([*CASES, "false"]) if re.search(rf"^case{n}\b", found, re.MULTILINE)]
    assert proved == list(CASES)
