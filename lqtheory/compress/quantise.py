"""Quantisation of a network: the weights of each layer in a code of fewer bits (theory E1)."""

from __future__ import annotations

from collections.abc import Mapping

from lqtheory.compress.arguments import check_layers, check_mapping, check_network
from lqtheory.compress.bits import Compressed, bias_bits, matrix_bits
from lqtheory.compress.codes import round_weight, single
from lqtheory.files import network_digest
from lqtheory.networks import Network


def quantise(network: Network, codes: str | Mapping[str, str]) -> Compressed:
    """Round the weights of a network; biases and scales are rounded to float32.

    Parameters
    ----------
    network : Network
    codes : str or mapping from layer name to str
        One code of `CODES` for all layers with weights, or one each for some of them.

    Raises
    ------
    UnsupportedLayerError
        If a code is given for a layer without weights.
    InputError
        If a code or a layer is unknown, or a number overflows.
    """
    names = [layer.name for layer in check_network(network).prunable]
    given = dict.fromkeys(names, codes) if isinstance(codes, str) else codes
    codes = check_mapping("codes", given, "layer names to codes, or one code")
    rounded = rounded_network(network, codes)
    bits = {
        layer.name: matrix_bits(layer.weight, codes[layer.name]) + bias_bits(layer)
        for layer in rounded.prunable
        if layer.name in codes
    }
    return Compressed(rounded, bits, network_digest(network), ", ".join(codes.values()))


def rounded_network(network: Network, codes: Mapping[str, str]) -> Network:
    """Network with the weights of the named layers rounded by their codes, and their biases to float32."""
    check_layers("codes", codes, network)
    weights, biases = network.weights, network.biases
    return network.with_weights(
        {key: round_weight(weights[key], code, key) for name, code in codes.items() for key in [f"{name}.weight"]},
        {key: single(biases[key], key) for name in codes for key in [f"{name}.bias"]},
    )
