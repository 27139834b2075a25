"""C5: the norm of a zero-padded convolution of images, by the Fourier transform in two dimensions.

As on a line (`circular-norm`): on a torus longer than the grid by the reach of the kernel nothing wraps around. Four
taps stand for any number: the proof asks only that the reach fits.
"""

from lqtheory.atoms.convolution import circular_norm, zero_padded_norm
from lqtheory.bound import Bound
from lqtheory.domains import Integer, Real
from lqtheory.symbols import k, p, q, s, t, theta

BOUND = Bound(
    id="circular-norm-plane",
    label="C5",
    title="The norm of a zero-padded convolution of k × t cells (taps p, q; s, θ) is at most that on the padded torus.",
    lhs=zero_padded_norm(k, t, p, q, s, theta),
    rhs=circular_norm(k, t, p, q, s, theta),
    over={k: Integer(1, None), p: Real(), q: Real(), s: Real(), theta: Real()},
    tight_at=({"k": 2, "t": 2, "p": 0, "q": 2, "s": 0, "theta": 0},),
    scales=(p, q, s, theta),
)
