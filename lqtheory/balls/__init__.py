"""Rigorous arrays: every entry is an interval that contains the exact real value.

`FloatBalls` computes in IEEE double at the speed of BLAS, `ArbBalls` in arbitrary precision
through arb; both have one interface, so each formula is written once.
"""

from lqtheory.balls.arb_balls import ArbBalls as ArbBalls
from lqtheory.balls.float_balls import FloatBalls as FloatBalls
from lqtheory.balls.scalars import lower_float as lower_float
from lqtheory.balls.scalars import upper_float as upper_float
from lqtheory.balls.spectral import largest_eigenvalue as largest_eigenvalue
from lqtheory.balls.spectral import spectral_norm as spectral_norm

Balls = FloatBalls | ArbBalls
"""Rigorous arrays in either arithmetic."""
