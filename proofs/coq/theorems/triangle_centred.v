Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities L2 Neuron Tactics.
From Statements Require Import triangle_centred.
Open Scope R_scope.

(** The triangle inequality for the centred inputs. *)
Theorem holds : statement.
Proof.
  unfold statement. intros d n H S w _ _. eapply Rle_trans.
  - eapply Rle_trans; [right|apply (dropped_triangle n d w (fun i => negb (S i)) (centred n H))].
    apply (rms_ext n). intros a _. apply sum_ext. intros j _. destruct (negb (S j)); [|easy]. apply Rmult_comm.
  - apply sum_on_le. intros j _ _. eapply Rle_trans; [|apply Rle_abs]. right. apply Rmult_comm.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
