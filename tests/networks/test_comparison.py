"""Two networks side by side: every entry of a trace is what its words say."""

import numpy as np
import pytest

from lqtheory.balls import ArbBalls, FloatBalls
from lqtheory.errors import InputError
from lqtheory.networks import Activation, Comparison, Dense, Network, random_inputs, random_network

BOTH = pytest.mark.parametrize("arithmetic", [FloatBalls, ArbBalls])


def pair(seed=0, sizes=(5, 7, 6, 3), n=40, activation="tanh"):
    rng = np.random.default_rng(seed)
    dense = random_network(rng, sizes, activation)
    cut = {name: weight * (rng.random(weight.shape) < 0.6) for name, weight in dense.weights.items()}
    biases = {name: bias + 0.1 * rng.normal(size=bias.shape) for name, bias in dense.biases.items()}
    return Comparison(dense, dense.with_weights(cut, biases), random_inputs(rng, n, sizes[0]))


def rms(x):
    return np.sqrt((x**2).mean(axis=0))


def close(balls, expected):
    assert np.allclose(balls.mid(), expected, rtol=1e-9, atol=1e-12)
    assert (balls.lower() <= expected + 1e-12).all()
    assert (expected - 1e-12 <= balls.upper()).all()


@BOTH
def test_a_trace_holds_what_it_says(arithmetic):
    both = pair()
    trace, phi = both.trace(arithmetic), Activation("tanh")
    f, g = both.dense.activations(both.inputs), both.pruned.activations(both.inputs)
    f.append(both.dense(both.inputs))
    g.append(both.pruned(both.inputs))
    close(trace.error(0), np.zeros(5))
    for level, (layer, cut) in enumerate(both.pairs, start=1):
        act = phi if level < both.depth else (lambda z: z)
        close(trace.error(level), rms(f[level] - g[level]))
        for h, before, after in (
            (f[level - 1], trace.local(level), trace.local_after(level)),
            (g[level - 1], trace.local_pruned(level), trace.local_after_pruned(level)),
        ):
            close(before, rms(layer.apply(h) - cut.apply(h)))
            close(after, rms(act(layer.apply(h)) - act(cut.apply(h))))
        close(trace.norm(level), np.linalg.norm(layer.weight, 2))
        close(trace.norm_pruned(level), np.linalg.norm(cut.weight, 2))
        h, mixed = f[level - 1], []
        for first in (layer, cut):
            state = act(first.apply(h))
            for above in both.pruned.layers[level:]:
                state = above.activation(above.apply(state))
            mixed.append(state)
        close(trace.telescoped(level), np.linalg.norm(rms(mixed[0] - mixed[1])))
        close(trace.mean(level), h.mean(axis=0))
        close(trace.std(level), np.maximum(h.std(axis=0), 2.0**-30 * rms(h)))
        alive = h.std(axis=0) > 1e-9
        close(trace.moments(level).correlation_norm, np.linalg.eigvalsh(np.corrcoef(h[:, alive].T)).max())
    close(trace.output_error(), np.linalg.norm(rms(f[-1] - g[-1])))
    close(trace.outputs(), f[-1])
    close(trace.outputs_pruned(), g[-1])
    close(trace.spread(), np.linalg.norm(f[-1].std(axis=0)))


def test_many_rows_are_treated_in_chunks():
    both = pair(n=5000)
    trace = both.trace()
    f, g = both.dense(both.inputs), both.pruned(both.inputs)
    close(trace.output_error(), np.linalg.norm(rms(f - g)))
    close(trace.mean(1), both.inputs.mean(axis=0))
    close(trace.spread(), np.linalg.norm(f.std(axis=0)))


@BOTH
def test_equal_layers_differ_by_exactly_zero(arithmetic):
    both = pair()
    name = "2.weight"
    pruned = both.dense.with_weights({name: both.pruned.weights[name]})
    trace = Comparison(both.dense, pruned, both.inputs).trace(arithmetic)
    for level, zero in ((1, True), (2, False), (3, True)):
        for ball in (trace.local(level).norm(), trace.local_after(level).norm(), trace.telescoped(level)):
            assert (ball.upper() == 0) == zero
    same = Comparison(both.dense, both.dense, both.inputs).trace(arithmetic)
    assert same.output_error().upper() == 0


def test_a_trace_is_computed_once_for_each_arithmetic():
    both = pair()
    assert both.trace() is both.trace(FloatBalls) is not both.trace(ArbBalls)


def test_a_constant_input_counts_almost_nothing():
    both = pair()
    x = both.inputs.copy()
    x[:, 1] = 0.1
    trace = Comparison(both.dense, both.pruned, x).trace()
    assert trace.std(1).upper()[1] == pytest.approx(0.1 * 2.0**-30, rel=1e-6)


def test_what_does_not_fit_is_refused_in_one_sentence():
    both = pair()
    rng = np.random.default_rng(1)
    with pytest.raises(InputError, match="the pruned network has 2 layers, expected 3"):
        Comparison(both.dense, random_network(rng, [5, 7, 3]), both.inputs)
    with pytest.raises(InputError, match=r"shape \(8, 5\) with tanh where the dense one has layer '0' of shape"):
        Comparison(both.dense, random_network(rng, [5, 8, 6, 3], "tanh"), both.inputs)
    with pytest.raises(InputError, match="with relu where the dense one has"):
        Comparison(both.dense, random_network(rng, [5, 7, 6, 3], "relu"), both.inputs)
    with pytest.raises(InputError, match="expected 40 integers"):
        Comparison(both.dense, both.pruned, both.inputs, np.zeros(3, dtype=int))
    with pytest.raises(InputError, match="expected classes 0 to 2"):
        Comparison(both.dense, both.pruned, both.inputs, np.full(40, 3))


@pytest.mark.parametrize("slopes", [(1e6, 1e6 + 0.4), (0.1, 0.10000004)])
def test_slopes_that_print_alike_are_told_apart(slopes):
    dense, pruned = (Network((Dense("0", np.eye(1), np.zeros(1), Activation("leaky_relu", s)),)) for s in slopes)
    with pytest.raises(InputError, match="of slope"):
        Comparison(dense, pruned, np.array([[-1.0]]))


def test_what_the_caller_does_to_the_inputs_later_does_not_matter():
    network, x = Network((Dense("0", np.eye(1), np.zeros(1), Activation("relu")),)), np.array([[1.0]])
    both = Comparison(network, network, x)
    x[:] = 7
    assert both.inputs[0, 0] == 1
