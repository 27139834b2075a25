Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities BestTerm GlobalThreshold Tactics.
From Statements Require Import global_threshold.
Open Scope R_scope.

Theorem holds : statement.
Proof. unfold statement. intros. bound (global_threshold d (fun i => Rabs (A i * w i)) S T p). Qed.

Theorem defined : well_defined.
Proof. well_defined. apply count_most. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
