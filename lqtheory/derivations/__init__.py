"""One derivation per file; each holds one `DERIVATION`. A new file is found here, and tested, at once."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path

from lqtheory import registry
from lqtheory.bound import Bound
from lqtheory.derivation import Derivation
from lqtheory.errors import InputError


@functools.cache
def _by_file() -> Mapping[str, Derivation]:
    modules = [module.name for module in pkgutil.iter_modules(__path__)]
    return {f"derivations/{x}.py": importlib.import_module(f"{__name__}.{x}").DERIVATION for x in modules}


@functools.cache
def load_all() -> Mapping[str, Derivation]:
    """Return all derivations by the id of what they prove, in the order of its label.

    Raises
    ------
    ValueError
        When two files prove the same id, or a statement of a derivation's own has the id of a bound.
    """
    found: dict[str, Derivation] = {}
    for file, derivation in _by_file().items():
        name = derivation.bound.id
        if name in found or (not isinstance(derivation.proves, str) and name in registry.load_all()):
            raise ValueError(f"{file} proves {name!r}, an id that is taken")
        found[name] = derivation
    return dict(sorted(found.items(), key=lambda item: (item[1].bound.label, item[0])))


def get(name: str) -> Derivation:
    """Return the derivation of a statement.

    Raises
    ------
    InputError
        When there is none; the sentence lists those that exist.
    """
    if name not in load_all():
        raise InputError(f"there is no derivation of {name!r}; there are those of {', '.join(load_all())}")
    return load_all()[name]


def derived(name: str) -> bool:
    """Tell whether the statement has a derivation without a flaw."""
    return name in load_all() and not flaws(get(name))


def flaws(derivation: Derivation) -> list[str]:
    """Return why a statement is not derived: steps that are unchecked, citations that are not allowed.

    A bound of the registry may be cited when the proven bound says that it uses it, a statement of another derivation
    when that derivation has no flaw. No citation may lead back to what is being proved.
    """
    name = derivation.bound.id
    found = [f"step {n} is unchecked: {why}" for n, why in enumerate(derivation.reasons, start=1) if why]
    for cited in derivation.cites:
        if name in _rests_on(cited.id):
            found.append(f"{cited.id} rests on {name} itself")
        elif cited.id not in registry.load_all() and not derived(cited.id):
            found.append(f"{cited.id} is cited and not derived")
        elif cited.digest() != _statement(cited.id).digest():
            found.append(f"{cited.id} is cited for what it does not say")
    if name in registry.load_all():
        undeclared = [x for x in _bounds_cited_by(derivation) if x not in derivation.bound.uses]
        found += [f"{cited} is cited, and not among the bounds that {name} uses" for cited in undeclared]
    return found


def _statement(name: str) -> Bound:
    return registry.get(name) if name in registry.load_all() else get(name).bound


def _rests_on(name: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return an id with all that its proof rests on, by `uses` and by the citations of derivations."""
    if name in seen:
        return seen
    seen |= {name}
    used = {bound.id for bound in load_all()[name].cites} if name in load_all() else set()
    used |= set(registry.get(name).uses) if name in registry.load_all() else set()
    for x in sorted(used):
        seen = _rests_on(x, seen)
    return seen


def _lemmas_of(derivation: Derivation) -> frozenset[str]:
    """Return the statements of other derivations on which this one rests by way of such statements alone."""
    seen: set[str] = set()
    left = [derivation]
    while left:
        new = {bound.id for bound in left.pop().cites} - set(registry.load_all()) - seen
        seen |= new
        left += [load_all()[x] for x in new if x in load_all()]
    return frozenset(seen)


def _bounds_cited_by(derivation: Derivation) -> list[str]:
    whole = [derivation, *(load_all()[x] for x in _lemmas_of(derivation) if x in load_all())]
    return sorted({bound.id for part in whole for bound in part.cites} & set(registry.load_all()))


def bounds_of(name: str) -> list[str]:
    """Return the bounds of the registry that a derivation cites, also by way of other derivations' statements."""
    return _bounds_cited_by(get(name))


def sources(name: str) -> list[str]:
    """Return the files, relative to the package, from which it follows that the statement is derived."""
    root = Path(__file__).parents[1]
    parts = {name} | _lemmas_of(get(name))
    own = [file for file, derivation in _by_file().items() if derivation.bound.id in parts]
    rules = [path.relative_to(root).as_posix() for path in (root / "rules").glob("*.py")]
    return sorted([*own, *rules, "derivation.py"])
