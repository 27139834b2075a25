"""Bounds whose domains let in points where a side has no value: their statements are about the other points.

Python raises `UndefinedError` there; in Coq, where x/0 is 0, the theorem says that what is divided by is not 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lqtheory.atoms import norm
from lqtheory.symbols import p, q, v, w

DIVISORS: Mapping[str, tuple[Any, ...]] = {
    "effective-dimension-least": (norm(w, q), q - p),
    "effective-dimension-most": (q - p,),
    "pq-index-count": (q - p,),
    "soft-sparsity-least": (norm(w, q),),
    "soft-sparsity-most": (norm(w, q),),
    "axiom-bill-gates": (norm(w, 1),),
    "axiom-cloning": (norm(v, 1), norm(w, 1)),
    "axiom-rising-tide": (norm(w, 1),),
    "axiom-robin-hood": (norm(w, 1),),
}
"""What these bounds divide by that their domains do not keep from being 0."""
