"""What the statement of a partial bound assumes is what Python needs for a value, and nothing else."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from lqtheory.errors import UndefinedError
from lqtheory.formal import partial, print_statement
from lqtheory.registry import get
from lqtheory.symbols import p, q, v


def _undefined() -> Iterator[tuple[str, str, Any]]:
    for bound_id, divisors in partial.DIVISORS.items():
        for divisor in divisors:
            if divisor == q - p:
                yield bound_id, "p", 1
            else:
                yield bound_id, "v" if divisor.has(v) else "w", np.zeros(2)


@pytest.mark.parametrize(("bound_id", "name", "value"), list(_undefined()))
def test_a_side_has_no_value_where_an_assumed_divisor_is_0(bound_id: str, name: str, value: Any) -> None:
    bound = get(bound_id)
    point = dict(bound.tight_at[0]) | {name: value}
    if name == "p":
        point["q"] = value
    if bound_id == "axiom-robin-hood":
        point["S"] = np.array([True, True])
    with pytest.raises(UndefinedError):
        bound.enclose(**point)


def test_a_hypothesis_of_which_the_statement_has_no_need_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partial, "DIVISORS", {"best-term-exact": (q - p,)})
    with pytest.raises(TypeError, match="divides by nothing of which"):
        print_statement(get("best-term-exact"))
