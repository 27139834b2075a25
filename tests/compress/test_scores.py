import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pruning_cases import trained_like

from lqtheory.compress import METHODS, Method, Pruner, scores
from lqtheory.compress.refit import leave
from lqtheory.compress.second_order import damped
from lqtheory.compress.state import State


@given(st.integers(0, 1000))
def test_each_score_is_its_formula(seed):
    network, x = trained_like(seed, sizes=(5, 4, 3), n=30)
    state = State(network, {name: np.ones(w.shape, dtype=bool) for name, w in network.weights.items()}, x)
    rules = (scores.magnitude, scores.activation, scores.gained, scores.sensitivity, scores.brain_damage)
    magnitude, activation, gained, sensitivity, damage = (rule(state) for rule in rules)
    surgeon, curvatures = scores.brain_surgeon(state), network.sensitivities(x)
    for layer, h, gain, a, g in zip(
        network.layers, network.activations(x), network.gains(x), state.sensitivities, curvatures, strict=True
    ):
        name, size = f"{layer.name}.weight", np.abs(layer.weight)
        assert np.array_equal(magnitude[name], size)
        np.testing.assert_allclose(activation[name], size * np.sqrt((h**2).mean(axis=0)), rtol=1e-12)
        np.testing.assert_allclose(damage[name], layer.weight**2 * (g.T @ h**2) / len(h) / 2, rtol=1e-9)
        inverse = np.linalg.inv(damped(h.T @ h / len(h)))
        np.testing.assert_allclose(surgeon[name], layer.weight**2 / np.diag(inverse) / 2, rtol=1e-9)
        np.testing.assert_allclose(gained[name], size * gain[:, None] * h.std(axis=0), rtol=1e-9, atol=1e-12)
        for i, weights in enumerate(a.T):
            if weights.any():
                mean = np.average(h, axis=0, weights=weights)
                expected = size[i] * np.sqrt((weights[:, None] * (h - mean) ** 2).mean(axis=0))
                np.testing.assert_allclose(sensitivity[name][i], expected, rtol=1e-6, atol=1e-9)


def test_on_a_linear_network_the_sensitivity_is_the_score_of_theory():
    """All samples count alike there, so gain and deviation come apart."""
    network, x = trained_like(0)
    linear = type(network)(network.layers[-1:])
    state = State(linear, {"4.weight": np.ones((4, 8), dtype=bool)}, x[:, :8])
    np.testing.assert_allclose(scores.sensitivity(state)["4.weight"], scores.gained(state)["4.weight"], rtol=1e-9)


def test_what_a_gradual_method_dropped_stays_dropped_whatever_the_score(monkeypatch):
    def smallest_first(state):
        return {name: 1 / (1 + np.abs(w)) for name, w in state.weights.items()}

    monkeypatch.setitem(METHODS, "contrary", Method(smallest_first, "global", leave, gradual=True))
    pruner = Pruner(*trained_like(1), method="contrary")
    (_, fewer), (_, more) = pruner.at(0.2), pruner.at(0.5)
    assert all((fewer[name] <= more[name]).all() for name in more)


@pytest.mark.parametrize("size", [1e-300, 1.0, 1e300])
def test_effective_dimension_does_not_depend_on_scale(size):
    network, x = trained_like(2)
    scaled = network.with_weights({name: w * size for name, w in network.weights.items()})
    whole = {name: np.ones(w.shape, dtype=bool) for name, w in network.weights.items()}
    plain, other = (scores.effective_dimension(State(n, whole, x)) for n in (network, scaled))
    for name in plain:
        np.testing.assert_allclose(other[name], plain[name], rtol=1e-9)
