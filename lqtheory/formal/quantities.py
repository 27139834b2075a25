"""Atoms that no formula over the primitives defines: in Coq they are variables.

Of those in `OPAQUE` a predicate of `proofs/coq/library/Quantities.v` holds, which is true of the quantity that Python
evaluates: a statement proved for all variables that satisfy it is proved for that quantity. Those in `LAYERS` are
functions of the layer of a network; what they are is said in statements written by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import sympy as sp

from lqtheory.atoms import networks as net
from lqtheory.atoms import sizes
from lqtheory.atoms.gram import (
    correlation_norm,
    dropped_correlation_norm,
    dropped_gram_norm,
    gram_norm,
    offdiagonal_norm,
)
from lqtheory.atoms.matrices import scaled_norm
from lqtheory.atoms.outputs import margins
from lqtheory.atoms.sampling import draws_error, next_draw_error, sampling_constant
from lqtheory.atoms.subsets import least_error
from lqtheory.primitives import Compl
from lqtheory.symbols import L, f


class Opaque(NamedTuple):
    """How an atom is named and what is known of it."""

    name: str
    predicate: str
    """Name in Quantities.v; its last argument is the quantity itself."""
    arguments: Callable[..., list[str]]
    """The other arguments, printed, from the writer and the atom's arguments."""
    shape: Callable[..., tuple[Any, ...]] = lambda writer, *_: ()


def _sizes(writer: Any, H: Any) -> list[str]:
    return [writer.nat(x) for x in writer.shape(H)]


def _matrix(writer: Any, H: Any, S: Any = None, centred: bool = False) -> list[str]:
    rows, columns = _sizes(writer, H)
    kept = "(fun _ => true)" if S is None else writer.predicate(Compl(S))
    return [rows, columns, kept, f"(centred {rows} {writer.array(H)})" if centred else writer.array(H)]


def _neuron(writer: Any, w: Any, H: Any) -> list[str]:
    return [*_sizes(writer, H), writer.array(w), writer.array(H)]


OPAQUE: dict[Any, Opaque] = {
    gram_norm: Opaque("gram", "gram_bound", _matrix),
    dropped_gram_norm: Opaque("gram", "gram_bound", lambda P, S, H: _matrix(P, H, S)),
    correlation_norm: Opaque("gram", "gram_bound", lambda P, H: _matrix(P, H, centred=True)),
    dropped_correlation_norm: Opaque("gram", "gram_bound", lambda P, S, H: _matrix(P, H, S, centred=True)),
    offdiagonal_norm: Opaque("offdiag", "offdiagonal_bound", lambda P, H: [*_sizes(P, H), P.array(H)]),
    scaled_norm: Opaque("opnorm", "scaled_norm", lambda P, H, T: [*_sizes(P, H), P.array(H), P.array(T)]),
    draws_error: Opaque("least", "least_draws_error", lambda P, w, H, t: [*_neuron(P, w, H), P.nat(t)]),
    next_draw_error: Opaque("least", "least_next_error", lambda P, w, H, R: [*_neuron(P, w, H), P.array(R)]),
    least_error: Opaque("least", "least_error", lambda P, w, k, H: [*_neuron(P, w, H), P.nat(k)]),
    sampling_constant: Opaque(
        "cost", "sampling_constant", lambda P, k, d, q: [P.nat(k), P.nat(d), P.real(q).within(0)]
    ),
    margins: Opaque(
        "margin", "margins_of", lambda P, F, y: [*_sizes(P, F), P.array(F), P.array(y)], lambda P, F, y: P.shape(F)[:1]
    ),
}


class Layered(NamedTuple):
    """How a quantity of a network is named; it depends on a layer, and on a unit where `levels` is 2."""

    name: str
    kind: str = "R"
    shape: Callable[..., tuple[Any, ...]] = lambda f, *_: ()
    levels: int = 1

    @property
    def axes(self) -> int:
        """How many axes it has, once the layer is given."""
        return len(self.shape(f, *range(1, self.levels + 1)))


class width(sp.Function):
    """`width(f, l)`: the number of units of layer l; of inputs, for l = 0."""


NETWORKS = frozenset({f})

LAYERS: dict[Any, Layered] = {
    width: Layered("width", "nat"),
    net.fan_in: Layered("fan_in", "nat"),
    net.kept: Layered("kept", "nat"),
    net.dense_weights: Layered("dense_weights", "R", lambda f, l, i: (net.fan_in(f, l),), 2),
    net.pruned_weights: Layered("pruned_weights", "R", lambda f, l: (width(f, l), width(f, l - 1))),
    net.unit_exchanges: Layered("unit_exchanges", "R", lambda f, l: (width(f, L),)),
    **{
        getattr(net, name): Layered(name, "R", lambda f, l: (width(f, l),))
        for name in (
            "unit_errors",
            "local_errors",
            "local_errors_after",
            "local_errors_on_pruned",
            "box_errors",
            "box_changes",
            "box_changes_nonnegative",
        )
    },
    **{
        getattr(module, name): Layered(name)
        for module, names in {
            net: ("rho", "gain", "dense_gain", "exchange", "layer_sup_error", "input_sup"),
            sizes: ("activation_sup", "input_norm", "bias_sup", "value_at_zero"),
        }.items()
        for name in names
    },
}
