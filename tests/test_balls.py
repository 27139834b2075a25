"""Rigorous arrays: whatever number lies in the operands, the result contains its exact image."""

import numpy as np
import pytest
from flint import arb, ctx
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.balls import ArbBalls, FloatBalls, largest_eigenvalue, lower_float, spectral_norm, upper_float
from lqtheory.networks import LAWS, weights

BOTH = pytest.mark.parametrize("arithmetic", [FloatBalls, ArbBalls])

OPERATIONS = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "matmul": lambda a, b: a @ b.T,
    "vector": lambda a, b: a @ b[0],
    "scalar": lambda a, b: 3.0 - a * 0.1,
    "abs": lambda a, b: a.abs(),
    "square": lambda a, b: a.square(),
    "root": lambda a, b: a.abs().sqrt(),
    "sum": lambda a, b: a.sum(axis=0),
    "mean": lambda a, b: a.mean(),
    "max": lambda a, b: a.max(axis=1),
    "maximum": lambda a, b: a.maximum(b),
    "minimum": lambda a, b: a.minimum(0.0),
    "norm": lambda a, b: a.norm(axis=1),
    "norm of all": lambda a, b: a.norm(),
    "power of two": lambda a, b: a.ldexp(-300).ldexp(np.full(a.shape, 295)),
    "hull": lambda a, b: a.hull(b),
    "map": lambda a, b: a.map(lambda x: x.tanh()),
}


def contains(balls, exact):
    truth = np.ravel(exact.to_arb())
    ends = zip(np.ravel(balls.lower()), np.ravel(balls.upper()), truth, strict=True)
    balls = zip(np.ravel(balls._mid), np.ravel(balls._rad), truth, strict=True)
    return all(not t < arb(low) and not t > arb(high) for low, high, t in ends) and all(
        not abs(t - arb(mid)) > arb(rad) for mid, rad, t in balls
    )


def inside(rng, balls):
    """Points of the balls as exact arb numbers, the ends included."""
    place = rng.choice([-1.0, -0.5, 0.0, 1.0], size=balls.shape)
    pairs = zip(balls._mid.ravel(), balls._rad.ravel(), place.ravel(), strict=True)
    points = np.array([arb(m) + arb(r) * arb(t) for m, r, t in pairs], dtype=object)
    return ArbBalls(points.reshape(balls.shape))


def draw(rng, law, shape):
    mid = weights(rng, law, shape)
    rad = np.abs(mid) * rng.choice([0.0, 2.0**-52, 1e-3, 2.0], size=shape)
    return FloatBalls(mid, rad)


def misses(name, seeds=6):
    found = 0
    for seed in range(seeds):
        for law in LAWS:
            rng = np.random.default_rng(seed)
            shape = tuple(rng.integers(1, 7, size=2))
            a, b = draw(rng, law, shape), draw(rng, str(rng.choice(LAWS)), shape)
            with ctx.workprec(5000):  # exact: 5000 bits span the whole range of float64
                found += not contains(OPERATIONS[name](a, b), OPERATIONS[name](inside(rng, a), inside(rng, b)))
    return found


@pytest.mark.parametrize("name", OPERATIONS)
def test_float_balls_contain_the_exact_result(name):
    assert misses(name) == 0


@pytest.mark.parametrize("name", ["add", "multiply", "matmul", "sum", "norm"])
def test_without_the_rounding_terms_the_test_above_fails(name, monkeypatch):
    module = FloatBalls.__mul__.__globals__["FloatBalls"].__init__.__globals__
    monkeypatch.setitem(module, "_up", lambda rad, terms=4: 0.0 * rad)
    monkeypatch.setitem(module, "_ETA", 0.0)
    assert misses(name) > 0


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=8))
def test_a_sum_of_any_floats_is_enclosed(values):
    with ctx.workprec(5000):
        assert contains(FloatBalls.exact(values).sum(), ArbBalls.exact(values).sum())


@BOTH
def test_zeros_stay_exact(arithmetic):
    zero, other = arithmetic.exact(np.zeros((3, 3))), arithmetic.exact(np.full((3, 3), 0.1))
    for balls in (zero + zero, zero * other, zero @ other, zero.norm(axis=0), zero.sqrt(), zero.abs(), zero.sum()):
        assert not balls.lower().any()
        assert not balls.upper().any()


@BOTH
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_never_becomes_small(arithmetic, bad):
    a = arithmetic.exact(np.array([[1.0, bad], [0.0, 2.0]]))
    others = a @ arithmetic.exact(np.zeros((2, 2))), a * 0.0, a.norm(), a.sum(), a.square().max(), spectral_norm(a)
    for balls in others:
        assert np.isinf(np.max(balls.upper()))


def test_overflow_is_a_whole_line():
    huge = FloatBalls.exact(np.full((2, 2), 1e200))
    for balls in (huge * huge, huge @ huge, huge.square()):
        assert np.isinf(balls.upper()).all()
        assert np.isinf(balls.lower()).all()
    assert 2e200 <= huge.norm().upper() < 2.0000001e200


def test_division_by_a_ball_with_zero_has_no_bound():
    assert np.isinf((FloatBalls.exact(1.0) / FloatBalls(0.1, 0.1)).upper())


def test_floats_from_balls_are_rounded_outward():
    with ctx.workprec(100):
        third = arb(1) / 3
        assert arb(lower_float(third)) < third < arb(upper_float(third))
    assert upper_float(arb(0.5)) == lower_float(arb(0.5)) == 0.5
    assert upper_float(arb(10) ** 400) == np.inf
    assert lower_float(arb(10) ** 400) == np.finfo(float).max
    assert upper_float(arb("nan")) == np.inf
    assert lower_float(arb("nan")) == -np.inf
    assert upper_float(arb(10) ** -400) == 5e-324


SHAPES = [(1, 1), (1, 6), (6, 1), (5, 5), (3, 8), (8, 3)]


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("shape", SHAPES)
def test_spectral_norm_encloses_in_both_arithmetics(law, shape):
    matrix = weights(np.random.default_rng(sum(shape)), law, shape)
    scale = np.abs(matrix).max() or 1.0
    truth = np.linalg.svd(matrix / scale, compute_uv=False)[0]
    for arithmetic, width in ((FloatBalls, 1e-11), (ArbBalls, 1e-12)):
        ball = spectral_norm(arithmetic.exact(matrix))
        low, high = float(ball.lower()) / scale, float(ball.upper()) / scale
        assert low <= truth * (1 + 1e-13)
        assert high >= truth * (1 - 1e-13)
        assert high - low <= width * truth or law == "denormal"


@BOTH
def test_spectral_norm_of_known_matrices(arithmetic):
    column, row = np.array([[3.0], [4.0]]), np.array([[5.0, 12.0]])
    reflection = np.eye(6) - np.ones((6, 6)) / 3  # six singular values equal to 1, up to the rounding of 1/3
    known = {5: column, 13: row, 65: column @ row, 7: np.diag([7.0, -7.0, 7.0, 0.0]), 0: np.zeros((3, 2))}
    for value, matrix in known.items():
        ball = spectral_norm(arithmetic.exact(matrix))
        assert ball.lower() <= value <= ball.upper() <= value * (1 + 1e-12)
    ball = spectral_norm(arithmetic.exact(reflection))
    assert abs(float(ball.mid()) - 1) < 1e-12
    assert ball.upper() - ball.lower() < 1e-12


def test_no_trust_in_the_eigenvectors(monkeypatch):
    rng = np.random.default_rng(0)
    matrix = rng.normal(size=(6, 6))
    gram = FloatBalls.exact(matrix @ matrix.T)
    exact = largest_eigenvalue(gram)
    true = np.linalg.eigh
    monkeypatch.setattr(np.linalg, "eigh", lambda a: (None, true(a)[1] + 0.01 * rng.normal(size=(6, 6))))
    wrong = largest_eigenvalue(gram)
    assert wrong.lower() <= exact.lower()
    assert exact.upper() <= wrong.upper()
