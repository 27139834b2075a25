"""What the printer prints, and what it refuses."""

import dataclasses as dc

import numpy as np
import pytest
import sympy as sp

from lqtheory import primitives as prim
from lqtheory.atoms.gram import gram_norm
from lqtheory.atoms.norms import norm
from lqtheory.atoms.tails import tail
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real, Vector
from lqtheory.formal.gate import COQ
from lqtheory.formal.printer import file_name, print_statement
from lqtheory.formal.quantities import LAYERS, OPAQUE
from lqtheory.formal.scopes import Variable
from lqtheory.formal.terms import Writer
from lqtheory.primitives import At, Count, SumOn, Top, Vec, Where
from lqtheory.registry import load_all
from lqtheory.symbols import F, H, R, S, a, b, d, f, i, j, k, l, m, n, p, q, s, w, y

STATED = sorted(x.stem for x in (COQ / "statements").glob("*.v"))
LENGTHS = {x: Variable(x.name, "nat") for x in (d, n, k)}
ENV = {
    **LENGTHS,
    **{x: Variable(x.name, "R") for x in (q, p, s)},
    w: Variable("w", "R", (d,)),
    H: Variable("H", "R", (n, d)),
    S: Variable("S", "bool", (d,)),
    y: Variable("y", "nat", (n,)),
    b: Variable("b", "Z"),
}


def written(e):
    writer = Writer(ENV)
    return writer.real(e).text, writer


def bound(lhs, rhs=1, **keywords):
    return Bound(id="trial", lhs=lhs, rhs=rhs, **keywords)


@pytest.mark.parametrize("name", STATED)
def test_statements_are_what_the_bounds_say(name):
    (stated,) = (x for x in load_all().values() if file_name(x.id) == name)
    assert (COQ / "statements" / f"{name}.v").read_text(encoding="utf-8") == print_statement(stated)


PRINTED = {
    At(w, 0): "w 0%nat",
    1 - q: "1 - q",
    -q - p: "- p - q",
    2 * p / q: "2 * p / q",
    p / (q * s**2): "p / q / s ^ 2",
    sp.Rational(-3, 2): "- (3 / 2)",
    q**2 - sp.sqrt(p): "q ^ 2 - p ^^ (1 / 2)",
    (-q) ** 3: "(- q ^ 3)",
    sp.Min(p, sp.Max(q, s, evaluate=False), evaluate=False): "(Rmin p (Rmax q s))",
    sp.exp(p) + sp.log(q): "exp p + ln q",
    Count(S) - k: "INR (count d S) - INR k",
    prim.Ceil(p / 2): "IZR (ceil ((1 / 2) * p))",
    b * q: "IZR b * q",
    SumOn(S, sp.Lambda(i, At(w, i))): "sum_on d S (fun i => w i)",
    SumOn(prim.All(H), sp.Lambda(a, At(H, a, 0))): "sum n (fun a => H a 0%nat)",
    prim.MaxOn(prim.Compl(S), sp.Lambda(i, sp.Abs(At(w, i)))): "max_on d (fun i => negb (S i)) (fun i => Rabs (w i))",
    prim.MaxOver(sp.Lambda(i, i**2), k, d): "max_over k d (fun i => INR i ^ 2)",
    sp.Sum(i, (i, 1, k)): "sum_range 1%nat k (fun i => INR i)",
    sp.Product(q / i, (i, k, d)): "prod_range k d (fun i => q / INR i)",
    Count(Where(sp.Lambda(i, sp.Gt(At(w, i), q, evaluate=False)), w)): "INR (count d (fun i => ltb q (w i)))",
    Count(Where(sp.Lambda(i, sp.Le(At(w, i), q, evaluate=False)), w)): "INR (count d (fun i => leb (w i) q))",
    norm(At(H, k), sp.oo): "max_on d (fun _ => true) (fun i => Rabs (H k i))",
    At(Vec(sp.Lambda(i, At(w, i) + i), w), k): "INR k + w k",
    At(H, 0, At(y, k)): "H 0%nat (y k)",
}


@pytest.mark.parametrize("e", PRINTED, ids=str)
def test_terms(e):
    assert written(e)[0].strip("()") == PRINTED[e].strip("()")


@pytest.mark.parametrize(
    ("e", "obligation"),
    [
        (1 / q, "(q <> 0)"),
        (q**p, "(0 < q \\/ 0 <= q /\\ 0 < p)"),
        (sp.log(q), "(0 < q)"),
        (At(w, k), "((k < d)%nat)"),
        (At(w, d - k), "((k <= d)%nat)"),
        (SumOn(S, sp.Lambda(i, 1 / At(w, i))), "(forall i, (i < d)%nat -> S i = true -> (w i <> 0))"),
        (prim.MaxOver(sp.Lambda(i, q * i), 0, d), "(forall i, (0 < i <= d)%nat -> (0 <= INR i * q))"),
        (tail(w, k + 1, 1), "(((1 + k) <= d)%nat)"),
        (At(w, prim.Ceil(q)), "((0 <= (ceil q))%Z)"),
    ],
    ids=str,
)
def test_what_a_term_needs_to_mean_what_it_says(e, obligation):
    assert obligation in written(e)[1].needs


def test_running_indices_are_not_captured():
    inner = SumOn(prim.All(w), sp.Lambda(j, At(w, j) * At(w, i)))
    assert written(SumOn(prim.All(w), sp.Lambda(i, inner)))[0] == "sum d (fun i => sum d (fun j => w i * w j))"
    same = SumOn(prim.All(w), sp.Lambda(i, At(w, i)))
    assert written(SumOn(prim.All(w), sp.Lambda(i, same * i)))[0] == "sum d (fun i => INR i * sum d (fun i0 => w i0))"
    # The index b runs although b is a variable of the statement, and `a` is filled in under another sum over `a`.
    assert written(SumOn(prim.All(w), sp.Lambda(b, At(w, b))))[0] == "sum d (fun b0 => w b0)"
    vector = Vec(sp.Lambda(j, SumOn(prim.All(H), sp.Lambda(a, At(H, a, j)))), w)
    assert written(SumOn(prim.All(w), sp.Lambda(a, At(vector, a))))[0] == "sum d (fun a => sum n (fun a0 => H a0 a))"


def test_a_statement_about_largest_entries_is_about_all_of_their_sets():
    text, writer = written(SumOn(Top(w, k), sp.Lambda(i, At(w, i))))
    assert text == "sum_on d T (fun i => w i)"
    assert [x.hypothesis for x in writer.tops.values()] == ["topk d (fun i => Rabs (w i)) k T"]
    text, writer = written(SumOn(prim.All(w), sp.Lambda(j, tail(w, j, 1))))
    assert text == "sum d (fun j => sum_on d (fun i => negb (T j i)) (fun i => Rabs (w i)))"
    assert [x.hypothesis for x in writer.tops.values()] == [
        "forall j, (j < d)%nat -> topk d (fun i => Rabs (w i)) j (T j)"
    ]


class unheard(prim.Atom):
    nargs = 1


REFUSED = {
    "an atom without definition": lambda: bound(unheard(w)),
    "a function of sympy": lambda: bound(sp.sin(q)),
    "gamma": lambda: bound(sp.gamma(q)),
    "infinity": lambda: bound(q, sp.oo),
    "a constant that is no number of Coq": lambda: bound(sp.pi * q),
    "an index that may be no integer": lambda: bound(At(w, k / 2)),
    "an index that may be negative": lambda: bound(At(w, b), over={b: Integer(-1, d)}),
    "too few indices": lambda: bound(At(H, 0)),
    "too many indices": lambda: bound(At(w, 0, 0)),
    "the length of a number": lambda: bound(prim.dim(q)),
    "a set that is a vector": lambda: bound(Count(w)),
    "a set of equalities": lambda: bound(Count(prim.Where(sp.Lambda(i, sp.Eq(At(w, i), q)), w))),
    "a quantity of a running index": lambda: bound(
        SumOn(prim.All(H), sp.Lambda(a, gram_norm(Vec(sp.Lambda(i, At(H, a, i)), w))))
    ),
    "no witness": lambda: bound(q),
    "a length that no array has": lambda: bound(m * q),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_coq_cannot_be_told_of_is_refused(name):
    values = {"q": "1/2", "w": np.ones(2), "k": 1, "H": np.ones((2, 2)), "b": 1}
    refused = REFUSED[name]()
    if name != "no witness":
        refused = dc.replace(refused, tight_at=({x.name: values[x.name] for x in refused.over},))
    with pytest.raises(TypeError):
        print_statement(refused)


def test_a_witness_outside_the_domain_is_refused():
    with pytest.raises(ValueError, match="q must be"):
        print_statement(bound(q, over={q: Real(1, 1, "(]")}, tight_at=({"q": 1},)))


def test_domains_become_hypotheses():
    text = print_statement(
        bound(
            norm(w, p) + k + b,
            over={
                w: Vector(d, positive=True),
                k: Integer(1, sp.Min(d, 3)),
                b: Integer(None, 2),
                p: Real(q, 2 * q, "[)"),
            },
            tight_at=({"w": np.ones(2), "k": 1, "b": -1, "p": "1/2", "q": "1/2"},),
            when=(sp.Lt(k, p + 2, evaluate=False), sp.Ge(q, p / 2, evaluate=False)),
        )
    )  # fmt: skip
    for hypothesis in (
        "(b <= (2)%Z)%Z", "(1 <= k)%nat", "(k <= (Nat.min 3 d))%nat", "q <= p", "p < 2 * q", "(1 <= d)%nat",
        "forall i, (i < d)%nat -> 0 < w i", "INR k < 2 + p", "q >= (1 / 2) * p",
    ):  # fmt: skip
        assert f"({hypothesis}) ->" in text
        assert f"({hypothesis}) /\\" in text or f"({hypothesis})." in text


def test_names_that_statements_use_are_not_taken():
    stated = bound(SumOn(prim.All(R), sp.Lambda(i, At(R, i))), over={R: Vector(n)}, tight_at=({"R": np.ones(1)},))
    assert "(R_ : nat -> R)" in print_statement(stated)
    assert "sum n (fun i => R_ i)" in print_statement(stated)
    axes = {**ENV, sp.Symbol("T"): Variable("T", "R")}
    writer = Writer(axes)
    writer.real(tail(w, k, 1))
    assert [x.name for x in writer.tops.values()] == ["T0"]


def test_quantities_that_are_variables():
    text, writer = written(gram_norm(H) * q)
    assert text == "q * gram"
    assert [hypothesis for _, hypothesis in writer.opaque.values()] == ["gram_bound n d (fun _ => true) H gram"]
    library = (COQ / "library" / "Quantities.v").read_text(encoding="utf-8")
    assert [x.predicate for x in OPAQUE.values() if f"Definition {x.predicate} " not in library] == []


def test_sides_of_bounds_about_networks_are_functions_of_what_they_read():
    text = print_statement(load_all()["propagation-layer"])
    assert "Definition statement" not in text
    assert "(L : nat) (l : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat)" in text
    assert "gain l * sum (width (l - 1)%nat) (fun i => unit_errors (l - 1)%nat i ^ 2) ^^ (1 / 2)" in " ".join(
        text.split()
    )
    assert all(atom.__name__ == meaning.name for atom, meaning in LAYERS.items())
    writer = Writer({l: Variable("l", "nat")})
    weights = next(atom for atom in LAYERS if atom.__name__ == "dense_weights")(f, l, 0)
    assert writer.real(norm(weights, 1)).text == "sum (fan_in l) (fun i => Rabs (dense_weights l 0%nat i))"
    assert F not in writer.env
