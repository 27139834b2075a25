Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities L2 Neuron Tactics.
From Statements Require Import triangle.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d n H S w _ _. eapply Rle_trans; [apply (dropped_triangle n d w _ H)|].
  apply sum_on_le. intros j _ _. eapply Rle_trans; [|apply Rle_abs]. right. apply Rmult_comm.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
