(** C1, one layer. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Series Forward Carry Propagation Tactics.
From Statements Require Import propagation_layer.
Open Scope R_scope.

Theorem holds : forall (f : comparison) (rho gain : nat -> R) (l : nat),
  has_measure f -> has_lipschitz f rho -> has_gain f (pruned f) gain -> (1 <= l <= depth f)%nat ->
  euclid (width f l) (unit_errors f l)
  <= right_side (depth f) l (unit_errors f) (width f) gain (local_errors f) rho.
Proof.
  intros f rho gain l M P G Hl. eapply Rle_trans; [apply (propagation_step f rho M P l (gain l) Hl (G l Hl))|].
  right. unfold right_side. rewrite !euclid_pow. ring.
Qed.
