"""What a weight is worth, one function per rule: State -> scores by parameter name; larger is kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lqtheory.compress.bits import as_rows
from lqtheory.compress.second_order import damped, surgeon_saliencies
from lqtheory.compress.state import State
from lqtheory.networks import Weighted

Scores = dict[str, np.ndarray]


def random(state: State) -> Scores:
    """Chance, as a control; weights that are 0 already come last."""
    rng = np.random.default_rng(state.seed)
    return {name: np.where(w != 0, 1 - rng.random(w.shape), 0.0) for name, w in state.weights.items()}


def magnitude(state: State) -> Scores:
    """|w|."""
    return {name: np.abs(w) for name, w in state.weights.items()}


def effective_dimension(state: State) -> Scores:
    """Shares in proportion to the effective dimension N_{1/2,1} of each neuron (theory A2), largest |w| first.

    The r-th largest weight of a neuron scores N / (r - 1/2), so one threshold rounds the shares to exactly k by
    the highest averages (Sainte-Laguë), no neuron gets more than its non-zero weights, and supports are nested.
    """
    return {
        name: _highest_averages(np.abs(w).reshape(len(w), -1)).reshape(w.shape) for name, w in state.weights.items()
    }


def _highest_averages(size: np.ndarray) -> np.ndarray:
    largest = size.max(axis=1, keepdims=True)
    relative = size / np.where(largest > 0, largest, 1.0)
    dimension = np.sqrt(relative).sum(axis=1) ** 2 / np.where(largest[:, 0] > 0, relative.sum(axis=1), 1.0)
    order = np.argsort(-size, axis=1, kind="stable")
    ranks = np.empty(size.shape)
    np.put_along_axis(ranks, order, np.arange(1.0, size.shape[1] + 1)[None, :], axis=1)
    return np.where(size > 0, dimension[:, None] / (ranks - 0.5), 0.0)


def activation(state: State) -> Scores:
    """|w| times the root mean square of its input: Wanda's rule (theory B1)."""
    return {name: np.abs(w) * state.moments[name].rms for name, w in state.weights.items()}


def gained(state: State) -> Scores:
    """A_i |w| std(h): the activation-scaled weight times the gain of its unit (theory C7)."""
    gains = dict(zip(state.network.weights, state.gains, strict=True))
    return {
        name: gains[name].reshape(-1, *[1] * (w.ndim - 1)) * np.abs(w) * state.moments[name].std
        for name, w in state.weights.items()
    }


def sensitivity(state: State) -> Scores:
    """|w| std(h) with each sample weighted by the sensitivity of the outputs to the unit.

    First order root mean square change of the outputs when the weight is dropped and its bias corrected.
    Theory C7 takes gain and deviation apart, A_i std(h_j); here they are averaged together, so an input that
    varies only where the unit is without effect counts for less. Where gains are shared by all samples it is
    theory C7's.
    """
    squares = _squares(state, state.sensitivities, centred=True)
    return {name: np.abs(w) * np.sqrt(squares[name]) for name, w in state.weights.items()}


def brain_damage(state: State) -> Scores:
    """½ h w², h the diagonal of the Gauss-Newton matrix of ½E‖f̂ − f‖² (LeCun, Denker & Solla 1989; theory E6).

    At the dense weights that loss is at its minimum, as the method asks.
    """
    given = state.sensitivities if state.shared else state.network.sensitivities(state.inputs)
    squares = _squares(state, given, centred=False)
    return {name: w**2 * squares[name] / 2 for name, w in state.weights.items()}


def brain_surgeon(state: State) -> Scores:
    """½ w²/[Σ⁻¹]_jj, Σ the damped second moment of the layer's inputs: SparseGPT's (Frantar & Alistarh 2023)."""
    out = {}
    for layer, h in state.layers():
        groups = zip(np.split(as_rows(layer.weight), layer.groups), windows(state, layer, h), strict=True)
        scores = [surgeon_saliencies(weight, damped(rows.T @ rows / len(rows))) for weight, rows in groups]
        out[f"{layer.name}.weight"] = np.concatenate(scores).reshape(layer.weight.shape)
    return out


def windows(state: State, layer: Weighted, h: np.ndarray) -> list[np.ndarray]:
    """What the neurons of a layer take in, in the places that the state draws."""
    return layer.windows(h, places=state.places(layer))


def _squares(state: State, sensitivities: Sequence[np.ndarray | None], *, centred: bool) -> Scores:
    """E[a_i h_j²] in the shape of each weight, a the squared gains; of what a bias cannot take over if `centred`."""
    weighting = dict(zip(state.network.weights, sensitivities, strict=True))
    out = {}
    for layer, h in state.layers():
        name, parts = f"{layer.name}.weight", windows(state, layer, h)
        if (a := weighting[name]) is None:
            gains = np.split(state.gains[list(weighting).index(name)] ** 2, layer.groups)
            means = [part.var(axis=0) if centred else (part**2).mean(axis=0) for part in parts]
            squares = [np.outer(gain, mean) for gain, mean in zip(gains, means, strict=True)]
        else:
            groups = zip(parts, np.split(a, layer.groups, axis=1), strict=True)
            squares = [_variances(*group) if centred else group[1].T @ group[0] ** 2 / len(h) for group in groups]
        out[name] = np.concatenate(squares).reshape(layer.weight.shape)
    return out


def _variances(h: np.ndarray, a: np.ndarray) -> np.ndarray:
    """E[a_i (h_j - m_ij)^2], m_ij the mean of h_j weighted by a_i: shape (units, inputs)."""
    h, mass = h - h.mean(axis=0), a.mean(axis=0)
    second, first = a.T @ h**2 / len(h), a.T @ h / len(h)
    return np.maximum(second - first**2 / np.where(mass > 0, mass, 1.0)[:, None], 0.0)
