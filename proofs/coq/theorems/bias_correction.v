Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities L2 Neuron Tactics.
From Statements Require Import bias_correction.
Open Scope R_scope.

(** A variance is at most the second moment. *)
Theorem holds : statement.
Proof.
  unfold statement. intros d n H S w _ Hn. eapply Rle_trans; [right|now apply (bias_correction_helps n d w (fun i => negb (S i)) H)].
  apply (rms_ext n). intros a _. apply sum_ext. intros j _. destruct (negb (S j)); [|easy]. apply Rmult_comm.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
