"""Public tools to test bounds; the only place that imports hypothesis."""

from lqtheory.testing.climb import verdict as verdict
from lqtheory.testing.falsify import Attack as Attack
from lqtheory.testing.falsify import assert_never_violated as assert_never_violated
from lqtheory.testing.falsify import counterexample as counterexample
from lqtheory.testing.falsify import with_factor as with_factor
from lqtheory.testing.strategies import activations as activations
from lqtheory.testing.strategies import comparisons as comparisons
from lqtheory.testing.strategies import instances as instances
from lqtheory.testing.strategies import matrices as matrices
from lqtheory.testing.strategies import networks as networks
from lqtheory.testing.strategies import weight_vectors as weight_vectors
from lqtheory.testing.user_files import bounds_in as bounds_in
