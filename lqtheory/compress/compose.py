"""Several compressions after each other, and one certificate that says what each step cost."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lqtheory.certify import Certificate, certify
from lqtheory.compress.arguments import check_mapping
from lqtheory.compress.bits import Compressed, network_bits
from lqtheory.compress.prune import Pruned
from lqtheory.errors import InputError
from lqtheory.files import network_digest
from lqtheory.networks import Network


@dataclass(frozen=True)
class StepCost:
    """What one step did."""

    name: str
    note: str
    bits: int
    """Of the whole network after the step."""
    error: float
    """Measured output error between the networks before and after the step."""
    upper: float
    """Certified upper end of the same."""


@dataclass(frozen=True)
class Composition:
    """A chain of compressions, from the dense network to the last one."""

    bits: int
    """Of the dense network as it is."""
    steps: tuple[StepCost, ...]
    certificate: Certificate
    """Of the last network against the dense one."""

    @property
    def sum_of_steps(self) -> float:
        """Certified bound of the whole error by the errors of the steps (bound `composition`)."""
        return math.nextafter(math.fsum(step.upper for step in self.steps), math.inf)

    @property
    def upper(self) -> float:
        """Certified output error of the whole chain: the smaller of the certificate's and the sum of the steps."""
        return min(self.certificate.output_error.upper, self.sum_of_steps)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as JSON can hold it; None where a number is not finite."""
        number = {"sum_of_steps": self.sum_of_steps, "upper": self.upper}
        return {
            "bits": self.bits,
            "steps": [{k: _jsonable(v) for k, v in vars(step).items()} for step in self.steps],
            **{k: _jsonable(v) for k, v in number.items()},
            "certificate": self.certificate.to_dict(),
        }

    def table(self) -> str:
        """Return one line per step, then the whole."""
        rows = [("step", "bits", "measured", "certified", "setting"), ("dense", f"{self.bits:,}", "", "", "")]
        rows += [(s.name, f"{s.bits:,}", f"{s.error:.4g}", f"{s.upper:.4g}", s.note) for s in self.steps]
        measured = self.certificate.output_error.estimate
        rows.append(("sum of steps", "", "", f"{self.sum_of_steps:.4g}", ""))
        rows.append(("all", f"{self.steps[-1].bits:,}", f"{measured:.4g}", f"{self.upper:.4g}", ""))
        return aligned(rows)


def compose(network: Network, inputs: Any, steps: Mapping[str, Compressed | Pruned], labels: Any = None) -> Composition:
    """Certify a chain of compressions: every step against the one before, and the last against the dense network.

    Parameters
    ----------
    network : Network
        The dense one.
    inputs : array, shape (n, inputs)
    steps : mapping from a name to what `prune`, `quantise`, `low_rank` … returned
        In order; each was made from the network of the one before.
    labels : array of integers, shape (n,), optional
        With labels the certificate bounds the drop of accuracy too.

    Returns
    -------
    Composition
        Errors are L2 over the inputs, Euclidean over the outputs. The bits of a layer are those of the last step
        that coded it, of the network as it is where none did.

    Raises
    ------
    InputError
        If there is no step, a step does not start from the network that the one before left, changes a layer of
        which it gives no bits, or has another structure than the network.
    """
    if not check_mapping("steps", steps, "names to compressions"):
        raise InputError("steps is empty, expected at least one")
    bits, before, costs, origin = network_bits(network), network, [], "the dense network"
    dense_bits = sum(bits.values())
    for name, given in steps.items():
        step = _as_compressed(name, given)
        if step.source != network_digest(before):
            raise InputError(
                f"step {name!r} was made from another network than {origin}, expected each step to start from the "
                "network of the one before"
            )
        _check_bits(name, step, before)
        bits |= step.bits
        error = certify(before, step.network, inputs).output_error
        costs.append(StepCost(name, step.note, sum(bits.values()), error.estimate, error.upper))
        before, origin = step.network, f"that of step {name!r}"
    return Composition(dense_bits, tuple(costs), certify(network, before, inputs, labels))


def _as_compressed(name: str, step: Any) -> Compressed:
    if isinstance(step, Compressed):
        return step
    if not isinstance(step, Pruned):
        raise InputError(f"step {name!r} is {type(step).__name__}, expected what `prune`, `quantise`, … returned")
    plan, bits = step.plan, network_bits(step.network)
    coded = {layer.name: bits[layer.name] for layer in plan.layers if not layer.ignored}
    return Compressed(step.network, coded, plan.network_sha256, f"{plan.kept:,} of {plan.total:,} weights")


def _check_bits(name: str, step: Compressed, before: Network) -> None:
    """Refuse bits of unknown layers, and changes of layers without bits: they would be counted as they were."""
    known = [layer.name for layer in before.prunable]
    if unknown := step.bits.keys() - set(known):
        raise InputError(f"step {name!r} gives bits of {sorted(unknown)}, expected layers among {known}")
    was, now = ({**network.weights, **network.biases} for network in (before, step.network))
    for key in was:
        if key in now and key.rpartition(".")[0] not in step.bits and was[key].tobytes() != now[key].tobytes():
            raise InputError(f"step {name!r} changes {key} and gives no bits of that layer, expected them")


def aligned(rows: list[tuple[str, ...]]) -> str:
    """Lay out rows as a table: the first and the last column to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for first, *middle, last in rows:
        cells = [first.ljust(widths[0]), *map(str.rjust, middle, widths[1:-1]), last]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _jsonable(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
