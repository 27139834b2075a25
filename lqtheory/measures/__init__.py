"""Measures of sparsity and the axioms that they satisfy or break (theory A6)."""

from lqtheory.measures.axioms import AXIOMS as AXIOMS
from lqtheory.measures.axioms import Axiom as Axiom
from lqtheory.measures.measures import MEASURES as MEASURES
from lqtheory.measures.measures import Measure as Measure
from lqtheory.measures.table import Cell as Cell
from lqtheory.measures.table import table as table
