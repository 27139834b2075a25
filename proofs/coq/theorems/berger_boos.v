Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Counting Sequence Tactics.
From Statements Require Import berger_boos.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d n H V eps gamma _ Hn. now apply confidence_set.
Qed.

Theorem defined : well_defined.
Proof. well_defined; [apply Rmax_l|now apply two_chances]. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
