"""What a bound may read of a dense network f and its pruned version f̂ on the same inputs (section C of the theory).

Layers are l = 1 … L. Each atom has a reading in floats and one in balls, both from `lqtheory.networks.Trace`;
they are the only atoms that look inside a network.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from flint import arb, ctx

from lqtheory.atoms.norms import norm
from lqtheory.balls import ArbBalls, FloatBalls
from lqtheory.domains import kept_counts
from lqtheory.errors import UndefinedError
from lqtheory.networks import Comparison
from lqtheory.networks.box import largest_change, largest_output
from lqtheory.primitives import Atom
from lqtheory.symbols import L


def network_atom(name: str, tex: str, doc: str, value: Callable[..., Any], define: Any = None) -> Any:
    """Build an atom from one function `value(comparison, arithmetic, *arguments)` that returns balls."""

    def balls(f: Comparison, arithmetic: Any, *level: Any) -> Any:
        return value(
            f,
            arithmetic,
            *(_layer(f, x, lowest=0 if name in ("unit_errors", "layer_sup_error", "box_errors") else 1) for x in level),
        )

    def float_rule(f: Comparison, *level: Any) -> Any:
        return balls(f, FloatBalls, *level).mid()

    def ball_rule(f: Comparison, *level: Any) -> Any:
        return balls(f, ArbBalls, *level).to_arb()[()]

    def write(self: Any, show: Any) -> str:
        return tex.format(*map(show, self.args[1:]))

    rules = {"float_rule": staticmethod(float_rule), "ball_rule": staticmethod(ball_rule)}
    rules |= {"define": staticmethod(define)} if define else {}
    return type(name, (Atom,), {"__doc__": doc, "__module__": value.__module__, "tex": write, **rules})


def _layer(f: Comparison, level: Any, lowest: int = 1) -> int:
    """Turn the number that a reader counts with into the index of a layer that exists."""
    whole = int(level.unique_fmpz()) if isinstance(level, arb) else int(level)
    if not lowest <= whole <= f.depth:
        raise UndefinedError(f"there is no layer {whole} in a network of {f.depth}")
    return whole


output_error = network_atom(
    "output_error",
    r"\lVert f-\hat f\rVert",
    "`output_error(f)`: (E‖f − f̂‖₂²)^(1/2), Euclidean over the outputs.",
    lambda f, balls: f.trace(balls).output_error(),
    lambda f: norm(unit_errors(f, L), 2),
)
unit_errors = network_atom(
    "unit_errors",
    r"e_{{{0}}}",
    "`unit_errors(f, l)`: per unit, the L2(μ) error after layer l; zeros for l = 0.",
    lambda f, balls, level: f.trace(balls).error(level),
)
local_errors = network_atom(
    "local_errors",
    r"\delta_{{{0}}}",
    "`local_errors(f, l)`: per unit, ‖(w − ŵ)h + b − b̂‖ on the dense activations.",
    lambda f, balls, level: f.trace(balls).local(level),
)
local_errors_after = network_atom(
    "local_errors_after",
    r"\delta^\phi_{{{0}}}",
    "`local_errors_after(f, l)`: per unit, what pruning layer l changes after its activation on dense inputs.",
    lambda f, balls, level: f.trace(balls).local_after(level),
)
local_errors_on_pruned = network_atom(
    "local_errors_on_pruned",
    r"\hat\delta^\phi_{{{0}}}",
    "`local_errors_on_pruned(f, l)`: the same on the activations of the pruned network.",
    lambda f, balls, level: f.trace(balls).local_after_pruned(level),
)
rho = network_atom(
    "rho",
    r"\rho_{{{0}}}",
    "`rho(f, l)`: the Lipschitz constant of the activation of layer l.",
    lambda f, balls, level: f.trace(balls).lipschitz(level),
)
gain = network_atom(
    "gain",
    r"\lVert\hat W_{{{0}}}\rVert_2",
    "`gain(f, l)`: the operator norm of the pruned weight of layer l.",
    lambda f, balls, level: f.trace(balls).norm_pruned(level),
)
dense_gain = network_atom(
    "dense_gain",
    r"\lVert W_{{{0}}}\rVert_2",
    "`dense_gain(f, l)`: the operator norm of the dense weight of layer l.",
    lambda f, balls, level: f.trace(balls).norm(level),
)
exchange = network_atom(
    "exchange",
    r"\lVert F_{{{0}}}-F_{{{0}-1}}\rVert",
    "`exchange(f, l)`: ‖F_l − F_{l−1}‖, F_l the network whose first l layers are dense and the rest pruned.",
    lambda f, balls, level: f.trace(balls).telescoped(level),
)
unit_exchanges = network_atom(
    "unit_exchanges",
    r"\lvert F_{{{0}}}-F_{{{0}-1}}\rvert",
    "`unit_exchanges(f, l)`: the same per output.",
    lambda f, balls, level: f.trace(balls).telescoped_per_unit(level),
)
pruned_weights = network_atom(
    "pruned_weights",
    r"\hat W_{{{0}}}",
    "`pruned_weights(f, l)`: the weight matrix of layer l of f̂, (units, inputs).",
    lambda f, balls, level: balls.exact(f.pruned.layers[level - 1].weight),
)
sup_error = network_atom(
    "sup_error",
    r"\lVert f-\hat f\rVert_\infty",
    "`sup_error(f)`: the largest |f − f̂| over samples and outputs.",
    lambda f, balls: (f.trace(balls).outputs() - f.trace(balls).outputs_pruned()).abs().max(),
    lambda f: layer_sup_error(f, L),
)


def _largest_change(f: Comparison, balls: Any, level: int) -> Any:
    h = g = balls.exact(f.inputs)
    for dense, pruned in f.pairs[:level]:
        same = h is g and np.array_equal(dense.weight, pruned.weight) and np.array_equal(dense.bias, pruned.bias)
        h, g = dense.activation(dense.apply(h, balls.exact)), pruned.activation(pruned.apply(g, balls.exact))
        g = h if same else g
    return balls.exact(0.0) if h is g else (h - g).abs().max()  # a ball minus itself is no exact zero


layer_sup_error = network_atom(
    "layer_sup_error",
    r"e^\infty_{{{0}}}",
    "`layer_sup_error(f, l)`: the largest |h − ĥ| after layer l, over samples and units; 0 for l = 0.",
    _largest_change,
)
fan_in = network_atom(
    "fan_in",
    r"d_{{{0}}}",
    "`fan_in(f, l)`: the number of inputs of a neuron of layer l.",
    lambda f, balls, level: balls.exact(float(f.dense.layers[level - 1].weight.shape[1])),
)
kept = network_atom(
    "kept",
    r"k_{{{0}}}",
    "`kept(f, l)`: the smallest number of weights that a neuron of layer l keeps; all, where nothing was dropped.",
    lambda f, balls, level: balls.exact(float(kept_counts(*f.pairs[level - 1]).min())),
)


def activations(f: Comparison, balls: Any, level: int) -> Any:
    """Return what layer `level` of f gives out, (samples, units); the inputs for 0."""
    h = balls.exact(f.inputs)
    for layer in f.dense.layers[:level]:
        h = layer.activation(layer.apply(h, balls.exact))
    return h


input_sup = network_atom(
    "input_sup",
    r"B_{{{0}-1}}",
    "`input_sup(f, l)`: the largest |h| that a neuron of layer l of f takes in, over all samples.",
    lambda f, balls, level: activations(f, balls, level - 1).abs().max(),
)


class dense_weights(Atom):
    """`dense_weights(f, l, i)`: the weights of neuron i of layer l of f."""

    nargs = 3

    @staticmethod
    def float_rule(f: Comparison, level: Any, unit: Any) -> np.ndarray:
        """Return the row."""
        return f.dense.layers[_layer(f, level) - 1].weight[int(unit)]

    @staticmethod
    def ball_rule(f: Comparison, level: arb, unit: arb) -> list[arb]:
        """Return the row, exactly."""
        return [arb(x) for x in dense_weights.float_rule(f, level, unit.unique_fmpz()).tolist()]

    def tex(self, show: Any) -> str:
        return rf"w_{{{show(self.args[1])},{show(self.args[2])}}}"


@lru_cache(maxsize=256)
def _activations(f: Comparison, balls: Any, level: int, prec: int) -> tuple[Any, Any]:
    """Inputs of layer `level` + 1 of both networks on the corners of the box of the inputs and on the inputs."""
    width = f.inputs.shape[1]
    if width > 8:
        raise UndefinedError(f"a box in {width} dimensions has too many corners to visit")
    signs = 1.0 - 2.0 * (np.arange(2**width)[:, None] >> np.arange(width) & 1)
    h = g = balls.exact(np.vstack([np.abs(f.inputs).max() * signs, f.inputs]))
    for dense, pruned in f.pairs[:level]:
        h, g = dense.activation(dense.apply(h, balls.exact)), pruned.activation(pruned.apply(g, balls.exact))
    return h, g


def _box_errors(f: Comparison, balls: Any, level: int) -> Any:
    h, g = _activations(f, balls, level, ctx.prec)
    return (h - g).abs().max(axis=0)


def _box_size(f: Comparison, balls: Any, level: int) -> Any:
    size = balls.exact(np.abs(f.inputs).max())
    for layer in f.dense.layers[: level - 1]:
        size = largest_output(layer, size, balls)
    return size


def _box_changes(f: Comparison, balls: Any, level: int, nonnegative: bool = False) -> Any:
    dense, pruned = f.pairs[level - 1]
    return largest_change(dense, pruned, _box_size(f, balls, level), balls, nonnegative=nonnegative)


box_errors = network_atom(
    "box_errors",
    r"\sup\lvert e_{{{0}}}\rvert",
    "`box_errors(f, l)`: per unit, the largest error after layer l on the inputs and the corners of their box.",
    _box_errors,
)
box_changes = network_atom(
    "box_changes",
    r"\delta^\square_{{{0}}}",
    "`box_changes(f, l)`: per unit, ‖w − ŵ‖_1 B + |b − b̂|, B what no |h| of the layer exceeds for inputs of the box.",
    _box_changes,
)
box_changes_nonnegative = network_atom(
    "box_changes_nonnegative",
    r"\delta^{{\square+}}_{{{0}}}",
    "`box_changes_nonnegative(f, l)`: the same if no h is negative: positive and negative differences apart.",
    lambda f, balls, level: _box_changes(f, balls, level, nonnegative=True),
)
least_activation = network_atom(
    "least_activation",
    r"\min h_{{{0}-1}}",
    "`least_activation(f, l)`: the smallest number that layer l of f takes in, on the inputs and their box's corners.",
    lambda f, balls, level: -(-_activations(f, balls, level - 1, ctx.prec)[0]).max(),
)
