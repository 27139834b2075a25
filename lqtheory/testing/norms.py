"""How far above the operator norms of a trained ResNet-20 are the proved bounds? `python -m lqtheory.testing.norms`.

The Lanczos value is a lower bound of the norm, so the ratio bounds how much too large the proved one can be.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from lqtheory.balls import FloatBalls
from lqtheory.errors import InputError
from lqtheory.networks import Convolution, Network
from lqtheory.testing.resnet20 import resnet20


class Row(NamedTuple):
    """The norm of one convolution, between its bounds."""

    layer: str
    shape: str
    """Shape of the kernel (out, in, height, width), of the grid that it slides over, and its stride."""
    proved: float
    lanczos: float
    method: str
    seconds: float

    @property
    def excess(self) -> float:
        """By which part of it the proved bound is above the Lanczos value."""
        return self.proved / self.lanczos - 1


def norms(network: Network, names: Sequence[str] = ()) -> Iterator[Row]:
    """Bound the norms of the named convolutions of a network, or of all; each when it is asked for.

    Raises
    ------
    InputError
        If there is no convolution of some name.
    """
    convolutions = {layer.name: layer for layer in network.layers if isinstance(layer, Convolution)}
    for name in names:
        if name not in convolutions:
            raise InputError(f"layers holds {name!r}, expected names among {', '.join(convolutions)}")
    return map(_row, map(convolutions.__getitem__, names or convolutions))


def _row(layer: Convolution) -> Row:
    start = time.perf_counter()
    proved = layer.prove_norm(FloatBalls.exact)
    seconds = time.perf_counter() - start
    kernel, grid = ("x".join(map(str, shape)) for shape in (layer.weight.shape, layer.in_shape[1:]))
    shape = f"{kernel} on {grid}, stride {layer.places.stride[0]}"
    return Row(layer.name, shape, float(proved.ball.upper()), layer.estimate_norm(), proved.method, seconds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row per convolution as it is done, and the largest excess."""
    parser = argparse.ArgumentParser(prog="python -m lqtheory.testing.norms", description=__doc__)
    parser.add_argument("--weights", required=True, metavar="FILE", help="safetensors file of a ResNet-20")
    parser.add_argument("--layers", nargs="+", default=(), metavar="NAME", help="such as conv1; all by default")
    asked = parser.parse_args(arguments)
    worst = 0.0
    try:
        rows = norms(resnet20(asked.weights), asked.layers)
        sys.stdout.write(f"{'layer':16}{'shape':32}{'proved':>14}{'lanczos':>14}{'excess':>10}{'s':>7}  method\n")
        for row in rows:
            proved = Decimal(row.proved).quantize(Decimal("1e-9"), ROUND_CEILING)  # rounded up: a bound, as printed too
            numbers = f"{proved:14}{row.lanczos:14.9f}{row.excess:10.1e}{row.seconds:7.1f}"
            sys.stdout.write(f"{row.layer:16}{row.shape:32}{numbers}  {row.method}\n")
            sys.stdout.flush()
            worst = max(worst, row.excess)
    except InputError as error:
        parser.error(str(error))
    sys.stdout.write(f"proved bounds are at most {worst:.1e} of the Lanczos value above it\n")


if __name__ == "__main__":
    main()
