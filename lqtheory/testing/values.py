"""Values of the symbols of a bound, written down without loss: as JSON, and as Python source that rebuilds them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp

from lqtheory.errors import InputError
from lqtheory.networks import Activation, Comparison, Dense, Network

IMPORTS = """\
from fractions import Fraction

import numpy as np

from lqtheory import Activation, Comparison, Network
"""
"""What the text of `to_source` needs."""


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as what `json.dumps` writes without loss: floats by their shortest digits, fractions as text.

    Parameters
    ----------
    values : mapping of str to value
        Numbers (int, float, Fraction, text such as "1/2"), arrays, and comparisons of networks of dense layers.

    Raises
    ------
    InputError
        For a value of another kind.
    """
    return {name: _json(name, value) for name, value in values.items()}


def from_json(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that `to_json` wrote: the same numbers, bit by bit; layers are named as in `nn.Sequential`."""
    return {name: _value(part) for name, part in entry.items()}


def to_source(values: Mapping[str, Any]) -> str:
    """Return a Python dict display that rebuilds the values, one symbol a line; it needs `IMPORTS`.

    Raises
    ------
    InputError
        As `to_json`.
    """
    lines = (f"    {name!r}: {_source(part)},\n" for name, part in to_json(values).items())
    return "".join(["{\n", *lines, "}"])


def _json(name: str, value: Any) -> Any:
    match value:
        case np.generic():
            return _json(name, value.item())
        case sp.Rational():
            return _json(name, Fraction(int(value.p), int(value.q)))
        case Fraction():
            return {"fraction": str(value)}
        case int() | float() | str():
            return value
        case np.ndarray() if value.dtype.kind in "fiub":
            return {"array": value.tolist(), "type": value.dtype.name}
        case Comparison() if all(isinstance(x, Dense) for x in value.dense.layers) and not value.dense.reads:
            networks = {"dense": _layers(value.dense), "pruned": _layers(value.pruned)}
            given = {"inputs": value.inputs} | ({} if value.labels is None else {"labels": value.labels})
            return {**networks, **to_json(given)}
    raise InputError(f"{name} is {value!r}, expected a number, an array, or a Comparison of networks of dense layers")


def _layers(network: Network) -> list[dict[str, Any]]:
    return [
        {
            "weight": layer.weight.tolist(),
            "bias": layer.bias.tolist(),
            "activation": [x for x in (layer.activation.name, layer.activation.slope) if x is not None],
        }
        for layer in network.layers
        if isinstance(layer, Dense)
    ]


def _value(part: Any) -> Any:
    match part:
        case {"fraction": text}:
            return Fraction(text)
        case {"array": rows, "type": name}:
            return np.array(rows, dtype=name)
        case {"dense": dense, "pruned": pruned, "inputs": inputs}:
            labels = _value(part["labels"]) if "labels" in part else None
            return Comparison(_network(dense), _network(pruned), _value(inputs), labels)
    return part


def _network(layers: list[dict[str, Any]]) -> Network:
    weights, biases = ([np.array(layer[name]) for layer in layers] for name in ("weight", "bias"))
    return Network.sequential(weights, biases, [Activation(*layer["activation"]) for layer in layers])


def _source(part: Any) -> str:
    match part:
        case {"fraction": text}:
            return f"Fraction({text!r})"
        case {"array": rows, "type": name}:
            return f"np.array({rows!r}, dtype={name!r})"
        case {"dense": dense, "pruned": pruned, "inputs": inputs}:
            parts = [_network_source(dense), _network_source(pruned), _source(inputs)]
            parts += [_source(part["labels"])] if "labels" in part else []
            inside = "".join(f"        {text},\n" for text in parts)
            return f"Comparison(\n{inside}    )"
    return repr(part)


def _network_source(layers: list[dict[str, Any]]) -> str:
    weights, biases = (", ".join(f"np.array({layer[name]!r})" for layer in layers) for name in ("weight", "bias"))
    activations = ", ".join(f"Activation({', '.join(map(repr, layer['activation']))})" for layer in layers)
    return f"Network.sequential([{weights}], [{biases}], [{activations}])"
