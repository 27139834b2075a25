"""The central idea: a bound is a statement `lhs <= rhs`, as data, read by several interpreters."""

from __future__ import annotations

import dataclasses as dc
import enum
import functools
import hashlib
import inspect
import sys
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from flint import arb, ctx

from lqtheory import symbols
from lqtheory.domains import Domain, Resolve
from lqtheory.errors import DomainError, InputError, UndefinedError
from lqtheory.interpreters import RELATIONS, Balls, Floats, Undecided
from lqtheory.primitives import Atom
from lqtheory.typesetting import formula

Values = Mapping[str, Any]


class Verdict(enum.Enum):
    """What balls say of `lhs <= rhs` at a point."""

    HOLDS = "holds"
    VIOLATED = "violated"
    UNDECIDED = "undecided"


@dc.dataclass(frozen=True, kw_only=True)
class Bound:
    """`lhs <= rhs` for all values of the free symbols in their domains.

    A bound is one instance in one file; it is never subclassed.

    Parameters
    ----------
    id : str
        Name for ever: a stronger statement gets a new id.
    lhs, rhs : sympy.Expr
        Expressions over atoms and the symbols of `lqtheory.symbols`. They are kept apart because
        `sympy.Le(x, x + 1)` collapses to True.
    title : str
        The theorem in words.
    label : str
        Where it stands in the theory, such as "A1".
    over : mapping of symbol to Domain
        Domains that differ from the notation table.
    when : tuple of sympy relations
        Side conditions.
    cites : tuple of str
        "bibliography-key, theorem number".
    uses : tuple of str
        Ids of the bounds that its proof rests on.
    tight_at : tuple of mappings
        Values where equality holds.
    scope : mapping of str to str
        Assumptions (as `assumptions` words them) that the theorem does not need, each with the reason to make it.
    scales, signs : tuple of symbols
        Arguments that may be multiplied by a common positive factor; axes along which signs may be flipped.
    conjecture : bool
        Whether no proof is known.
    refuted_by : mapping or None
        For folklore that is false: values that violate it.

    Raises
    ------
    TypeError
        When a free symbol has no domain, or a side condition is not one of <, <=, >, >=.
    """

    id: str
    lhs: sp.Expr
    rhs: sp.Expr
    title: str = ""
    label: str = ""
    over: Mapping[sp.Symbol, Domain] = dc.field(default_factory=dict)
    when: tuple[Any, ...] = ()
    cites: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    tight_at: tuple[Values, ...] = ()
    scope: Mapping[str, str] = dc.field(default_factory=dict)
    scales: tuple[sp.Symbol, ...] = ()
    signs: tuple[sp.Symbol, ...] = ()
    conjecture: bool = False
    refuted_by: Values | None = None

    def __post_init__(self) -> None:
        for side in ("lhs", "rhs"):
            object.__setattr__(self, side, _exact(getattr(self, side)))
        if odd := [condition for condition in self.when if type(condition) not in RELATIONS]:
            raise TypeError(f"bound {self.id!r}: the side condition {odd[0]} is not one of <, <=, >, >=")
        table = {**symbols.DOMAINS, **self.over}
        free: set[Any] = set().union(*(e.free_symbols for e in (self.lhs, self.rhs, *self.when)))
        pending = free - symbols.AXES
        over: dict[sp.Symbol, Domain] = {}
        while pending:
            if unknown := sorted(str(x) for x in pending if x not in table):
                raise TypeError(f"bound {self.id!r}: no domain declared for {', '.join(unknown)}; add it to over=")
            over |= {x: table[x] for x in pending}
            pending = set().union(*(table[x].needs() for x in pending)) - symbols.AXES - set(over)
        object.__setattr__(self, "over", _in_order(over))

    # -- values ---------------------------------------------------------------------------------------------

    def environment(self, values: Values) -> dict[sp.Basic, Any]:
        """Return the canonical value of every symbol, axes included.

        Raises
        ------
        DomainError
            When a value is missing, unknown, or outside its domain, or lengths disagree.
        """
        names = {x.name for x in self.over}
        if set(values) != names:
            raise DomainError(f"bound {self.id!r} takes the values {sorted(names)}; got {sorted(values)}")
        env: dict[sp.Basic, Any] = {}
        for symbol, domain in self.over.items():
            try:
                value = domain.validate(symbol.name, values[symbol.name], resolver(env))
            except DomainError as error:
                raise DomainError(f"bound {self.id!r}: {error}") from None
            for axis, length in domain.axes(value).items():
                if env.setdefault(axis, length) != length:
                    raise DomainError(
                        f"bound {self.id!r}: {symbol} has length {length} where {axis} = {env[axis]} was expected"
                    )
            env[symbol] = value
        return env

    def evaluate(self, **values: Any) -> tuple[Any, Any]:
        """Return (lhs, rhs) in float64; scalar arguments may be arrays that broadcast.

        Raises
        ------
        DomainError, UndefinedError
            When a value is outside its domain; when a side has no value there.
        """
        arrays = {s: np.asarray(values[s], dtype=object) for s in self._scalars() if np.ndim(values.get(s, 0)) > 0}
        if not arrays:
            return self._floats(values)
        grid = np.broadcast_arrays(*arrays.values())
        points = zip(*map(np.ravel, grid), strict=True)
        sides = [self._floats({**values, **dict(zip(arrays, point, strict=True))}) for point in points]
        lhs, rhs = np.array(sides).T
        return lhs.reshape(grid[0].shape), rhs.reshape(grid[0].shape)

    def _scalars(self) -> list[str]:
        return [x.name for x, domain in self.over.items() if hasattr(domain, "ends")]

    def _floats(self, values: Values) -> tuple[float, float]:
        env = self.environment(values)
        with np.errstate(over="ignore", under="ignore", divide="ignore", invalid="ignore"):
            lhs, rhs = (float(Floats(env).read(side)) for side in (self.lhs, self.rhs))
        if np.isnan(lhs) or np.isnan(rhs):
            raise UndefinedError(f"bound {self.id!r} has no float value at {dict(values)}")
        return lhs, rhs

    def enclose(self, prec: int = 128, **values: Any) -> tuple[arb, arb]:
        """Return balls that contain lhs and rhs, computed with `prec` bits.

        Raises
        ------
        DomainError, UndefinedError
            As `evaluate`.
        """
        return self._balls(self.environment(values), prec)

    def _balls(self, env: Mapping[sp.Basic, Any], prec: int) -> tuple[arb, arb]:
        with ctx.workprec(prec):
            lhs, rhs = (Balls(env).read(side) for side in (self.lhs, self.rhs))
        if lhs.is_nan() or rhs.is_nan():
            raise UndefinedError(f"bound {self.id!r} has no value there")
        return lhs, rhs

    def admits(self, prec: int = 256, **values: Any) -> bool:
        """Tell whether every side condition certainly holds."""
        env = self.environment(values)
        with ctx.workprec(prec):
            try:
                return all(_certain(Balls(env).read(r.lhs), Balls(env).read(r.rhs), r) for r in self.when)
            except (Undecided, UndefinedError):
                return False

    def check(self, *, max_prec: int = 1024, **values: Any) -> Verdict:
        """Decide `lhs <= rhs` with balls, raising the precision (64, 256, 1024 bits) before giving up.

        Raises
        ------
        DomainError, UndefinedError
            As `evaluate`; `DomainError` too when a side condition does not certainly hold.
        """
        if not self.admits(**values):
            raise DomainError(f"bound {self.id!r} needs {', '.join(map(str, self.when))}")
        env = self.environment(values)
        prec = 64
        while prec <= max_prec:
            try:
                lhs, rhs = self._balls(env, prec)
            except Undecided:
                prec *= 4
                continue
            if lhs <= rhs:
                return Verdict.HOLDS
            if lhs > rhs:
                return Verdict.VIOLATED
            prec *= 4
        return Verdict.UNDECIDED

    # -- assumptions and display ------------------------------------------------------------------------------

    def assumptions(self) -> dict[str, Bound]:
        """Return every single assumption in words, with the bound that lacks it (used to ask if it is needed)."""
        lacking = {}
        for symbol, domain in self.over.items():
            for text, wider in domain.widenings(symbol):
                lacking[text] = dc.replace(self, id=f"{self.id} without {text}", over={**self.over, symbol: wider})
        for condition in self.when:
            rest = tuple(x for x in self.when if x is not condition)
            lacking[str(condition)] = dc.replace(self, id=f"{self.id} without {condition}", when=rest)
        return lacking

    def digest(self) -> str:
        """Return the SHA-256 of the statement: both sides, domains, side conditions, and what their atoms mean."""
        statement = [self.lhs, self.rhs, *self.when]
        parts = [sp.srepr(e) for e in statement] + [f"{x}: {domain!r}" for x, domain in self.over.items()]
        files = {sys.modules[atom.__module__] for e in statement for atom in _atoms_of(e)}
        meanings = sorted(inspect.getsource(module) for module in files)
        return hashlib.sha256("\n".join([*parts, *meanings]).encode()).hexdigest()

    def latex(self) -> str:
        """Return the statement as LaTeX."""
        return rf"{formula(self.lhs)} \le {formula(self.rhs)}"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"

    def __str__(self) -> str:
        return f"{self.id}: {self.lhs} <= {self.rhs}"


def _exact(e: Any) -> sp.Expr:
    """Return an expression in which every float has become the rational number that it is."""
    e = sp.sympify(e)
    return e.xreplace({x: sp.Rational(x) for x in e.atoms(sp.Float)})


def _atoms_of(e: sp.Basic) -> set[type]:
    """Return the kinds of atoms in an expression and in their definitions."""
    found: set[type] = set()
    for atom in e.atoms(Atom):
        found |= {type(atom)} | (_atoms_of(atom.define(*atom.args)) if hasattr(atom, "define") else set())
    return found


def resolver(env: Mapping[sp.Basic, Any]) -> Resolve:
    """Return the function that gives the exact value of an endpoint such as `d` or `p/2`, from known values."""

    @functools.cache
    def resolve(e: sp.Expr) -> Fraction:
        number = e.xreplace({x: sp.Rational(a) for x, a in env.items() if isinstance(a, int | Fraction)})
        if not isinstance(number, sp.Rational):
            raise InputError(f"the endpoint {e} of a domain is {number}, expected a rational number")
        return Fraction(int(number.p), int(number.q))

    return resolve


def _in_order(over: Mapping[sp.Symbol, Domain]) -> dict[sp.Symbol, Domain]:
    """Sort by name, each symbol after those that its domain mentions; an axis is known once an array has it."""
    arrays = {x for x, domain in over.items() if not domain.needs() and not hasattr(domain, "ends")}
    before = {x: (over[x].needs() - symbols.AXES) | (arrays if over[x].needs() & symbols.AXES else set()) for x in over}
    left, out = sorted(over, key=str), {}
    while left:
        first = next((x for x in left if not before[x] & set(left) - {x}), left[0])
        left.remove(first)
        out[first] = over[first]
    return out


def _certain(lhs: arb, rhs: arb, relation: Any) -> bool:
    return bool(RELATIONS[type(relation)](lhs, rhs))
