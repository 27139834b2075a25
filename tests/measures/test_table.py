"""Every cell of the table of measures and axioms: a property test that holds, or a counterexample that is checked."""

from fractions import Fraction

import numpy as np
import pytest
from flint import arb

from lqtheory.errors import UndefinedError
from lqtheory.measures import AXIOMS, MEASURES, table

EXPECTED = """
number of zeros / d      -  Y  -  Y  -  Y
number of zeros          -  Y  -  -  -  Y
-l0                      -  Y  -  -  -  -
-l1                      -  -  Y  -  -  -
-lq, q = 1/2             Y  -  Y  -  -  -
l2/l1                    Y  Y  Y  -  Y* -
Hoyer                    Y  Y  Y  -  Y* Y*
Gini                     Y  Y  Y  Y  Y* Y
kurtosis                 -  Y  Y  Y  Y* Y
ln d - H                 Y  Y  Y  Y  Y* Y
-H                       Y  Y  Y  -  Y* -
l1/lq, q = 1/2           Y  Y  Y  -  Y* -
PQI, p = 1/2, q = 1      Y  Y  Y  Y  Y* Y
PQI, p = 1, q = 2        Y  Y  Y  Y  Y* Y
PQI, p = 1, q = oo       -  Y  Y  Y  Y* Y
PQI, p = 2, q = 3        -  Y  Y  Y  Y* Y
PQI, p = 1/4, q = 1/2    -  Y  Y  Y  Y* Y
-N/d, p = 1/2, q = 1     Y  Y  Y  Y  Y* Y
1/N, p = 1/2, q = 1      Y  Y  Y  -  Y* -
"""
"""Theory A6, with its remarks on single exponents as rows of their own."""

CELLS = [cell for row in table() for cell in row]
HOLDING = [pytest.param(c, id=f"{c.measure.name}: {c.axiom}") for c in CELLS if c.mark != "-"]
BROKEN = [pytest.param(c, id=f"{c.measure.name}: {c.axiom}") for c in CELLS if c.counterexample]


def test_the_table_is_the_expected_one():
    rows = [f"{row[0].measure.name:24} {' '.join(f'{cell.mark:2}' for cell in row)}".rstrip() for row in table()]
    assert rows == EXPECTED.strip().splitlines()


def vectors(count, rng):
    """Magnitudes with few binary digits, some of them 0 or equal, not all 0."""
    while count:
        x = rng.integers(0, 17, size=rng.integers(1, 7))
        x = x * (rng.random(len(x)) < 0.7)
        if x.any():
            count -= 1
            yield tuple(Fraction(int(a), 4) for a in x)


def parameters(axiom, x, rng):
    """Parameters with which the change can be made, or None."""
    positive = Fraction(int(rng.integers(1, 64)), 8)
    match axiom:
        case "RH":
            pairs = [(i, j) for i in range(len(x)) for j in range(len(x)) if x[i] > x[j]]
            if not pairs:
                return None
            i, j = pairs[rng.integers(len(pairs))]
            return i, j, (x[i] - x[j]) * Fraction(int(rng.integers(1, 32)), 64)
        case "RT" if len(set(x)) == 1:
            return None
        case "SC" | "RT":
            return (positive,)
        case "BG":
            return int(rng.integers(len(x))), sum(x) + 1, positive
    return ()


@pytest.mark.parametrize("cell", HOLDING)
def test_the_axiom_holds(cell):
    rng, axiom, asked = np.random.default_rng(0), AXIOMS[cell.axiom], 0
    for x in vectors(150, rng):
        chosen = parameters(cell.axiom, x, rng)
        spread = sum(a != 0 for a in x) > 1
        if cell.axiom == "BG" and chosen is not None:
            spread = any(a for n, a in enumerate(x) if n != chosen[0])
        if chosen is None or len(x) < cell.measure.least or (cell.mark == "Y*" and not spread):
            continue
        assert axiom.holds(cell.measure, *axiom.change(x, *chosen)), (x, chosen)
        asked += 1
    assert asked >= 50


@pytest.mark.parametrize("cell", BROKEN)
def test_the_counterexample_breaks_the_axiom(cell):
    assert cell.breaks()
    (before, after), *_ = cell.counterexample.trials(cell.axiom)
    assert not AXIOMS[cell.axiom].holds(cell.measure, before, after)


def test_an_equality_is_not_proved_by_wide_balls():
    x, y = (Fraction(1),), (Fraction(2),)
    for before, after, holds in (
        (arb(1, 2.0**-100), arb(1, 2.0**-100), True),
        (arb(1, 2.0**-70), arb(1, 2.0**-70), False),  # too wide to tell
        (arb(1, 2.0**-100), arb(1 + 2.0**-50), False),  # and narrow enough to tell
    ):
        assert AXIOMS["SC"].holds({x: before, y: after}.__getitem__, x, y) is holds


def test_exact_values_lie_in_the_balls():
    rng = np.random.default_rng(1)
    for measure in MEASURES:
        for x in vectors(5, rng):
            if len(x) >= measure.least:
                ball, exact = measure(x), measure.exact(x).evalf(30)
                assert abs(float(ball.mid()) - float(exact)) < 1e-12


def test_what_an_axiom_does_not_speak_of_is_refused():
    with pytest.raises(ValueError, match="cannot be given"):
        AXIOMS["RH"].change((Fraction(2), Fraction(1)), 0, 1, Fraction(1, 2))
    with pytest.raises(ValueError, match="all equal"):
        AXIOMS["RT"].change((Fraction(1), Fraction(1)), Fraction(1))


def test_ratios_of_the_zero_vector_have_no_value():
    for measure in MEASURES:
        if measure.name.startswith(("l2/l1", "Hoyer", "Gini", "kurtosis", "l1/lq", "PQI", "-N/d", "1/N")):
            with pytest.raises(UndefinedError):
                measure((Fraction(0), Fraction(0)))
