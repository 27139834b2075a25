"""Which measure satisfies which axiom, with a counterexample wherever one does not (theory A6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from lqtheory.measures.axioms import AXIOMS, Vector
from lqtheory.measures.measures import MEASURES, Measure

ENOUGH = tuple(Fraction(2) ** n - 1 for n in range(1, 34, 4))
"""Bill Gates asks for an amount that is enough; a counterexample fails for each of these."""


class Counterexample(NamedTuple):
    """A vector at which a measure breaks an axiom, and the parameters of the change."""

    vector: tuple[int, ...]
    parameters: tuple[int | Fraction, ...] = ()

    def trials(self, axiom: str) -> Iterator[tuple[Vector, Vector]]:
        """Yield vectors before and after; of Bill Gates, where an entry i grows to its double, for all of ENOUGH."""
        vector = tuple(map(Fraction, self.vector))
        change = AXIOMS[axiom].change
        if axiom != "BG":
            yield change(vector, *self.parameters)
            return
        i = int(self.parameters[0])
        for enough in ENOUGH:
            yield change(vector, i, enough, vector[i] + enough)

    def alone(self) -> bool:
        """Say whether only one entry is not 0."""
        return sum(x != 0 for x in self.vector) == 1


class Cell(NamedTuple):
    """One measure and one axiom."""

    measure: Measure
    axiom: str
    counterexample: Counterexample | None

    @property
    def mark(self) -> str:
        """Y, Y* (where another entry is not 0), or -."""
        if self.counterexample is None:
            return "Y"
        return "Y*" if self.counterexample.alone() else "-"

    def breaks(self) -> bool:
        """Check the counterexample."""
        assert self.counterexample is not None
        axiom = AXIOMS[self.axiom]
        return all(axiom.breaks(self.measure, *trial) for trial in self.counterexample.trials(self.axiom))


_GIVE = Fraction(1, 4)

COUNTEREXAMPLES: Mapping[str, Mapping[str, Counterexample]] = {
    "number of zeros / d": {
        "RH": Counterexample((2, 1), (0, 1, _GIVE)),
        "RT": Counterexample((2, 1), (1,)),
        "BG": Counterexample((1, 1), (0,)),
    },
    "number of zeros": {
        "RH": Counterexample((2, 1), (0, 1, _GIVE)),
        "RT": Counterexample((2, 1), (1,)),
        "CL": Counterexample((1, 1, 0)),
        "BG": Counterexample((1, 1), (0,)),
    },
    "-l0": {
        "RH": Counterexample((2, 1), (0, 1, _GIVE)),
        "RT": Counterexample((2, 1), (1,)),
        "CL": Counterexample((1, 1)),
        "BG": Counterexample((1, 1), (0,)),
        "BA": Counterexample((1, 1)),
    },
    "-l1": {
        "RH": Counterexample((2, 1), (0, 1, _GIVE)),
        "SC": Counterexample((1, 1), (2,)),
        "CL": Counterexample((1, 1)),
        "BG": Counterexample((1, 1), (0,)),
        "BA": Counterexample((1, 1)),
    },
    "-lq, q = 1/2": {
        "SC": Counterexample((1, 1), (2,)),
        "CL": Counterexample((1, 1)),
        "BG": Counterexample((1, 1), (0,)),
        "BA": Counterexample((1, 1)),
    },
    "l2/l1": {
        "CL": Counterexample((1, 1)),
        "BG": Counterexample((1, 0), (0,)),
        "BA": Counterexample((1, 1)),
    },
    "Hoyer": {
        "CL": Counterexample((2, 1)),
        "BG": Counterexample((1, 0), (0,)),
        "BA": Counterexample((1, 0)),
    },
    "Gini": {
        "BG": Counterexample((1, 0), (0,)),
    },
    "kurtosis": {
        "RH": Counterexample((2, 1, 0), (1, 2, _GIVE)),
        "BG": Counterexample((1, 0), (0,)),
    },
    "ln d - H": {
        "BG": Counterexample((1, 0), (0,)),
    },
    "-H": {
        "CL": Counterexample((1, 1)),
        "BG": Counterexample((1, 0), (0,)),
        "BA": Counterexample((1, 1)),
    },
    "l1/lq, q = 1/2": {
        "CL": Counterexample((1, 1)),
        "BG": Counterexample((1, 0), (0,)),
        "BA": Counterexample((1, 1)),
    },
    "PQI, p = 1/2, q = 1": {
        "BG": Counterexample((1, 0), (0,)),
    },
    "PQI, p = 1, q = 2": {
        "BG": Counterexample((1, 0), (0,)),
    },
    "PQI, p = 1, q = oo": {
        "RH": Counterexample((1, 1, 0, 0), (0, 2, _GIVE)),
        "BG": Counterexample((1, 0), (0,)),
    },
    "PQI, p = 2, q = 3": {
        "RH": Counterexample((2, 1, 0), (1, 2, _GIVE)),
        "BG": Counterexample((1, 0), (0,)),
    },
    "PQI, p = 1/4, q = 1/2": {
        "RH": Counterexample((64, 32, *(1,) * 12), (0, 1, 1)),
        "BG": Counterexample((1, 0), (0,)),
    },
    "-N/d, p = 1/2, q = 1": {
        "BG": Counterexample((1, 0), (0,)),
    },
    "1/N, p = 1/2, q = 1": {
        "CL": Counterexample((1, 1)),
        "BG": Counterexample((1, 0), (0,)),
        "BA": Counterexample((1, 1)),
    },
}
"""By measure and axiom. Where only one entry is not 0, the axiom holds for all other vectors."""


def table() -> list[list[Cell]]:
    """Return the cells of every measure, a row each, in the order of `AXIOMS`."""
    return [
        [Cell(measure, axiom, COUNTEREXAMPLES.get(measure.name, {}).get(axiom)) for axiom in AXIOMS]
        for measure in MEASURES
    ]
