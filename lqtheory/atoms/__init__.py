"""Measurable quantities: one file each, a sympy definition over `lqtheory.primitives`."""

from lqtheory.atoms.constants import stechkin_constant as stechkin_constant
from lqtheory.atoms.constants import worst_tail as worst_tail
from lqtheory.atoms.indices import effective_dimension as effective_dimension
from lqtheory.atoms.indices import pq_index as pq_index
from lqtheory.atoms.norms import mass as mass
from lqtheory.atoms.norms import norm as norm
from lqtheory.atoms.tails import tail as tail
from lqtheory.primitives import At as At
from lqtheory.primitives import Compl as Compl
from lqtheory.primitives import Count as Count
from lqtheory.primitives import Top as Top
from lqtheory.primitives import dim as dim
