"""Pruning in numpy: which weights to keep, and how to repair the rest without labels or gradient steps."""

from lqtheory.compress.compressibility import TailComparison as TailComparison
from lqtheory.compress.compressibility import TailCurve as TailCurve
from lqtheory.compress.compressibility import compare_tails as compare_tails
from lqtheory.compress.compressibility import stretches as stretches
from lqtheory.compress.compressibility import tail_curve as tail_curve
from lqtheory.compress.greedy import Greedy as Greedy
from lqtheory.compress.greedy import orthogonal_greedy as orthogonal_greedy
from lqtheory.compress.methods import METHODS as METHODS
from lqtheory.compress.methods import Method as Method
from lqtheory.compress.plan import LayerPlan as LayerPlan
from lqtheory.compress.plan import Plan as Plan
from lqtheory.compress.prune import Pruned as Pruned
from lqtheory.compress.prune import Pruner as Pruner
from lqtheory.compress.prune import prune as prune
from lqtheory.compress.prune import prune_tails as prune_tails
from lqtheory.compress.refit import refit as refit
from lqtheory.compress.sampling import Sampled as Sampled
from lqtheory.compress.sampling import sample as sample
from lqtheory.compress.sampling import sparsify as sparsify
