"""False statements, each false in a corner only: what a user might write down, and what the attacker must refute."""

import sympy as sp

from lqtheory import Bound
from lqtheory.atoms import norm, tail, worst_tail
from lqtheory.atoms.networks import gain, local_errors, output_error, rho
from lqtheory.primitives import At, Count, Where
from lqtheory.symbols import L, d, f, i, k, l, q, w

one_dimension = Bound(
    id="one-dimension",
    title="False in dimension 37 only.",
    lhs=tail(w, k, 1),
    rhs=worst_tail(k, d, q, 1) * (1 - sp.KroneckerDelta(d, 37) / 10) * norm(w, q),
)
two_levels = Bound(
    id="two-levels",
    title="Two norms: 3 % below what vectors of two levels attain, the smaller one 1/(1 + √d).",
    lhs=norm(w, 1) * norm(w, sp.oo),
    rhs=sp.Rational(97, 100) * (1 + sp.sqrt(d)) / 2 * norm(w, 2) ** 2,
    when=(sp.Ge(d, 16, evaluate=False), sp.Le(d, 64, evaluate=False)),
)
ties = Bound(
    id="ties",
    title="Ties at the threshold: more than k entries may be as large as the k-th largest.",
    lhs=Count(Where(sp.Lambda(i, sp.Ge(sp.Abs(At(w, i)), tail(w, k - 1, sp.oo), evaluate=False)), w)),
    rhs=k,
)
next_gain = Bound(
    id="next-gain",
    title="Propagation with the gain of the next layer only: true up to depth 2.",
    lhs=output_error(f),
    rhs=sp.Sum(rho(f, l) * norm(local_errors(f, l), 2) * rho(f, l + 1) * gain(f, l + 1), (l, 1, L - 1))
    + norm(local_errors(f, L), 2),
)
long_and_dense = Bound(
    id="long-and-dense",
    title="The textbook tail with 0.97: false only for 34 entries or more, and q near 1.",
    lhs=tail(w, k, 1),
    rhs=sp.Rational(97, 100) * k ** (1 - 1 / q) * norm(w, q),
)
