"""C5: the norm of a zero-padded convolution, by the Fourier transform.

On a circle longer than the line by the reach of the kernel nothing wraps around: the line's operator is the
circle's, restricted to inputs that are 0 outside the line.
"""

from lqtheory.atoms.convolution import circular_norm, zero_padded_norm
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import k, p, q, s

BOUND = Bound(
    id="circular-norm",
    label="C5",
    title="The norm of a zero-padded convolution (taps p, q, s on k cells) is at most that on the padded circle.",
    lhs=zero_padded_norm(k, p, q, s),
    rhs=circular_norm(k, p, q, s),
    over={k: Integer(1, None), p: Real(), q: Real(), s: Real()},
    tight_at=({"k": 3, "p": 0, "q": 2, "s": 0},),
    scales=(p, q, s),
)
