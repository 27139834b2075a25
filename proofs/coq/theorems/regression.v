Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Outputs Tactics.
From Statements Require Import regression.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros c n F G Y _ _. apply regression.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
