"""The ladder of theory C8: each rung alone, and each at least the one before it."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from flint import arb

from lqtheory.balls import FloatBalls
from lqtheory.certify import RUNGS, Readings, ladder, slack
from lqtheory.certify.propagate import propagate
from lqtheory.certify.readings import EXPONENTS, lq_norms, worst_tail
from lqtheory.certify.scaling import passage
from lqtheory.compress import prune_tails
from lqtheory.errors import InputError
from lqtheory.networks import LAWS, Activation, Comparison, ErrorBound, Network, random_inputs, random_network, weights


def pruned_pair(rng, laws):
    depth = int(rng.integers(1, 5))
    sizes = rng.integers(1, 13, size=depth + 1)
    name = str(rng.choice(["relu", "tanh", "gelu", "sigmoid", "softplus", "leaky_relu", "identity"]))
    activation = Activation(name, 2.0 if name == "leaky_relu" else None)
    dense = random_network(rng, sizes, activation, str(rng.choice(laws)))
    x = random_inputs(rng, int(rng.integers(2, 50)), sizes[0])
    keep = rng.uniform(0.05, 1)
    kept = [max(1, int(keep * d + 0.5)) for d in sizes[:-1]]
    return Comparison(dense, prune_tails(dense, x, keep)[0], x), kept


@pytest.mark.parametrize("batch", range(5))
def test_each_rung_is_at_least_the_one_before(batch):
    rng = np.random.default_rng(batch)
    laws = [law for law in LAWS if law not in ("denormal", "huge", "tiny")]
    moved = np.zeros(len(RUNGS) - 1)
    for case in range(100):
        comparison, kept = pruned_pair(rng, laws)
        readings = Readings(comparison, kept)
        balls = [rung.formula(readings) for rung in RUNGS.values()]
        for step, (below, above) in enumerate(itertools.pairwise(balls)):
            assert above.upper() >= below.lower(), (batch, case, list(RUNGS)[step + 1])
            moved[step] += above.lower() > 1.01 * below.upper()
    assert (moved >= 15).all()  # the ladder is not a list of equal numbers


def test_values_are_the_upper_ends_in_order():
    comparison, kept = pruned_pair(np.random.default_rng(0), ["gaussian"])
    values = ladder(Readings(comparison, kept))
    assert list(values) == list(RUNGS)
    assert values["lq_data"] == RUNGS["lq_data"].formula(Readings(comparison, kept)).upper()
    with pytest.raises(InputError, match=r"kept=\[0\], expected one k per layer"):
        Readings(comparison, [0])


def reference(dense, pruned, x, kept):
    """Local errors, and the bounds by C1 and C2 and by C4, by the formulas of theory C8 in plain numpy."""
    h, local = x, {"measured": [], "by_tails": [], "by_norms": []}
    errors = {kind: (np.zeros(x.shape[1]), 0.0) for kind in local}
    box, free, textbook = np.abs(x).max(), np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for layer, cut, k in zip(dense.layers, pruned.layers, kept, strict=True):
        w, v, std, d = np.abs(layer.weight), np.abs(cut.weight), h.std(axis=0), layer.weight.shape[1]
        u, rho = np.sort(w * std, axis=1), float(layer.activation.lipschitz_ball())
        root = np.sqrt(np.linalg.eigvalsh(np.corrcoef(h.T))[-1])
        worst = {
            (q, p): max(((r - k) ** (1 / p) * r ** (-1 / float(q)) for r in range(k + 1, d + 1)), default=0.0)
            for p in (1, 2)
            for q in EXPONENTS
            if q <= p
        }

        def envelope(values, p, worst=worst):
            norms = {q: (values ** float(q)).sum(axis=1) ** (1 / float(q)) for q in EXPONENTS if q <= p}
            return np.min([norm * worst[q, p] for q, norm in norms.items()], axis=0)

        after = [n.activation(h @ n.weight.T + n.bias) for n in (layer, cut)]
        added = {
            "measured": np.sqrt(((after[0] - after[1]) ** 2).mean(axis=0)),
            "by_tails": rho * np.minimum(u[:, : d - k].sum(axis=1), root * np.sqrt((u[:, : d - k] ** 2).sum(axis=1))),
            "by_norms": rho * np.minimum(envelope(u, 1), root * envelope(u, 2)),
        }
        for kind, (unit, total) in errors.items():
            local[kind].append(added[kind])
            one = rho * np.minimum(v @ unit, np.linalg.norm(v, axis=1) * total) + added[kind]
            whole = rho * np.linalg.norm(cut.weight, 2) * total + np.linalg.norm(added[kind])
            errors[kind] = one, min(whole, np.linalg.norm(one))
        sums = w.sum(axis=1)
        free = rho * (sums * free.max() + envelope(w, 1) * box)
        textbook = rho * (sums * textbook.max() + np.sqrt(w).sum(axis=1) ** 2 / k * box)
        box = (rho * (sums * box + np.abs(layer.bias))).max()
        h = after[0]
    return local, {kind: total for kind, (_, total) in errors.items()}, np.linalg.norm(free), np.linalg.norm(textbook)


@pytest.mark.parametrize("seed", range(20))
def test_each_rung_is_its_formula(seed):
    rng = np.random.default_rng(seed)
    dense = random_network(rng, [6, 5, 4, 3], Activation("leaky_relu", 2.0), "laplace")
    x = rng.normal(size=(40, 6)) + 1
    pruned, masks = prune_tails(dense, x, 0.5)
    readings = Readings(Comparison(dense, pruned, x), [int(mask.sum(axis=1)[0]) for mask in masks.values()])
    local, unscaled, free, textbook = reference(dense, pruned, x, readings.kept)
    for kind in ("measured", "by_tails"):
        for mine, expected in zip(getattr(readings, kind), local[kind], strict=True):
            assert mine.mid() == pytest.approx(expected, rel=1e-9)
        assert propagate(readings.trace, list(map(ErrorBound, getattr(readings, kind))))[-1].mid() == pytest.approx(
            unscaled[kind], rel=1e-9
        )
    for mine, tails, norms in zip(readings.by_norms, local["by_tails"], local["by_norms"], strict=True):
        assert (mine.upper() >= tails).all()
        assert (mine.lower() <= norms * (1 + 1e-9)).all()
    assert RUNGS["lq_data_free"].formula(readings).mid() == pytest.approx(free, rel=1e-9)
    assert RUNGS["lq_textbook"].formula(readings).mid() == pytest.approx(textbook, rel=1e-9)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_the_scalings_make_c3_as_large_as_errors_can_be(depth):
    # Errors of the given sizes with the correlations of the best unit vectors, passed on by identities: none larger is
    # known, and none can exceed the bound. So a bound that reads sizes alone cannot be much smaller.
    rng = np.random.default_rng(depth)
    dense = random_network(rng, [7, 8, 6, 5][: depth + 1], Activation("identity"), "gaussian")
    sizes = rng.random(7)
    found = passage(dense.layers, sizes, FloatBalls)
    product = np.linalg.multi_dot([layer.weight for layer in reversed(dense.layers)]) if depth > 1 else None
    product = dense.layers[0].weight if product is None else product
    largest = 0.0
    for _ in range(200):
        vectors = rng.normal(size=(7, 3))
        for _ in range(100):
            vectors = (product * sizes).T @ (product * sizes) @ vectors
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        largest = max(largest, np.linalg.norm((product * sizes) @ vectors))
    bound = found.carry(FloatBalls.exact(sizes))
    assert largest <= bound.upper()
    assert depth > 1 or bound.lower() <= 1.001 * largest
    other = FloatBalls.exact(rng.random(7))  # a passage is valid for errors of all sizes
    signs = rng.choice([-1.0, 1.0], size=(500, 7)) * other.mid()
    assert np.linalg.norm(signs @ product.T, axis=1).max() <= found.carry(other).upper()


def test_scalings_of_weights_that_overflow_fall_back():
    layer = Comparison.of_relu([np.full((3, 3), 1e200)], [np.eye(3)], np.eye(3)).dense.layers[0]
    assert passage([layer], np.ones(3), FloatBalls).scaling.tolist() == [1, 1, 1]


def test_the_slack_is_split_without_remainder():
    comparison, kept = pruned_pair(np.random.default_rng(3), ["gaussian"])
    parts = slack(Readings(comparison, kept))
    assert sum(parts.values()) == pytest.approx(1)
    assert min(parts.values()) > -1e-9
    assert len(parts) == 1 + 3 * comparison.depth
    same = Comparison(comparison.dense, comparison.dense, comparison.inputs)
    whole = [layer.weight.shape[1] for layer in comparison.dense.layers]
    assert set(slack(Readings(same, whole)).values()) == {0.0}


def test_tails_and_norms_are_those_of_the_weights():
    u = np.abs(weights(np.random.default_rng(0), "student_t", (4, 9)))
    for q, norms in lq_norms(FloatBalls.exact(u)).items():
        expected = (u ** float(q)).sum(axis=1) ** (1 / float(q))
        assert norms.mid() == pytest.approx(expected, rel=1e-12)
        assert (norms.upper() - norms.lower() <= 1e-11 * expected).all()


@pytest.mark.parametrize("law", ["huge", "tiny", "denormal", "one_hot", "zero_rows"])
def test_norms_survive_every_scale(law):
    u = np.abs(weights(np.random.default_rng(0), law, (4, 9)))
    norms = lq_norms(FloatBalls.exact(u))
    exact = np.array([float(sum(map(arb, row), arb(0))) for row in u.tolist()])
    assert norms[Fraction(1)].mid() == pytest.approx(exact, rel=1e-9)


@pytest.mark.parametrize("p", [1, 2])
def test_the_worst_tail_is_the_largest_of_all(p):
    for d in (1, 2, 7, 40):
        for k in range(1, d + 1):
            for q in (q for q in EXPONENTS if q <= p):
                values = [(r - k) ** (1 / p) * r ** (-1 / float(q)) for r in range(k + 1, d + 1)]
                assert float(worst_tail(k, d, q, p)) == pytest.approx(max(values, default=0.0), rel=1e-12)


def test_a_bound_in_mean_square_is_no_bound_for_each_input():
    # Theory C8: the mask drops the larger weight, whose input hardly varies.
    x1, x2 = np.array([0.98, 1.0]), np.array([0.1, -0.1])
    dense = Network.sequential([np.array([[5.0, 1.0]])], [np.zeros(1)], [Activation("identity")])
    x = np.column_stack([x1, x2])
    pruned, masks = prune_tails(dense, x, 0.5)
    assert masks["0.weight"].tolist() == [[False, True]]
    bound = ladder(Readings(Comparison(dense, pruned, x), [1]))["lq_data_free"]
    far = np.array([[-1.0, 0.0]])
    assert bound < 3
    assert abs(dense(far) - pruned(far))[0, 0] == pytest.approx(9.95)


def test_plain_telescoping_can_exceed_the_next_rung():
    # Theory C8 puts C1' below a_posteriori for the masks of the ladder. That is false of the plain sum of norms: here
    # the two steps change different outputs, so it loses a factor sqrt(2). Added per output, the steps lose nothing.
    weights = [[[1.0, 3.0], [0.0, 3.0]], [[-1.0, 1.0], [-2.0, 0.0]]]
    x = np.array([[0.0, 1.0], [1.0, 0.0]])
    dense = Comparison.of_relu(weights, weights, x).dense
    readings = Readings(Comparison(dense, prune_tails(dense, x, 0.5)[0], x), [1, 1])
    trace = readings.trace
    plain = trace.telescoped(1) + trace.telescoped(2)
    above = propagate(trace, [ErrorBound(trace.local_after(level)) for level in (1, 2)])[-1]
    assert plain.lower() > 1.414 * above.upper()
    assert RUNGS["telescoped"].formula(readings).lower() <= above.upper()


def test_even_added_per_output_telescoping_has_no_theorem_over_it():
    # The two steps change different units of layer 2, where a_posteriori joins them as if at right angles, and
    # carries the result through layer 3, a rotation kept whole, at no cost. Telescoping joins at the outputs only.
    signs = np.array(list(itertools.product([-1.0, 1.0], repeat=3)))
    first = np.vstack([[2, 2, 1], np.tile([[1, 0, 0]], (6, 1))])
    second = np.array([[1, 0, 0, 0, 0, 0, 0], [0, 1, 2, 2, 2, 2, 2]])
    rotation = np.array([[1, 1], [1, -1]]) / np.sqrt(2)
    matrices = [np.asarray(w, float) for w in (first, second, rotation)]
    dense = Network.sequential(matrices, [np.zeros(len(w)) for w in matrices], [Activation("identity")] * 3)
    readings = Readings(Comparison(dense, prune_tails(dense, signs, 0.75)[0], signs), [2, 5, 2])
    telescoped, above = (RUNGS[name].formula(readings).mid() for name in ("telescoped", "a_posteriori"))
    assert (telescoped, above) == pytest.approx((2, np.sqrt(2)))
