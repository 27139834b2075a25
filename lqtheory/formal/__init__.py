"""Statements for Coq, printed from the same `Bound` that Python evaluates, and the gate that accepts their proofs."""

from lqtheory.formal.printer import print_statement as print_statement
