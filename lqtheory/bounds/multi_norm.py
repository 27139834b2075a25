"""A4, beyond the sources: several norms at once tell much more of a tail than the best single one."""

from lqtheory.atoms import tail
from lqtheory.atoms.multi_norm import multi_norm
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import d, k, p, w

BOUND = Bound(
    id="multi-norm",
    label="A4",
    title="The k-term tail is at most what a dual certificate finds for any vector with the same eighteen norms.",
    lhs=tail(w, k, p),
    rhs=multi_norm(w, k, p),
    over={k: Integer(0, d), p: Real(0, None)},
    scales=(w,),
    signs=(d,),
)
