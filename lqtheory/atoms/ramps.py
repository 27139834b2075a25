"""Polynomials in v^(1/8) above the ramp min(v, 1): the dual certificates of the multi-norm bound of A4.

A polynomial g(s) = c_0 + c_1 s + … + c_16 s^16 with g(s) >= min(s^8, 1) on [0, R] bounds a sum of ramps by sums of
powers: for 0 <= z_i <= R^8 t, sum_i min(z_i, t) <= t sum_j c_j t^(-j/8) sum_i z_i^(j/8). Each is the best one for some
law of the z_i, found by linear programming and then lifted until the inequality is proved in exact arithmetic.
They are kept in `ramps.json`, which `python -m lqtheory.atoms.ramps` writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from math import comb
from pathlib import Path
from typing import NamedTuple

import numpy as np
from flint import fmpq, fmpq_poly
from numpy.polynomial import Chebyshev, Polynomial
from numpy.polynomial.chebyshev import chebvander

from lqtheory.files import write_whole

ROOT = 8
DEGREE = 16
PATH = Path(__file__).with_name("ramps.json")


class Ramps(NamedTuple):
    """All stored polynomials."""

    coefficients: np.ndarray
    """Shape (m, 17), from the constant on."""
    reach: np.ndarray
    """R of each, shape (m,)."""


@lru_cache(maxsize=1)
def ramps() -> Ramps:
    """Read the stored polynomials; that each `dominates` is a test."""
    stored = json.loads(PATH.read_text())
    return Ramps(*(np.array([entry[part] for entry in stored]) for part in Ramps._fields))


def dominates(coefficients: np.ndarray, reach: float) -> bool:
    """Decide in rational arithmetic whether g(s) >= min(s^8, 1) is certain for all s in [0, reach], reach > 1."""
    g = fmpq_poly([_exact(c) for c in coefficients])
    stretched = fmpq_poly([1, _exact(reach) - 1])
    return _nonnegative(g - fmpq_poly([0] * ROOT + [1])) and _nonnegative((g - 1)(stretched))


def _nonnegative(polynomial: fmpq_poly) -> bool:
    """Bisect [0, 1] until every part has Bernstein coefficients >= 0; False where an end is negative, or at 2^-12."""
    parts = [(fmpq(0), fmpq(1))]
    while parts:
        low, high = parts.pop()
        piece = polynomial(fmpq_poly([low, high - low]))
        n = max(piece.degree(), 0)
        bernstein = [
            sum((piece[i] * fmpq(comb(k, i), comb(n, i)) for i in range(k + 1)), fmpq(0)) for k in range(n + 1)
        ]
        if min(bernstein) >= 0:
            continue
        if min(bernstein[0], bernstein[-1]) < 0 or high - low < fmpq(1, 4096):
            return False
        middle = (low + high) / 2
        parts += [(low, middle), (middle, high)]
    return True


def _exact(x: float) -> fmpq:
    return fmpq(*Fraction(float(x)).as_integer_ratio())


def best(law: np.ndarray, reach: float, root: int = ROOT) -> np.ndarray:
    """Coefficients of the polynomial of least mean over a law of values v / t, found on a grid by cutting planes.

    Its degree is twice the root, so the exponents of v run up to 2.

    Parameters
    ----------
    law : array, shape (n,)
        Equally likely values, in [0, reach^root].
    reach : float
        End of the interval on which it shall dominate.
    root : int
        The polynomial is one in v^(1/root).
    """
    from scipy.optimize import linprog  # slow to import, and needed only to write the file

    def basis(s: np.ndarray) -> np.ndarray:
        return chebvander(2 * s / reach - 1, 2 * root)

    def ramp(s: np.ndarray) -> np.ndarray:
        return np.minimum(s**root, 1)

    fine = np.linspace(0, reach, 8001)
    at = fine[::40]
    # A little weight beyond 1 and a limit of the coefficients keep the program well conditioned.
    objective = basis(law ** (1 / root)).mean(axis=0) + 1e-5 * basis(fine[fine > 1]).mean(axis=0)
    for _ in range(8):
        found = linprog(objective, A_ub=-basis(at), b_ub=-ramp(at), bounds=(-10, 10), method="highs-ds").x
        gap = basis(fine) @ found - ramp(fine)
        padded = np.pad(gap, 1, constant_values=np.inf)
        low = fine[(gap < -1e-6) & (gap <= padded[:-2]) & (gap <= padded[2:])]
        if not low.size:
            break
        at = np.concatenate([at, low])
    return Chebyshev(found, domain=[0, reach]).convert(kind=Polynomial).coef


def proved(law: np.ndarray) -> tuple[np.ndarray, float]:
    """The best polynomial for a law, lifted until it dominates, and its reach: twice the largest value."""
    reach = max(1.3, float(2 * law.max()) ** (1 / ROOT))
    coefficients, lift = best(law, reach), 1e-6
    coefficients = np.pad(coefficients, (0, DEGREE + 1 - len(coefficients)))
    while not dominates(coefficients, reach):
        coefficients[0] += lift
        lift *= 2
    return coefficients, reach


def laws() -> Iterator[np.ndarray]:
    """Values v / t for laws from light to heavy tails, with the threshold t at several of their quantiles."""
    from scipy import stats

    share = (np.arange(200) + 0.5) / 200
    half, exponential = stats.halfnorm.ppf(share), stats.expon.ppf(share)
    for values in (share, half, exponential, half**2, exponential**2, half**4, stats.lognorm(2).ppf(share)):
        for quantile in (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
            yield values / np.quantile(values, quantile)


def write(track: Callable = lambda values, total: values) -> None:
    """Find and prove all polynomials, and write the file."""
    entries = [proved(law) for law in track(laws(), total=84)]
    text = ",\n".join(json.dumps({"coefficients": list(c), "reach": reach}) for c, reach in entries)
    write_whole(PATH, lambda part: part.write_text(f"[\n{text}\n]\n"))


if __name__ == "__main__":
    from rich.progress import track

    write(lambda values, total: track(values, "ramps", total=total))
