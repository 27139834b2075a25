"""Bounds that relate ℓq sparsity to compression: derived, tested, and turned into pruning with a certificate."""

from lqtheory import registry as registry
from lqtheory.bound import Bound as Bound
from lqtheory.bound import Verdict as Verdict
from lqtheory.certify import Certificate as Certificate
from lqtheory.certify import certify as certify
from lqtheory.certify import verify as verify
from lqtheory.compress import Pruned as Pruned
from lqtheory.compress import prune as prune
from lqtheory.networks import Activation as Activation
from lqtheory.networks import Comparison as Comparison
from lqtheory.networks import Dense as Dense
from lqtheory.networks import Network as Network
