"""The one notation of the package: the symbols that bounds use, and the domain that each has by default.

Axis symbols (`d`, `n`, `c`, `m`, `L`) are lengths: they are read off the arrays and never passed.
"""

from __future__ import annotations

import sympy as sp

from lqtheory.domains import Domain, IndexSet, Integer, Labels, Matrix, NetworkPair, Real, Vector


def _real(name: str) -> sp.Symbol:
    # No sign assumptions: sympy would simplify with them, and a domain may be widened to test its necessity.
    return sp.Symbol(name, real=True)


def _integer(name: str) -> sp.Symbol:
    return sp.Symbol(name, integer=True)


d, n, c, m, L = map(_integer, "dncmL")
"""Axis lengths: inputs of a neuron, samples, classes (or outputs), sharers of a budget, layers."""

w, v = sp.symbols("w v")
"""Weights of one neuron, and the weights that replace them."""
S, H = sp.symbols("S H")
"""Set of kept indices; inputs of one neuron, a row per sample."""
A, kappa = sp.symbols("A kappa")
"""Gains and (real) kept counts of the layers or neurons that share a budget."""
T = sp.Symbol("T")
"""A positive diagonal scaling."""
U, V = sp.symbols("U V")
"""Left factor of a matrix of low rank; another matrix."""
F, G, Y, y = sp.symbols("F G Y y")
"""Outputs of the dense network, of the pruned one, regression targets, class labels."""
R = sp.Symbol("R")
"""What is still missing of a neuron's pre-activation, per sample."""
f = sp.Symbol("f")
"""A dense and a pruned network on the same inputs."""

q, p, s = map(_real, "qps")
eta, eps, gamma, step, theta = map(_real, ("eta", "eps", "gamma", "step", "theta"))
delta = _real("delta")
"""A level: the chance that a statistical statement is allowed to be wrong."""
N = _integer("N")
"""Number of independent trials; of weights, where a statement is about all vectors and holds none."""
a, b, e, k, l, i, j, r, t = map(_integer, "abeklijrt")

AXES = frozenset({d, n, c, m, L})

DOMAINS: dict[sp.Symbol, Domain] = {
    w: Vector(d),
    v: Vector(d),
    S: IndexSet(d),
    H: Matrix(n, d),
    A: Vector(m, nonnegative=True),
    kappa: Vector(m, positive=True),
    T: Vector(d, positive=True),
    F: Matrix(n, c),
    G: Matrix(n, c),
    Y: Matrix(n, c),
    y: Labels(n, c),
    R: Vector(n),
    f: NetworkPair(L),
    k: Integer(1, d),
    q: Real(0, 1, "()"),
    p: Real(0, None, "()"),
    s: Real(0, None, "()"),
    eta: Real(0, None, "[)"),
    eps: Real(0, None, "()"),
    gamma: Real(0, None, "()"),
    step: Real(0, None, "()"),
    theta: Real(0, 1, "[]"),
    l: Integer(1, L),
    U: Matrix(n, m),
    V: Matrix(n, d),
    b: Integer(2, None),
    t: Integer(1, None),
    e: Integer(),
    r: Integer(1, None),
    delta: Real(0, None, "()"),
    N: Integer(1, None),
}
