"""Small changes of an instance, for a search that climbs: of numbers, of counts, of entries, of lengths.

Steps are heavy-tailed, so that one search is coarse and fine at once. Entries that are equal may move together, and
an entry may become equal to another: the worst cases of the theory have few levels.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp

from lqtheory import domains
from lqtheory.bound import Bound, resolver
from lqtheory.errors import InputError, LqTheoryError
from lqtheory.networks import Comparison
from lqtheory.testing.extremal import CONTINUOUS, NICE, SIMPLE, magnitude_mask, scaled


class Moves:
    """Random changes of instances of a bound; `rng` decides everything. A change may leave the domains.

    No axis grows beyond `longest`. While `local`, numbers move by a tenth at most and nothing jumps: a search stays in
    the basin where it began.
    """

    def __init__(self, bound: Bound, rng: np.random.Generator, longest: int) -> None:
        self.over, self.rng, self.longest = bound.over, rng, longest
        self.conditions = [_as_bound(condition, bound.over) for condition in bound.when]
        self.local = False
        # Arrays are where most of the freedom is: they are moved more often.
        sizes = np.array([1.0 if hasattr(domain, "ends") else 3.0 for domain in bound.over.values()])
        counts = np.array([isinstance(domain, domains.Integer) for domain in bound.over.values()])
        # Where nothing jumps, counts stay: at an end of theirs a bound may be an equality whatever else is.
        near = sizes if counts.all() else np.where(counts, 0.0, sizes)
        self.odds = {False: sizes / sizes.sum(), True: near / near.sum()}

    def move(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return a changed copy: one change, or two together."""
        out = dict(values)
        for _ in range(1 + (self.rng.random() < 0.3)):
            chance = self.rng.random()
            if chance < 0.05 and not self.local:
                out = scaled(self.over, out, float(2.0 ** self.rng.integers(-10, 11)))
                continue
            if self.conditions and chance < 0.15:
                out = self._tighten(out)
                continue
            if not self.local and self.rng.random() < 0.08 and (axes := self._axes()):
                out = self._stretch(out, axes[self.rng.integers(len(axes))])
                continue
            symbol = list(self.over)[self.rng.choice(len(self.over), p=self.odds[self.local])]
            out[symbol.name] = self._value(self.over[symbol], out[symbol.name], out)
        return out

    def _value(self, domain: domains.Domain, value: Any, values: dict[str, Any]) -> Any:
        match domain:
            case domains.Real():
                return self._real(domain, value, values)
            case domains.Integer():
                return value + int(self.rng.choice([-1, 1, -2, 2, 1 - value, value]))
            case domains.IndexSet():
                flipped = np.arange(len(value)) == self.rng.integers(len(value))
                return value ^ flipped
            case domains.Labels():
                out = value.copy()
                out[self.rng.integers(len(out))] = self.rng.integers(value.max() + 2)
                return out
            case domains.NetworkPair():
                return self._pair(value, domain.magnitude)
        alike = [v for v in values.values() if v is not value and np.shape(v) == np.shape(value)]
        if not self.local and alike and self.rng.random() < 0.05:
            return alike[self.rng.integers(len(alike))].astype(float)
        return self.array(value)

    def line(self, values: dict[str, Any]) -> Callable[[float], dict[str, Any]]:
        """Choose a number or an entry, and a direction: the values when it has moved by a share of itself."""
        movable = [x.name for x, domain in self.over.items() if isinstance(domain, CONTINUOUS)]
        if not movable:
            return lambda share: values
        name = movable[self.rng.integers(len(movable))]
        sign, old = self.rng.choice([-1.0, 1.0]), values[name]
        if not isinstance(old, np.ndarray):
            return lambda share: values | {name: old * (1 + sign * share) if old else sign * share}
        at = tuple(int(self.rng.integers(size)) for size in old.shape)

        def along(share: float) -> dict[str, Any]:
            new = np.array(old, dtype=float)
            new[at] = new[at] * (1 + sign * share) if new[at] else sign * share
            return values | {name: new}

        return along

    def step(self) -> float:
        """Return the size of a relative change, between 1 and 10^-7; between 1/10 and 10^-5 while `local`."""
        return 10.0 ** -(self.rng.uniform(1, 5) if self.local else self.rng.uniform(0, 7))

    def _real(self, domain: domains.Real, x: float, values: dict[str, Any]) -> float:
        rng = self.rng
        known = {symbol: values[symbol.name] for symbol in self.over if isinstance(values[symbol.name], int)}
        known |= {s: sp.Rational(v) for s in self.over if isinstance(v := values[s.name], float)}
        try:
            resolve = resolver({s: domains.exact(v) for s, v in known.items()})
            ends = [float(resolve(sp.sympify(e))) for e in (domain.lower, domain.upper) if e is not None]
        except InputError:  # an end that is a length
            ends = []
        arrays = [v for v in values.values() if isinstance(v, np.ndarray) and v.dtype.kind == "f"]
        match 3 + rng.integers(2) if self.local else rng.integers(5):
            case 0 if ends:  # towards an end, or away from it
                end = ends[rng.integers(len(ends))]
                return x + (end - x) * float(rng.choice([self.step(), 1 - self.step(), -self.step()]))
            case 1:
                return float(rng.choice(NICE))
            case 2 if arrays:  # the size of an entry, or of a difference of two
                among = arrays[rng.integers(len(arrays))].ravel()
                return float(abs(rng.choice(among) - rng.choice([0.0, rng.choice(among)])))
            case 3:
                return x + self.step() * float(rng.normal())
        return x * float(np.exp(self.step() * rng.normal()))

    def array(self, x: np.ndarray) -> np.ndarray:
        """Return an array with an entry, a level, or a row or column changed; the last one moves all entries."""
        rng, out = self.rng, np.array(x, dtype=float)
        at = tuple(int(rng.integers(size)) for size in x.shape)
        match rng.integers(5) if self.local else rng.integers(12):
            case 0 | 1:
                out[at] *= np.exp(self.step() * 3 * rng.normal())
            case 2:
                out[at] += self.step() * rng.normal() * (np.abs(x).max() or 1.0)
            case 3:  # the level of an entry, signs kept
                out[np.abs(x) == abs(x[at])] *= np.exp(self.step() * 3 * rng.normal())
            case 4:  # a row, all entries by the same
                out[at[0]] += self.step() * rng.normal() * (np.abs(x).max() or 1.0)
            case 5:
                out[at] = x[tuple(int(rng.integers(size)) for size in x.shape)]
            case 6:
                out[at] = -x[at] if rng.random() < 0.5 else 0.0
            case 7:
                out[at] = rng.choice(SIMPLE)
            case 8:  # just beyond a simple number, where roundings turn
                out[at] = rng.choice(SIMPLE) * (1 + 2.0 ** -rng.integers(1, 12))
            case 9:  # a tie
                other = (*at[:-1], int(rng.integers(x.shape[-1])))
                out[at] = out[other] = (x[at] + x[other]) / 2
            case 10 if x.ndim == 2:  # a row or column becomes, scaled, another one
                other, factor = int(rng.integers(x.shape[1])), rng.choice([1.0, -1.0, 0.0, 1 + self.step()])
                if rng.random() < 0.5:
                    out[:, at[1]] = factor * x[:, other]
                else:
                    out[at[0]] = factor * x[rng.integers(len(x))]
            case _:
                out += self.step() * rng.normal(size=x.shape) * (np.abs(x).max() or 1.0)
        return out

    def _tighten(self, values: dict[str, Any]) -> dict[str, Any]:
        """Move a number to where a side condition just holds: the worst is often on that border."""
        condition = self.conditions[self.rng.integers(len(self.conditions))]
        numbers = [x for x in condition.over if isinstance(self.over[x], domains.Real)]
        if not numbers:
            return values
        name = numbers[self.rng.integers(len(numbers))].name
        given = {x.name: values[x.name] for x in condition.over}

        def holds(x: float) -> bool:
            try:
                low, high = condition.evaluate(**{**given, name: x})
            except (LqTheoryError, ArithmeticError):
                return False
            return low <= high

        inside = outside = values[name]
        before = holds(inside)
        for factor in (2.0**j for k in range(1, 6) for j in (k, -k)):
            if holds(inside * factor) != before:
                outside = inside * factor
                break
        inside, outside = (inside, outside) if before else (outside, inside)
        for _ in range(24):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if holds(middle) else (inside, middle)
        return {**values, name: inside}

    def _axes(self) -> list[sp.Symbol]:
        arrays = [d for d in self.over.values() if not isinstance(d, domains.NetworkPair | domains.Labels)]
        names = [getattr(d, part) for d in arrays for part in ("axis", "rows", "columns") if hasattr(d, part)]
        return sorted(set(names), key=str)

    def _stretch(self, values: dict[str, Any], axis: sp.Symbol) -> dict[str, Any]:
        """Drop an index of an axis, or repeat one, in every array that has the axis."""
        size = next(n for x, d in self.over.items() for a, n in d.axes(values[x.name]).items() if a == axis)
        at = int(self.rng.integers(size))
        drop = size >= self.longest or (size > 1 and self.rng.random() < 0.5)
        order = np.delete(np.arange(size), at) if drop else np.insert(np.arange(size), at, at)
        return take(self.over, values, axis, order)

    def _pair(self, pair: Comparison, magnitude: bool) -> Comparison:
        """Move weights, biases, masks or inputs; with `magnitude`, each neuron goes on keeping its largest weights."""
        rng = self.rng
        if rng.random() < 0.2:
            return Comparison(pair.dense, pair.pruned, self.array(pair.inputs))
        layer = int(rng.integers(pair.depth))
        dense, pruned = pair.pairs[layer]
        w, b, new_w, new_b = dense.weight, dense.bias, pruned.weight, pruned.bias
        match rng.integers(6):
            case 0:
                moved = self.array(b)
                new_b = np.where(new_b == b, moved, new_b)
                b = moved
            case 1 if not magnitude:
                at = tuple(int(rng.integers(size)) for size in w.shape)
                new_w = new_w.copy()
                new_w[at] = w[at] if new_w[at] == 0 else 0.0
            case 2 if not magnitude:
                new_w, new_b = (self.array(new_w), new_b) if rng.random() < 0.7 else (new_w, self.array(new_b))
            case _:
                moved = self.array(w)
                kept = max(1, int((new_w != 0).sum(axis=1).min() + rng.integers(-1, 2) * (rng.random() < 0.2)))
                same = new_w == w
                new_w = np.where(same, moved, np.where(new_w == 0, 0.0, new_w))
                w = moved
                if magnitude:
                    new_w = np.where(magnitude_mask(w, min(kept, w.shape[1])), w, 0.0)
        name = dense.name
        return Comparison(
            pair.dense.with_weights({f"{name}.weight": w}, {f"{name}.bias": b}),
            pair.pruned.with_weights({f"{name}.weight": new_w}, {f"{name}.bias": new_b}),
            pair.inputs,
        )


def _as_bound(condition: Any, over: Any) -> Bound:
    low, high = condition.args if isinstance(condition, sp.Lt | sp.Le) else reversed(condition.args)
    return Bound(id="condition", lhs=low, rhs=high, over=over)


def take(over: Any, values: dict[str, Any], axis: sp.Symbol, order: np.ndarray) -> dict[str, Any]:
    """Return the values with the indices of one axis chosen by `order`, in every array that has it."""
    out = dict(values)
    for symbol, domain in over.items():
        for dim, part in enumerate(("rows", "columns") if hasattr(domain, "rows") else ("axis",)):
            if getattr(domain, part, None) == axis:
                out[symbol.name] = np.take(out[symbol.name], order, axis=dim)
    return out
