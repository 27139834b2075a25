Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Rounding Tactics.
From Statements Require Import quantisation_uniform.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d step w _ Hs. assert (B := quantisation_uniform d w step Hs). lra.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
