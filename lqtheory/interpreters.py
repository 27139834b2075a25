"""Two readers of one expression: floats (numpy, array operations over the indices) and balls (python-flint).

Sympy's `lambdify` is not used: it turns 1/3 into a float, and then a 128-bit ball of 8^(1/3) excludes 2.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from flint import arb, fmpq

from lqtheory import primitives as prim
from lqtheory.errors import UndefinedError


class Undecided(ArithmeticError):
    """The balls overlap where a choice must be made; a higher precision may decide."""


class _Reader:
    """What both readers share: the walk, sets and scopes. `env` maps symbols to values, indices included."""

    infinity: Any
    rule: str  # the name of the method by which an atom may offer a faster reading than its definition

    def __init__(self, env: Mapping[sp.Basic, Any]) -> None:
        self.env = dict(env)

    def read(self, e: sp.Basic) -> Any:
        """Return the value of a scalar, vector or matrix expression."""
        if e in self.env:
            return self.env[e]
        match e:
            case sp.Rational():
                return self.number(e)
            case sp.core.numbers.Infinity():
                return self.infinity
            case sp.Add():
                return functools.reduce(operator.add, map(self.read, e.args))
            case sp.Mul():
                return functools.reduce(operator.mul, map(self.read, e.args))
            case sp.Pow():
                return self.power(self.read(e.base), e.exp)
            case sp.Abs():
                return abs(self.read(e.args[0]))
            case sp.Min() | sp.Max():
                return functools.reduce(self.smaller if isinstance(e, sp.Min) else self.larger, map(self.read, e.args))
            case sp.exp() | sp.log():
                return self.elementary(type(e).__name__, self.read(e.args[0]))
            case sp.Sum() | sp.Product():
                return self.range_fold(e)
            case sp.Piecewise():
                cases = (case.args for case in e.args)
                return self.read(next((x for x, condition in cases if self.holds(condition)), sp.nan))
            case sp.KroneckerDelta():
                return self.read(sp.Piecewise((1, sp.Eq(*e.args[:2], evaluate=False)), (0, True)))
            case sp.core.numbers.NaN():
                raise UndefinedError("no case of a definition by cases applies")
            case prim.At():
                return self.entry(e)
            case prim.Vec():
                return self.vector(e)
            case prim.All() | prim.Compl() | prim.Top() | prim.Where():
                return self.members(e)
            case prim.Count():
                return self.number(sp.Integer(int(self.members(e.args[0]).sum())))
            case prim.SumOn() | prim.MaxOn():
                return self.fold(type(e), np.flatnonzero(self.members(e.args[0])), e.args[1])
            case prim.MaxOver():
                low, high = (self.integer(a) for a in e.args[1:])
                return self.fold(prim.MaxOn, np.arange(low + 1, high + 1), e.args[0])
            case prim.Ceil():
                return self.ceiling(self.read(e.args[0]))
        if rule := getattr(type(e), self.rule, None):
            return rule(*map(self.read, e.args))
        if define := getattr(type(e), "define", None):
            return self.read(define(*e.args))
        raise TypeError(f"cannot read {e} ({type(e).__name__}): neither a primitive nor an atom with a definition")

    def holds(self, condition: Any) -> bool:
        """Decide a case of a definition by cases."""
        if condition in (sp.true, sp.false):
            return bool(condition)
        left, right = map(self.read, condition.args)
        return self.decide(type(condition), left, right)

    def length(self, x: sp.Basic) -> int:
        if isinstance(x, prim.Vec):
            return self.length(x.args[1])
        return len(self.read(x))

    def members(self, e: sp.Basic) -> np.ndarray:
        """Return a set of indices as a boolean array."""
        match e:
            case prim.All():
                return np.ones(self.length(e.args[0]), dtype=bool)
            case prim.Compl():
                return ~self.members(e.args[0])
            case prim.Top():
                k, size = self.integer(e.args[1]), self.length(e.args[0])
                if not 0 <= k <= size:
                    raise UndefinedError(f"the top {k} of {size} entries do not exist")
                return self.top(e.args[0], k)
            case prim.Where():
                return self.where(e.args[0], self.length(e.args[1]))
        return self.env[e]

    def vector(self, e: sp.Basic) -> Any:
        (index,), body = e.args[0].variables, e.args[0].expr  # type: ignore[attr-defined]
        return self.each(index, np.arange(self.length(e.args[1])), body)

    def entry(self, e: sp.Basic) -> Any:
        array, *indices = e.args
        if isinstance(array, prim.Vec):
            (index,), body = array.args[0].variables, array.args[0].expr  # type: ignore[attr-defined]
            within(self.index(indices[0]), self.length(array))
            inner = type(self)(self.env | {index: self.read(indices[0])})
            return inner.read(body)
        return self.pick(self.read(array), [self.index(x) for x in indices])


class Floats(_Reader):
    """Read an expression in float64; running indices are arrays, one axis per enclosing sum."""

    rule = "float_rule"
    infinity = math.inf

    def __init__(self, env: Mapping[sp.Basic, Any], running: frozenset[sp.Basic] = frozenset()) -> None:
        super().__init__({s: float(x) if isinstance(x, Fraction) else x for s, x in env.items()})
        self.running = running

    def number(self, x: sp.Basic) -> float:
        return float(x)  # type: ignore[arg-type]

    def power(self, base: Any, exponent: sp.Basic) -> Any:
        with np.errstate(all="ignore"):
            value = np.power(np.asarray(base, dtype=float), self.read(exponent))
        if np.isnan(value).any():
            raise UndefinedError(f"{base} to the power {exponent} has no value")
        return value

    def decide(self, relation: type, left: Any, right: Any) -> bool:
        return bool(_FLOAT_RELATIONS[relation](left, right))

    smaller = staticmethod(np.minimum)
    larger = staticmethod(np.maximum)
    ceiling = staticmethod(np.ceil)

    def elementary(self, name: str, x: Any) -> Any:
        with np.errstate(all="ignore"):
            return getattr(np, name)(x)

    def integer(self, e: sp.Basic) -> int:
        return int(self.read(e))

    def index(self, e: sp.Basic) -> Any:
        return np.asarray(self.read(e)).astype(int)

    def pick(self, array: Any, indices: list[Any]) -> Any:
        array = np.asarray(array)
        for x, size in zip(indices, array.shape, strict=False):
            within(x, size)
        return array[tuple(indices)]

    def each(self, index: sp.Symbol, values: np.ndarray, body: sp.Basic) -> np.ndarray:
        outer = {s: np.asarray(self.env[s])[..., None] for s in self.running}
        shape = np.broadcast_shapes(values.shape, *(a.shape for a in outer.values()))
        if any(hasattr(atom, self.rule) and index in atom.free_symbols for atom in body.atoms(sp.Function)):
            # A rule takes one value at a time; what is primitive takes them all at once.
            each = [Floats(self.env | {index: int(x)}, self.running).read(body) for x in values]
            return np.broadcast_to(np.stack(each, axis=-1), shape) if each else np.zeros(shape)
        inner = Floats(self.env | outer | {index: values}, self.running | {index})
        return np.broadcast_to(inner.read(body), shape)

    def entry(self, e: sp.Basic) -> Any:
        array, *indices = e.args
        if not isinstance(array, prim.Vec):
            return super().entry(e)
        (index,), body = array.args[0].variables, array.args[0].expr  # type: ignore[attr-defined]
        within(self.index(indices[0]), self.length(array))
        return Floats(self.env | {index: self.read(indices[0])}, self.running | {index}).read(body)

    def fold(self, kind: type, values: np.ndarray, body: Any) -> Any:
        (index,), expr = body.variables, body.expr
        each = self.each(index, values, expr)
        return each.sum(axis=-1) if kind is prim.SumOn else each.max(axis=-1, initial=0.0)

    def range_fold(self, e: Any) -> Any:
        index, low, high = e.limits[0]
        terms = [
            Floats(self.env | {index: x}, self.running).read(e.function)
            for x in range(self.integer(low), self.integer(high) + 1)
        ]
        return sum(terms) if isinstance(e, sp.Sum) else math.prod(terms)

    def top(self, vector: sp.Basic, k: int) -> np.ndarray:
        return _first(np.argsort(-np.abs(self.read(vector)), kind="stable"), k)

    def where(self, condition: Any, size: int) -> np.ndarray:
        (index,), relation = condition.variables, condition.expr
        left, right = (self.each(index, np.arange(size), side) for side in relation.args)
        return _FLOAT_RELATIONS[type(relation)](left, right)


class Balls(_Reader):
    """Read an expression in `arb` balls at the precision of `flint.ctx`; every result contains the true value."""

    rule = "ball_rule"
    infinity = arb("inf")

    def __init__(self, env: Mapping[sp.Basic, Any]) -> None:
        super().__init__({s: _lift(x) for s, x in env.items()})

    def number(self, x: sp.Basic) -> arb:
        return arb(fmpq(int(x.p), int(x.q)))  # type: ignore[attr-defined]

    def power(self, base: arb, exponent: sp.Basic) -> arb:
        if exponent.is_Integer:
            value = base ** int(exponent)  # type: ignore[call-overload]
        else:
            value = power(base, self.read(exponent))
        if value.is_nan() or not value.is_finite():
            if base.is_finite() and base.contains(0) and not base.is_zero():  # a higher precision may tell it from 0
                raise Undecided
            raise UndefinedError(f"{base} to the power {exponent} has no value")
        return value

    def decide(self, relation: type, left: arb, right: arb) -> bool:
        if relation in (sp.Eq, sp.Ne):
            if left.overlaps(right) and not (left.is_exact() and right.is_exact()):
                raise Undecided
            return (left == right) == (relation is sp.Eq)
        holds, fails = (RELATIONS[x](left, right) for x in (relation, _NEGATED[relation]))
        if not (holds or fails):
            raise Undecided
        return holds

    def smaller(self, a: arb, b: arb) -> arb:
        return a.min(b)

    def larger(self, a: arb, b: arb) -> arb:
        return a.max(b)

    def elementary(self, name: str, x: arb) -> arb:
        return getattr(x, name)()

    def ceiling(self, x: arb) -> arb:
        value = x.ceil()
        if value.unique_fmpz() is None:
            raise Undecided
        return value

    def integer(self, e: sp.Basic) -> int:
        return whole(self.read(e))

    index = integer

    def pick(self, array: Any, indices: list[int]) -> arb:
        for x in indices:
            within(x, len(array))
            array = array[x]
        return array

    def each(self, index: sp.Symbol, values: np.ndarray, body: sp.Basic) -> list[arb]:
        saved = self.env.get(index)
        out = []
        for x in values:
            self.env[index] = arb(int(x))
            out.append(self.read(body))
        self.env.pop(index, None)
        if saved is not None:
            self.env[index] = saved
        return out

    def fold(self, kind: type, values: np.ndarray, body: Any) -> arb:
        (index,), expr = body.variables, body.expr
        each = self.each(index, values, expr)
        return sum(each, arb(0)) if kind is prim.SumOn else functools.reduce(arb.max, each, arb(0))

    def range_fold(self, e: Any) -> arb:
        index, low, high = e.limits[0]
        terms = self.each(index, np.arange(self.integer(low), self.integer(high) + 1), e.function)
        return sum(terms, arb(0)) if isinstance(e, sp.Sum) else math.prod(terms, start=arb(1))

    def top(self, vector: sp.Basic, k: int) -> np.ndarray:
        sizes = [abs(x) for x in self.read(vector)]
        order = sorted(range(len(sizes)), key=lambda j: (-sizes[j].mid(), j))
        chosen = _first(np.array(order), k)
        # A choice is right when no entry outside can exceed one inside; exact ties may go either way.
        if 0 < k < len(sizes) and not min(sizes[j].lower() for j in order[:k]) >= max(
            sizes[j].upper() for j in order[k:]
        ):
            raise Undecided
        return chosen

    def where(self, condition: Any, size: int) -> np.ndarray:
        (index,), relation = condition.variables, condition.expr
        out = np.zeros(size, dtype=bool)
        for x in range(size):
            left, right = (Balls(self.env | {index: arb(x)}).read(a) for a in relation.args)
            out[x] = self.decide(type(relation), left, right)
        return out


RELATIONS = {sp.Lt: operator.lt, sp.Le: operator.le, sp.Gt: operator.gt, sp.Ge: operator.ge}
"""How a relation is decided: on balls each is true where it certainly holds, else false."""
_FLOAT_RELATIONS = {**RELATIONS, sp.Eq: operator.eq, sp.Ne: operator.ne}
_NEGATED = {sp.Lt: sp.Ge, sp.Le: sp.Gt, sp.Gt: sp.Le, sp.Ge: sp.Lt}


def _first(order: np.ndarray, k: int) -> np.ndarray:
    chosen = np.zeros(len(order), dtype=bool)
    chosen[order[:k]] = True
    return chosen


def _lift(x: Any) -> Any:
    """Turn numbers and float arrays into exact balls; leave sets and networks as they are."""
    if isinstance(x, Fraction):
        return arb(fmpq(x.numerator, x.denominator))
    if isinstance(x, int | float) and not isinstance(x, bool):
        return arb(x)
    if isinstance(x, np.ndarray) and x.dtype.kind in "fiu":
        return [_lift(row) for row in x] if x.ndim > 1 else [arb(a) for a in x.tolist()]
    return x


def whole(x: Any) -> int:
    """Return the integer that a number or a ball is; `Undecided` where a ball holds none or several."""
    integer = x.unique_fmpz() if isinstance(x, arb) else x
    if integer is None:
        raise Undecided
    return int(integer)


def within(index: Any, size: int) -> None:
    """Raise UndefinedError unless every index, counted from 0, is one of `size` entries."""
    if np.any(outside := (np.asarray(index) < 0) | (np.asarray(index) >= size)):
        raise UndefinedError(f"entry {np.asarray(index)[outside].flat[0]} of {size} does not exist")


def power(base: arb, exponent: arb) -> arb:
    """Return base^exponent for a magnitude: 0^x = 0 for x > 0, and a ball that touches 0 is cut there."""
    if base > 0:
        return base**exponent
    if base < 0 or exponent <= 0 or not exponent.is_finite():
        raise UndefinedError(f"{base} to the power {exponent} has no value")
    if not exponent > 0:
        raise Undecided
    top = base.upper()
    return arb(0) if top == 0 else arb(0).union(top**exponent)


def root(square: Any) -> Any:
    """Return the square root of a magnitude, a float or a ball; a ball that touches 0 is cut there."""
    return power(square, arb(1) / 2) if isinstance(square, arb) else np.sqrt(square)
