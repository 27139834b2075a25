"""How large the activations of the dense network are, and what makes them so (theory C4)."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.atoms.networks import activations, network_atom
from lqtheory.networks import Comparison, Dense


def _layer(f: Comparison, level: int) -> Dense:
    return f.dense.layers[level - 1]  # type: ignore[return-value]


def largest_input_norm(f: Comparison, balls: Any, level: int) -> Any:
    """Return the largest ‖h_j‖ in L2(μ) among the inputs of a layer of f."""
    squares = activations(f, balls, level - 1).square().sum(axis=0)
    return (squares.max() / float(len(f.inputs))).sqrt()


activation_sup = network_atom(
    "activation_sup",
    r"\lVert h_{{{0}}}\rVert_\infty",
    "`activation_sup(f, l)`: the largest |h| after layer l of f, over samples and units.",
    lambda f, balls, level: activations(f, balls, level).abs().max(),
)
input_norm = network_atom(
    "input_norm",
    r"\max_j \lVert h_{{{0}-1,j}}\rVert",
    "`input_norm(f, l)`: the largest ‖h_j‖ in L2(μ) among the inputs of layer l of f.",
    largest_input_norm,
)
bias_sup = network_atom(
    "bias_sup",
    r"\lVert b_{{{0}}}\rVert_\infty",
    "`bias_sup(f, l)`: the largest |b| of layer l of f.",
    lambda f, balls, level: balls.exact(np.abs(_layer(f, level).bias).max()),
)
value_at_zero = network_atom(
    "value_at_zero",
    r"\lvert\phi_{{{0}}}(0)\rvert",
    "`value_at_zero(f, l)`: |φ(0)|, φ the activation of layer l.",
    lambda f, balls, level: _layer(f, level).activation(balls.exact(np.zeros(1))).abs()[0],
)
