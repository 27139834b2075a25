"""Pruning in numpy: which weights to keep, and how to repair the rest without labels or gradient steps."""

from lqtheory.compress.guaranteed import prune_guaranteed as prune_guaranteed
from lqtheory.compress.methods import METHODS as METHODS
from lqtheory.compress.methods import Method as Method
from lqtheory.compress.plan import LayerPlan as LayerPlan
from lqtheory.compress.plan import Plan as Plan
from lqtheory.compress.prune import Pruned as Pruned
from lqtheory.compress.prune import Pruner as Pruner
from lqtheory.compress.prune import prune as prune
from lqtheory.compress.prune import prune_tails as prune_tails
from lqtheory.compress.refit import refit as refit
