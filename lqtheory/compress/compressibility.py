"""Which of two networks of one structure is more compressible, and at which kept shares (theory A5)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np

from lqtheory.compress.arguments import check_array, check_calibration, check_network, check_not_negative, check_number
from lqtheory.compress.bits import as_rows
from lqtheory.compress.selection import count
from lqtheory.errors import InputError
from lqtheory.networks import Network, parameters, settings

KEEPS = tuple(percent / 100 for percent in range(99, 0, -1))
"""Kept shares at which tail curves are compared."""

_ROUNDING = 1e-12
"""Tails that differ by less, relative to the whole, are the same but for the order of summation."""


class TailCurve(NamedTuple):
    """What the k largest u of each neuron leave out, at falling kept shares."""

    keeps: np.ndarray
    """Kept shares; k = max(1, floor(keep * d + 1/2)) of the d weights of a neuron."""
    tails: np.ndarray
    """The lp norm of everything left out, as the certificates read it (B1: p = 1, B2: p = 2), in units of u."""
    whole: float
    """The lp norm of all u."""

    @property
    def shares(self) -> np.ndarray:
        """Tails as shares of the whole, which no scaling of the network changes; 0 for a network of zeros."""
        return self.tails / self.whole if self.whole else np.zeros_like(self.tails)


class Stretch(NamedTuple):
    """Neighbouring kept shares at which the same network has the smaller tail."""

    lower: int | None
    """0 for the first network, 1 for the second, None where they are equal."""
    most: float
    """The largest kept share."""
    least: float
    """The smallest kept share."""


def tail_curve(network: Network, inputs: Any = None, *, keeps: Sequence[float] = KEEPS, p: float = 1) -> TailCurve:
    """Sum up the tails of all neurons at every kept share.

    Parameters
    ----------
    network : Network
    inputs : array, shape (n, inputs), optional
        u_j = |w_j| std(h_j) over them; without, u_j = |w_j|.
    keeps : sequence of float
        Kept shares in (0, 1].
    p : float
        Exponent of the norm, finite and at least 1.

    Raises
    ------
    InputError
        If an argument is not as described, or the activations overflow.
    """
    p = check_number("p", p, lambda x: x >= 1, "a finite number of at least 1")
    keeps = check_array("keeps", keeps, 1).tolist()
    if not all(0 < keep <= 1 for keep in keeps):
        raise InputError(f"keeps={keeps}, expected numbers in (0, 1]")
    scales = _deviations(check_network(network), inputs)
    scaled = [as_rows(np.abs(layer.weight) * scale) for layer, scale in zip(network.prunable, scales, strict=True)]
    ranks = [_norms(np.sort(u, axis=1)[:, ::-1], p) for u in scaled]  # of the largest of all neurons, the second, …
    left_out = [[rank[max(1, count(keep, len(rank))) :] for rank in ranks] for keep in keeps]
    tails = np.array([_norms(np.concatenate(rest)[:, None], p)[0] for rest in left_out])
    return TailCurve(np.array(keeps), tails, float(_norms(np.concatenate(ranks)[:, None], p)[0]))


def _deviations(network: Network, inputs: Any) -> list[Any]:
    if inputs is None:
        return [1.0] * len(network.prunable)
    deviations = [moments.std for moments in network.moments(check_calibration(network, inputs))]
    if not any(std.any() for std in deviations):
        raise InputError("on these inputs every activation is constant, so no weight counts; expected inputs that vary")
    return deviations


def _norms(u: np.ndarray, p: float) -> np.ndarray:
    """Norms of the columns; the largest entry of each is divided out, so that no power of it over- or underflows."""
    largest = u.max(axis=0, initial=0.0)
    parts = np.divide(u, largest, out=np.zeros_like(u), where=largest > 0)
    with np.errstate(under="ignore"):
        return largest * (parts**p).sum(axis=0) ** (1 / p)


def stretches(
    keeps: Sequence[float], first: Sequence[float], second: Sequence[float], rounding: float = 0
) -> list[Stretch]:
    """Cut the kept shares where two curves cross.

    Parameters
    ----------
    keeps : sequence of float
        In order.
    first, second : sequences of float
        A number at each kept share; smaller is better.
    rounding : float
        Numbers that differ by at most this are equal. An equality between stretches of one order belongs to them.

    Raises
    ------
    InputError
        If the curves are not of one length, or an argument is not as described.
    """
    keeps, first, second = (
        check_array(name, curve, 1).tolist() for name, curve in (("keeps", keeps), ("first", first), ("second", second))
    )
    if not len(keeps) == len(first) == len(second):
        raise InputError(f"the curves have {len(keeps)}, {len(first)} and {len(second)} numbers, expected as many each")
    rounding = check_not_negative("rounding", rounding)
    difference = np.subtract(first, second)
    signs = np.where(np.abs(difference) <= rounding, 0, np.sign(difference))
    decided = [(keep, int(sign)) for keep, sign in zip(keeps, signs, strict=True) if sign]
    if not decided:
        return [Stretch(None, max(keeps), min(keeps))]
    runs = [[keep for keep, _ in run] for _, run in groupby(decided, key=lambda pair: pair[1])]
    orders = [sign for sign, _ in groupby(sign for _, sign in decided)]
    return [Stretch(int(sign > 0), max(run), min(run)) for sign, run in zip(orders, runs, strict=True)]


class TailComparison(NamedTuple):
    """Two tail curves, and where which is lower."""

    first: TailCurve
    second: TailCurve
    relative: list[Stretch]
    """By the shares: which network is more compressible, whatever its scale."""
    absolute: list[Stretch]
    """By the tails: for which one a certificate that reads them is smaller, gains and correlations being equal."""
    same: bool
    """Whether the networks have the same weights and biases."""

    def answer(self, first: str, second: str) -> str:
        """Say in one sentence which of the networks, called by these names, is more compressible."""
        if self.same:
            return f"{first} and {second} are equal: they have the same weights, and so the same tails."
        return _sentence(self.relative, (first, second))

    def absolute_answer(self, first: str, second: str) -> str:
        """Say the same of the tails as certificates read them."""
        return f"Unnormalised, as certificates read it: {_sentence(self.absolute, (first, second))}"


def compare_tails(
    first: Network, second: Network, inputs: Any = None, *, keeps: Sequence[float] = KEEPS, p: float = 1
) -> TailComparison:
    """Say which of two networks of one structure is more compressible, and at which kept shares.

    A neuron is more compressible than another at every k if and only if its u^p, divided by the sum, majorises the
    other's (bound `majorisation`); for networks the tails of all neurons are added up.

    Parameters
    ----------
    first, second : Network
        With layers of the same shapes and activations.
    inputs, keeps, p
        As for `tail_curve`.

    Raises
    ------
    InputError
        If the structures differ, or an argument is not as described.
    """
    structures = [_structure(check_network(net, name)) for net, name in ((first, "first"), (second, "second"))]
    if structures[0] != structures[1]:
        raise InputError(f"the networks are {_words(first)} and {_words(second)}, expected two of the same structure")
    a, b = (tail_curve(network, inputs, keeps=keeps, p=p) for network in (first, second))
    return TailComparison(
        a,
        b,
        stretches(keeps, a.shares, b.shares, _ROUNDING),
        stretches(keeps, a.tails, b.tails, _ROUNDING * max(a.whole, b.whole)),
        all(
            np.array_equal(x, y)
            for one, other in ((first.weights, second.weights), (first.biases, second.biases))
            for x, y in zip(one.values(), other.values(), strict=True)
        ),
    )


def _sentence(found: list[Stretch], names: tuple[str, str]) -> str:
    if found[0].lower is None:
        return f"{names[0]} and {names[1]} are equally compressible: their tails are the same at every kept share."
    if len(found) == 1:
        better, other = names[found[0].lower], names[1 - found[0].lower]
        return f"{better} is more compressible than {other}: its tail is larger at no kept share."
    spans = [f"{names[s.lower]} at {_span(s)}" for s in found if s.lower is not None]
    return f"The tail curves cross; the more compressible is {', '.join(spans)}."


def _span(stretch: Stretch) -> str:
    return f"{stretch.most:g}" if stretch.most == stretch.least else f"{stretch.most:g} to {stretch.least:g}"


def _structure(network: Network) -> list[Any]:
    """Everything but the numbers, and the names of the layers."""
    return [
        (layer.kind, [array.shape for array in parameters(layer).values()], layer.activation, settings(layer), sources)
        for layer, sources in zip(network.layers, network.sources, strict=True)
    ]


def _words(network: Network) -> str:
    shapes = (network.in_shape, *(layer.out_shape for layer in network.layers))
    sizes = "-".join("x".join(map(str, shape)) for shape in shapes)
    kinds = [layer.activation.name if layer.kind == "dense" else layer.kind for layer in network.layers]
    return f"{sizes} with {', '.join(kinds)}"
