"""A1 as textbooks state it: Stechkin's inequality with constant 1."""

from lqtheory.atoms import norm, tail
from lqtheory.bound import Bound
from lqtheory.domains import Real
from lqtheory.symbols import d, k, p, q, w

BOUND = Bound(
    id="best-term-textbook",
    label="A1",
    title="The k-term tail is at most k^(1/p-1/q) times the ℓq norm.",
    lhs=tail(w, k, p),
    rhs=k ** (1 / p - 1 / q) * norm(w, q),
    over={q: Real(0, None), p: Real(q, None, "[)")},
    cites=("foucart2013, Prop. 2.3",),
    uses=("best-term-exact", "best-term-next"),
    scales=(w,),
    signs=(d,),
)
